/*---
name: credit_counties
title:
  fa: پرونده‌های اعتبار در شهرستان‌ها
  en: Credit files by county
grain: one row a scheme, budget year, province, domain and county
trap:
  fa: "files خالی صفر نیست: با status برابر suppressed پرونده هست و شمارش پنهان است؛ با missing چیزی گفته نشده است."
  en: "Empty files are not zero: where status is suppressed the count is hidden; where it is missing nothing is told."
key: [scheme, budget_year, area_code, domain, county_code]
optional: [files]
columns:
  scheme: ~
  budget_year: ~
  area_code: ~
  domain: ~
  county_code: ~
  files: ~
  status: ~
  is_synthetic: ~
---*/
SELECT scheme, budget_year, area_code, domain, county_code, files, status, is_synthetic
FROM derived.credit_counties
ORDER BY scheme, budget_year, area_code, domain, county_code

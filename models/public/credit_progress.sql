/*---
name: credit_progress
title:
  fa: پیشرفت پرداخت اعتبار
  en: Progress of credit
grain: one row a scheme, budget year, province, domain and month's end
trap:
  fa: "مبلغ‌ها انباشته‌اند و با هم جمع نمی‌شوند؛ پرداخت یک ماه در paid_in_month_rial است. پس از واپسین فهرست سطری نیست، چون چیزی دانسته نیست."
  en: "Amounts are running totals and are never added; what one month paid is paid_in_month_rial. After the last list there is no row, as nothing is known."
key: [scheme, budget_year, area_code, domain, month_key]
optional: [requested_rial]
columns:
  scheme: ~
  budget_year: ~
  area_code: ~
  domain: ~
  month_key: ~
  day: ~
  day_jalali: ~
  share_rial: ~
  requested_rial: ~
  paid_rial: ~
  paid_in_month_rial: ~
  is_synthetic: ~
---*/
SELECT scheme, budget_year, area_code, domain, month_key, day, day_jalali, share_rial, requested_rial, paid_rial,
  paid_in_month_rial, is_synthetic
FROM derived.credit_progress
-- In a county, the files of a stage are a few applicants whom everybody knows.
WHERE area_code IN (SELECT a.area_code FROM reference.areas AS a WHERE a.kind = 'province')
ORDER BY scheme, budget_year, area_code, domain, day

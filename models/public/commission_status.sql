/*---
name: commission_status
title:
  fa: وضعیت نزد کمیسیون
  en: Status by adopted targets
grain: one row an indicator, area, domain and category
key: [indicator_id, area_code, domain, category]
columns:
  indicator_id: Indicator
  area_code: Area
  domain: Domain
  category: Kind within the indicator
  status: State by adopted targets alone; not_available where nothing is measured, no_target where no target is adopted
---*/
SELECT indicator_id, area_code, domain, category, status
FROM derived.commission_status
ORDER BY indicator_id, area_code, domain, category

/*---
name: commission_status
title:
  fa: وضعیت نزد کمیسیون
  en: Status by adopted targets
grain: one row an indicator, area, domain and category
from: derived.commission_status
key: [indicator_id, area_code, domain, category]
optional: [target_id, period, age_months]
codes: {status: [reached, missed, on_track, behind, off_track, no_target, not_available]}
---*/

/*---
name: world_report_clock
title:
  fa: ساعت گزارش به نهادهای جهانی
  en: Clock of reports to world bodies
grain: one row a world craft city or village, body that registers, and report owed to it
from: derived.world_report_clock
key: [city_id, body, after_years]
optional: [registered_on, due_from, due_until, days_left]
codes: {body: [wcc, unesco], status: [to_come, due, passed, not_registered, date_not_known, membership_not_known]}
---*/

/*---
name: licence_expiry_profile
title:
  fa: پروانه‌هایی که مدتشان به پایان می‌رسد
  en: Licences that run out
grain: one row an area, domain, kind of licence and quarter, from the quarter after the last list to eight quarters ahead
from: derived.licence_expiry_profile
key: [area_code, domain, licence_kind, period]
optional: [expiring, renewal_rate, rate_of, likely_renewed, delivery_ids]
codes: {phase: [passed, running, coming], status: [final, provisional, suppressed], rate_of: [licence_kind, domain]}
---*/

/*---
name: secretariat_limit_effects
title:
  fa: اثر محدودیت سه سمت
  en: Effect of the three offices
grain: one row a craft city
from: derived.secretariat_limit_effects
key: [area_code]
optional: [holder_role, is_held_now, observed_days, terms, terms_mayor, terms_governor, terms_council_head, terms_outside, ended_terms, ended_mayor, ended_governor, ended_council_head, changes_of_office, vacancies, vacant_days, longest_vacancy_days, covered_days, others_in_office, vacant_days_without_limit, vacant_share]
codes: {status: [known, not_known]}
---*/

/*---
name: secretariat_limit_effects
title:
  fa: اثر محدودیت سه سمت
  en: Effect of the three offices
grain: one row a craft city
key: [area_code]
optional: [holder_role, is_held_now, observed_days, terms, terms_mayor, terms_governor, terms_council_head, terms_outside, ended_terms, ended_mayor, ended_governor, ended_council_head, changes_of_office, vacancies, vacant_days, longest_vacancy_days, covered_days, others_in_office, vacant_days_without_limit, vacant_share]
codes: {status: [known, not_known]}
columns:
  area_code: City
  status: not_known where no list of the secretariat was delivered
  holder_role: Office of the present secretary
  is_held_now: Whether there is a secretary on the day of the build
  observed_days: Days since the first known secretary
  terms: Terms of a secretary
  terms_mayor: Of these, held by a mayor
  terms_governor: Held by a county governor
  terms_council_head: Held by the head of the city council
  terms_outside: Held by somebody outside the three offices
  ended_terms: Terms that ended
  ended_mayor: Of these, a mayor's; the data do not say why a term ended
  ended_governor: A governor's
  ended_council_head: A council head's
  changes_of_office: Times when the next secretary had another office
  vacancies: Times without a secretary
  vacant_days: Days without one
  longest_vacancy_days: Days of the longest
  covered_days: Of the vacant days, those on which somebody else of the secretariat was in office
  others_in_office: Others in office now, who could be secretary only without the limit
  vacant_days_without_limit: Vacant days less the covered ones
  vacant_share: Vacant days as a share of the observed ones
  sentence_fa: In words, Persian
  sentence_en: In words, English
  is_synthetic: True for invented data
---*/
SELECT area_code, status, holder_role, is_held_now, observed_days, terms, terms_mayor, terms_governor,
  terms_council_head, terms_outside, ended_terms, ended_mayor, ended_governor, ended_council_head, changes_of_office,
  vacancies, vacant_days, longest_vacancy_days, covered_days, others_in_office, vacant_days_without_limit,
  vacant_share, sentence_fa, sentence_en, is_synthetic
FROM derived.secretariat_limit_effects
ORDER BY area_code

/*---
name: secretariat_limit_effects
grain: one row a craft city (or a secretariat elsewhere)
description: >-
  What it costs that a secretary may be proposed from mayor, governor and council head only, as far as the secretaries
  are known. Of a secretariat of which no list came nothing is counted: it is not known rather than vacant.
columns:
  area_code: VARCHAR, City
  status: VARCHAR, not_known where no list of the secretariat was delivered
  holder_role: VARCHAR, Office of the present secretary
  is_held_now: BOOLEAN, Whether there is a secretary on the day of the build
  observed_days: INTEGER, Days since the first known secretary
  terms: INTEGER, Terms of a secretary
  terms_mayor: INTEGER, Of these, held by a mayor
  terms_governor: INTEGER, Held by a county governor
  terms_council_head: INTEGER, Held by the head of the city council
  terms_outside: INTEGER, Held by somebody outside the three offices
  ended_terms: INTEGER, Terms that ended
  ended_mayor: INTEGER, Of these, a mayor's; the data do not say why a term ended
  ended_governor: INTEGER, A governor's
  ended_council_head: INTEGER, A council head's
  changes_of_office: INTEGER, Times when the next secretary had another office
  vacancies: INTEGER, Times without a secretary
  vacant_days: INTEGER, Days without one
  longest_vacancy_days: INTEGER, Days of the longest
  covered_days: INTEGER, Of the vacant days, those on which somebody else of the secretariat was in office
  others_in_office: INTEGER, Others in office now, who could be secretary only without the limit
  vacant_days_without_limit: INTEGER, Vacant days less the covered ones
  vacant_share: DECIMAL(38,9), Vacant days as a share of the observed ones
  sentence_fa: ~
  sentence_en: ~
  is_synthetic: ~
rules:
  offices: craft_cities.secretary_offices
  others: craft_cities.others_who_could
function: pipelines.analysis.secretariats.told_effects
---*/
WITH cities AS (
  SELECT area_code, bool_or(is_synthetic) AS is_synthetic, bool_or(is_newest) AS is_newest
  FROM core.craft_cities GROUP BY area_code
),
places AS (
  SELECT area_code FROM cities WHERE is_newest
  UNION SELECT area_code FROM derived.secretariat_terms
),
secretaries AS (
  SELECT *, state = 'ended' OR held_until < $today AS is_ended
  FROM derived.secretariat_terms WHERE is_held AND role = 'secretary'
),
terms AS (
  SELECT area_code, count(*) AS terms, count(*) FILTER (holder_role = 'mayor') AS terms_mayor,
    count(*) FILTER (holder_role = 'governor') AS terms_governor,
    count(*) FILTER (holder_role = 'council_head') AS terms_council_head,
    count(*) FILTER (holder_role NOT IN ($offices)) AS terms_outside,
    count(*) FILTER (is_ended) AS ended_terms,
    count(*) FILTER (is_ended AND holder_role = 'mayor') AS ended_mayor,
    count(*) FILTER (is_ended AND holder_role = 'governor') AS ended_governor,
    count(*) FILTER (is_ended AND holder_role = 'council_head') AS ended_council_head,
    count(*) FILTER (next_holder_role IS NOT NULL AND next_holder_role <> holder_role) AS changes_of_office,
    min(begins) AS began, max(is_current) AS is_held_now, max_by(holder_role, begins) FILTER (is_current) AS holder_role,
    bool_or(is_synthetic) AS is_synthetic
  FROM secretaries GROUP BY area_code
),
vacancies AS (
  SELECT area_code, count(*) AS vacancies, sum(days) AS vacant_days, max(days) AS longest_vacancy_days,
    sum(covered_days) AS covered_days
  FROM derived.secretariat_gaps WHERE role = 'secretary' AND kind = 'vacancy' GROUP BY area_code
),
others AS (
  SELECT area_code, count(*) AS others_in_office FROM derived.secretariat_terms
  WHERE is_held AND held_until >= $today AND role IN ($others) GROUP BY area_code
),
known AS (
  SELECT t.* EXCLUDE (is_synthetic), CAST($today - t.began + 1 AS INTEGER) AS observed_days,
    coalesce(v.vacancies, 0) AS vacancies, coalesce(v.vacant_days, 0) AS vacant_days,
    coalesce(v.longest_vacancy_days, 0) AS longest_vacancy_days, coalesce(v.covered_days, 0) AS covered_days,
    coalesce(v.vacant_days - v.covered_days, 0) AS vacant_days_without_limit,
    coalesce(o.others_in_office, 0) AS others_in_office, t.is_synthetic
  FROM terms t
  LEFT JOIN vacancies v ON v.area_code = t.area_code
  LEFT JOIN others o ON o.area_code = t.area_code
)
SELECT k.* EXCLUDE (area_code, is_synthetic), p.area_code,
  CASE WHEN k.area_code IS NULL THEN 'not_known' ELSE 'known' END AS status,
  coalesce(k.is_synthetic, c.is_synthetic, false) AS is_synthetic
FROM places p
LEFT JOIN known k ON k.area_code = p.area_code
LEFT JOIN cities c ON c.area_code = p.area_code
ORDER BY p.area_code

/*---
name: licence_states
title:
  fa: پروانه‌ها در هر حال
  en: Licences by state
grain: one row an area, domain, kind of licence, period and state, as the indicators have them after suppression
key: [area_code, domain, licence_kind, frequency, period, state]
optional: [licences]
codes: {state: [issued, renewed, expired, revoked, valid, expiring, lapsed], measure: [flow, stock]}
columns:
  area_code: County or province
  domain: crafts or carpet
  licence_kind: Kind of licence, permit or card; empty for all of them
  frequency: Q, or A for what happened in a whole year
  period: Quarter or year
  state: >-
    What happened in the period: issued (for the first time), renewed, expired (its term ended and it was not renewed by
    the end of the quarter) or revoked; and how things stood on its last day: valid, expiring (valid, its term ends in
    the next four quarters) or lapsed (its term ended and it was not renewed)
  measure: flow (in the period) or stock (on its last day); the two are never added
  licences: How many; empty where suppressed
  status: final, provisional, missing or suppressed
  value_id: Value of the indicator that it is
  is_synthetic: True for invented data; real and invented never mix in one value
---*/
SELECT v.area_code, v.domain, v.category AS licence_kind, v.frequency, v.period,
  substring(v.indicator_id, 10) AS state,
  CASE WHEN v.indicator_id IN ('licences_valid', 'licences_expiring', 'licences_lapsed') THEN 'stock' ELSE 'flow' END
    AS measure,
  v.value AS licences, v.status, v.value_id, v.is_synthetic
FROM derived.indicator_values AS v
WHERE v.basis = 'register' AND v.indicator_id IN (
  'licences_issued', 'licences_renewed', 'licences_expired', 'licences_revoked', 'licences_valid',
  'licences_expiring', 'licences_lapsed'
)
ORDER BY v.area_code, v.domain, v.category, v.frequency, v.period, state

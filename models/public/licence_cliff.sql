/*---
name: licence_cliff
title:
  fa: پروانه‌هایی که مدتشان به پایان می‌رسد
  en: Licences that run out
grain: one row an area, domain, kind of licence and quarter, from the quarter after the last list to eight quarters ahead
key: [area_code, domain, licence_kind, period]
optional: [expiring, renewal_rate, rate_of, likely_renewed, delivery_ids]
codes: {phase: [passed, running, coming], status: [final, provisional, suppressed], rate_of: [licence_kind, domain]}
columns:
  area_code: County or province
  domain: crafts or carpet
  licence_kind: Kind of licence, permit or card; empty for all of them
  period: Quarter in which the term ends
  place: Place of the quarter in the outlook; 1 is the quarter in which the build judged, less than 1 has passed
  phase: passed (ended since the last list; whether it was renewed is not known), running or coming
  expiring: Licences valid at the end of the last list's quarter whose term ends in this quarter; empty where suppressed
  status: final, provisional (a list is missing or has rows in quarantine) or suppressed (too few to be told)
  renewal_rate: Share of the ended terms that was renewed so far, in the whole domain, to two decimals
  rate_of: Whether the rate is of this kind of licence or, where too few of it have ended, of all kinds of the domain
  likely_renewed: Licences that would be renewed at that rate, rounded; no forecast beyond it
  heard_until: Last quarter that every office of the domain has told; renewals after it are not known
  delivery_ids: Deliveries that tell of these licences
  is_synthetic: True for invented data; real and invented never mix in one value
---*/
SELECT area_code, domain, licence_kind, period, place, phase, expiring, status, renewal_rate, rate_of, likely_renewed,
  heard_until, delivery_ids, is_synthetic
FROM derived.licence_cliff
ORDER BY area_code, domain, licence_kind, period

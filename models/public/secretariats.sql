/*---
name: secretariats
title:
  fa: دبیرخانه‌ها
  en: Secretariats
grain: one row a term of an office in a secretariat; holders are never named
key: [delivery_id, sheet_name, row_number]
optional: [committee, is_within_limit, proposed_by, appointed_by, decree_no, decree_on, to_on, days_held, next_holder_role]
columns:
  area_code: ~
  role: ~
  committee: ~
  holder_role: ~
  is_within_limit: ~
  proposed_by: ~
  appointed_by: ~
  decree_no: ~
  decree_on: ~
  from_on: ~
  to_on: ~
  state: ~
  is_current: ~
  days_held: Days of the term until its end or the day of the build; empty for vacancies and proposals
  next_holder_role: ~
  delivery_id: ~
  sheet_name: ~
  row_number: ~
  is_synthetic: ~
---*/
SELECT t.area_code, t.role, t.committee, t.holder_role, t.is_within_limit, t.proposed_by, t.appointed_by, t.decree_no,
  t.decree_on, t.from_on, t.to_on, t.state, t.is_current, CAST(j.held_until - j.begins + 1 AS INTEGER) AS days_held,
  j.next_holder_role, t.delivery_id, t.sheet_name, t.row_number, t.is_synthetic
FROM core.secretariat_terms AS t
INNER JOIN derived.secretariat_terms AS j ON j.row_id = t.row_id
ORDER BY t.area_code, t.role, t.from_on, t.delivery_id, t.sheet_name, t.row_number

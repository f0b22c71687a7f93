/*---
name: secretariats
title:
  fa: دبیرخانه‌ها
  en: Secretariats
grain: one row a term of an office in a secretariat; holders are never named
key: [delivery_id, sheet_name, row_number]
optional: [committee, is_within_limit, proposed_by, appointed_by, decree_no, decree_on, to_on]
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
  delivery_id: ~
  sheet_name: ~
  row_number: ~
  is_synthetic: ~
---*/
SELECT area_code, role, committee, holder_role, is_within_limit, proposed_by, appointed_by, decree_no, decree_on,
  from_on, to_on, state, is_current, delivery_id, sheet_name, row_number, is_synthetic
FROM core.secretariat_terms
ORDER BY area_code, role, from_on, delivery_id, sheet_name, row_number

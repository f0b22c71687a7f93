/*---
name: secretariat_terms
grain: one row a term of an office in the secretariat of a craft city
description: >-
  Terms with their days. A seat is the secretary's or the head's chair of one secretariat, which only one person may
  hold. The data say who held it from when to when; they never say why a term ended, and nothing here supposes it.
columns:
  row_id: VARCHAR, The source row (delivery, sheet, row)
  area_code: VARCHAR, City or county of the secretariat
  role: VARCHAR, secretary, head, council_member, committee_head or committee_member
  holder_role: VARCHAR, Office that the holder has
  state: VARCHAR, proposed, in_office, ended or vacant
  is_current: BOOLEAN, Whether the term is in force
  begins: DATE, First day that the beginning may be
  ends: DATE, Last day that the end may be; empty while it lasts
  is_held: BOOLEAN, Whether somebody held the office and the term has begun
  held_until: DATE, Last day on which it is reckoned as held, the day of the build at the latest
  next_holder_role: VARCHAR, Office of the holder who followed
  is_synthetic: BOOLEAN, True for invented data
---*/
WITH placed AS (
  SELECT t.*, b.first_day AS begins, e.last_day AS ends,
    coalesce(t.state NOT IN ('vacant', 'proposed') AND b.first_day <= $today, false) AS is_held,
    lead(b.first_day) OVER seat AS next_begins, lead(t.holder_role) OVER seat AS next_holder
  FROM core.secretariat_terms t
  LEFT JOIN reference.jalali_dates b ON b.jalali_date = t.from_on
  LEFT JOIN reference.jalali_dates e ON e.jalali_date = t.to_on
  WINDOW seat AS (
    PARTITION BY t.area_code, t.role, t.state IN ('vacant', 'proposed'), t.is_synthetic
    ORDER BY b.first_day, t.row_id
  )
)
SELECT row_id, area_code, role, holder_role, state, is_current, begins, ends, is_held,
  -- The end of a term that ended on an untold day is not known; it is reckoned until the next one begins.
  CASE WHEN is_held
    THEN least(
      coalesce(ends, CASE WHEN state = 'ended' THEN coalesce(next_begins - 1, begins) END, $today), $today
    )
  END AS held_until,
  CASE WHEN is_held AND state = 'ended' THEN next_holder END AS next_holder_role, is_synthetic
FROM placed
ORDER BY area_code, role, begins, row_id

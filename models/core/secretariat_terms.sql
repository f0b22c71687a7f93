/*---
name: secretariat_terms
grain: one row a term of an office in the secretariat of a craft city
description: >-
  Who held which office of a secretariat, by which role and decree, from when to when; each term as the newest
  delivery of its office tells it. Holders are pseudonyms.
columns:
  row_id: VARCHAR, The source row (delivery, sheet, row)
  area_code: VARCHAR, City or county of the secretariat
  role: VARCHAR, secretary, head, council_member, committee_head or committee_member
  committee: VARCHAR, Committee of a member
  holder_role: VARCHAR, Office that the holder has
  person_id: VARCHAR, Keyed pseudonym of the holder
  is_within_limit: BOOLEAN, Whether the limit of the three offices is kept (secretaries); empty for other roles
  proposed_by: VARCHAR, Who proposed the holder
  appointed_by: VARCHAR, Who issued the decree
  decree_no: VARCHAR, Number of the decree
  decree_on: VARCHAR, Date of the decree (partial Jalali date)
  from_on: VARCHAR, Beginning (partial Jalali date)
  to_on: VARCHAR, End (partial Jalali date); empty while it lasts
  state: VARCHAR, proposed, in_office, ended or vacant
  is_current: BOOLEAN, Whether the term is in force
  frequency: VARCHAR, Q or A of the delivery
  period: VARCHAR, Period key of the delivery
  delivery_id: VARCHAR, Delivery
  sheet_name: VARCHAR, Sheet
  row_number: INTEGER, Row
  is_synthetic: BOOLEAN, Whether it is invented
---*/
WITH newest AS (
  SELECT s.delivery_office, max(p.last_month) AS last_month
  FROM clean.secretariats AS s
  INNER JOIN reference.period_keys AS p ON p.period_key = s.delivery_period
  GROUP BY s.delivery_office
)
SELECT s.row_id, s.area AS area_code, s.role, s.committee, s.holder_role, s.person AS person_id,
  CASE WHEN s.role = 'secretary' THEN s.holder_role IN ('mayor', 'governor', 'council_head') END AS is_within_limit,
  s.proposed_by, s.appointed_by, s.decree_no, s.decree_on, s.from_on, s.to_on, s.state,
  s.state = 'in_office' AND s.to_on IS NULL AS is_current, p.frequency, p.period, s.delivery_id, s.sheet_name,
  s.row_number, s.is_synthetic
FROM clean.secretariats AS s
INNER JOIN reference.period_keys AS p ON p.period_key = s.delivery_period
INNER JOIN newest AS n
  ON coalesce(n.delivery_office, '') = coalesce(s.delivery_office, '') AND n.last_month = p.last_month

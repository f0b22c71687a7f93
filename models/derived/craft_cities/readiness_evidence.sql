/*---
name: readiness_evidence
grain: one row a row of one of the tables that criteria may count
description: >-
  The tables and columns that criteria of readiness may name; a column is empty in rows of a table that lacks it.
  A criterion that names anything else is refused when the models are checked, against the columns listed here for
  its table.
columns:
  evidence_table: VARCHAR, Table of schema core from which the row comes
  row_id: VARCHAR, The source row (delivery, sheet, row)
  area_code: VARCHAR, City or county
  delivery_id: VARCHAR, Delivery
  is_newest: BOOLEAN, Whether it stands in the newest snapshot of its office
  state: VARCHAR, State of a registration, an outlet or a report
  role: VARCHAR, Role in a secretariat
  is_current: BOOLEAN, Whether a term is in force
  registry_kind: VARCHAR, Which register
  outlet_kind: VARCHAR, Kind of outlet
  period: VARCHAR, Jalali period of a course or an event
  report_year: INTEGER, Year of which a report speaks
---*/
SELECT 'craft_cities' AS evidence_table, row_id, area_code, delivery_id, is_newest, state FROM core.craft_cities
UNION ALL BY NAME
SELECT 'secretariat_terms' AS evidence_table, row_id, area_code, delivery_id, role, is_current
FROM core.secretariat_terms
UNION ALL BY NAME
SELECT 'registry_entries' AS evidence_table, row_id, area_code, delivery_id, is_newest, registry_kind
FROM core.registry_entries
UNION ALL BY NAME
SELECT 'outlets' AS evidence_table, row_id, area_code, delivery_id, is_newest, state, outlet_kind FROM core.outlets
UNION ALL BY NAME
SELECT 'training_courses' AS evidence_table, row_id, area_code, delivery_id, period FROM core.training_courses
UNION ALL BY NAME
SELECT 'craft_events' AS evidence_table, row_id, area_code, delivery_id, period FROM core.craft_events
UNION ALL BY NAME
SELECT 'annual_report_duties' AS evidence_table, row_id, area_code, delivery_id, state, report_year
FROM core.annual_report_duties

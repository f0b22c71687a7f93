/*---
name: statements
grain: one row a figure that somebody stated, as it was stated
description: >-
  Figures told in minutes, reports and the press, each with who said it, when, of what and with which
  ambiguity. They are statements, not counts; nothing here is added up.
columns:
  row_id: VARCHAR, The source row (delivery, sheet, row)
  figure_id: VARCHAR, Number of the figure in its document
  indicator_id: VARCHAR, What is measured
  value: >-
    DECIMAL(38,9), The figure in the unit of its indicator (of the row, where no indicator is known by it); empty
    where it was announced and not given
  qualifier: VARCHAR, exact, about, more_than … as it was said
  unit: VARCHAR, Unit as it was stated
  area_code: VARCHAR, Area of which it was said
  domain: VARCHAR, crafts, carpet, all …
  category: VARCHAR, Kind within the indicator, empty where there is none
  period_kind: VARCHAR, stock, flow or cumulative
  as_of: VARCHAR, Date or year of which it was said (partial Jalali date)
  frequency: VARCHAR, Q or A
  period: VARCHAR, Period key
  role: VARCHAR, Role of who said it
  instrument: VARCHAR, Licence, list or index that the figure speaks of
  ambiguity_fa: VARCHAR, What can be misread, in Persian
  ambiguity_en: VARCHAR, What can be misread, in English
  source_fa: VARCHAR, Document, in Persian
  source_en: VARCHAR, Document, in English
  source_grade: VARCHAR, Evidence grade of the source
  is_preferred: >-
    BOOLEAN, Whether it stands for its cell where several statements speak of it, by the firmest grade, then the first
    number
  delivery_id: VARCHAR, Delivery
  sheet_name: VARCHAR, Sheet
  row_number: INTEGER, Row
  is_synthetic: BOOLEAN, Whether it is invented
---*/
WITH placed AS (
  SELECT s.row_id, s.figure_id, s.indicator AS indicator_id, s.value, s.qualifier, s.unit,
    s.area AS area_code, s.domain, coalesce(s.category, '') AS category, s.period_kind, s.as_of,
    p.frequency, p.period, s.role, s.instrument, s.ambiguity_fa, s.ambiguity_en, s.source_fa, s.source_en,
    s.source_grade, CAST(g.sort AS INTEGER) AS grade_order, s.delivery_id, s.sheet_name, s.row_number,
    s.is_synthetic
  FROM clean.reported_figures AS s
  LEFT JOIN reference.period_keys AS p ON p.period_key = substring(s.as_of, 1, 7)
  LEFT JOIN reference.codes AS g ON g.list = 'grades' AND g.code = s.source_grade
),
-- Two documents may speak of the same cell. The stronger evidence stands for it, the other stays beside it in
-- the discrepancies; nothing is averaged.
ranked AS (
  SELECT placed.row_id,
    row_number() OVER (
      PARTITION BY indicator_id, area_code, domain, category, frequency, period
      ORDER BY coalesce(grade_order, 99), figure_id, row_id
    ) AS place
  FROM placed
)
SELECT p.row_id, p.figure_id, p.indicator_id, p.value, p.qualifier, p.unit, p.area_code, p.domain, p.category,
  p.period_kind, p.as_of, p.frequency, p.period, p.role, p.instrument, p.ambiguity_fa, p.ambiguity_en,
  p.source_fa, p.source_en, p.source_grade, r.place = 1 AS is_preferred, p.delivery_id, p.sheet_name,
  p.row_number, p.is_synthetic
FROM placed AS p
INNER JOIN ranked AS r ON r.row_id = p.row_id

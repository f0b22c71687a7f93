/*---
name: statements
title:
  fa: گفته‌ها
  en: Statements
grain: one row a figure that somebody stated
key: [row_id]
optional: [value, qualifier, unit, role, instrument, ambiguity_fa, ambiguity_en, source_fa, source_en, source_grade, frequency, period, as_of, period_kind, category]
columns:
  figure_id: Number of the figure in its document
  indicator_id: What is measured
  value: The figure; empty where announced and not given
  qualifier: exact, about, more_than …
  unit: Unit
  area_code: Area
  domain: Domain
  category: Kind within the indicator
  period_kind: stock, flow or cumulative
  as_of: Of when (partial Jalali date)
  frequency: Q or A
  period: Period key
  role: Role of who said it
  instrument: Licence, list or index meant
  ambiguity_fa: What can be misread, in Persian
  ambiguity_en: What can be misread, in English
  source_fa: Document in Persian
  source_en: Document in English
  source_grade: Evidence grade
  is_preferred: Whether it stands for its cell among several
  delivery_id: Delivery from which the row came
  sheet_name: Sheet of the file
  row_number: Row of the sheet, as the office sees it
  row_id: The source row
  is_synthetic: True for invented data; real and invented never mix in one value
---*/
SELECT figure_id, indicator_id, value, qualifier, unit, area_code, domain, category, period_kind, as_of,
  frequency, period, role, instrument, ambiguity_fa, ambiguity_en, source_fa, source_en, source_grade,
  is_preferred, delivery_id, sheet_name, row_number, row_id, is_synthetic
FROM core.statements
ORDER BY row_id

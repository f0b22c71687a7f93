/*---
name: value_sources
grain: one row a value
description: Sources of each value, from the statements behind it, else from the delivery's own note.
columns:
  value_id: ~
  source_fa: VARCHAR, Source in Persian
  source_en: VARCHAR, Source in English
  evidence_grade: ~
  ambiguity_fa: VARCHAR, What can be misread, in Persian
  ambiguity_en: VARCHAR, What can be misread, in English
  as_of: VARCHAR, Day of the build, on which this was assessed
---*/
WITH told AS (
  SELECT DISTINCT c.base_id,
    coalesce(s.source_fa, d.document_fa) AS source_fa, coalesce(s.source_en, d.document_en) AS source_en,
    coalesce(s.source_grade, d.evidence_grade) AS grade, s.ambiguity_fa, s.ambiguity_en, s.as_of
  FROM (SELECT DISTINCT base_id, delivery_id, row_id FROM derived.contributed) c
  JOIN derived.delivery_facts d ON d.delivery_id = c.delivery_id
  LEFT JOIN core.statements s ON s.row_id = c.row_id
),
of_values AS (
  SELECT DISTINCT c.value_id, t.* EXCLUDE (base_id) FROM derived.cell_members c JOIN told t ON t.base_id = c.base_id
)
SELECT t.value_id,
  string_agg(DISTINCT t.source_fa, '؛ ' ORDER BY t.source_fa) AS source_fa,
  string_agg(DISTINCT t.source_en, '; ' ORDER BY t.source_en) AS source_en,
  arg_max(t.grade, coalesce(CAST(g.sort AS INTEGER), 99)) AS evidence_grade,
  string_agg(DISTINCT t.ambiguity_fa, '؛ ' ORDER BY t.ambiguity_fa) AS ambiguity_fa,
  string_agg(DISTINCT t.ambiguity_en, '; ' ORDER BY t.ambiguity_en) AS ambiguity_en,
  max(t.as_of) AS as_of
FROM of_values t LEFT JOIN reference.codes g ON g.list = 'grades' AND g.code = t.grade
GROUP BY t.value_id

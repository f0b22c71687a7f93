/*---
id: figures_ambiguous_share
title:
  fa: سهم رقم‌های چندپهلو
  en: Stated figures that can be misread
definition:
  fa: >-
    گفته‌هایی که ابهامی در آن‌ها یادداشت شده است تقسیم بر همهٔ گفته‌ها.
  en: >-
    Statements for which an ambiguity is noted, divided by all statements.
unit: share
kind: ratio
direction: down
decimals: 1
theme: quality
owner: dialogue_council
caveat:
  fa: >-
    ابهام را گروه نقشه یادداشت کرده است؛ نبود یادداشت به معنای بی‌ابهامی نیست.
  en: >-
    Ambiguities are noted by the Naqsheh team; no note does not mean no ambiguity.
---*/
-- Of figures of every domain: what is told of «all» alone would be a few beside the rest.
SELECT s.row_id, s.area_code, 'all' AS domain, s.frequency, s.period, 'reported' AS basis,
  CASE WHEN s.ambiguity_fa IS NULL AND s.ambiguity_en IS NULL THEN 0 ELSE 1 END AS numerator, 1 AS denominator
FROM core.statements AS s
WHERE s.frequency IS NOT NULL

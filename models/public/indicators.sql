/*---
name: indicators
title:
  fa: شاخص‌ها
  en: Indicators
grain: one row an indicator
key: [indicator_id]
optional: [headline]
columns:
  indicator_id: Name of the indicator and of its SQL file
  title_fa: Title in Persian
  title_en: Title in English
  definition_fa: Definition in Persian
  definition_en: Definition in English
  unit: Unit of the value
  kind: stock, flow, cumulative, ratio or rank
  direction: Whether up or down is good
  decimals: Decimals to show
  theme: Theme
  owner: Office that owns the figure
  caveat_fa: What to beware of, in Persian
  caveat_en: What to beware of, in English
  disclosure: Rule for small counts
  headline: Place on the front page, if any
  source_feeds: Feeds it is computed from
  depends_on: Indicators it is made of
  sql: The query of its contributions
---*/
SELECT indicator_id, title_fa, title_en, definition_fa, definition_en, unit, kind, direction, decimals, theme,
  owner, caveat_fa, caveat_en, disclosure, headline, source_feeds, depends_on, sql
FROM derived.indicators
ORDER BY indicator_id

/*---
name: plausible_changes
grain: one row a kind of figure
description: By how much of the smaller figure a figure may change in a year and still be the same thing counted again.
columns:
  kind: VARCHAR, stock, cumulative, rank or flow
  change: DECIMAL(38,9), Greatest plausible change a year, as a share
rules:
  stock: discrepancies.plausible_change_a_year.stock
  cumulative: discrepancies.plausible_change_a_year.cumulative
  rank: discrepancies.plausible_change_a_year.rank
  flow: discrepancies.plausible_change_a_year.flow
---*/
SELECT kind, CAST(change AS DECIMAL(38,9)) AS change
FROM (VALUES ('stock', $stock), ('cumulative', $cumulative), ('rank', $rank), ('flow', $flow)) AS changes(kind, change)

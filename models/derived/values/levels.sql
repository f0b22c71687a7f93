/*---
name: levels
grain: one row a kind of area
description: How far up each kind of area stands.
columns:
  kind: VARCHAR, Kind of area
  level: BIGINT, Level, the city the lowest
function: pipelines.analysis.definitions.levels
---*/

/*---
name: rollups
grain: one row an indicator and basis
description: How far each basis of an indicator is carried up, as the header says.
columns:
  indicator_id: VARCHAR, Indicator
  basis: VARCHAR, reported, register, customs, suitcase
  top: INTEGER, Level of the widest area
  over_time: VARCHAR, sum or last; empty where a year is never made of quarters
  categories_from: INTEGER, Level from which on categories are told
function: pipelines.analysis.definitions.rollups
---*/

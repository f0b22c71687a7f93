/*---
name: indicator_facts
grain: one row an indicator
description: What computing needs of an indicator's header.
columns:
  indicator_id: VARCHAR, Indicator
  unit: VARCHAR, Unit
  kind: VARCHAR, stock, flow, cumulative, ratio, rank or index
  disclosure: VARCHAR, none or small_counts
  direction: VARCHAR, up, down or none
  is_of_period: BOOLEAN, Whether a value speaks of its own period alone, as a flow and a ratio of flows do
  adds_categories: BOOLEAN, Whether the categories of its breakdown are added up
  adds_domains: BOOLEAN, Whether its domains are added up
  placed_by: VARCHAR, Column that says where a row counts; empty where its feed has one place alone
function: pipelines.analysis.definitions.indicator_facts
---*/

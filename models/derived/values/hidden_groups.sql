/*---
name: hidden_groups
grain: one row a group
description: Groups that are not published, and those that contain one.
columns:
  group_id: ~
  hidden: BOOLEAN, True where it is not published; false where it only contains one that is not
  why: VARCHAR, primary (too small itself) or complementary (it would tell of one that is); empty where it is published
  is_known: BOOLEAN, Whether a reader can work out too much of it all the same
function: pipelines.analysis.disclosure.hidden_groups
tables: [derived.person_groups, derived.group_relations, derived.group_values, derived.groups_told]
---*/

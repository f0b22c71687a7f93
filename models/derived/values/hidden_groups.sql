/*---
name: hidden_groups
grain: one row a group
description: Groups that are not published, and those that contain one.
columns:
  group_id: ~
  hidden: BOOLEAN, True where it is not published; false where it only contains one that is not
function: pipelines.analysis.disclosure.hidden_groups
tables: [derived.person_groups, derived.group_sums]
---*/

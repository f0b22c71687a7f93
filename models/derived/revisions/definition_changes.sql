/*---
name: definition_changes
grain: one row where models or code are others than those of the version before
description: Whether a changed figure may be of a changed definition or method.
columns:
  changed: VARCHAR, "models, code or both"
function: pipelines.pipeline.described.revisions.definition_changes
facts: true
step: publish
---*/

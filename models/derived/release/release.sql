/*---
name: release
grain: one row
description: >-
  The version: when it was built, by which code and models, of which inputs.
columns:
  version: INTEGER, Number of the version
  built_at: TIMESTAMP, When it was built (UTC)
  as_known_at: TIMESTAMP, As known at which moment
  as_of: DATE, The day in Tehran from which this version counts ages and days left
  build_key: VARCHAR, Hash of code, models, configuration, inputs and day
  code_hash: VARCHAR, Hash of the code
  models_hash: VARCHAR, Hash of the models
  home_area_code: VARCHAR, The area whose roadmap this is
  inputs_hash: VARCHAR, Hash of the ordered inputs
  is_synthetic: BOOLEAN, Whether any delivery is invented
function: pipelines.pipeline.described.release.release
facts: true
step: publish
---*/

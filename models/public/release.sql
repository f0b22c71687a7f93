/*---
name: release
title:
  fa: نسخه
  en: Release
grain: one row, this version
key: [version]
optional: [as_known_at]
columns:
  version: Number of the version
  built_at: When it was built (UTC)
  as_known_at: As known at which moment
  build_key: Hash of code, models, configuration and inputs
  code_hash: Hash of the code
  models_hash: Hash of the models
  inputs_hash: Hash of the ordered inputs
  is_synthetic: Whether any delivery is invented
---*/
SELECT version, built_at, as_known_at, build_key, code_hash, models_hash, inputs_hash, is_synthetic
FROM derived.release
ORDER BY version

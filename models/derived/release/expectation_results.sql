/*---
name: expectation_results
grain: one row an expectation of a delivery or of a table
description: What was found when the version was validated.
columns:
  subject_kind: VARCHAR, delivery or table
  subject: VARCHAR, What was checked
  expectation: VARCHAR, Expectation
  column_name: VARCHAR, Column, empty for the whole
  success: BOOLEAN, Whether it held
  severity: VARCHAR, error (blocks publication) or warning
  observed: VARCHAR, What was found
  description_fa: VARCHAR, The expectation in Persian
  description_en: VARCHAR, The expectation in English
function: pipelines.pipeline.described.release.expectation_results
facts: true
step: validate
---*/

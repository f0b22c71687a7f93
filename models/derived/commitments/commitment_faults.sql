/*---
name: commitment_faults
grain: one row a kind of fault
description: What can be wrong with a claim of a commitment, in words, of models/rules/commitments.yaml.
columns:
  fault_id: VARCHAR, Fault
  text_fa: VARCHAR, In words, Persian
  text_en: VARCHAR, In words, English
function: pipelines.analysis.commitments.faults
---*/

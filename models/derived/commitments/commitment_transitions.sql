/*---
name: commitment_transitions
grain: one row a change of state that is allowed
description: The steps by which one state of a commitment may lead to another, of models/rules/commitments.yaml.
columns:
  from_state: VARCHAR, State before
  to_state: VARCHAR, State after
function: pipelines.analysis.commitments.transitions
---*/

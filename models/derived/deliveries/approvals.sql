/*---
name: approvals
grain: one row a decision
description: Every decision about a delivery.
columns:
  delivery_id: VARCHAR, Delivery
  ordinal: INTEGER, Place among its decisions; the last one counts
  decision: VARCHAR, approved or rejected
  decided_at: TIMESTAMP, When (UTC)
  actor: VARCHAR, Who, as the user of the system
  reason: VARCHAR, Why
function: pipelines.pipeline.described.governance.approvals
facts: true
---*/

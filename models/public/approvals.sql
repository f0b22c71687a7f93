/*---
name: approvals
title:
  fa: تأییدها و ردها
  en: Approvals and rejections
grain: one row a decision about a delivery
key: [delivery_id, ordinal]
codes: {decision: [approved, rejected]}
columns:
  delivery_id: Delivery
  ordinal: Place among its decisions; the last one counts
  decision: approved or rejected
  decided_at: When (UTC)
  actor: Who, as the user of the system
  reason: Why
---*/
SELECT delivery_id, ordinal, decision, decided_at, actor, reason
FROM derived.approvals
ORDER BY decided_at, delivery_id, ordinal

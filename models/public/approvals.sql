/*---
name: approvals
title:
  fa: تأییدها و ردها
  en: Approvals and rejections
grain: one row a decision about a delivery
key: [delivery_id, ordinal]
codes: {decision: [approved, rejected]}
from: derived.approvals
---*/

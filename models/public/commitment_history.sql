/*---
name: commitment_history
title:
  fa: سرگذشت تعهدها
  en: History of commitments
grain: one row a commitment and delivery that tells it
from: derived.commitment_history
key: [commitment_id, step]
optional: [earlier_state, due_period, faults, faults_fa, faults_en]
codes: {change: [first, unchanged, allowed, not_allowed]}
---*/

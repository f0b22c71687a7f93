/*---
name: target_paths
title:
  fa: مسیر هدف‌ها
  en: Paths of targets
grain: one row a target and period, from its baseline to its date
from: derived.target_paths
key: [target_id, period]
codes: {point: [start, due, end, between]}
---*/

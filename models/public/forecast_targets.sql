/*---
name: forecast_targets
title:
  fa: احتمال رسیدن به هدف‌ها
  en: Chances of the targets
grain: one row a target
from: derived.forecast_targets
key: [target_id]
optional: [series_id, reason, point, low80, high80, probability]
codes: {state: [forecast, refused], status: [reached, missed, on_track, behind, off_track, not_available]}
---*/

/*---
name: decompositions
title:
  fa: اجزای تغییر
  en: What a change is made of
grain: one row a change of a whole, dimension, part and effect
from: derived.decompositions
key: [value_id, comparison, dimension, part, effect]
optional: [contribution, part_value_id, part_other_value_id, untold, reason]
codes: {comparison: [previous, year_before], effect: [change, within, mix, none], part_kind: [part, rest, refused], frequency: [A, Q], reason: [one_withheld, all_withheld, nothing_told, overlapping], status: [final, provisional, missing, suppressed, not_applicable]}
---*/

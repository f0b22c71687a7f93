/*---
name: release_calendar
title:
  fa: تقویم انتشار
  en: Release calendar
grain: one row a Jalali quarter
from: derived.release_calendar
key: [period]
codes: {state: [passed, next, ahead]}
---*/

/*---
name: expectation_results
title:
  fa: آزمون‌های کیفیت
  en: Expectation results
grain: one row an expectation checked in this build
key: [subject_kind, subject, expectation, column_name]
optional: [observed]
from: derived.expectation_results
---*/

/*---
name: expectation_results
title:
  fa: آزمون‌های کیفیت
  en: Expectation results
grain: one row an expectation checked in this build
key: [subject_kind, subject, expectation, column_name]
optional: [observed]
columns:
  subject_kind: delivery or table
  subject: What was checked
  expectation: Expectation
  column_name: Column, empty for the whole
  success: Whether it held
  severity: error (blocks publication) or warning
  observed: What was found
  description_fa: The expectation in Persian
  description_en: The expectation in English
---*/
SELECT subject_kind, subject, expectation, column_name, success, severity, observed, description_fa,
  description_en
FROM derived.expectation_results
ORDER BY subject_kind, subject, expectation, column_name

/*---
name: deliveries
title:
  fa: تحویل‌ها
  en: Deliveries
grain: one row a delivery ever received
key: [delivery_id]
optional: [office, period, known_to, state_fa, state_en, document_fa, document_en, terms, evidence_grade, transcribed_fa, transcribed_en, stated_total_difference, supersedes, received_at, received_at_jalali, corrects, grain, span]
codes: {state: [published, held, refused, superseded], kind: [original, correction]}
columns:
  delivery_id: Key
  feed: Feed
  feed_title_fa: Feed in Persian
  feed_title_en: Feed in English
  office: Office that sent it
  period: Period of which it speaks
  file_name: Name of the file as sent
  sha256: Hash of its bytes
  size_bytes: Size
  received_at: Date received
  received_at_jalali: Date received (Jalali)
  known_from: Since when the system knows it
  known_to: Until when it was the newest of its kind
  state: published, held, refused or superseded
  state_fa: Why it is held or refused, in Persian
  state_en: Why it is held or refused, in English
  document_fa: Document in Persian
  document_en: Document in English
  terms: Licence or terms
  evidence_grade: Evidence grade
  transcribed_fa: What was transcribed, in Persian
  transcribed_en: What was transcribed, in English
  rows_read: Rows below the heading
  rows_loaded: Rows loaded
  rows_quarantined: Rows in quarantine
  rows_non_data: Totals, notes, blanks and repeated headings
  stated_total_difference: Greatest difference between a stated total and its rows
  reconciled: Whether read = loaded + quarantined + non-data
  supersedes: Delivery that it replaces
  is_synthetic: True for invented data
  contains_persons: Whether its rows are persons and stay restricted
  kind: original, or correction of rows of another delivery
  corrects: Delivery whose rows it corrects
  rows_resolved: Of its quarantined rows, how many corrections have brought in
  span: Months that it speaks for, a period key or first and last month; longer than the period where it is a release of the year to date
  cover: What it is restricted to, office:<code> or area:<code>; empty where it covers all that its feed is of
  grain: Dimensions of its table, as columns joined by +, where tables of the feed come with different ones
---*/
SELECT delivery_id, feed, feed_title_fa, feed_title_en, office, period, file_name, sha256, size_bytes,
  received_at, received_at_jalali, known_from, known_to, state, state_fa, state_en, document_fa,
  document_en, terms, evidence_grade, transcribed_fa, transcribed_en, rows_read, rows_loaded,
  rows_quarantined, rows_non_data, stated_total_difference, reconciled, supersedes, is_synthetic,
  contains_persons, kind, corrects, rows_resolved, span, cover, grain
FROM derived.deliveries
ORDER BY delivery_id

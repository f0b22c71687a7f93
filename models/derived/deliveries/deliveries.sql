/*---
name: deliveries
grain: one row a delivery ever received
description: >-
  Every file that was received: what became of it, and what it held.
columns:
  delivery_id: VARCHAR, Key
  feed: VARCHAR, Feed
  feed_title_fa: VARCHAR, Feed in Persian
  feed_title_en: VARCHAR, Feed in English
  office: VARCHAR, Office that sent it
  period: VARCHAR, Period of which it speaks
  file_name: VARCHAR, Name of the file as sent
  sha256: VARCHAR, Hash of its bytes
  size_bytes: BIGINT, Size
  received_at: DATE, Date received
  received_at_jalali: VARCHAR, Date received (Jalali)
  known_from: TIMESTAMP, Since when the system knows it
  known_to: TIMESTAMP, Until when it was the newest of its kind
  state: VARCHAR, published, held, refused or superseded
  state_fa: VARCHAR, Why it is held or refused, in Persian
  state_en: VARCHAR, Why it is held or refused, in English
  document_fa: VARCHAR, Document in Persian
  document_en: VARCHAR, Document in English
  terms: VARCHAR, Licence or terms
  evidence_grade: VARCHAR, Evidence grade
  transcribed_fa: VARCHAR, What was transcribed, in Persian
  transcribed_en: VARCHAR, What was transcribed, in English
  rows_read: BIGINT, Rows below the heading
  rows_loaded: BIGINT, Rows loaded
  rows_quarantined: BIGINT, Rows in quarantine
  rows_non_data: BIGINT, Totals, notes, blanks and repeated headings
  stated_total_difference: DECIMAL(38,9), Greatest difference between a stated total and its rows
  reconciled: BOOLEAN, Whether read = loaded + quarantined + non-data
  supersedes: VARCHAR, Delivery that it replaces
  is_synthetic: BOOLEAN, True for invented data
  contains_persons: BOOLEAN, Whether its rows are persons and stay restricted
  kind: VARCHAR, original, or correction of rows of another delivery
  corrects: VARCHAR, Delivery whose rows it corrects
  rows_resolved: BIGINT, Of its quarantined rows, how many corrections have brought in
  span: VARCHAR, Months that it speaks for, a period key or first and last month; longer than the period where it is a release of the year to date
  cover: VARCHAR, What it is restricted to, office:<code> or area:<code>; empty where it covers all that its feed is of
  grain: VARCHAR, Dimensions of its table, as columns joined by +, where tables of the feed come with different ones
function: pipelines.pipeline.described.deliveries.deliveries
facts: true
---*/

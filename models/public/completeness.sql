/*---
name: completeness
title:
  fa: کامل بودن تحویل‌ها
  en: Completeness of deliveries
grain: one row a feed, office and period that was expected or came; periods missing one after another are one row
key: [feed, office, period]
optional: [due_on, days_late, delivery_id, received_on]
codes: {state: [received, late, partial, missing, held, refused, not_due, never]}
columns:
  feed: Feed
  feed_title_fa: Feed in Persian
  feed_title_en: Feed in English
  office: Office
  period: Period, the first one of several
  period_to: Last period for which the row stands
  periods: Number of periods for which it stands
  due_on: Day until which it was to come; empty where nothing was asked
  state: received, late (came after its day), partial (months or areas of it are still to come), missing (did not come; not a zero), held, refused, not_due, never (nothing ever came)
  days_late: Days after the due day (of the first period), until it came or until as_of
  delivery_id: Delivery
  received_on: Day on which the first one came
  sentence_fa: In words, Persian
  sentence_en: In words, English
  as_of: Day of the build, on which this was judged
---*/
SELECT feed, feed_title_fa, feed_title_en, office, period, period_to, periods, due_on, state, days_late,
  delivery_id, received_on, sentence_fa, sentence_en, as_of
FROM derived.completeness
ORDER BY feed, office, period

/*---
name: completeness
title:
  fa: کامل بودن تحویل‌ها
  en: Completeness of deliveries
grain: one row a feed, office and period that was expected or came; periods missing one after another are one row
trap:
  fa: "آنچه نرسیده صفر نیست؛ missing یعنی موعد گذشته و چیزی نیامده است."
  en: "What did not come is no zero; missing says that it was due and nothing came."
key: [feed, office, period]
optional: [due_on, days_late, delivery_id, received_on]
codes: {state: [received, late, partial, missing, held, refused, not_due, never]}
from: derived.completeness
---*/

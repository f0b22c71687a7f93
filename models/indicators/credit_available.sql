/*---
id: credit_available
title:
  fa: اعتبار پس از جابه‌جایی
  en: Credit after reallocation
definition:
  fa: >-
    سهم ابلاغ‌شدهٔ یک سال بودجه، منهای آنچه از آن رفته و به‌اضافهٔ آنچه از جای دیگر به آن رسیده است، به ریال.
  en: >-
    Notified share of a budget year, less what was moved away from it and with what was moved to it, in rial.
unit: IRR
kind: flow
direction: up
decimals: 0
theme: credit
owner: heritage
caveat:
  fa: >-
    جذب را با سهم ابلاغ‌شده می‌سنجند، نه با این رقم؛ سهمی که رفته، جذب نشده است.
  en: >-
    Uptake is measured against the notified share and not against this; what was moved away was not taken up.
---*/
-- Where the movements of a share are not told, what is left of it is not known either.
SELECT c.row_id, c.area_code, c.domain, c.frequency, c.period, 'register' AS basis,
  CASE WHEN c.is_movement_told THEN 'final' ELSE 'incomplete' END AS status, c.net_amount_rial AS numerator
FROM core.credit_allocations AS c
WHERE c.transaction_kind <> 'extended'

/*---
id: credit_reallocated
title:
  fa: اعتبار جابه‌جاشده
  en: Credit moved away
definition:
  fa: >-
    مبلغی که از سهم یک سال بودجه به حوزه یا محدودهٔ دیگری رفته است، به ریال. صفر، تنها وقتی گفته می‌شود که فهرست
    سالی پس از آن رسیده باشد.
  en: >-
    Amount of the share of a budget year that went to another domain or area, in rial. Nought is told only once a
    list of a later year has come.
unit: IRR
kind: flow
direction: down
decimals: 0
theme: credit
owner: heritage
blank:
  fa: کسی از جابه‌جایی این سهم چیزی نگفته است. نامعلوم است و صفر نیست؛ صفر را تنها فهرستی از سالی بعد می‌گوید.
  en: >-
    Nobody has told of movements of the share. It is unknown and not nought; only a list of a later year tells nought.
caveat:
  fa: >-
    ابلاغ سهم نمی‌گوید که بعد چه از آن رفته است؛ تا فهرست جابه‌جایی‌ها نرسد، نامعلوم است، نه صفر.
  en: >-
    The notification of a share does not tell what was moved of it later; until a list of movements comes it is
    unknown, not nought.
---*/
-- A share of which nobody has told movements is there without a number; what is known of others is the least of the sum.
SELECT c.row_id, c.area_code, c.domain, c.frequency, c.period, 'register' AS basis,
  CASE WHEN c.is_movement_told THEN 'final' ELSE 'provisional' END AS status,
  CASE WHEN c.transaction_kind = 'reallocated' THEN c.amount_rial WHEN c.is_movement_told THEN 0 END AS numerator
FROM core.credit_allocations AS c
WHERE c.transaction_kind IN ('allocated', 'reallocated')

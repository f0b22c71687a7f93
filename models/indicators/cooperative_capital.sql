/*---
id: cooperative_capital
title:
  fa: سرمایهٔ ثبت‌شدهٔ تعاونی‌ها
  en: Registered capital of cooperatives
definition:
  fa: >-
    سرمایهٔ ثبت‌شدهٔ تعاونی‌ها به ریال، بی تعاونی‌های منحل‌شده و در حال تصفیه.
  en: >-
    Registered capital of cooperatives in rial, without dissolved ones and those in liquidation.
unit: IRR
kind: stock
direction: up
decimals: 0
theme: cooperatives
owner: cooperatives
disclosure: {none: "It is the capital of cooperatives, and of no person."}
caveat:
  fa: >-
    به قیمت روز ثبت است؛ تعاونی بی رقم سرمایه، جمع را «دست‌کم» می‌کند.
  en: >-
    At the prices of the day of registration; a cooperative without a figure makes the sum “at least”.
rollup: {register: province, domains: total}
---*/
SELECT c.row_id, c.area_code, c.domain, c.frequency, c.period, 'register' AS basis,
  c.capital_rial AS numerator
FROM core.cooperatives AS c
WHERE coalesce(c.state, 'active') NOT IN ('in_liquidation', 'dissolved')

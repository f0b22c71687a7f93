/*---
id: authenticity_seals
title:
  fa: نشان‌های اصالت
  en: Authenticity seals
definition:
  fa: >-
    شمار نشان‌های اصالت که به آثار صنایع دستی داده شده است؛ در دفتر، آن‌ها که در دست ثبت نیستند.
  en: >-
    Seals of authenticity given to handicraft works; in the register, those not still in process.
unit: seals
kind: cumulative
direction: up
decimals: 0
theme: heritage
owner: heritage
caveat:
  fa: >-
    در صورت‌جلسه نام برده شده است، بی عدد. نشانی که مدتش گذشته و در دفتر مانده نیز شمرده می‌شود.
  en: >-
    The minutes name it without a number. A seal that ran out and stays in the register counts as well.
rollup: {register: province}
headline: 8
stated: true
---*/
SELECT r.row_id, r.area_code, r.domain, r.frequency, r.period, 'register' AS basis, 1 AS numerator
FROM core.registry_entries AS r
WHERE r.registry_kind = 'authenticity_seal' AND coalesce(r.state, 'definitive') <> 'in_process'

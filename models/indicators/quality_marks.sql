/*---
id: quality_marks
title:
  fa: نشان‌های مرغوبیت
  en: Quality marks
definition:
  fa: >-
    شمار نشان‌های مرغوبیت که به آثار یا کارگاه‌ها داده شده است؛ در دفتر، آن‌ها که در دست ثبت نیستند.
  en: >-
    Quality marks given to works or workshops; in the register, those not still in process.
unit: marks
kind: cumulative
direction: up
decimals: 0
theme: heritage
owner: heritage
caveat:
  fa: >-
    در صورت‌جلسه نام برده شده است، بی عدد. نشانی که مدتش گذشته و در دفتر مانده نیز شمرده می‌شود.
  en: >-
    The minutes name it without a number. A mark that ran out and stays in the register counts as well.
rollup: {register: province}
stated: true
---*/
SELECT r.row_id, r.area_code, r.domain, r.frequency, r.period, 'register' AS basis, 1 AS numerator
FROM core.registry_entries AS r
WHERE r.registry_kind = 'quality_mark' AND coalesce(r.state, 'definitive') <> 'in_process'

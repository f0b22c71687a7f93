/*---
id: credit_borrowers
title:
  fa: گیرندگان تسهیلات
  en: Borrowers
definition:
  fa: >-
    شمار کسانی که از تسهیلات یک سال بودجه چیزی به آنان پرداخت شده است؛ هر کس یک بار، بی شرکت‌ها. به تفکیک جنس،
    آن‌گونه که دفتر هنرمندان و بافندگان می‌گوید؛ کسی که در دفتر نیست یا جنسش نوشته نشده زیر «نوشته‌نشده» می‌آید.
  en: >-
    Persons to whom anything of the credit of a budget year was paid, each once, without companies. By gender as the
    registers of artisans and weavers tell it; who is not in them, or without a gender, stands under “not written
    down”.
unit: persons
kind: flow
direction: up
decimals: 0
theme: credit
owner: heritage
rollup: {register: province, categories: total}
---*/
WITH numbered AS (
  SELECT o.row_id,
    row_number() OVER (PARTITION BY o.applicant_id, o.domain, o.area_code, o.period ORDER BY o.row_id) AS place
  FROM core.credit_outcomes AS o
  WHERE o.is_paid AND o.is_person
)
SELECT o.row_id, o.area_code, o.domain, 'gender' AS breakdown, coalesce(o.gender, 'unknown') AS category, o.frequency,
  o.period, 'register' AS basis, CASE WHEN o.is_least THEN 'provisional' ELSE 'final' END AS status, 1 AS numerator
FROM core.credit_outcomes AS o
INNER JOIN numbered AS n ON n.row_id = o.row_id AND n.place = 1
WHERE o.is_paid AND o.is_person

/*---
name: readme
title:
  fa: پیش از هر چیز این را بخوانید
  en: Read this first
grain: one row a thing to know, in the order in which it matters
key: [position]
columns:
  position: Place in the order of reading, from 1
  topic: What it is about, in one word
  title_fa: Title in Persian
  title_en: Title in English
  text_fa: What is to be known, in Persian
  text_en: What is to be known, in English
---*/
WITH newest AS (
  SELECT max(v.period) AS period FROM derived.indicator_values AS v WHERE v.frequency = 'Q' AND v.value IS NOT NULL
),
said AS (
  SELECT r.is_synthetic, CAST(r.version AS VARCHAR) AS version,
    translate(CAST(r.version AS VARCHAR), '0123456789', '۰۱۲۳۴۵۶۷۸۹') AS version_fa,
    CAST(r.as_of AS VARCHAR) AS as_of,
    translate(coalesce(replace(j.jalali_date, '-', '/'), CAST(r.as_of AS VARCHAR)), '0123456789', '۰۱۲۳۴۵۶۷۸۹') AS as_of_fa,
    coalesce(a.name_fa, r.home_area_code) AS area_fa, coalesce(a.name_en, r.home_area_code) AS area_en,
    coalesce(q.title_fa, '–') AS quarter_fa, coalesce(concat(q.period, ', ', q.title_en), '–') AS quarter
  FROM derived.release AS r
  CROSS JOIN newest AS n
  LEFT JOIN reference.quarters AS q ON q.period = n.period
  LEFT JOIN reference.areas AS a ON a.area_code = r.home_area_code
  LEFT JOIN reference.jalali_dates AS j ON j.first_day = r.as_of AND j.last_day = r.as_of
)
SELECT CAST(t.position AS INTEGER) AS position, t.topic, t.title_fa, t.title_en,
  replace(replace(replace(replace(t.text_fa, '{area_fa}', s.area_fa), '{version_fa}', s.version_fa),
    '{as_of_fa}', s.as_of_fa), '{quarter_fa}', s.quarter_fa) AS text_fa,
  replace(replace(replace(replace(t.text_en, '{area_en}', s.area_en), '{version}', s.version),
    '{as_of}', s.as_of), '{quarter}', s.quarter) AS text_en
FROM reference.file_notes AS t
CROSS JOIN said AS s
WHERE t.topic NOT IN ('real', 'invented') OR t.topic = CASE WHEN s.is_synthetic THEN 'invented' ELSE 'real' END
ORDER BY 1

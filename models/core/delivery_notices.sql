/*---
name: delivery_notices
grain: one row a delivery and thing that its rows as a whole show
description: >-
  What only the models can see of a delivery: rows that are counted by a rule instead of a list, or that are not counted
  because nobody can say what they are, or that months before it were left out. Each is a message of the table of messages and goes with the delivery's notes;
  nothing leaves a total without a word.
columns:
  delivery_id: VARCHAR, Delivery
  note: VARCHAR, Message
  found: BIGINT, Rows, credit files or months
  amount: DECIMAL(38,9), Sum of the values in US dollars, of exports
  example: VARCHAR, One tariff code or month, the first in order
  titles_fa: VARCHAR, What the tariff codes are of, in Persian
  titles_en: VARCHAR, What the tariff codes are of, in English
---*/
SELECT e.delivery_id,
  CASE e.line_rule
    WHEN 'heading' THEN 'tariff_lines_by_heading'
    WHEN 'new' THEN 'tariff_lines_new'
    WHEN 'coarse' THEN 'tariff_codes_coarse'
    ELSE 'tariff_codes_not_harmonised'
  END AS note,
  count(*) AS found, CAST(coalesce(sum(e.value_usd), 0) AS DECIMAL(38,9)) AS amount, min(e.hs_code) AS example,
  min(n.title_fa) AS titles_fa, min(n.title_en) AS titles_en
FROM core.exports AS e
LEFT JOIN reference.nomenclatures AS n ON n.nomenclature = e.nomenclature
WHERE e.line_rule IN ('heading', 'new', 'coarse', 'not_harmonised')
GROUP BY e.delivery_id, e.line_rule
UNION ALL
SELECT y.delivery_id,
  CASE y.told_as WHEN 'running_total' THEN 'instalments_running_total' ELSE 'instalments_beyond_contract' END AS note,
  count(DISTINCT y.application_no) AS found, CAST(0 AS DECIMAL(38,9)) AS amount, CAST(NULL AS VARCHAR) AS example,
  CAST(NULL AS VARCHAR) AS titles_fa, CAST(NULL AS VARCHAR) AS titles_en
FROM core.credit_payments AS y
WHERE y.told_as <> 'payment'
GROUP BY y.delivery_id, y.told_as
UNION ALL
SELECT m.delivery_id, 'months_left_out' AS note, count(*) AS found, CAST(0 AS DECIMAL(38,9)) AS amount,
  min(m.month_key) AS example, CAST(NULL AS VARCHAR) AS titles_fa, CAST(NULL AS VARCHAR) AS titles_en
FROM core.silent_months AS m
GROUP BY m.delivery_id

/*---
name: discrepancy_pairs
grain: one row a set of compared claims and pair of claims
description: >-
  How each pair of claims of a discrepancy stands, and which causes know why they may differ. Real and invented claims,
  or those of two units, make no pair; in a chain each stands beside the next.
columns:
  discrepancy_id: ~
  mode: VARCHAR, any, by_time, time or chain
  place: BIGINT, Place of the one in the comparison
  other_place: BIGINT, Place of the other, always the later
  claim_id: VARCHAR, The one claim
  other_id: VARCHAR, The other claim
  value: DECIMAL(38,9), What the one says
  other_value: DECIMAL(38,9), What the other says
  gap: INTEGER, Months between them
  is_apart: BOOLEAN, Whether their ranges do not meet
  is_same_time: BOOLEAN, Whether they speak of one time
  cause_ids: VARCHAR[], Causes of which every condition holds, in the order of the rules
  relation: VARCHAR, different (at one time), jump (implausible over time), change (plausible), same or agrees
---*/
WITH placed AS (
  SELECT m.discrepancy_id, m.mode, t.*, row_number() OVER (
      PARTITION BY m.discrepancy_id ORDER BY m.member, t.month_end, t.basis = 'reported' DESC, t.grade_order,
      t.figure_id, t.claim_id
    ) AS place,
    -- What a condition may compare, by the name of its column.
    map {
      'indicator_id': t.indicator_id, 'area_code': t.area_code, 'domain': t.domain, 'category': t.category,
      'basis': t.basis, 'instrument': t.instrument, 'period_kind': t.period_kind, 'frequency': t.frequency,
      'status': t.status
    } AS facets
  FROM derived.discrepancy_members m JOIN derived.claims t ON t.claim_id = m.claim_id
),
pairs AS (
  SELECT a.discrepancy_id, a.mode, a.place, b.place AS other_place, a.claim_id, b.claim_id AS other_id,
    a.value, b.value AS other_value, abs(a.month_end - b.month_end) AS gap,
    a.high < b.low OR b.high < a.low AS is_apart,
    a.mode = 'any' OR CASE WHEN a.kind = 'flow' THEN a.period = b.period ELSE a.month_end = b.month_end END
      AS is_same_time,
    least(a.high, b.high) AS smaller, greatest(a.low, b.low) AS larger, p.change
  FROM placed a
  JOIN placed b ON b.discrepancy_id = a.discrepancy_id AND b.place > a.place AND b.unit IS NOT DISTINCT FROM a.unit
    AND b.is_synthetic = a.is_synthetic
    AND (a.mode <> 'chain' OR b.place = a.place + 1)
  LEFT JOIN derived.plausible_changes p ON p.kind = a.kind
  WHERE NOT (a.kind = 'flow' AND a.frequency <> b.frequency AND a.mode <> 'any')
),
beside AS (
  SELECT p.discrepancy_id, p.place, p.other_place, k.cause_id, k.place AS cause_place, k.kind, k.one, k.other, k.listed,
    a.facets[k.compared] AS here, b.facets[k.compared] AS there, a.indicator_id, b.indicator_id AS other_indicator,
    a.status, b.status AS other_status, CASE WHEN NOT a.is_synthetic THEN a.figure_id END AS figure_id,
    CASE WHEN NOT b.is_synthetic THEN b.figure_id END AS other_figure
  FROM pairs p
  JOIN placed a ON a.discrepancy_id = p.discrepancy_id AND a.place = p.place
  JOIN placed b ON b.discrepancy_id = p.discrepancy_id AND b.place = p.other_place
  CROSS JOIN derived.cause_conditions k
),
held AS (
  SELECT discrepancy_id, place, other_place, cause_id, cause_place FROM beside GROUP BY ALL
  HAVING bool_and(coalesce(CASE kind
    WHEN 'indicators' THEN list_contains(listed, indicator_id) AND list_contains(listed, other_indicator)
    WHEN 'unlike' THEN here <> '' AND there <> '' AND here <> there
    WHEN 'apart' THEN coalesce(here, '') <> coalesce(there, '')
    WHEN 'between' THEN (here = one AND there = other) OR (here = other AND there = one)
    WHEN 'marked' THEN list_contains(listed, figure_id) OR list_contains(listed, other_figure)
    WHEN 'status' THEN status = one OR other_status = one
  END, false))
),
causes AS (
  SELECT discrepancy_id, place, other_place, list(cause_id ORDER BY cause_place) AS cause_ids FROM held GROUP BY ALL
)
SELECT p.* EXCLUDE (smaller, larger, change), coalesce(c.cause_ids, CAST([] AS VARCHAR[])) AS cause_ids,
  CASE
    WHEN p.is_apart AND p.is_same_time THEN 'different'
    -- From nothing a flow may begin; a stock that appears from nothing has jumped.
    WHEN p.is_apart AND p.larger * 12 > p.smaller * (12 + coalesce(p.change, 0) * p.gap)
      AND (p.smaller > 0 OR p.change < 1) THEN 'jump'
    WHEN p.is_apart THEN 'change'
    WHEN p.value = p.other_value THEN 'same'
    ELSE 'agrees'
  END AS relation
FROM pairs p
LEFT JOIN causes c ON c.discrepancy_id = p.discrepancy_id AND c.place = p.place AND c.other_place = p.other_place
ORDER BY p.discrepancy_id, p.place, p.other_place

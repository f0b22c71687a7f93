/*---
name: craft_red_list
grain: one row an area (county or province), domain and craft that somebody practises in the newest register
description: >-
  Which craft of a county is in danger, by the criteria of models/rules/red_list.yaml. Counted are persons at work in
  the newest quarter's register, each with the craft that is written first, and what became of them in the four quarters
  to its end. Counts of one to four persons, and what would tell them, are empty, and a state that would rest on them is
  not known.
columns:
  area_code: VARCHAR, County or province
  domain: VARCHAR, crafts or carpet
  craft_code: VARCHAR, Craft
  period: VARCHAR, Quarter of the newest register
  practitioners: BIGINT, Persons at work; empty where hidden
  teachers: BIGINT, Of these, holders of a valid permit to teach; no list says who is a master, and these stand nearest
  median_age: INTEGER, Median age in that year, of those whose year of birth is written, in whole years
  under_35_share: DECIMAL(38,9), Of those, the share that does not turn 35 in that year, in whole per cent
  entrants: BIGINT, Persons at work who entered the register in the four quarters, by the day of entry or by the register before
  leavers: BIGINT, Persons at work in this craft a year before who are no longer at work in the domain
  trainees: BIGINT, Seats taken in courses of the craft that began in the four quarters
  trainees_per_practitioner: DECIMAL(38,9), Those seats divided by practitioners
  state: VARCHAR, viable, endangered, critically_endangered or not_known
  criterion: VARCHAR, The criterion that decided, or the first that cannot be told; hidden; empty of a viable craft
  criterion_fa: VARCHAR, That criterion in Persian
  criterion_en: VARCHAR, That criterion in English
  sentence_fa: VARCHAR, In words, Persian
  sentence_en: VARCHAR, In words, English
  status: VARCHAR, final, or suppressed where practitioners are hidden
  is_synthetic: ~
function: pipelines.analysis.craft_red_list.told_red_list
---*/
WITH at_work AS (
  SELECT a.person_id, a.area_code, a.domain, a.craft_code, a.period, a.birth_year, a.joined_on, a.is_synthetic,
    k.level IS NOT NULL AND k.level <> 'other' AS is_known
  FROM core.artisans a
  LEFT JOIN reference.crafts k ON k.craft_code = a.craft_code
  WHERE a.is_at_work AND a.frequency = 'Q' AND a.delivery_id NOT IN (SELECT delivery_id FROM derived.restricted)
),
spans AS (
  SELECT n.domain, n.period, q.jalali_year AS year, q.last_day, b.period AS before, b.last_day AS began,
    EXISTS (SELECT 1 FROM at_work w WHERE w.domain = n.domain AND w.period = b.period) AS has_before,
    EXISTS (
      SELECT 1 FROM core.register_quarters r
      WHERE r.feed = 'licences' AND r.domain = n.domain AND r.period = n.period AND r.is_complete
    ) AS has_licences,
    (
      SELECT count(*) FROM core.register_quarters r
      WHERE r.feed = 'training' AND r.domain = n.domain AND r.is_complete AND r.period > b.period AND r.period <= n.period
    ) = 4 AS has_training
  FROM (SELECT domain, max(period) AS period FROM at_work GROUP BY domain) n
  JOIN reference.quarters q ON q.period = n.period
  JOIN reference.quarters b ON b.jalali_year = q.jalali_year - 1 AND b.quarter = q.quarter
),
listed AS (
  SELECT DISTINCT person_id, domain, period FROM core.artisans WHERE frequency = 'Q'
),
teachers AS (
  SELECT DISTINCT person_id, domain, period FROM core.licence_quarters WHERE family = 'training' AND state = 'valid'
),
now AS (
  SELECT w.area_code, w.domain, w.craft_code, w.is_known, 1 AS practitioners,
    CASE WHEN s.has_licences THEN CASE WHEN t.person_id IS NULL THEN 0 ELSE 1 END END AS teachers,
    s.year - w.birth_year AS age,
    -- Where no day of entry is written, the register of a year before tells whether the person stood in it.
    CASE
      WHEN w.joined_on > s.began AND w.joined_on <= s.last_day THEN 1
      WHEN w.joined_on IS NOT NULL OR b.person_id IS NOT NULL THEN 0
      WHEN s.has_before THEN 1
    END AS entrants, w.is_synthetic
  FROM at_work w
  JOIN spans s ON s.domain = w.domain AND s.period = w.period
  LEFT JOIN teachers t ON t.person_id = w.person_id AND t.domain = w.domain AND t.period = w.period
  LEFT JOIN listed b ON b.person_id = w.person_id AND b.domain = w.domain AND b.period = s.before
),
gone AS (
  SELECT w.area_code, w.domain, w.craft_code, w.is_synthetic
  FROM at_work w
  JOIN spans s ON s.domain = w.domain AND s.before = w.period
  WHERE w.is_known AND NOT EXISTS (
    SELECT 1 FROM at_work n WHERE n.person_id = w.person_id AND n.domain = w.domain AND n.period = s.period
  )
),
courses AS (
  SELECT t.area_code, t.domain, k.craft_code, t.enrolled
  FROM core.training_courses t
  JOIN spans s ON s.domain = t.domain AND t.period > s.before AND t.period <= s.period AND t.frequency = 'Q'
  LEFT JOIN reference.crafts k ON k.craft_code = t.craft_code AND k.level <> 'other'
),
areas AS (
  SELECT area_code, ancestor_code FROM reference.area_ancestors WHERE ancestor_kind IN ('county', 'province')
),
counted AS (
  SELECT a.ancestor_code AS area_code, n.domain, n.craft_code, count(*) AS practitioners, sum(n.teachers) AS teachers,
    count(n.age) AS aged, CAST(round(median(n.age)) AS INTEGER) AS median_age, count(*) FILTER (n.age < 35) AS under_35,
    CASE WHEN count(n.entrants) = count(*) THEN sum(n.entrants) END AS entrants, bool_or(n.is_synthetic) AS is_synthetic
  FROM now n JOIN areas a ON a.area_code = n.area_code
  WHERE n.is_known GROUP BY ALL
),
left_it AS (
  SELECT a.ancestor_code AS area_code, g.domain, g.craft_code, count(*) AS leavers
  FROM gone g JOIN areas a ON a.area_code = g.area_code GROUP BY ALL
),
-- What is hidden elsewhere of the same persons would be told by the crafts that make it up.
withheld AS (
  SELECT DISTINCT v.indicator_id, v.area_code, v.domain, v.category
  FROM derived.indicator_values v
  JOIN spans s ON s.domain = v.domain
    AND (v.period = s.period OR (v.frequency = 'A' AND s.period = concat(v.period, 'Q4')))
  WHERE v.basis = 'register' AND v.status = 'suppressed' AND v.breakdown IN ('', 'craft_group')
),
taught AS (
  SELECT a.ancestor_code AS area_code, c.domain, c.craft_code, sum(c.enrolled) AS trainees,
    bool_or(c.enrolled IS NULL) AS has_gap
  FROM courses c JOIN areas a ON a.area_code = c.area_code GROUP BY ALL
)
SELECT c.area_code, c.domain, c.craft_code, s.period, c.practitioners, CAST(c.teachers AS BIGINT) AS teachers, c.aged,
  c.median_age, c.under_35, CAST(c.entrants AS BIGINT) AS entrants,
  CASE WHEN s.has_before THEN coalesce(l.leavers, 0) END AS leavers,
  -- A course whose craft nobody can read may have been one of this craft.
  CASE
    WHEN NOT s.has_training OR t.has_gap OR (t.craft_code IS NULL AND u.domain IS NOT NULL) THEN NULL
    ELSE CAST(coalesce(t.trainees, 0) AS BIGINT)
  END AS trainees, r.kind AS area_kind, r.name_fa AS area_fa, r.name_en AS area_en, r.parent_code,
  k.title_fa AS craft_fa, k.title_en AS craft_en, k.group_code, k.family, c.is_synthetic,
  EXISTS (
    SELECT 1 FROM withheld w
    WHERE w.area_code = c.area_code AND w.domain = c.domain AND (
      (w.indicator_id IN ('artisans', 'weavers') AND w.category = '')
      OR (w.indicator_id = 'artisans_by_craft' AND w.category = k.group_code)
      OR (w.indicator_id = 'kilim_weavers' AND k.family = 'kilim')
    )
  ) AS practitioners_withheld,
  EXISTS (
    SELECT 1 FROM withheld w
    WHERE w.area_code = c.area_code AND w.domain = c.domain AND w.indicator_id = 'artisans_under_35_share'
  ) AS under_35_withheld,
  EXISTS (
    SELECT 1 FROM withheld w
    WHERE w.area_code = c.area_code AND w.domain = c.domain AND w.indicator_id = 'artisans_entered'
  ) AS entrants_withheld
FROM counted c
JOIN spans s ON s.domain = c.domain
JOIN reference.areas r ON r.area_code = c.area_code
JOIN reference.crafts k ON k.craft_code = c.craft_code
LEFT JOIN left_it l ON l.area_code = c.area_code AND l.domain = c.domain AND l.craft_code = c.craft_code
LEFT JOIN taught t ON t.area_code = c.area_code AND t.domain = c.domain AND t.craft_code = c.craft_code
LEFT JOIN taught u ON u.area_code = c.area_code AND u.domain = c.domain AND u.craft_code IS NULL
ORDER BY c.area_code, c.domain, c.craft_code

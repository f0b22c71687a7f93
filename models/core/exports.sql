/*---
name: exports
grain: one row a customs row of any edition (period and the dimensions that the edition has)
description: >-
  Export shipments as the customs administration counts them, in every edition that was delivered. The office
  is where the goods were assessed; the origin is known only where the tariff line itself names it. Editions
  of one period are different sums of the same trade: which one counts is said in core.export_editions, and
  rows of two editions are never added.
columns:
  row_id: VARCHAR, The source row (delivery, sheet, row)
  period_key: >-
    VARCHAR, What the row is of, a year, quarter or month, or first and last month of a release that is none of them
  frequency: VARCHAR, Q or A; empty where the row is of a release of another span
  period: VARCHAR, Period key; empty where the row is of a release of another span
  layout: VARCHAR, Dimensions that the edition has (office, destination, tariff, month)
  cover: VARCHAR, What the delivery is restricted to, an office or an area; empty where it covers every office
  customs_office: VARCHAR, Persian name of the office that assessed the goods; empty where the edition has none
  customs_office_code: VARCHAR, Code of the office
  office_area_code: >-
    VARCHAR, Province of the office where it is one of the area list; empty for an office outside them, and where none
    is told
  counted_area_code: >-
    VARCHAR, Area to which the row counts, the province of the office where it is one of the area list, else the
    country, of which every office is a part
  destination: VARCHAR, Persian name of the country of destination; empty where the edition has none
  destination_code: VARCHAR, Code of the country (ISO 3166-1 alpha-2; Z- for what is no country)
  hs_code: VARCHAR, Tariff code as delivered, 2 to 10 digits
  hs8: >-
    VARCHAR, Tariff line of eight digits; empty where the code is coarser, or of a nomenclature before the Harmonised
    System
  tariff_text: VARCHAR, Wording of the tariff line, as sent
  nomenclature: VARCHAR, Tariff nomenclature of the year
  line_rule: >-
    VARCHAR, listed (the line is in the list), heading (a new line of a heading that is handicraft or carpet by
    definition, counted by it), new (a line that nobody has placed in a subheading that holds craft lines; not counted,
    and told), other (a line of other goods), coarse (no line can be told by it), not_harmonised (a code of an earlier
    nomenclature), none (no code)
  is_core_line: BOOLEAN, Whether the line is among the core handicraft lines, by the list or by its heading
  domain: >-
    VARCHAR, carpet for knotted carpets (heading 5701), crafts for the other craft lines, all_sectors for the rest and
    for what cannot be told
  origin_area_code: VARCHAR, Area that the tariff line names as origin, if any
  channel: VARCHAR, customs
  quantity: DECIMAL(38,9), Quantity in the unit of the line, where the edition has one
  weight_kg: DECIMAL(38,9), Net weight
  value_rial: DECIMAL(38,9), Value in rial
  value_usd: DECIMAL(38,9), Value in US dollars
  delivery_id: VARCHAR, Delivery
  base_id: VARCHAR, Delivery of which the row is a part, its own or the one that it corrects
  sheet_name: VARCHAR, Sheet
  row_number: INTEGER, Row
  is_synthetic: BOOLEAN, Whether it is invented
---*/
WITH shapes AS (
  -- What an edition has shows in the sheet as a whole: single cells may stay empty.
  SELECT coalesce(e.base_id, e.delivery_id) AS base_id, coalesce(e.base_sheet, e.sheet_name) AS base_sheet,
    trim(concat(
      CASE WHEN count(e.customs_office) > 0 THEN 'office ' ELSE '' END,
      CASE WHEN count(e.destination) > 0 THEN 'destination ' ELSE '' END,
      CASE WHEN count(e.hs_code) > 0 THEN 'tariff ' ELSE '' END,
      CASE WHEN count(e.month) > 0 THEN 'month' ELSE '' END
    )) AS layout
  FROM clean.exports AS e
  GROUP BY coalesce(e.base_id, e.delivery_id), coalesce(e.base_sheet, e.sheet_name)
),
-- An office is the province's own where the area list has its province. Every other one lies outside: it is a part of
-- the country, and never the country.
offices AS (
  SELECT o.office_code, o.office_name, a.area_code
  FROM reference.customs_offices AS o
  LEFT JOIN reference.areas AS a ON a.area_code = o.province_code AND a.kind = 'province'
),
dated AS (
  SELECT e.row_id,
    CASE
      WHEN e.month IS NOT NULL THEN concat(
        coalesce(CAST(e.year AS VARCHAR), substring(e.delivery_period, 1, 4)), '-', lpad(e.month, 2, '0')
      )
      -- A year beside the row speaks only where it is another than that of the delivery: then the row is of the same
      -- months of that year.
      WHEN e.year IS NOT NULL AND CAST(e.year AS VARCHAR) <> coalesce(substring(e.delivery_period, 1, 4), '')
        THEN CASE
          WHEN e.delivery_span LIKE '%/%' THEN concat(
            CAST(e.year AS VARCHAR), substring(e.delivery_span, 5, 4), CAST(e.year AS VARCHAR),
            substring(e.delivery_span, 13, 3)
          )
          WHEN e.delivery_span <> e.delivery_period
            THEN concat(CAST(e.year AS VARCHAR), substring(e.delivery_span, 5, 3))
          ELSE CAST(e.year AS VARCHAR)
        END
      ELSE coalesce(e.delivery_span, e.delivery_period)
    END AS period_key,
    CASE WHEN length(e.hs_code) >= 8 THEN substring(e.hs_code, 1, 8) END AS line
  FROM clean.exports AS e
),
-- A code is of the nomenclature of its year: the digits of 1371 mean other goods than the same digits today.
coded AS (
  SELECT d.row_id, d.period_key, n.nomenclature, coalesce(n.is_harmonised, 'no') = 'yes' AS is_harmonised,
    CASE WHEN n.is_harmonised = 'yes' THEN d.line END AS hs8
  FROM dated AS d
  LEFT JOIN reference.nomenclatures AS n
    ON CAST(substring(d.period_key, 1, 4) AS INTEGER) >= CAST(n.first_year AS INTEGER)
    AND CAST(substring(d.period_key, 1, 4) AS INTEGER) <= CAST(n.last_year AS INTEGER)
),
-- Subheadings that hold a craft line: of a new line in one of them nobody can say without the tariff book what it is.
followed AS (
  SELECT DISTINCT substring(c.hs8, 1, 6) AS hs6
  FROM reference.hs_codes AS c
  WHERE c.set = 'core'
),
ruled AS (
  SELECT e.row_id, c.period_key, c.nomenclature, c.hs8,
    CASE
      WHEN e.hs_code IS NULL THEN 'none'
      WHEN NOT c.is_harmonised THEN 'not_harmonised'
      WHEN c.hs8 IS NULL THEN 'coarse'
      WHEN l.hs8 IS NOT NULL THEN 'listed'
      WHEN w.prefix IS NOT NULL THEN 'heading'
      WHEN f.hs6 IS NOT NULL THEN 'new'
      ELSE 'other'
    END AS line_rule,
    CASE WHEN c.is_harmonised THEN w.domain END AS heading_domain
  FROM clean.exports AS e
  INNER JOIN coded AS c ON c.row_id = e.row_id
  LEFT JOIN reference.hs_codes AS l ON l.hs8 = c.hs8
  LEFT JOIN reference.hs_headings AS w
    ON w.rule = 'whole' AND substring(e.hs_code, 1, length(w.prefix)) = w.prefix
  LEFT JOIN followed AS f ON f.hs6 = substring(c.hs8, 1, 6)
)
SELECT e.row_id, d.period_key, p.frequency, p.period, s.layout, coalesce(e.delivery_cover, '') AS cover,
  o.office_name AS customs_office, e.customs_office AS customs_office_code,
  o.area_code AS office_area_code, coalesce(o.area_code, z.country_code) AS counted_area_code,
  t.name_fa AS destination, e.destination AS destination_code,
  e.hs_code, d.hs8, e.tariff_text, d.nomenclature, d.line_rule,
  coalesce(h.set, '') = 'core' OR d.line_rule = 'heading' AS is_core_line,
  coalesce(d.heading_domain, CASE WHEN h.hs8 IS NOT NULL THEN 'crafts' ELSE 'all_sectors' END) AS domain,
  h.origin_area_code, 'customs' AS channel, e.quantity, e.weight_kg, e.value_rial, e.value_usd,
  e.delivery_id, s.base_id, e.sheet_name, e.row_number, e.is_synthetic
FROM clean.exports AS e
CROSS JOIN reference.place AS z
INNER JOIN ruled AS d ON d.row_id = e.row_id
INNER JOIN shapes AS s
  ON s.base_id = coalesce(e.base_id, e.delivery_id) AND s.base_sheet = coalesce(e.base_sheet, e.sheet_name)
LEFT JOIN reference.period_keys AS p ON p.period_key = d.period_key
LEFT JOIN offices AS o ON o.office_code = e.customs_office
LEFT JOIN reference.destinations AS t ON t.destination_code = e.destination
LEFT JOIN reference.hs_codes AS h ON h.hs8 = d.hs8

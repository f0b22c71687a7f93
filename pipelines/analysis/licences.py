"""The expiry cliff: licences that run out in the coming quarters, and how many of them are likely to be renewed.

Counted are the licences that were valid on the last day of the last quarter that every office of the domain has told.
The day of the build decides which quarters are shown; what happened after that last quarter is not known and not
guessed. The states of a licence are ruled in ``models/core/licence_quarters.sql``, once.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.analysis.line_disclosure import SMALL, suppress
from pipelines.configuration.judging_rules import LicencesFile
from pipelines.configuration.rules import read_rules
from pipelines.period import Period

if TYPE_CHECKING:
    from pipelines.analysis.judgements import Context


@dataclass(frozen=True, slots=True)
class OutlookRules:
    """How far the outlook goes, and from how many ended terms a renewal rate is taken."""

    horizon_quarters: int
    smallest_base: int


def load_outlook_rules(models: Path) -> OutlookRules:
    """Read ``models/rules/licences.yaml``; raises :class:`RuleError` where a number is missing or not positive."""
    found = read_rules(models, LicencesFile)
    return OutlookRules(found.horizon_quarters, found.smallest_base)


#: Place of a quarter on a line of quarters.
PLACE = "(4 * CAST(substring({0}, 1, 4) AS INTEGER) + CAST(substring({0}, 6, 1) AS INTEGER))"

#: The last quarter that each domain's registers have told as a whole. Grain: domain.
HEARD = f"""
SELECT r.domain, max(r.period) AS heard_until, max_by(r.last_day, r.period) AS last_day,
  max_by(r.is_gapless, r.period) AS is_gapless, {PLACE.format("max(r.period)")} AS place
FROM core.register_quarters r WHERE r.feed = 'licences' AND r.is_whole GROUP BY r.domain
"""

#: Licences valid then, in every area above and for each kind and all of them. Grain: licence × area × kind or ''.
STANDING = """
SELECT n.ancestor_code AS area_code, q.domain, k.licence_kind, q.term_period, q.quarters_left, q.delivery_id,
  d.is_partial, d.is_synthetic
FROM core.licence_quarters q
JOIN derived.licences_heard h ON h.domain = q.domain AND h.heard_until = q.period
JOIN reference.area_ancestors n ON n.area_code = q.area_code AND n.ancestor_kind IN ('county', 'province')
JOIN derived.delivery_facts d ON d.delivery_id = q.delivery_id
CROSS JOIN unnest([q.licence_kind, '']) AS k(licence_kind)
WHERE q.state = 'valid'
"""


def cells_query(today: str, horizon: int) -> str:
    """Return the query of the cells. Grain: area × domain × kind or '' × quarter, those without a licence too.

    Quarters run from the one after the last told, at the latest from the running one, to the end of the horizon.
    """
    now = Period.parse(today).place + 1  # in SQL the quarters of a year are counted from one
    return f"""
    WITH quarters AS (
      SELECT h.domain, h.heard_until, h.is_gapless, q.period, {PLACE.format("q.period")} - {now} + 1 AS place
      FROM derived.licences_heard h JOIN reference.quarters q
        ON {PLACE.format("q.period")} BETWEEN least(h.place + 1, {now}) AND {now + horizon - 1}
    ),
    holders AS (
      SELECT area_code, domain, licence_kind, bool_or(is_partial) AS is_partial, bool_or(is_synthetic) AS is_synthetic
      FROM derived.licences_standing GROUP BY ALL
    ),
    counted AS (
      -- A term that ends on the very last day told ends before the outlook begins: it is shown with its first quarter.
      SELECT s.area_code, s.domain, s.licence_kind, greatest(s.term_period, f.first_period) AS period,
        count(*) AS expiring, string_agg(DISTINCT s.delivery_id, ', ' ORDER BY s.delivery_id) AS delivery_ids
      FROM derived.licences_standing s
      JOIN (SELECT domain, min(period) AS first_period FROM quarters GROUP BY domain) f ON f.domain = s.domain
      WHERE s.term_period IS NOT NULL GROUP BY ALL
    )
    SELECT concat_ws('|', 'cliff', o.area_code, o.domain, o.licence_kind, q.period) AS cell_id, o.area_code, o.domain,
      o.licence_kind, q.period, q.place, q.heard_until, coalesce(c.expiring, 0) AS number,
      {SMALL.format("coalesce(c.expiring, 0)")} AS is_small, NOT q.is_gapless OR o.is_partial AS is_provisional,
      o.is_synthetic, c.delivery_ids
    FROM holders o JOIN quarters q ON q.domain = o.domain
    LEFT JOIN counted c ON c.area_code = o.area_code AND c.domain = o.domain AND c.licence_kind = o.licence_kind
      AND c.period = q.period
    """


#: With the indicator ``licences_expiring`` of the same last day, whose figure is the sum of the first four quarters.
DISCLOSURE_CELLS = """
SELECT cell_id, number, is_small FROM derived.licence_cells
UNION ALL
SELECT concat_ws('|', 'year', m.area_code, m.domain), m.numerator, x.value_id IS NOT NULL
FROM derived.measured m
JOIN derived.licences_heard h ON h.domain = m.domain AND h.heard_until = m.period
LEFT JOIN derived.suppressed x ON x.value_id = m.value_id
WHERE m.indicator_id = 'licences_expiring' AND m.basis = 'register' AND m.breakdown = ''
"""

#: Grain: line × cell. What is told before this judgement cannot be hidden by it any more: it is never a part.
DISCLOSURE_LINES = f"""
WITH cells AS (
  SELECT c.*, a.parent_code, {PLACE.format("c.period")} - {PLACE.format("c.heard_until")} AS quarters_left
  FROM derived.licence_cells c JOIN reference.areas a ON a.area_code = c.area_code
),
said AS (
  SELECT concat_ws('|', 'area', area_code, domain, licence_kind, period) AS line_id, cell_id, true AS is_whole FROM cells
  UNION ALL
  SELECT concat_ws('|', 'area', parent_code, domain, licence_kind, period), cell_id, false FROM cells
  UNION ALL
  SELECT concat_ws('|', 'kind', area_code, domain, period), cell_id, licence_kind = '' FROM cells
  UNION ALL
  SELECT concat_ws('|', 'year', area_code, domain), cell_id, false FROM cells
  WHERE licence_kind = '' AND quarters_left <= 4
  UNION ALL
  SELECT cell_id, cell_id, true FROM derived.disclosure_cells WHERE cell_id LIKE 'year|%'
)
SELECT line_id, cell_id, is_whole FROM said
WHERE line_id IN (SELECT line_id FROM said WHERE is_whole) AND line_id IN (SELECT line_id FROM said WHERE NOT is_whole)
"""

#: Of the terms that ended in quarters that were told, how many were renewed by the end of the last of them. Only the
#: rounded rate is kept: the counts behind it could be combined with others. Grain: domain × kind or ''.
RATES = """
SELECT e.domain, k.licence_kind, CAST(round(
    CAST(count(*) FILTER (e.renewed_on <= h.last_day) AS DECIMAL(38,9)) / count(*), 2
  ) AS DECIMAL(38,2)) AS renewal_rate
FROM core.licence_episodes e
JOIN core.register_quarters r
  ON r.feed = 'licences' AND r.is_whole AND r.domain = e.domain AND r.period = e.term_period
JOIN derived.licences_heard h ON h.domain = e.domain
CROSS JOIN unnest([e.licence_kind, '']) AS k(licence_kind)
WHERE e.ended_by <> 'revoked'
GROUP BY e.domain, k.licence_kind HAVING count(*) >= {smallest_base}
"""

CLIFF = """
SELECT c.area_code, c.domain, c.licence_kind, c.period, c.place,
  CASE WHEN c.place < 1 THEN 'passed' WHEN c.place = 1 THEN 'running' ELSE 'coming' END AS phase,
  CASE WHEN x.cell_id IS NULL THEN CAST(c.number AS BIGINT) END AS expiring,
  CASE WHEN x.cell_id IS NOT NULL THEN 'suppressed' WHEN c.is_provisional THEN 'provisional' ELSE 'final' END AS status,
  coalesce(k.renewal_rate, a.renewal_rate) AS renewal_rate,
  CASE WHEN k.renewal_rate IS NOT NULL THEN 'licence_kind' WHEN a.renewal_rate IS NOT NULL THEN 'domain' END AS rate_of,
  CASE WHEN x.cell_id IS NULL
    THEN CAST(round(c.number * coalesce(k.renewal_rate, a.renewal_rate)) AS BIGINT) END AS likely_renewed,
  c.heard_until, CASE WHEN x.cell_id IS NULL THEN c.delivery_ids END AS delivery_ids, c.is_synthetic
FROM derived.licence_cells c
LEFT JOIN derived.disclosed_not x ON x.cell_id = c.cell_id
LEFT JOIN derived.renewal_rates k ON k.domain = c.domain AND k.licence_kind = c.licence_kind
LEFT JOIN derived.renewal_rates a ON a.domain = c.domain AND a.licence_kind = ''
ORDER BY c.area_code, c.domain, c.licence_kind, c.period
"""


def judge_licences(context: Context) -> int:
    """Build ``derived.licence_cliff``; return its rows. Grain: area × domain × kind of licence (or '') × quarter."""
    engine, rules = context.engine, load_outlook_rules(context.models)
    engine.create_table("derived", "licences_heard", HEARD)
    engine.create_table("derived", "licences_standing", STANDING)
    cells = cells_query(Period.of_day(context.today, "Q").key, rules.horizon_quarters)
    engine.create_table("derived", "licence_cells", cells)
    engine.create_table("derived", "disclosure_cells", DISCLOSURE_CELLS)
    engine.create_table("derived", "disclosure_lines", DISCLOSURE_LINES)
    suppress(engine)
    engine.create_table("derived", "renewal_rates", RATES.format(smallest_base=rules.smallest_base))
    return engine.create_table("derived", "licence_cliff", CLIFF)

"""What can be compared between the counties of a province, the most telling first."""

from __future__ import annotations

from dashboards.data.versions import Row
from dashboards.data.view import View

#: What is compared is one indicator, basis, domain and frequency, which the address names. One in which every county
#: has zero compares nothing, and neither do fewer than eight counties, a third of them. Shares of which a target was
#: adopted stand first: counts tell foremost how large a county is. Where quarters and years are told, quarters go
#: before. A line of which the newest period is hidden in every county is kept: the page says that it is.
_LINES = """
with own as (
  select c.*, c.rank is not null or c.note in ('no_direction', 'tied_last') as is_ranked
  from county_comparisons c join areas a using (area_code) where c.ranked_by = 'value' and a.parent_code = ?
),
ranked as (select * from own where is_ranked),
newest as (
  select indicator_id, basis, domain, frequency, max(period) as period from ranked group by all
),
last as (
  select indicator_id, basis, domain, frequency, period, count(value) as told,
    count(*) filter (status = 'suppressed') as hidden,
    row_number() over (partition by indicator_id, basis, domain, frequency order by period desc) as place
  from own group by indicator_id, basis, domain, frequency, period
),
lines as (
  select r.indicator_id, r.basis, r.domain, r.frequency, n.period, count(distinct r.area_code) as told,
    max(r.value) filter (r.period = n.period) as most, false as is_hidden
  from ranked r join newest n using (indicator_id, basis, domain, frequency)
  group by all having most > 0 and told >= 8
  union all
  select indicator_id, basis, domain, frequency, period, 0, null, true from last
  where place = 1 and told = 0 and hidden > 0 and (indicator_id, basis, domain, frequency) not in (
    select (indicator_id, basis, domain, frequency) from ranked group by all having count(distinct area_code) >= 8)
)
select l.*, i.headline, i.title_fa, i.title_en,
  i.unit = 'share' and exists (select 1 from targets t
    where t.indicator_id = l.indicator_id and t.decision_state = 'adopted') as is_first
from lines l join indicators i using (indicator_id)
order by is_hidden, is_first desc, headline nulls last, told desc, title_en, basis, domain, frequency desc"""


def offered_lines(view: View, province: str) -> tuple[Row, ...]:
    """Return what can be compared in a province. Grain: indicator, basis, domain and frequency."""
    return view.tables.rows(_LINES, province)

"""The life of licences: each licence walked through its events, by hand as it were, one after the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from tests.demo.recomputation.registers import people
from tests.demo.recomputation.truth import CELL, Truth, carried, cells, last_day, quarter_of, reference


@dataclass
class Episode:
    """A time of validity: from an issue or renewal until its term, a revocation or the next renewal."""

    licence: str
    person: str
    kind: str
    area: str
    domain: str
    begun_by: str
    start: pd.Timestamp
    term: pd.Timestamp | None
    renewed: pd.Timestamp | None = None
    revoked: pd.Timestamp | None = None

    @property
    def is_revoked(self) -> bool:
        return self.revoked is not None and (self.term is None or self.revoked <= self.term)

    def state_on(self, day: pd.Timestamp) -> str | None:
        """Return valid, lapsed or revoked; None before the start and from the next renewal on."""
        if self.start > day or (self.renewed is not None and self.renewed <= day):
            return None
        if self.is_revoked and self.revoked is not None and self.revoked <= day:
            return "revoked"
        if self.term is not None and self.term < day:
            return "lapsed"
        return "valid"


def events(truth: Truth) -> pd.DataFrame:
    """Return the events of licences, each once however often it is told."""
    rows = truth.with_domain(truth.rows("licences"))
    days = []
    for row in rows.itertuples():
        told = {
            "revoked": (row.ended_on, row.issued_on),
            "expired": (row.expires_on, row.ended_on, row.issued_on),
        }.get(row.event, (row.issued_on,))
        days.append(next((d for d in told if d is not None and not pd.isna(d)), None))
    rows = rows.assign(
        day=pd.to_datetime(pd.Series(days, index=rows.index)),
        licence=rows.licence_kind + "|" + rows.licence_no,
    )
    rows = rows.sort_values(["period", "raw_path", "sheet_name", "row_number"])
    rows = rows.drop_duplicates(["licence", "event", "day"])
    quarters = [quarter_of(d) or p for d, p in zip(rows.day, rows.period, strict=True)]
    return rows.assign(told_in=rows.period, period=quarters)


def whole_quarters(truth: Truth, told: pd.DataFrame) -> dict[str, list[str]]:
    """Return by domain the quarters that every office which ever told of the domain has delivered."""
    deliveries = truth.deliveries("licences")
    by_office = deliveries.groupby("office").period.agg(set)
    found = {}
    for domain, rows in told.groupby("domain"):
        sets = [by_office[o] for o in set(rows.office)]
        found[str(domain)] = sorted(set.intersection(*sets))
    return found


def episodes(told: pd.DataFrame) -> Iterator[Episode]:
    """Yield the episodes of every licence."""
    for licence, rows in told.groupby("licence"):
        rows = rows.sort_values("day")
        grants = [r for r in rows.itertuples() if r.event in ("issued", "renewed")]
        ends = [r for r in rows.itertuples() if r.event in ("revoked", "expired")]
        for place, grant in enumerate(grants):
            following = grants[place + 1].day if place + 1 < len(grants) else None
            mine = [e for e in ends if e.day >= grant.day and (following is None or e.day < following)]
            revoked = min((e.day for e in mine if e.event == "revoked"), default=None)
            expired = min((e.day for e in mine if e.event == "expired"), default=None)
            term = pd.Timestamp(grant.expires_on) if not pd.isna(grant.expires_on) else expired
            yield Episode(
                str(licence),
                grant.national_id,
                grant.licence_kind,
                grant.area,
                grant.domain,
                grant.event,
                grant.day,
                term,
                following,
                revoked,
            )


def counties_of(quarter: str) -> list[str]:
    """Return the counties of the province that exist at the end of a quarter."""
    month = f"{quarter[:4]}-{3 * int(quarter[5]):02d}"
    areas = reference("areas")
    areas = areas[(areas.kind == "county") & (areas.parent_code == "08")]
    return [
        a.area_code
        for a in areas.itertuples()
        if (a.valid_from or "0000-00")[:7] <= month <= (a.valid_to or "9999-99")[:7]
    ]


def zeros(whole: dict[str, list[str]], domains: tuple[str, ...] = ("crafts", "carpet")) -> pd.DataFrame:
    """Return a zero for every county in every quarter that a register has told whole."""
    rows = [
        {"area": c, "domain": d, "period": q, "count": 0, "kind": ""}
        for d in domains
        for q in whole.get(d, [])
        for c in counties_of(q)
    ]
    return pd.DataFrame(rows)


def counts(name: str, rows: pd.DataFrame, zero: pd.DataFrame, *, kinds: bool) -> pd.DataFrame:
    """Return a count of licences by county, with its true zeros; by kind for the province."""
    everything = pd.concat([rows.assign(count=1), zero])
    told = cells(name, everything, numerator="count", category="kind" if kinds else None)
    if kinds:
        told["breakdown"] = told.category.map(lambda k: "licence_kind" if k else "")
    return carried(told, categories=kinds, categories_from_province=kinds)


def licences(truth: Truth) -> list[pd.DataFrame]:
    """Return the counts of licences, and of the persons who hold them."""
    told = events(truth)
    whole = whole_quarters(truth, told)
    zero = zeros(whole)
    found: list[pd.DataFrame] = []
    told = told.assign(kind=told.licence_kind)
    in_whole = told[[q in whole[d] for q, d in zip(told.period, told.domain, strict=True)]]
    for event in ("issued", "renewed", "revoked"):
        rows = in_whole[in_whole.event == event][["area", "domain", "period", "kind"]]
        found.append(yearly(counts(f"licences_{event}", rows, zero, kinds=True), whole))
    grants = told[told.event.isin(["issued", "renewed"])]
    grants = grants.assign(told_term=grants.expires_on.notna().astype(int), one=1)
    found.append(carried(cells("licence_terms_told_share", grants, numerator="told_term", denominator="one")))
    found += _states(truth, list(episodes(told)), whole, zero)
    return found


def _states(truth: Truth, lives: list[Episode], whole: dict[str, list[str]], zero: pd.DataFrame) -> list[pd.DataFrame]:
    standing: dict[str, list[dict[str, object]]] = defaultdict(list)
    holders: dict[tuple[str, str, str], str] = {}
    for domain, quarters in whole.items():
        mine = [e for e in lives if e.domain == domain]
        for quarter in quarters:
            day = last_day(quarter)
            for e in mine:
                state = e.state_on(day)
                cell = {"area": e.area, "domain": domain, "period": quarter, "kind": e.kind}
                if state in ("valid", "lapsed"):
                    standing[state].append(cell)
                if state == "valid":
                    holders.setdefault((e.person, domain, quarter), e.area)
                    if e.term is not None and _quarters_between(quarter, quarter_of(e.term)) <= 4:
                        standing["expiring"].append(cell)
                # A term that ends on the very last day has ended in the quarter, though the licence is valid on it.
                if state in ("valid", "lapsed") and e.term is not None and quarter_of(e.term) == quarter:
                    standing["expired"].append(cell)
    found = [
        counts("licences_valid", _frame(standing["valid"]), zero, kinds=True),
        counts("licences_lapsed", _frame(standing["lapsed"]), zero, kinds=True),
        counts("licences_expiring", _frame(standing["expiring"]), zero, kinds=False),
        yearly(counts("licences_expired", _frame(standing["expired"]), zero, kinds=True), whole),
    ]
    ended = _frame(
        [
            {
                "area": e.area,
                "domain": e.domain,
                "period": quarter_of(e.term),
                "one": 1,
                "renewed": int(e.renewed is not None and e.renewed <= last_day(str(quarter_of(e.term)))),
            }
            for e in lives
            if e.term is not None and not e.is_revoked and quarter_of(e.term) in whole[e.domain]
        ]
    )
    rate = carried(cells("licence_renewal_rate", ended, numerator="renewed", denominator="one"))
    found.append(yearly(rate, whole))
    return found


def _quarters_between(first: str, second: str | None) -> int:
    if second is None:
        return 10**6
    return 4 * (int(second[:4]) - int(first[:4])) + int(second[5]) - int(first[5])


def _frame(rows: list[dict[str, object]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["area", "domain", "period", "kind"] if not rows else None)


def yearly(quarters: pd.DataFrame, whole: dict[str, list[str]]) -> pd.DataFrame:
    """Add the years of which all four quarters are whole."""
    years = quarters[quarters.frequency == "Q"].copy()
    years = years[
        [all(f"{p[:4]}Q{n}" in whole[d] for n in (1, 2, 3, 4)) for p, d in zip(years.period, years.domain, strict=True)]
    ]
    years = years.assign(frequency="A", period=years.period.str[:4])
    summed = years.groupby(CELL, dropna=False)[["numerator", "denominator"]].sum(min_count=1).reset_index()
    return pd.concat([quarters, summed])


def holders(truth: Truth) -> list[pd.DataFrame]:
    """Return the persons who were ever given, or hold, a licence; and how many of them the registers list."""
    told = events(truth)
    whole = whole_quarters(truth, told)
    families = reference("licence_kinds").set_index("licence_kind").family
    lives = list(episodes(told))
    ever: list[dict[str, object]] = []
    valid: list[dict[str, object]] = []
    holding: list[dict[str, object]] = []
    listed = {(r.national_id, r.domain, r.period) for r in people(truth).itertuples()}
    told_registers = {(d, p) for _, d, p in listed}
    for domain, quarters in whole.items():
        mine = [e for e in lives if e.domain == domain]
        for quarter in quarters:
            day = last_day(quarter)
            had: dict[tuple[str, str], str] = {}
            has: dict[tuple[str, str], str] = {}
            for e in sorted(mine, key=lambda e: e.start):
                if e.start <= day:
                    family = str(families.get(e.kind, e.kind))
                    had[(e.person, family)] = e.area
                    if e.state_on(day) == "valid":
                        has[(e.person, family)] = e.area
            wanted = "production" if domain == "crafts" else "weaving"
            cell = {"domain": domain, "period": quarter}
            ever += [{**cell, "area": a} for (_, f), a in had.items() if f == wanted]
            valid += [{**cell, "area": a} for (_, f), a in has.items() if f == wanted]
            if (domain, quarter) in told_registers:
                persons = {p: a for (p, _), a in has.items()}
                holding += [
                    {**cell, "area": a, "listed": int((p, domain, quarter) in listed), "one": 1}
                    for p, a in persons.items()
                ]
    found = []
    for domain, had_name, has_name in (
        ("crafts", "artisans_licensed", "artisans_valid_licence"),
        ("carpet", "weavers_permitted", "weavers_valid_permit"),
    ):
        zero = zeros(whole, (domain,))
        for name, rows in ((had_name, ever), (has_name, valid)):
            frame = _frame([r for r in rows if r["domain"] == domain])
            found.append(counts(name, frame, zero, kinds=False))
    found.append(carried(cells("licence_holders_listed_share", _frame(holding), numerator="listed", denominator="one")))
    return found

"""The craft red list once more: counts from the truth tables, states from the words and from what is told.

In words: who is at work in the newest quarter's register counts in the craft that is written first, in the county and
in the province. Entered are those dated in the four quarters to its end, or without a date those whom the register of a
year before does not list; left are those who were at work in the craft a
year before and are no longer at work in the domain. Fewer than ten are critical; so is a year in which nobody learned
and nobody entered, and a median age of sixty with fewer than five per cent under 35. Endangered are a median of fifty,
fewer than fifteen per cent under 35, more who left than entered, and a year without training. What is not told decides
nothing: a craft of which a danger as heavy or heavier cannot be told is not known.
"""

from __future__ import annotations

import statistics
from typing import Any

import pandas as pd

from tests.demo.recomputation.flows import courses, in_their_quarter
from tests.demo.recomputation.licences import episodes, events, whole_quarters
from tests.demo.recomputation.registers import people
from tests.demo.recomputation.truth import Truth, known, last_day, parents, reference

COUNTS = ("practitioners", "teachers", "entrants", "leavers", "trainees")
Key = tuple[str, str, str]


def counted(truth: Truth) -> dict[Key, dict[str, Any]]:
    """Return what there is to tell of each area, domain and craft."""
    everybody_listed = people(truth)
    listed = everybody_listed[~known(everybody_listed.state) | (everybody_listed.state == "active")]
    levels = reference("crafts").set_index("craft_code").level
    found: dict[Key, dict[str, Any]] = {}
    for domain, everybody in listed.groupby("domain"):
        newest = max(everybody.period)
        before = f"{int(newest[:4]) - 1}{newest[4:]}"
        now, then = (everybody[everybody.period == p] for p in (newest, before))
        then = then[~then.national_id.isin(set(now.national_id))] if len(then) else None
        entered = _entered(now, everybody_listed[everybody_listed.domain == domain], before, newest)
        now = now.assign(entered=entered if then is not None else entered.where(now.joined_on.notna()))
        taught = _taught(truth, str(domain), before, newest)
        teachers = _teachers(truth, str(domain), newest)
        now = now[now.craft.map(levels).fillna("other") != "other"]
        for area, here in ((a, now[now.area == a]) for a in set(now.area)):
            _add(found, area, str(domain), here, then if then is None else then[then.area == area], teachers, newest)
        for area in set(now.area.map(parents())):
            inside = {a for a, above in parents().items() if above == area}
            gone = then if then is None else then[then.area.isin(inside)]
            _add(found, area, str(domain), now[now.area.isin(inside)], gone, teachers, newest)
        for (area, of, craft), row in found.items():
            if of == domain:
                row["trainees"] = None if taught is None else _seats(taught, area, craft)
    return found


def _add(
    found: dict[Key, dict[str, Any]],
    area: str,
    domain: str,
    here: pd.DataFrame,
    gone: pd.DataFrame | None,
    teachers: set[str] | None,
    newest: str,
) -> None:
    for craft, rows in here.groupby("craft"):
        ages = [int(newest[:4]) - int(b[:4]) for b in rows.birth_date.dropna()]
        found[area, domain, str(craft)] = {
            "practitioners": len(rows),
            "teachers": None if teachers is None else int(rows.national_id.isin(teachers).sum()),
            "entrants": None if rows.entered.isna().any() else int(rows.entered.sum()),
            "leavers": None if gone is None else int((gone.craft == craft).sum()),
            "ages": ages,
        }


def _entered(now: pd.DataFrame, listed: pd.DataFrame, before: str, newest: str) -> pd.Series:
    """Tell who entered in the year: by the day of entry, else by whether the register a year before has the person."""
    joined = pd.to_datetime(now.joined_on)
    by_day = (joined > last_day(before)) & (joined <= last_day(newest))
    stood = now.national_id.isin(set(listed[listed.period == before].national_id))
    return by_day.where(joined.notna(), ~stood).astype(float)


def _teachers(truth: Truth, domain: str, quarter: str) -> set[str] | None:
    """Return who holds a valid permit to teach; None where the licences of the quarter were not told whole."""
    told = events(truth)
    if quarter not in whole_quarters(truth, told).get(domain, []):
        return None
    day = last_day(quarter)
    lives = [e for e in episodes(told) if e.domain == domain and e.kind == "training_licence"]
    return {e.person for e in lives if e.state_on(day) == "valid"}


def _taught(truth: Truth, domain: str, before: str, newest: str) -> pd.DataFrame | None:
    """Return the courses of the four quarters; None where one of the quarters was not told whole."""
    told = courses(truth)
    told = told[told.domain == domain]
    deliveries = truth.deliveries("training").groupby("office").period.agg(set)
    sets = [deliveries[o] for o in set(told.office)]
    quarters = {q for q in set.intersection(*sets) if before < q <= newest} if sets else set()
    told = in_their_quarter(told, "started_on")
    told = told[told.period.str.contains("Q") & (told.period > before) & (told.period <= newest)]
    return told if len(quarters) == 4 else None


def _seats(taught: pd.DataFrame, area: str, craft: str) -> int | None:
    here = taught[(taught.area == area) | (taught.area.map(parents()) == area)]
    mine = here[here.craft == craft]
    levels = reference("crafts").set_index("craft_code").level
    unclear = here[here.craft.map(levels).fillna("other") == "other"]
    if mine.enrolled.isna().any() or (mine.empty and len(unclear)):
        return None
    return int(mine.enrolled.sum())


def state_of(row: dict[str, Any]) -> str:
    """Return the state by the words, from what the published row tells."""
    n, age, young = row["practitioners"], row["median_age"], row["under_35_share"]
    came, went, seats = row["entrants"], row["leavers"], row["trainees"]
    critical = [
        _below(n, 10),
        _both(_below(seats, 1), _below(came, 1)),
        _both(None if age is None else age >= 60, _below(young, 0.05)),
    ]
    grave = [
        None if age is None else age >= 50,
        _below(young, 0.15),
        None if came is None or went is None else came < went,
        _below(seats, 1),
    ]
    for state, answers in (("critically_endangered", critical), ("endangered", grave)):
        if True in answers:
            return state
        if None in answers:
            return "not_known"
    return "viable"


def _below(value: Any, limit: float) -> bool | None:
    return None if value is None else float(value) < limit


def _both(one: bool | None, other: bool | None) -> bool | None:
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


def compare_red_list(truth: Truth, database: Any) -> tuple[int, list[str]]:
    """Return how many crafts were compared, and what differs as sentences."""
    asked = database.execute("SELECT * FROM craft_red_list")
    names = [d[0] for d in asked.description]
    rows = [dict(zip(names, row, strict=True)) for row in asked.fetchall()]
    published = {(r["area_code"], r["domain"], r["craft_code"]): r for r in rows}
    ours = counted(truth)
    faults = [f"{key}: only on one side" for key in ours.keys() ^ published.keys()]
    for key in ours.keys() & published.keys():
        row, mine = published[key], ours[key]
        for name in COUNTS:
            if row[name] is not None and row[name] != mine[name]:
                faults.append(f"{key}: {name} {mine[name]} computed, {row[name]} published")
            if name != "trainees" and row[name] is not None and 0 < row[name] < 5:
                faults.append(f"{key}: {name} {row[name]} tells of single persons")
        if row["trainees"] is None and mine["trainees"] is not None:
            faults.append(f"{key}: trainees {mine['trainees']} computed, none published")
        faults += [f"{key}: {fault}" for fault in _of_ages(row, mine["ages"])]
        if row["state"] != state_of(row):
            faults.append(f"{key}: {state_of(row)} by the words, {row['state']} published")
    return len(published), faults


def _of_ages(row: dict[str, Any], ages: list[int]) -> list[str]:
    faults = []
    if row["median_age"] is not None:
        if len(ages) < 10:
            faults.append(f"a median of {len(ages)} ages")
        if abs(row["median_age"] - statistics.median(ages)) > 0.5:
            faults.append(f"median age {statistics.median(ages)} computed, {row['median_age']} published")
    if row["under_35_share"] is not None:
        young = sum(age < 35 for age in ages)
        if 0 < young < 5 or 0 < len(ages) - young < 5:
            faults.append(f"a share of {young} persons")
        if abs(float(row["under_35_share"]) - young / len(ages)) > 0.005 + 1e-9:
            faults.append(f"under 35 {young / len(ages)} computed, {row['under_35_share']} published")
    return faults

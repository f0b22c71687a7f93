"""Credit: shares of Note 18, files with their stages, and the stage events, each quarter.

Nearly nothing was asked for of the 1400 share, so most of it was moved to tourism in the summer of 1401; later
years take up more. About 28 of a hundred files are paid, as with the province's loans of 1399. One bank's files are
missing from the list of one quarter. The newest share was notified before its budget year and its files go faster: it
runs while the demonstration ends, and for a year after.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipelines.demo import calendar, stories
from pipelines.demo.population import Population
from pipelines.demo.randomness import Numbers, below, shares, weighted
from pipelines.demo.registers import legal_ids, tenths
from pipelines.demo.world import Frame, Supply, World, coded, days, frame_of, taken, whole
from pipelines.foundation.period import Period

#: Files of each budget year against a usual one, and the days (year, month, day) between which they are registered.
_YEARS = {
    1400: (0.15, (1400, 12, 12), (1401, 3, 31)),
    1401: (0.8, (1401, 3, 1), (1402, 1, 31)),
    1402: (1.0, (1402, 3, 1), (1403, 1, 31)),
    1403: (1.1, (1403, 3, 1), (1404, 1, 31)),
    1404: (1.2, (1404, 3, 1), (1405, 1, 31)),
    1405: (1.2, (1404, 10, 5), (1405, 6, 20)),
}
#: Budget years of which the share was notified before they began, and when: the list of the year before holds it.
_NOTIFIED_EARLY = {1405: "1404-12-20"}
#: Days that a stage takes against a usual year.
_HASTE = {1405: 0.6}
#: Stages after registration: share of the files that pass, fewest and most days that it takes.
_STAGES = (
    ("approved_body", 0.74, 8, 50),
    ("approved_committee", 0.86, 12, 70),
    ("at_bank", 0.96, 3, 35),
    ("approved_bank", 0.56, 20, 120),
    ("contracted", 0.93, 8, 45),
    ("paid", 0.91, 4, 30),
)
_BANKS = ("بانک کشاورزی", "بانک ملت", "پست‌بانک", "بانک صادرات", "صندوق کارآفرینی امید", stories.SILENT_BANK)
_BANK_WEIGHTS = (30, 16, 14, 14, 16, 10)
_EXITS = ("rejected", "withdrawn", "returned")
_REASON_KINDS = ("no_guarantor", "no_plan", "arrears", "no_licence", "incomplete", "no_funds")
_REASONS = (
    "ضامن معتبر ندارد",
    "طرح توجیهی ندارد",
    "بدهی معوق دارد",
    "پروانه ندارد",
    "مدارک کامل نیست",
    "منابع بانک تمام شد",
)
_PROJECTS = (
    "تجهیز کارگاه نمایشی",
    "خرید مواد اولیه",
    "راه‌اندازی فروشگاه",
    "توسعه کارگاه گلیم",
    "خرید دار و ابزار",
)
_STEP = 10_000_000  # a million toman


@dataclass(frozen=True)
class CreditFiles:
    """All credit files of the world; row ``i`` is file ``i``."""

    world: World

    @cached_property
    def year(self) -> Numbers:
        """Budget year of each file."""
        usual = self.world.credit_files_a_year
        return np.concatenate([np.full(max(1, round(usual * level)), y) for y, (level, _, _) in _YEARS.items()])

    @cached_property
    def numbers(self) -> Numbers:
        """Number of each file."""
        return np.arange(len(self.year), dtype=np.int64)

    def _share(self, name: str) -> Any:
        return shares(self.numbers, self.world.seed, "credit", name)

    def _below(self, limit: Any, name: str) -> Numbers:
        return below(limit, self.numbers, self.world.seed, "credit", name)

    @cached_property
    def registered(self) -> Numbers:
        """Day of registration."""
        first = np.array([calendar.day_number(*_YEARS[int(y)][1]) for y in self.year])
        last = np.array([calendar.day_number(*_YEARS[int(y)][2]) for y in self.year])
        return first + self._below(last - first + 1, "registered")

    @cached_property
    def reached(self) -> Numbers:
        """How many stages after registration each file ever passes (0 to 6)."""
        going, count = np.ones(len(self.year), bool), np.zeros(len(self.year), np.int64)
        for name, passing, _, _ in _STAGES:
            going = going & (self._share(f"passes {name}") < passing)
            count += going
        return count

    @cached_property
    def stage_days(self) -> list[Numbers]:
        """Day on which each file passes each stage, were it to pass; registration first."""
        found, haste = [self.registered], np.array([_HASTE.get(int(year), 1.0) for year in self.year])
        for name, _, fewest, most in _STAGES:
            usual = fewest + self._below(most - fewest, f"days {name}")
            found.append(found[-1] + np.rint(usual * haste).astype(np.int64))
        return found

    @cached_property
    def closed(self) -> Numbers:
        """Day on which a file that is not paid leaves the way."""
        at = np.choose(self.reached, self.stage_days)
        return at + 20 + self._below(60, "closed")

    @cached_property
    def amounts(self) -> dict[str, Numbers]:
        """Rial asked for, passed by the committee, approved by the bank, contracted and paid."""
        asked = (20 + self._below(480, "asked")) * _STEP
        passed = np.maximum(1, (asked * (0.6 + 0.4 * self._share("passed"))).astype(np.int64) // _STEP) * _STEP
        bank = np.maximum(1, (passed * (0.75 + 0.25 * self._share("bank"))).astype(np.int64) // _STEP) * _STEP
        return {"asked": asked, "passed": passed, "bank": bank, "contract": bank, "paid": bank}

    @cached_property
    def fixed(self) -> Frame:
        """What does not change about the files: applicant, project, bank, terms."""
        population = Population(self.world, "crafts")
        persons = population.numbers(self._below(int(population.sizes[0]), "applicant"))
        identity, described = population.identity(persons), population.description(persons)
        legal = self._share("legal") < 0.08
        bank = weighted(_BANK_WEIGHTS, self.numbers, self.world.seed, "bank")
        nothing = pa.scalar(None, pa.string())
        return {
            "application_no": pc.binary_join_element_wise(
                "NKARA",
                pa.array(self.year).cast(pa.string()),
                pa.array(100_000 + self.numbers).cast(pa.string()),
                "-",
            ),
            "scheme": coded(("note_18", "note_15"), (self.year >= 1404).astype(np.int64)),
            "budget_year": whole(self.year),
            "applicant_name": pc.if_else(pa.array(legal), nothing, identity["full_name"]),
            "national_id": pc.if_else(pa.array(legal), nothing, identity["national_id"]),
            "legal_id": pc.if_else(pa.array(legal), legal_ids(self.numbers % 300), nothing),
            "project_title": coded(_PROJECTS, self._below(len(_PROJECTS), "project")),
            "craft": described["craft"],
            "domain": described["domain"],
            "area": described["area"],
            "introducing_body": coded(("میراث فرهنگی", "کمیته امداد نمایشی"), self._below(2, "body")),
            "agent_bank": coded(_BANKS, bank),
            "branch": coded(tuple(f"شعبه نمونه {n}" for n in range(1, 25)), self._below(24, "branch")),
            "interest_percent": tenths(40 + 5 * self._below(29, "interest")),
            "repayment_months": whole(12 * (1 + self._below(7, "months"))),
            "committed_jobs": whole(1 + self._below(6, "jobs")),
        }

    def known_by(self, last: int) -> Frame:
        """Return the files with what is known of them on the day ``last``; later ones are left out."""
        passed = np.sum([(self.stage_days[s] <= last) & (self.reached >= s) for s in range(1, 7)], axis=0)
        gone = (self.reached < 6) & (passed == self.reached) & (self.closed <= last)
        way = self._below(3, "exit")
        states = ("registered", *(name for name, *_ in _STAGES), *_EXITS)
        reason = self._below(len(_REASONS), "reason")
        frame = dict(self.fixed)
        for name, stage in (
            ("approved_on", 2),
            ("introduced_on", 3),
            ("bank_approved_on", 4),
            ("contracted_on", 5),
            ("paid_on", 6),
        ):
            frame[name] = days(self.stage_days[stage], passed >= stage)
        frame["registered_on"] = days(self.registered)
        frame["closed_on"] = days(self.closed, gone)
        frame["requested_rial"] = whole(self.amounts["asked"])
        for name, amount, stage in (
            ("body_approved_rial", "passed", 2),
            ("bank_approved_rial", "bank", 4),
            ("contract_rial", "contract", 5),
            ("paid_rial", "paid", 6),
        ):
            frame[name] = whole(self.amounts[amount], passed >= stage)
        frame["realised_jobs"] = whole(self._below(5, "realised"), passed >= 6)
        frame["stage"] = coded(states, np.where(gone, 7 + way, passed))
        frame["reason"] = coded(_REASONS, reason, gone)
        frame["reason_kind"] = coded(_REASON_KINDS, reason, gone)
        return taken(frame, np.flatnonzero(self.registered <= last))


def _of_contract(world: World, feed: str, frame: Frame) -> Frame:
    known = {c.name for c in world.contracts[feed].columns}
    return {name: array for name, array in frame.items() if name in known}


def supply_applications(world: World, office: str, period: str) -> Supply:
    """Return the bank list at the end of a quarter: every file so far, each with its stage."""
    frame = CreditFiles(world).known_by(calendar.bounds(period)[1])
    if calendar.quarter_of(period) == stories.SILENT_BANK_QUARTER:
        kept = pc.not_equal(frame["agent_bank"].cast(pa.string()), stories.SILENT_BANK)
        frame = taken(frame, np.flatnonzero(kept.to_numpy(zero_copy_only=False)))
    frame = _of_contract(world, "credit_applications", frame)
    return Supply(len(frame["application_no"]), [frame])


def supply_events(world: World, office: str, period: str) -> Supply:
    """Return the stage events of a quarter."""
    files = CreditFiles(world)
    first, last = calendar.bounds(period)
    stages = ("registered", *(name for name, *_ in _STAGES))
    amounts = (
        files.amounts["asked"],
        files.amounts["passed"],
        files.amounts["passed"],
        files.amounts["passed"],
        files.amounts["bank"],
        files.amounts["contract"],
        files.amounts["paid"],
    )
    parts: list[Frame] = []
    for stage, name in enumerate(stages):
        on = files.stage_days[stage]
        happened = np.flatnonzero((on >= first) & (on <= last) & (files.reached >= stage))
        parts.append(_events(files, happened, name, on, ("passed",), np.zeros(len(on), np.int64), amounts[stage]))
        left = (files.closed >= first) & (files.closed <= last) & (files.reached == stage - 1)
        if stage:
            parts.append(
                _events(files, np.flatnonzero(left), name, files.closed, _EXITS, files._below(3, "exit"), None)
            )
    columns = {
        n: pa.chunked_array([p[n].cast(pa.string()) if pa.types.is_dictionary(p[n].type) else p[n] for p in parts])
        for n in parts[0]
    }
    frame = {n: c.combine_chunks() for n, c in columns.items()}
    order = np.argsort(frame["event_on"].cast(pa.int32()).to_numpy(), kind="stable")
    frame = taken(frame, order)
    return Supply(len(order), [frame])


def _events(
    files: CreditFiles,
    at: Numbers,
    stage: str,
    on: Numbers,
    outcomes: tuple[str, ...],
    outcome: Numbers,
    amount: Numbers | None,
) -> Frame:
    fixed = taken(files.fixed, at)
    reason = files._below(len(_REASONS), "reason")[at]
    missing = np.zeros(len(at), bool)
    left = np.full(len(at), amount is None)
    return {
        **{n: fixed[n] for n in ("application_no", "scheme", "budget_year", "domain", "area", "agent_bank", "branch")},
        "stage": coded((stage,), np.zeros(len(at), np.int64)),
        "event_on": days(on[at]),
        "outcome": coded(outcomes, outcome[at]),
        "instalment": whole(np.ones(len(at), np.int64), ~left if stage == "paid" else missing),
        "amount_rial": whole(on[at] if amount is None else amount[at], ~left),
        "reason": coded(_REASONS, reason, left),
        "body": coded(("کارگروه اشتغال نمایشی",), np.zeros(len(at), np.int64)),
    }


def _scheme(budget_year: int) -> str:
    return "note_15" if budget_year >= 1404 else "note_18"


def supply_allocations(world: World, office: str, period: str) -> Supply:
    """Return the shares notified in a year, and those that were moved away in it."""
    year = Period.parse(period).year
    told, last = world.place.told.credit, calendar.bounds(period)[1]
    files = CreditFiles(world)
    asked = (files.year == year) & (files.registered <= last)
    common = {
        "area": world.place.home,
        "domain": "crafts",
        "decided_by": "کارگروه اشتغال استان (نمایشی)",
        "remark_fa": "سطر ساختگی",
        "remark_en": "invented row",
    }
    rows = []
    for budget_year in (year, *(early for early, day in _NOTIFIED_EARLY.items() if day.startswith(f"{year}-"))):
        row = {
            "scheme": _scheme(budget_year),
            "allocation_id": f"NA-{budget_year}-01",
            "budget_year": budget_year,
            "clause": "الف",
            "transaction_kind": "allocated",
            "notified_on": _NOTIFIED_EARLY.get(budget_year, f"{budget_year}-07-12"),
            "amount_rial": told.allotted_rial[budget_year],
            "decision_no": f"{budget_year}/311",
            "deadline": f"{budget_year + 1}-06-31",
            "extendable": "yes",
        }
        # A letter that comes before the year says nothing of files.
        if budget_year == year:
            asked_rial = Decimal(int(files.amounts["asked"][asked].sum()))
            row |= {"applied_files": int(asked.sum()), "applied_amount_rial": asked_rial}
        rows.append(common | row)
    rows.append(
        common
        | {
            "scheme": _scheme(year),
            "allocation_id": f"NA-{year}-02",
            "budget_year": year,
            "domain": "carpet",
            "transaction_kind": "allocated",
            "notified_on": f"{year}-08-02",
            "amount_rial": told.allotted_rial[year] / 4,
        }
    )
    for budget_year, moved_credit in told.moved_to_tourism.items():
        moved = Period.parse(moved_credit.quarter)
        if moved.year == year:
            month = moved.months[1]
            rows.append(
                common
                | {
                    "allocation_id": f"NA-{budget_year}-09",
                    "scheme": "note_18",
                    "budget_year": budget_year,
                    "transaction_kind": "reallocated",
                    "counterpart_domain": "tourism",
                    "counterpart_area": world.place.home,
                    "decided_on": f"{month}-15",
                    "notified_on": f"{month}-20",
                    "amount_rial": moved_credit.rial,
                    "remark_fa": "سهم جذب‌نشده به گردشگری رفت (ساختگی)",
                }
            )
    return Supply(len(rows), [frame_of(world.contracts["credit_allocations"], rows)])

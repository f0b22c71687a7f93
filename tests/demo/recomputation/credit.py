"""The credit line: what was notified and moved, what its files asked for and got, and who the borrowers are."""

from __future__ import annotations

import pandas as pd

from tests.demo.recomputation.truth import Truth, carried, cells, known, reference

LINE = ["scheme", "budget_year", "domain"]
FILE = [*LINE, "application_no"]
#: Stage → date and amount by which a list shows that a file passed it.
SHOWN = {
    "registered": ("registered_on", "requested_rial"),
    "approved_body": (None, None),
    "approved_committee": ("approved_on", "body_approved_rial"),
    "at_bank": ("introduced_on", None),
    "approved_bank": ("bank_approved_on", "bank_approved_rial"),
    "contracted": ("contracted_on", "contract_rial"),
    "paid": ("paid_on", "paid_rial"),
}
#: Stage → how amounts of one file at it come together.
AMOUNTS = {"registered": "max", "approved_bank": "max", "paid": "sum"}


def transactions(truth: Truth) -> pd.DataFrame:
    """Return the transactions, each as it was told last, with whether movements of its share are told."""
    rows = truth.rows("credit_allocations").sort_values("period")
    last_year = rows.groupby("office").period.max()
    share = [*LINE, "area"]
    moved = rows[rows.transaction_kind.isin(["reallocated", "received"])].set_index(share).index
    rows = rows.drop_duplicates("allocation_id", keep="last")
    named = rows.set_index(share).index.isin(moved)
    later = rows.office.map(last_year) > rows.budget_year.astype(str)
    return rows.assign(period=rows.budget_year.astype(str), movement_told=named | later)


def newest_list(truth: Truth) -> pd.DataFrame:
    """Return the files of the banks' lists, each as the newest list has it."""
    rows = truth.with_domain(truth.rows("credit_applications"))
    rows = rows.sort_values(["period", "raw_path", "row_number"]).drop_duplicates("application_no", keep="last")
    orders = reference("codes").query("list == 'credit_stages'").set_index("code").sort.astype(int)
    last = rows.stage.map(orders).fillna(0)
    for stage, columns in SHOWN.items():
        told = pd.Series(stage == "registered", index=rows.index)
        for column in columns:
            if column:
                told |= rows[column].notna() & (rows[column] != 0)
        last = last.where(~told | (last > orders[stage]), orders[stage])
    return rows.assign(last=last)


def told_events(truth: Truth) -> pd.DataFrame:
    """Return the events; one whose domain nobody knows is of the domain that the newest list has of its file."""
    events = truth.rows("credit_events").sort_values("period")
    listed = newest_list(truth).set_index("application_no").domain
    return events.assign(domain=events.domain.where(known(events.domain), events.application_no.map(listed)))


def passed(truth: Truth) -> pd.DataFrame:
    """Return which file passed which stage with how much; of a stage that events tell, the events alone."""
    listed = newest_list(truth)
    orders = reference("codes").query("list == 'credit_stages'").set_index("code").sort.astype(int)
    key = ["application_no", "stage", "outcome", "event_on", "instalment"]
    events = told_events(truth).drop_duplicates(key, keep="last")
    by_event = set(zip(events.application_no, events.stage, strict=True))
    parts = [events[events.outcome == "passed"].assign(amount=lambda r: r.amount_rial)[[*FILE, "stage", "amount"]]]
    for stage, (_, column) in SHOWN.items():
        reached = listed[(listed["last"] >= orders[stage])]
        reached = reached[[(a, stage) not in by_event for a in reached.application_no]]
        amount = reached[column] if column else None
        parts.append(reached.assign(stage=stage, amount=amount)[[*FILE, "stage", "amount"]])
    return pd.concat([part for part in parts if len(part)])


def told_lines(truth: Truth, stage: str) -> pd.DataFrame:
    """Return the lines of which a list tells, or an event of this stage."""
    events = told_events(truth)
    told = [newest_list(truth)[LINE], events[events.stage == stage][LINE]]
    return pd.concat(told).drop_duplicates()


def outcomes(truth: Truth, stage: str) -> pd.DataFrame:
    """Return every file of a told line: whether it passed the stage, and with how much; nought where it did not."""
    events = passed(truth)
    every = pd.concat([events[FILE], told_events(truth)[FILE]]).drop_duplicates()
    every = every.merge(told_lines(truth, stage), on=LINE)
    there = events[events.stage == stage].groupby(FILE).amount.agg(AMOUNTS[stage]).rename("amount").reset_index()
    every = every.merge(there.assign(reached=1), on=FILE, how="left")
    reached = every.reached.fillna(0).astype(int)
    return every.assign(
        reached=reached,
        amount=every.amount.where(reached == 1, 0),
        area="08",
        period=every.budget_year.astype(str),
    )


def shares(truth: Truth) -> list[pd.DataFrame]:
    """Return what was notified, what was moved away, and what was there after that."""
    rows = transactions(truth)
    notified = rows[rows.transaction_kind == "allocated"]
    told = rows[rows.movement_told]
    gone = told[told.transaction_kind.isin(["allocated", "reallocated"])]
    gone = gone.assign(gone=gone.amount_rial.where(gone.transaction_kind == "reallocated", 0))
    cell = ["area", "domain", "period"]
    unknown = rows[~rows.movement_told].set_index(cell).index
    left = told[~told.set_index(cell).index.isin(unknown) & (told.transaction_kind != "extended")]
    left = left.assign(left=left.amount_rial.where(left.transaction_kind != "reallocated", -left.amount_rial))
    return [
        carried(cells("credit_allocated", notified, numerator="amount_rial"), province=False),
        carried(cells("credit_reallocated", gone, numerator="gone"), province=False),
        carried(cells("credit_available", left, numerator="left"), province=False),
    ]


def files(truth: Truth) -> list[pd.DataFrame]:
    """Return what was applied for, approved and paid, and the jobs of what was paid; the letter where no list tells."""
    found = []
    for stage, name in (("registered", "applied"), ("approved_bank", "approved"), ("paid", "paid")):
        rows = outcomes(truth, stage)
        found.append(carried(cells(f"credit_{name}_files", rows, numerator="reached"), province=False))
        found.append(carried(cells(f"credit_{name}", rows, numerator="amount"), province=False))
    letter = _untold(truth, "registered")
    for name, column in (("credit_applied_files", "applied_files"), ("credit_applied", "applied_amount_rial")):
        said = letter[letter[column].notna()]
        found.append(carried(cells(name, said, numerator=column, basis="reported"), province=False))
    paid = outcomes(truth, "paid")
    paid = paid[paid.reached == 1].merge(
        newest_list(truth)[["application_no", "committed_jobs", "realised_jobs"]], on="application_no"
    )
    for name in ("committed", "realised"):
        told = paid[paid[f"{name}_jobs"].notna()]
        found.append(carried(cells(f"credit_jobs_{name}", told, numerator=f"{name}_jobs"), province=False))
    return found


def _untold(truth: Truth, stage: str) -> pd.DataFrame:
    """Return the notified shares of whose files no list and no event of the stage tells."""
    rows = transactions(truth)
    rows = rows[rows.transaction_kind == "allocated"].merge(
        told_lines(truth, stage), on=LINE, how="left", indicator="side"
    )
    return rows[rows.side == "left_only"]


def uptake(truth: Truth) -> list[pd.DataFrame]:
    """Return what was paid of what was notified for the same scheme, year and domain; else what the letter tells."""
    notified = transactions(truth)
    notified = notified[notified.transaction_kind == "allocated"].merge(told_lines(truth, "paid"), on=LINE)
    paid = outcomes(truth, "paid")
    paid = paid.merge(notified[[*LINE, "area"]].drop_duplicates(), on=[*LINE, "area"])
    above = cells("credit_uptake", paid, numerator="amount")
    below = cells("credit_uptake", notified, numerator=None, denominator="amount_rial")
    letter = _untold(truth, "paid")
    letter = letter[letter.applied_amount_rial.notna()]
    stated = cells(
        "credit_uptake", letter, numerator="applied_amount_rial", denominator="amount_rial", basis="reported"
    )
    return [carried(pd.concat([above, below, stated]), province=False)]


def borrowers(truth: Truth) -> list[pd.DataFrame]:
    """Return the persons who were paid, by gender; the shares of women and of those who turn 35 after the year."""
    paid = outcomes(truth, "paid")
    listed = newest_list(truth)[["application_no", "national_id"]]
    rows = paid[paid.reached == 1].merge(listed[listed.national_id.notna()], on="application_no")
    rows = rows.drop_duplicates(["national_id", "domain", "period"])
    register = truth.rows("artisans").sort_values(["period", "raw_path"], ascending=[False, True])
    for column, told in (("gender", known(register.gender)), ("birth_date", register.birth_date.notna())):
        newest = register[told].drop_duplicates("national_id")[["national_id", column]]
        rows = rows.merge(newest, on="national_id", how="left")
    rows = rows.assign(one=1)
    rows = rows.assign(told=rows.gender.fillna("unknown"), woman=(rows.gender == "female").astype(int))
    aged = rows[rows.birth_date.notna()]
    aged = aged.assign(young=(aged.budget_year - aged.birth_date.str[:4].astype(int) < 35).astype(int))
    gendered = rows[known(rows.gender)]
    return [
        carried(cells("credit_borrowers", rows, breakdown="gender", category="told"), province=False, categories=True),
        carried(cells("credit_women_share", gendered, numerator="woman", denominator="one"), province=False),
        carried(cells("credit_youth_share", aged, numerator="young", denominator="one"), province=False),
    ]

"""Craft cities, secretariats, annual reports, commitments, and the registry of works."""

from __future__ import annotations

import pandas as pd

from tests.demo.recomputation.truth import Truth, carried, cells, known, reference

LIMIT = ("mayor", "governor", "council_head")


def reports(truth: Truth) -> list[pd.DataFrame]:
    """Return the annual reports that are owed and whose time has come, of each year of report.

    They are owed of world cities and villages, which a list may name by their county.
    """
    rows = truth.rows("annual_reports")
    cities = truth.rows("registry")
    duties = reference("report_duties")
    owing = cities[cities.level.isin(duties[duties.owes == "yes"].city_kind)].area.unique()
    county = reference("areas").set_index("area_code").parent_code
    rows = rows[(rows.state != "awaited") & rows.area.isin({*owing, *county.reindex(owing).dropna()})]
    proposed = reference("report_duties").due_month_day.min()
    due = rows.due_on.where(rows.due_on.notna(), (rows.report_year + 1).astype(str) + "-" + proposed)
    rows = rows.assign(
        period=rows.report_year.astype(str),
        domain="all",
        one=1,
        submitted=(rows.state == "submitted").astype(int),
        in_time=((rows.state == "submitted") & (rows.submitted_on <= due)).astype(int),
    )
    return [
        carried(cells("annual_reports_due", rows, breakdown="report_state", category="state"), categories=True),
        carried(cells("annual_reports_submitted_share", rows, numerator="submitted", denominator="one")),
        carried(cells("annual_reports_on_time_share", rows, numerator="in_time", denominator="one")),
    ]


def commitments(truth: Truth) -> list[pd.DataFrame]:
    """Return the promises by state, and the shares of those kept, overdue and proven."""
    rows = truth.rows("commitments")
    evidence = rows[["evidence_fa", "evidence_en", "evidence_document"]].notna().any(axis=1)
    rows = rows.assign(
        domain="all",
        one=1,
        proven=evidence.astype(int),
        kept=(rows.state == "kept").astype(int),
        overdue=(rows.state == "overdue").astype(int),
    )
    told = [carried(cells("commitments", rows, breakdown="commitment_state", category="state"), categories=True)]
    for name in ("proven", "kept", "overdue"):
        told.append(carried(cells(f"commitments_{name}_share", rows, numerator=name, denominator="one")))
    return told


def registry(truth: Truth) -> list[pd.DataFrame]:
    """Return craft cities and the counts of works; a number that the register tells goes before its single entries."""
    rows = truth.rows("registry")
    cities = rows[rows.registry_kind == "craft_city"].assign(domain="crafts")
    disputed = cities[known(cities.state)]
    disputed = disputed.assign(disputed=disputed.state.isin(["conditional", "disputed"]).astype(int))
    told = [
        carried(cells("craft_cities", cities, breakdown="city_kind", category="level")),
        carried(cells("craft_cities_disputed", disputed, numerator="disputed")),
    ]
    works = rows[(rows.registry_kind == "historic_work_count") & rows.level.isin(["national", "world"])]
    told.append(
        carried(
            cells("historic_works", works, numerator="count", breakdown="listing", category="level"),
            province=False,
        )
    )
    for name, kind in (("intangible_elements", "intangible_element"), ("wipo_files", "wipo_file")):
        numbers = rows[rows.registry_kind == f"{kind}_count"]
        single = rows[(rows.registry_kind == kind) & (rows.state != "in_process")].assign(count=1)
        told_as_number = set(zip(numbers.raw_path, numbers.domain, strict=True))
        single = single[[k not in told_as_number for k in zip(single.raw_path, single.domain, strict=True)]]
        entries = pd.concat([numbers, single])
        if name == "intangible_elements":
            entries = pd.concat([entries, among_all(entries, single)])
        told.append(carried(cells(name, entries, numerator="count")))
    return told


def among_all(entries: pd.DataFrame, single: pd.DataFrame) -> pd.DataFrame:
    """Return what counts among all cultural elements too: the rest of each register that lists those one by one."""
    of_all = set(single[single.domain == "all_culture"].raw_path)
    return entries[(entries.domain != "all_culture") & entries.raw_path.isin(of_all)].assign(domain="all_culture")


def secretariats(truth: Truth) -> list[pd.DataFrame]:
    """Return the secretariats of the newest list, whether they have a secretary and a head, and who the former are."""
    rows = truth.rows("secretariats")
    rows = rows[rows.period == rows.period.max()].assign(domain="all", one=1)
    sitting = rows[(rows.state == "in_office") & rows.to_on.isna()]
    named = rows.drop_duplicates("area")
    named = named.assign(
        secretary=named.area.isin(sitting[sitting.role == "secretary"].area).astype(int),
        head=named.area.isin(sitting[sitting.role == "head"].area).astype(int),
    )
    secretaries = sitting[(sitting.role == "secretary") & sitting.holder_role.notna()]
    secretaries = secretaries.assign(within=secretaries.holder_role.isin(LIMIT).astype(int))
    return [
        carried(cells("secretariats", named, numerator="secretary")),
        carried(cells("secretariats_headed_share", named, numerator="head", denominator="one")),
        carried(cells("secretaries_within_limit_share", secretaries, numerator="within", denominator="one")),
    ]

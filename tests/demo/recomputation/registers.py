"""Snapshots of registers: artisans and weavers, workshops, cooperatives, outlets."""

from __future__ import annotations

import pandas as pd

from tests.demo.recomputation.truth import Truth, carried, cells, known, last_day, quarter_of, reference

KILIMS = ("گلیم", "گلیم‌فرش", "شیریکی")


def people(truth: Truth) -> pd.DataFrame:
    """Return the persons of the registers: each once a domain and period, as written first."""
    rows = truth.with_domain(truth.rows("artisans"))
    rows = rows.sort_values(["raw_path", "sheet_name", "row_number"])
    return rows.drop_duplicates(["national_id", "domain", "period"])


def artisans(truth: Truth) -> list[pd.DataFrame]:
    """Return the counts of artisans and weavers from the registers."""
    listed = people(truth)
    listed = listed.assign(state_told=listed.state.fillna("unknown"))
    found = [
        carried(
            cells("artisans_listed", listed, breakdown="artisan_state", category="state_told"),
            categories=True,
            categories_from_province=True,
        )
    ]
    at_work = listed[~known(listed.state) | (listed.state == "active")]
    at_work = at_work.assign(
        gender_told=at_work.gender.fillna("unknown"),
        education_told=at_work.education.fillna("unknown"),
        kind_told=at_work.workshop_kind.fillna("unknown"),
    )
    crafts, carpet = at_work[at_work.domain == "crafts"], at_work[at_work.domain == "carpet"]
    for name, rows in (("artisans", crafts), ("weavers", carpet)):
        found.append(carried(cells(name, rows, breakdown="gender", category="gender_told"), categories=True))
        insured = rows[known(rows.insurance)]
        insured = insured.assign(is_insured=(insured.insurance == "insured").astype(int), one=1)
        found.append(carried(cells(f"{name}_insured", insured, numerator="is_insured")))
        found.append(carried(cells(f"{name}_insured_share", insured, numerator="is_insured", denominator="one")))
        gendered = rows[known(rows.gender)]
        gendered = gendered.assign(is_woman=(gendered.gender == "female").astype(int), one=1)
        found.append(carried(cells(f"{name}_women_share", gendered, numerator="is_woman", denominator="one")))
    groups = reference("crafts").set_index("craft_code").group_code
    group = crafts.craft.map(groups).replace("", None).where(crafts.craft != "not_recognised", "not_recognised")
    grouped = crafts.assign(group=group.fillna("unknown"))
    for name, rows, breakdown, category in (
        ("artisans_by_craft", grouped, "craft_group", "group"),
        ("artisans_by_education", at_work, "education", "education_told"),
        ("artisans_by_workshop", crafts, "workshop_kind", "kind_told"),
    ):
        told = cells(name, rows, breakdown=breakdown, category=category, by_county=False)
        found.append(carried(told, province=False, categories=True))
    return found


def ages(truth: Truth) -> list[pd.DataFrame]:
    """Return the share of artisans under 35, and how many entered the register in each year."""
    listed = people(truth)
    crafts = listed[(~known(listed.state) | (listed.state == "active")) & (listed.domain == "crafts")]
    year = crafts.period.str[:4].astype(int)
    aged = crafts.assign(age=year - pd.to_numeric(crafts.birth_date.str[:4]), one=1)
    aged = aged[aged.age.notna()]
    aged = aged.assign(young=(aged.age < 35).astype(int))
    told = [carried(cells("artisans_under_35_share", aged, numerator="young", denominator="one"))]
    dated = crafts[crafts.joined_on.notna() & crafts.period.str.endswith("Q4")]
    entered = [int(str(quarter_of(d))[:4] == p[:4]) for d, p in zip(dated.joined_on, dated.period, strict=True)]
    dated = dated.assign(entered=entered, period=dated.period.str[:4])
    told.append(carried(cells("artisans_entered", dated, numerator="entered")))
    return told


def informal(truth: Truth) -> list[pd.DataFrame]:
    """Return the share of artisans with neither insurance nor a permit to work, where the licences were told whole."""
    from tests.demo.recomputation.licences import episodes, events, whole_quarters

    told = events(truth)
    families = reference("licence_kinds").set_index("licence_kind").family
    lives = [
        e for e in episodes(told) if e.domain == "crafts" and families.get(e.kind) in ("production", "home", "trade")
    ]
    whole = whole_quarters(truth, told).get("crafts", [])
    permitted = {(e.person, q) for q in whole for e in lives if e.state_on(last_day(q)) == "valid"}
    listed = people(truth)
    listed = listed[(~known(listed.state) | (listed.state == "active")) & (listed.domain == "crafts")]
    listed = listed[known(listed.insurance) & listed.period.isin(whole)]
    neither = [
        int(p.insurance != "insured" and (p.national_id, p.period) not in permitted) for p in listed.itertuples()
    ]
    listed = listed.assign(neither=neither, one=1)
    return [carried(cells("artisans_informal_share", listed, numerator="neither", denominator="one"))]


def workshops(truth: Truth) -> list[pd.DataFrame]:
    """Return what the registers of workshops tell of those that work, all year or by season."""
    rows = truth.with_domain(truth.rows("workshops"))
    rows = rows[~known(rows.state) | rows.state.isin(["active", "seasonal"])]
    rows = rows.assign(
        kind_told=rows.workshop_kind.fillna("unknown"), licensed=rows.licence_no.notna().astype(int), one=1
    )
    told = [carried(cells("workshops", rows, breakdown="workshop_kind", category="kind_told"), categories=True)]
    told.append(carried(cells("workshops_licensed_share", rows, numerator="licensed", denominator="one")))
    for name, column in (
        ("workshop_floor_area", "floor_area"),
        ("workshop_looms", "looms"),
        ("workshop_workers", "workers"),
    ):
        told.append(carried(cells(name, rows[rows[column].notna()], numerator=column)))
    both = rows[rows.workers.notna() & rows.women_workers.notna()]
    told.append(carried(cells("workshop_women_share", both, numerator="women_workers", denominator="workers")))
    visited = rows[known(rows.open_to_visitors)]
    visited = visited.assign(open=(visited.open_to_visitors == "yes").astype(int))
    told.append(carried(cells("workshops_open_to_visitors", visited, numerator="open")))
    return told


def cooperatives(truth: Truth) -> list[pd.DataFrame]:
    """Return what the register of cooperatives tells."""
    rows = truth.rows("cooperatives")
    rows = rows.assign(
        domain=rows.domain.where(known(rows.domain), "all"), state_told=rows.state.fillna("unknown"), one=1
    )
    told = [
        carried(
            cells("cooperatives", rows, breakdown="cooperative_state", category="state_told"),
            categories=True,
            domains=True,
        )
    ]
    stated = rows[known(rows.state)]
    stated = stated.assign(active=(stated.state == "active").astype(int))
    told.append(carried(cells("cooperatives_active", stated, numerator="active"), domains=True))
    told.append(
        carried(cells("cooperatives_active_share", stated, numerator="active", denominator="one"), domains=True)
    )
    standing = rows[~rows.state.isin(["in_liquidation", "dissolved"])]
    for name, column in (
        ("cooperative_members", "members"),
        ("cooperative_jobs", "employed"),
        ("cooperative_capital", "capital_rial"),
    ):
        told.append(carried(cells(name, standing[standing[column].notna()], numerator=column), domains=True))
    both = standing[standing.members.notna() & standing.women_members.notna()]
    told.append(
        carried(
            cells("cooperative_women_share", both, numerator="women_members", denominator="members"),
            domains=True,
        )
    )
    return told


def outlets(truth: Truth) -> list[pd.DataFrame]:
    """Return the outlets that sell at the end of the period, by kind."""
    rows = truth.rows("outlets")
    rows = rows.assign(
        one=1,
        kind_told=rows.outlet_kind.fillna("unknown"),
        sells=(rows.state.isna() | rows.state.isin(["active", "seasonal"])).astype(int),
    )
    selling = rows[rows.sells == 1]
    by_kind = cells("outlets", selling, breakdown="outlet_kind", category="kind_told")
    # Where only such as do not sell are listed, the register says zero, and of no kind.
    none = cells("outlets", rows[rows.sells == 0], numerator=0)
    told = [carried(pd.concat([by_kind, none]), categories=True)]
    for name, kind in (("shops", "shop"), ("kiosks", "kiosk"), ("bazaars", "bazaar")):
        counted = rows.assign(counted=((rows.outlet_kind == kind) & (rows.sells == 1)).astype(int))
        told.append(carried(cells(name, counted, numerator="counted")))
    told.append(carried(cells("outlet_stalls", selling[selling.stalls.notna()], numerator="stalls")))
    opened = rows[rows.state.notna() & (rows.state != "planned")]
    opened = opened.assign(idle=1 - opened.sells)
    told.append(carried(cells("outlets_idle_share", opened, numerator="idle", denominator="one")))
    return told


def kilims_and_fields(truth: Truth) -> list[pd.DataFrame]:
    """Return the weavers of kilims, the crafts with somebody at work, and how full the registers are."""
    listed = people(truth)
    at_work = listed[~known(listed.state) | (listed.state == "active")]
    crafts = at_work[known(at_work.craft) & (at_work.domain == "crafts")]
    # Where crafts are written and none is kilim weaving, there is a true zero.
    kilims = crafts.assign(kilim=crafts.craft.isin(kilim_crafts()).astype(int))
    told = [carried(cells("kilim_weavers", kilims, numerator="kilim"))]
    by_county = crafts.drop_duplicates(["area", "period", "craft"])
    told.append(carried(cells("craft_fields", by_county), province=False))
    whole = crafts.drop_duplicates(["period", "craft"]).assign(area="08")
    told.append(carried(cells("craft_fields", whole), province=False))
    filled = listed.assign(filled=listed[["gender", "insurance", "education"]].notna().sum(axis=1), fields=3)
    told.append(carried(cells("register_completeness", filled, numerator="filled", denominator="fields")))
    return told


def kilim_crafts() -> set[str]:
    """Return the crafts that are kilims by their names."""
    crafts = reference("crafts")
    return {c.craft_code for c in crafts.itertuples() if any(word in c.title_fa for word in KILIMS)}


def coverages(truth: Truth) -> list[pd.DataFrame]:
    """Return the shares of artisans and weavers with a licence or card, among those at work in the register."""
    from tests.demo.recomputation.licences import holders

    counted = pd.concat([*artisans(truth), *holders(truth)])
    told = []
    for name, numerator, denominator in (
        ("licence_coverage", "artisans_licensed", "artisans"),
        ("valid_licence_coverage", "artisans_valid_licence", "artisans"),
        ("permit_coverage", "weavers_permitted", "weavers"),
        ("valid_permit_coverage", "weavers_valid_permit", "weavers"),
    ):
        above = counted[(counted.indicator_id == numerator) & (counted.category == "")]
        below = counted[(counted.indicator_id == denominator) & (counted.category == "")]
        key = ["area_code", "domain", "breakdown", "category", "frequency", "period", "basis"]
        both = above.merge(below[[*key, "numerator"]], on=key, suffixes=("", "_below"))
        told.append(both.assign(indicator_id=name, denominator=both.numerator_below).drop(columns="numerator_below"))
    return told

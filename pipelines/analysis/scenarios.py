"""Compute scenarios: each driver's default from history, and the path that the indicator then takes.

The formulas stand in :mod:`pipelines.published.foresight`, which the pages use, too; the drivers in
``models/rules/scenarios.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from pathlib import Path
from typing import Any

from pipelines.analysis.driver_defaults import Default, History
from pipelines.analysis.paths import quarter_index
from pipelines.analysis.rates import period_after
from pipelines.configuration.analysis_rules import StatusFile
from pipelines.configuration.errors import RuleError
from pipelines.configuration.faults import likely
from pipelines.configuration.outlook_rules import DriverPart, ScenarioPart, ScenariosFile
from pipelines.configuration.rules import read_rules
from pipelines.foundation.period import Period
from pipelines.modelling.making import Inputs
from pipelines.modelling.models import Indicator
from pipelines.published.foresight import FORMULAS, NEEDED, YEARLY, Driver, Start, path

Row = dict[str, Any]
#: Places to which a default is published, and so reckoned with.
PLACES = Decimal("0.000000001")
LANGUAGES = ("fa", "en")


def scenario_rules(models: Path) -> ScenariosFile:
    """Read the scenarios; raises :class:`RuleError` where a formula is not known or its drivers are others."""
    found = read_rules(models, ScenariosFile)
    faults = []
    for scenario in found.scenarios:
        where, formula = f"models/rules/{found.FILE}: scenarios.{scenario.id}", scenario.formula
        if formula not in FORMULAS:
            faults.append(f"{where}.formula: {formula!r} is not known{likely(formula, FORMULAS)}")
        elif {d.id for d in scenario.drivers} != set(NEEDED[formula]):
            faults.append(f"{where}: the drivers of {formula} are {', '.join(NEEDED[formula])}")
    if faults:
        raise RuleError(faults)
    return found


def scenario_settings(inputs: Inputs) -> Iterator[Row]:
    """Yield of which indicator, area and domain each scenario is. Grain: scenario."""
    for scenario in read_rules(inputs.models, ScenariosFile).scenarios:
        yield {
            "scenario_id": scenario.id,
            "indicator_id": scenario.indicator,
            "area_code": scenario.area,
            "domain": scenario.domain,
        }


def scenarios(inputs: Inputs) -> Mapping[str, list[Row]]:
    """Return the paths of the scenarios (grain: scenario × period) and their drivers (scenario × driver)."""
    rules, status = scenario_rules(inputs.models), read_rules(inputs.models, StatusFile)
    known = {i.indicator_id: i for i in inputs.indicators}
    values, targets = inputs.asked(), inputs.rows("core.targets")
    paths: list[Row] = []
    drivers: list[Row] = []
    for scenario in rules.scenarios:
        here = [v for v in values if v["area_code"] == scenario.area and v["domain"] == scenario.domain]
        history, synthetic = History(here, known, status), any(v["is_synthetic"] for v in here)
        start = history.newest(scenario.indicator, "A" if scenario.formula in YEARLY else "")
        basis = start["basis"] if start is not None else None
        defaults = {d.id: history.default(d.default, basis) for d in scenario.drivers}
        held = {d.id: driver_of(d, defaults[d.id].value) for d in scenario.drivers}
        drivers += [
            _driver_row(scenario, place, d, held[d.id], defaults[d.id], rules, synthetic)
            for place, d in enumerate(scenario.drivers, 1)
        ]
        if start is not None and scenario.indicator in known:
            since, until = _span(scenario, start, targets, rules, inputs.today)
            paths += _path_rows(scenario, known[scenario.indicator], start, held, since, until)
    return {"scenarios": paths, "scenario_drivers": drivers}


def driver_of(part: DriverPart, default: Decimal) -> Driver:
    """Return a driver with its default as it was measured; the range reaches to it, by whole steps."""
    exact = default.quantize(PLACES)
    least = min(part.min, (exact / part.step).to_integral_value(ROUND_FLOOR) * part.step)
    most = max(part.max, (exact / part.step).to_integral_value(ROUND_CEILING) * part.step)
    return Driver(part.id, least, most, part.step, exact)


def start_of(row: Mapping[str, Any], *, yearly: bool) -> Start:
    """Return where a path begins: of a ratio its numerator and denominator, else the value itself."""
    period = row["period"] if yearly else Period.parse(row["period"]).ending("Q").key
    if row["denominator"] is not None:
        return Start(period, row["numerator"], row["denominator"])
    return Start(period, row["value"])


def _driver_row(
    scenario: ScenarioPart,
    place: int,
    part: DriverPart,
    driver: Driver,
    default: Default,
    rules: ScenariosFile,
    synthetic: bool,
) -> Row:
    return {
        "scenario_id": scenario.id,
        "driver_id": part.id,
        "title_fa": part.title.fa,
        "title_en": part.title.en,
        "unit": part.unit,
        "place": place,
        "least": driver.least,
        "most": driver.most,
        "step": driver.step,
        "default_value": driver.default,
        "source": default.source,
        **{f"source_{language}": _where_from(default, language, rules) for language in LANGUAGES},
        "value_ids": " ".join(default.value_ids) or None,
        "is_synthetic": synthetic and default.source != "assumed",
    }


def _where_from(default: Default, language: str, rules: ScenariosFile) -> str:
    words = rules.words[default.source][language]
    return f"{words}: {default.because[language]}" if default.because else words


def _span(
    scenario: ScenarioPart,
    start: Mapping[str, Any],
    targets: Sequence[Mapping[str, Any]],
    rules: ScenariosFile,
    today: date,
) -> tuple[str, str]:
    """Return the first and the last period of a path.

    It begins after the newest value, and not before the period in which ``today`` lies; it ends with the latest target
    of the scenario's indicator, area and domain, or so many quarters later where none is to come.
    """
    frequency = "A" if scenario.formula in YEARLY else "Q"
    since = max(Period.parse(start["period"]).ending(frequency).next, Period.of_day(today, frequency))
    own = (scenario.indicator, scenario.area, scenario.domain)
    ends = [t["target_period"] for t in targets if (t["indicator_id"], t["area_code"], t["domain"]) == own]
    last = max(sorted(ends), key=quarter_index, default=None)
    if last is not None and Period.parse(last).ending(frequency) >= since:
        return since.key, last
    return since.key, period_after(since.previous.key, rules.quarters)


def _path_rows(
    scenario: ScenarioPart,
    indicator: Indicator,
    row: Mapping[str, Any],
    drivers: Mapping[str, Driver],
    since: str,
    until: str,
) -> list[Row]:
    start = start_of(row, yearly=scenario.formula in YEARLY)
    chosen = {name: driver.default for name, driver in drivers.items()}
    return [
        {
            "scenario_id": scenario.id,
            "title_fa": scenario.title.fa,
            "title_en": scenario.title.en,
            "indicator_id": scenario.indicator,
            "area_code": scenario.area,
            "domain": scenario.domain,
            "formula": scenario.formula,
            "start_period": start.period,
            "start_level": start.level,
            "start_whole": start.whole,
            "basis": row["basis"],
            "period": point.period,
            "value": point.value,
            "unit": indicator.unit,
            "value_ids": row["value_id"],
            "is_synthetic": row["is_synthetic"],
        }
        for point in path(scenario.formula, start, chosen, until, since=since)
    ]

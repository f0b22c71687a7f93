"""Scenarios of the build: each driver's default from history, and the path that the indicator then takes.

The formulas stand in :mod:`pipelines.foresight`, which the pages use, too; the drivers in
``models/rules/scenarios.yaml``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.analysis.measurements import in_frequency
from pipelines.analysis.pace import flow_pace, level_pace, period_after
from pipelines.analysis.status import Measurement, StatusRules, quarter_index
from pipelines.analysis.typed_rows import arrow_table
from pipelines.configuration.errors import RuleError
from pipelines.configuration.faults import likely
from pipelines.configuration.outlook_rules import ScenariosFile
from pipelines.configuration.rules import read_rules
from pipelines.foresight import FORMULAS, NEEDED, YEARLY, Driver, Start, path
from pipelines.period import Period

if TYPE_CHECKING:
    from pipelines.analysis.judgements import Context
    from pipelines.modelling.models import Indicator

QUARTERS = 4

PATH_TYPES = {
    **dict.fromkeys(("scenario_id", "title_fa", "title_en", "indicator_id", "area_code", "domain", "formula"), "VARCHAR"),
    "start_period": "VARCHAR", "start_level": "DECIMAL(38,9)", "start_whole": "DECIMAL(38,9)", "basis": "VARCHAR",
    "period": "VARCHAR", "value": "DECIMAL(38,9)", "unit": "VARCHAR", "value_ids": "VARCHAR", "is_synthetic": "BOOLEAN",
}  # fmt: skip
DRIVER_TYPES = {
    **dict.fromkeys(("scenario_id", "driver_id", "title_fa", "title_en", "unit"), "VARCHAR"), "place": "INTEGER",
    **dict.fromkeys(("least", "most", "step", "default_value"), "DECIMAL(38,9)"), "source": "VARCHAR",
    "source_fa": "VARCHAR", "source_en": "VARCHAR", "value_ids": "VARCHAR", "is_synthetic": "BOOLEAN",
}  # fmt: skip
VALUES = """
SELECT value_id, indicator_id, area_code, domain, frequency, period, basis, value, numerator, denominator, is_synthetic
FROM derived.indicator_values
WHERE breakdown = '' AND category = '' AND area_code IN (SELECT unnest(?))
ORDER BY value_id
"""


@dataclass(frozen=True, slots=True)
class ScenarioRules:
    """The scenarios of ``models/rules/scenarios.yaml``, and the words for where a default is from."""

    quarters: int
    words: Mapping[str, Mapping[str, str]]
    scenarios: Sequence[Mapping[str, Any]]

    @classmethod
    def load(cls, models: Path) -> ScenarioRules:
        """Read the rules; raises :class:`RuleError` with the place."""
        found = read_rules(models, ScenariosFile)
        faults = []
        for node in found.scenarios:
            where = f"models/rules/{found.FILE}: scenarios.{node.id}"
            if node.formula not in FORMULAS:
                faults.append(
                    f"{where}.formula: {node.formula!r} is not known{likely(node.formula, FORMULAS)}"
                )
            elif {d.id for d in node.drivers} != set(NEEDED[node.formula]):
                needed = ", ".join(NEEDED[node.formula])
                faults.append(f"{where}: the drivers of {node.formula} are {needed}")
        if faults:
            raise RuleError(faults)
        said = found.model_dump(exclude_none=True)
        return cls(found.quarters, said["words"], said["scenarios"])


@dataclass(frozen=True, slots=True)
class Default:
    """A driver's default, where it is from and the values that it was reckoned from."""

    value: Decimal
    source: str
    value_ids: tuple[str, ...] = ()
    because: Mapping[str, str] | None = None


class History:
    """The published values of one area and domain, by indicator."""

    def __init__(
        self, rows: Sequence[Mapping[str, Any]], known: Mapping[str, Indicator], rules: StatusRules
    ) -> None:
        self._rows: dict[str, list[Mapping[str, Any]]] = {}
        self._known, self._rules = known, rules
        for row in rows:
            self._rows.setdefault(row["indicator_id"], []).append(row)

    def rows(self, indicator: str) -> list[Mapping[str, Any]]:
        """Return the values of an indicator."""
        return self._rows.get(indicator, [])

    def newest(self, indicator: str, frequency: str = "") -> Mapping[str, Any] | None:
        """Return the newest value (of a frequency); of two of one period the one whose basis is believed first."""
        known = [
            r for r in self.rows(indicator) if r["value"] is not None and frequency in ("", r["frequency"])
        ]
        return min(
            known, key=lambda r: (-quarter_index(r["period"]), self._rules.rank(r["basis"]), r["value_id"]), default=None
        )  # fmt: skip

    def line(self, indicator: str) -> list[Measurement]:
        """Return the history of an indicator on the basis of its newest value, in quarters if there are any."""
        last = self.newest(indicator)
        if last is None or indicator not in self._known:
            return []
        same = [r for r in self.rows(indicator) if r["basis"] == last["basis"]]
        frequency = "Q" if any(r["frequency"] == "Q" for r in same) else "A"
        return sorted(in_frequency(same, frequency, self._known[indicator].kind), key=lambda m: m.period)

    def default(self, sources: Sequence[Mapping[str, Any]]) -> Default:
        """Return the first source that is known."""
        for node in sources:
            source = next(k for k in node if k != "because")
            if found := self._from(source, node[source]):
                return replace(found, because=node.get("because"))
        raise RuleError("scenarios.yaml: a driver needs an assumed default after its sources")

    def _from(self, source: str, asked: Any) -> Default | None:
        if source == "assumed":
            return Default(Decimal(str(asked)), source)
        if source in ("pace", "flow_month"):
            line = self.line(asked)
            pace = flow_pace(line, QUARTERS) if source == "flow_month" else level_pace(line, 1, QUARTERS)
            used = tuple(i for m in line[-QUARTERS - 1 :] for i in m.value_ids)
            return Default(pace.present / 3, source, used) if pace else None
        parts = [self.newest(name) for name in ([asked] if source == "value" else asked)]
        known = [p for p in parts if p is not None]
        if len(known) < len(parts) or (len(known) == 2 and not known[1]["value"]):
            return None
        value = known[0]["value"] / known[1]["value"] if len(known) == 2 else known[0]["value"]
        return Default(value, source, tuple(p["value_id"] for p in known))


def judge_scenarios(context: Context) -> int:
    """Build ``derived.scenarios`` and ``derived.scenario_drivers``; return the rows of the first.

    Grain: scenario × period; scenario × driver. A scenario whose indicator has no value yet has drivers but no path.
    """
    engine, rules = context.engine, ScenarioRules.load(context.models)
    status, known = StatusRules.load(context.models), {i.indicator_id: i for i in context.indicators}
    values = engine.query(VALUES, [sorted({node["area"] for node in rules.scenarios})]).to_pylist()
    targets = engine.query("SELECT * FROM core.targets ORDER BY target_id").to_pylist()
    paths: list[dict[str, Any]] = []
    drivers: list[dict[str, Any]] = []
    for node in rules.scenarios:
        here = [v for v in values if v["area_code"] == node["area"] and v["domain"] == node["domain"]]
        history = History(here, known, status)
        synthetic = any(v["is_synthetic"] for v in here)
        defaults = {d["id"]: history.default(d["default"]) for d in node["drivers"]}
        held = {d["id"]: driver_of(d, defaults[d["id"]].value) for d in node["drivers"]}
        drivers += [
            _driver_row(node, place, d, held[d["id"]], defaults[d["id"]], rules, synthetic)
            for place, d in enumerate(node["drivers"], 1)
        ]
        newest_row = history.newest(node["indicator"], "A" if node["formula"] in YEARLY else "")
        if newest_row is not None and node["indicator"] in known:
            ends = [
                t["target_period"] for t in targets if t["indicator_id"] == node["indicator"]
                and t["area_code"] == node["area"] and t["domain"] == node["domain"]
            ]  # fmt: skip
            chosen = {name: driver.default for name, driver in held.items()}
            paths += _path_rows(node, known[node["indicator"]], newest_row, chosen, ends, rules)
    engine.load_arrow("derived", "scenario_drivers", arrow_table(drivers, DRIVER_TYPES))
    return engine.load_arrow("derived", "scenarios", arrow_table(paths, PATH_TYPES))


def driver_of(node: Mapping[str, Any], default: Decimal) -> Driver:
    """Return a driver with its default on a step and within its range."""
    least, most, step = (Decimal(str(node[k])) for k in ("min", "max", "step"))
    on_step = (default / step).to_integral_value() * step
    return Driver(node["id"], least, most, step, min(max(on_step, least), most))


def _where_from(default: Default, language: str, rules: ScenarioRules) -> str:
    words = rules.words[default.source][language]
    return f"{words}: {default.because[language]}" if default.because else words


def _driver_row(
    node: Mapping[str, Any], place: int, driver: Mapping[str, Any], held: Driver, default: Default,
    rules: ScenarioRules, synthetic: bool,
) -> dict[str, Any]:  # fmt: skip
    return {
        "scenario_id": node["id"], "driver_id": driver["id"], "title_fa": driver["title"]["fa"],
        "title_en": driver["title"]["en"], "unit": driver["unit"], "place": place, "least": held.least,
        "most": held.most, "step": held.step, "default_value": held.default, "source": default.source,
        **{f"source_{language}": _where_from(default, language, rules) for language in ("fa", "en")},
        "value_ids": " ".join(default.value_ids) or None, "is_synthetic": synthetic and default.source != "assumed",
    }  # fmt: skip


def start_of(row: Mapping[str, Any], *, yearly: bool) -> Start:
    """Return where a path begins: of a ratio its numerator and denominator, else the value itself."""
    period = row["period"] if yearly else Period.parse(row["period"]).ending("Q").key
    if row["denominator"] is not None:
        return Start(period, row["numerator"], row["denominator"])
    return Start(period, row["value"])


def _path_rows(
    node: Mapping[str, Any], indicator: Indicator, row: Mapping[str, Any], drivers: Mapping[str, Decimal],
    ends: Sequence[str], rules: ScenarioRules,
) -> list[dict[str, Any]]:  # fmt: skip
    start = start_of(row, yearly=node["formula"] in YEARLY)
    until = max(ends, key=quarter_index, default=period_after(start.period, rules.quarters))
    return [
        {
            "scenario_id": node["id"], "title_fa": node["title"]["fa"], "title_en": node["title"]["en"],
            "indicator_id": node["indicator"], "area_code": node["area"], "domain": node["domain"],
            "formula": node["formula"], "start_period": start.period, "start_level": start.level,
            "start_whole": start.whole, "basis": row["basis"], "period": point.period, "value": point.value,
            "unit": indicator.unit, "value_ids": row["value_id"], "is_synthetic": row["is_synthetic"],
        } for point in path(node["formula"], start, drivers, until)
    ]  # fmt: skip

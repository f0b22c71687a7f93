"""Do the forecast intervals hold, and is the forecast worth its trouble? Measured on public quarterly series.

The series come with the library statsmodels: the United States' macro-economy 1959–2009, Danish money demand
1974–1987, German interest and inflation 1972–1998. Every other series (by its place) was used to fit the
design, the others only to check it; both halves are shown. A published version's own series can be shown beside them.

    .venv/bin/python benchmarks/forecasting.py
    .venv/bin/python benchmarks/forecasting.py --version demo/curated/current
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pipelines.analysis.forecasting.backtest import forecast
from pipelines.configuration.outlook_rules import ForecastFile
from pipelines.configuration.rules import read_rules
from pipelines.foundation.period import Period

MODELS = Path(__file__).resolve().parents[1] / "models"
HORIZON = 8
SEASON = 4


@dataclass(frozen=True, slots=True)
class Trial:
    """One forecast and what came: scaled errors of ours and of the seasonal naive, and what the intervals held."""

    series: str
    length: int
    model: str
    scaled: np.ndarray
    naive: np.ndarray
    in80: np.ndarray
    in95: np.ndarray


def public_series() -> dict[str, np.ndarray]:
    """Return the public quarterly series, by name, in the order of their files."""
    from statsmodels.datasets import danish_data, interest_inflation, macrodata

    wanted = {
        "": (
            macrodata,
            (
                "realgdp",
                "realcons",
                "realinv",
                "realgovt",
                "realdpi",
                "cpi",
                "m1",
                "tbilrate",
                "unemp",
                "pop",
                "infl",
                "realint",
            ),
        ),
        "dk_": (danish_data, ("lrm", "lry", "lpy", "ibo", "ide")),
        "de_": (interest_inflation, ("Dp", "R")),
    }
    found: dict[str, np.ndarray] = {}
    for prefix, (source, columns) in wanted.items():
        frame = source.load_pandas().data
        found |= {prefix + column: frame[column].to_numpy(float) for column in columns}
    return found


def halves(names: Sequence[str]) -> dict[str, list[str]]:
    """Return the series with which the design was chosen, and those that were kept aside."""
    return {"design": list(names[::2]), "held out": list(names[1::2])}


def trials(
    series: Mapping[str, np.ndarray],
    lengths: Sequence[int],
    every: int,
    rules: ForecastFile,
    first: int = 30,
    horizon: int = HORIZON,
) -> Iterator[Trial]:
    """Forecast from rolling origins: with the newest ``lengths`` values before each, ``horizon`` quarters ahead."""
    for name, values in series.items():
        for length in lengths:
            for origin in range(max(length, first), len(values) - horizon + 1, every):
                known, came = values[origin - length : origin], values[origin : origin + horizon]
                scale = np.mean(np.abs(known[SEASON:] - known[:-SEASON]))
                if not scale:
                    continue
                told = forecast(list(known), SEASON, horizon, rules)
                naive = np.abs(came - np.resize(known[-SEASON:], horizon))
                inside = []
                for share in (0.8, 0.95):
                    low, high = told.bounds(share)
                    inside.append((came >= low) & (came <= high))
                yield Trial(name, length, told.model, np.abs(came - told.points) / scale, naive / scale, *inside)


def summary(found: Sequence[Trial]) -> dict[str, float]:
    """Return trials, mean scaled error, error against the seasonal naive's at the same origins, and coverage."""
    if not found:
        return {"trials": 0}
    mase = float(np.mean([t.scaled for t in found]))
    return {
        "trials": len(found),
        "mase": mase,
        "against_naive": mase / float(np.mean([t.naive for t in found])),
        "in80": float(np.mean([t.in80 for t in found])),
        "in95": float(np.mean([t.in95 for t in found])),
    }


def published_series(version: Path) -> dict[str, np.ndarray]:
    """Return the quarterly series of registers and customs in a published version that have no gap, all areas.

    Short as they are, they are looked at with an earlier end, so that there is something to compare with.
    """
    import duckdb

    query = (
        "SELECT indicator_id || ' ' || area_code || ' ' || domain AS name, list(value ORDER BY period) AS told,"
        " min(period) AS first, max(period) AS last FROM indicator_values"
        " WHERE frequency = 'Q' AND breakdown = '' AND category = '' AND basis IN ('register', 'customs')"
        " AND value IS NOT NULL GROUP BY indicator_id, area_code, domain, basis ORDER BY name"
    )
    with duckdb.connect(str(version / "roadmap.duckdb"), read_only=True) as connection:
        rows = connection.execute(query).fetchall()
    whole = {
        name: told
        for name, told, first, last in rows
        if Period.parse(last).place - Period.parse(first).place + 1 == len(told)
    }
    return {name: np.array([float(v) for v in told]) for name, told in whole.items() if len(set(told)) > 2}


def show(label: str, found: Sequence[Trial]) -> None:
    """Print a row of the table."""
    s = summary(found)
    if s["trials"]:
        print(
            f"| {label} | {s['trials']:,.0f} | {s['mase']:.3f} | {s['against_naive']:.3f} "
            f"| {s['in80']:.1%} | {s['in95']:.1%} |"
        )


def main() -> None:
    """Print the tables of benchmarks/README.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=4, help="quarters between origins")
    parser.add_argument("--lengths", type=int, nargs="+", default=[14, 16, 20, 24, 40, 60])
    parser.add_argument("--version", type=Path, help="a published version to show beside the public series")
    arguments = parser.parse_args()
    rules, series = read_rules(MODELS, ForecastFile), public_series()
    began = time.process_time()
    print(
        "| series | forecasts | MASE | error / seasonal naive's | in 80 % | in 95 % |\n|---|---:|---:|---:|---:|---:|"
    )
    everything: list[Trial] = []
    for half, names in halves(list(series)).items():
        found = list(trials({n: series[n] for n in names}, arguments.lengths, arguments.every, rules))
        everything += found
        show(half, found)
        for length in arguments.lengths:
            show(f"{half}, {length} values", [t for t in found if t.length == length])
    show("all", everything)
    used = (time.process_time() - began) / max(len(everything), 1)
    for name in series:
        show(name, [t for t in everything if t.series == name])
    print(f"\n{used * 1000:.0f} ms of processor time a forecast, with its back-test")
    if arguments.version:
        own = published_series(arguments.version)
        found = list(trials(own, [11, 12], 1, rules, first=11, horizon=4))
        show(f"published, {len({t.series for t in found})} series", found)


if __name__ == "__main__":
    main()

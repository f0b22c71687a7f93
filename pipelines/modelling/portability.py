"""Hold the models' SQL to what every engine can run.

Each query is transpiled to Spark SQL with unsupported constructs refused, and searched for constructs that
transpile but mean something else there (measured, see ``docs/decisions/0004-portable-sql.md``).
"""

from __future__ import annotations

import sqlglot
from sqlglot import exp

from pipelines.engines.spark_sql import to_spark

#: Constructs that two engines answer differently, and what to write instead.
REFUSED: dict[type[exp.Expression], str] = {
    exp.Qualify: "QUALIFY sorts NULLs differently; number the rows in a WITH clause and filter there",
    exp.PercentileCont: "PERCENTILE_CONT does not transpile; rank the rows and pick",
    exp.PercentileDisc: "PERCENTILE_DISC does not transpile; rank the rows and pick",
    exp.Slice: "slices such as x[1:3] differ; use substring",
    exp.Star: "name the columns, so that a new one upstream changes nothing here",
}


def portability_faults(sql: str) -> list[str]:
    """Return why ``sql`` would not run, or not answer alike, on another engine; empty when it would."""
    tree = sqlglot.parse_one(sql, read="duckdb")
    faults = []
    for node in tree.walk():
        if isinstance(node, exp.Star) and isinstance(node.parent, exp.Count):
            continue
        faults += [why for kind, why in REFUSED.items() if isinstance(node, kind)]
        if isinstance(node, exp.Cast) and node.to.this in {exp.DataType.Type.DOUBLE, exp.DataType.Type.FLOAT}:
            faults.append("casts to DOUBLE lose exactness; use DECIMAL(38,9)")
        if isinstance(node, exp.Join) and node.args.get("method") == "ASOF":
            faults.append("ASOF joins do not transpile")
        if isinstance(node, exp.Div) and not isinstance(node.expression, exp.Nullif):
            faults.append("wrap the denominator in nullif(…, 0): engines disagree about division by zero")
    try:
        to_spark(sql)
    except sqlglot.errors.UnsupportedError as error:
        faults.append(str(error))
    return faults

"""A small published version for what programs and assistants are told: all kinds of silence, numbers that break floats.

It is the hand-made version of the pages with rows of its own. Suppressed rows carry a number here, which no real
publication has: whatever stands in the file, that number must be nowhere in an answer.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import duckdb

from tests.dashboards import fixture
from tests.dashboards.draft import CUSTOMS, MINUTES, value_id

#: What stands behind the suppressed values of this version; no other number of it has these digits.
PLANTED = [Decimal(f"90009{digit}.5") for digit in range(1, 7)]
#: Above 2⁵³, where floats skip every second number, and one with nine decimals.
LARGE, FINE = Decimal(2**53 + 1), Decimal("0.123456789")
#: Counties and periods whose number of weavers is known and hidden.
HIDDEN = [
    ("0801", "1404Q1"),
    ("0801", "1404Q2"),
    ("0802", "1404Q1"),
    ("0806", "1404Q1"),
    ("0808", "1404Q2"),
    ("0811", "1404Q1"),
]


def build(curated: Path, number: int = 1) -> Path:
    """Write and publish the version; return its folder."""
    folder = fixture.build(curated, number, synthetic=True)
    with duckdb.connect(str(folder / "roadmap.duckdb")) as database:
        for (area, period), planted in zip(HIDDEN, PLANTED, strict=True):
            _add(database, "weavers", area, "carpet", period, planted, "persons", status="suppressed")
            database.execute(
                "update indicator_values set numerator = value, denominator = value where status = 'suppressed'"
            )
        _add(database, "weavers", "0808", "carpet", "1404Q1", Decimal(812), "persons", status="provisional")
        _add(database, "weavers", "0811", "carpet", "1404Q2", None, "persons", status="not_applicable")
        _add(database, "credit_allocated", "08", "crafts", "1401", LARGE, "IRR")
        _add(database, "licence_coverage", "08", "crafts", "1401", FINE, "share")
        _add(database, "weavers", "0806", "carpet", "1404Q2", Decimal(0), "persons")
    return folder


def _add(
    database: duckdb.DuckDBPyConnection,
    indicator: str,
    area: str,
    domain: str,
    period: str,
    value: Decimal | None,
    unit: str,
    *,
    status: str = "final",
) -> None:
    source = CUSTOMS if status == "suppressed" else MINUTES
    row = {
        "value_id": value_id(indicator, area, domain, period, "register"),
        "indicator_id": indicator,
        "area_code": area,
        "domain": domain,
        "breakdown": "",
        "category": "",
        "frequency": "Q" if "Q" in period else "A",
        "period": period,
        "value": value,
        "unit": unit,
        "basis": "register",
        "qualifier": "exact",
        "status": status,
        "is_synthetic": True,
        "source_fa": source[0],
        "source_en": source[1],
        "evidence_grade": "register",
    }
    database.execute(
        f"insert into indicator_values ({', '.join(row)}) values ({', '.join('?' * len(row))})", list(row.values())
    )

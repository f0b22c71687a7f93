"""Single values of the published baseline, by their address."""

from __future__ import annotations

from pipelines.published import PublishedDatabase

PROVINCE, COUNTY, COUNTRY = "08", "0808", "IR"


def cell(
    published: PublishedDatabase,
    indicator: str,
    area: str,
    domain: str,
    period: str,
    *,
    basis: str = "reported",
    breakdown: str = "",
    category: str = "",
) -> dict:
    """Return the one value at an address."""
    rows = published.query(
        "SELECT * FROM indicator_values WHERE indicator_id = ? AND area_code = ? AND domain = ? AND period = ?"
        " AND basis = ? AND breakdown = ? AND category = ?",
        (indicator, area, domain, period, basis, breakdown, category),
    )
    assert len(rows) == 1, f"{indicator} {area} {domain} {period} {basis}: {len(rows)} rows"
    return rows.iloc[0].to_dict()

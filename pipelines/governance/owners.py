"""Find numbers that stand beside two persons: a licence number belongs to one holder, whichever list tells it.

Within a file cleaning points at the rows; here lists are set beside the earlier lists of their feed. Nothing is held
and nothing left out: which of the two is right is for the office to say.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipelines.contracts import Contract
from pipelines.engines.duckdb_engine import DuckDBEngine
from pipelines.foundation.messages import Message
from pipelines.foundation.sql_text import quoted


def changed_owners(engine: DuckDBEngine, contract: Contract, order: Mapping[str, str]) -> dict[str, list[Message]]:
    """Return, by delivery, the sentence that numbers of it have another owner in an earlier one of ``clean.<feed>``.

    ``order`` gives the file name of each delivery in the order in which they became known.
    """
    if not contract.owned_number or len(order) < 2:
        return {}
    number, owner = ", ".join(map(quoted, contract.owned_number)), quoted(str(contract.number_owner))
    rows = engine.rows(
        f"SELECT first(n) AS n, list(DISTINCT delivery_id ORDER BY delivery_id) AS deliveries FROM ("
        f" SELECT {number}, {owner} AS owner, delivery_id, 1 AS n FROM clean.{quoted(contract.feed)}"
        f" WHERE {owner} IS NOT NULL GROUP BY ALL) GROUP BY {number}"
        " HAVING count(DISTINCT owner) > 1 AND count(DISTINCT delivery_id) > 1"
    )
    place = {delivery_id: n for n, delivery_id in enumerate(order)}
    counted: dict[tuple[str, str], int] = {}
    for row in rows:
        told = sorted(row["deliveries"], key=lambda d: place.get(d, -1))
        counted[told[-1], told[0]] = counted.get((told[-1], told[0]), 0) + 1
    found: dict[str, list[Message]] = {}
    for (later, earlier), count in sorted(counted.items()):
        column = contract.column(contract.owned_number[0])
        found.setdefault(later, []).append(
            Message(
                "numbers_change_owner",
                "warn",
                {
                    "file": order.get(later, later),
                    "other": order.get(earlier, earlier),
                    "count": str(count),
                    "column": column.title_fa,
                    "column_en": column.title_en,
                },
            )
        )
    return found

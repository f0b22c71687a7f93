"""The columns of a header, those without a text as the tables that are read tell them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipelines.configuration.headers import TypedColumn

Columns = Mapping[str, TypedColumn]


def inherited(
    said: Mapping[str, TypedColumn | None], read: Iterable[Columns], room: str
) -> tuple[dict[str, TypedColumn], list[str]]:
    """Return the columns with type and meaning, and the faults; ``read`` are those of the tables of ``room`` read."""
    told, columns, faults = list(read), dict[str, TypedColumn](), list[str]()
    for name, own in said.items():
        found = {other[name] for other in told if name in other} if own is None else {own}
        if len(found) == 1:
            columns[name] = found.pop()
            continue
        why = "the tables that are read tell it differently" if found else f"no {room} table that is read has it"
        faults.append(f"columns.{name}: {why}; its type and meaning are needed")
    return columns, faults

"""The data dictionary: what every column of every feed means, as rows.

It says nothing that the contracts do not say; the published ``feed_columns`` table and the command both take
their rows from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from pipelines.contracts.model import Contract


class DictionaryRow(TypedDict):
    """One column of one feed. ``unit`` is the unit of the clean value, ``codes`` the name of its code list."""

    feed: str
    position: int
    column_name: str
    title_fa: str
    title_en: str
    kind: str
    required: bool
    classification: str
    unit: str | None
    codes: str | None
    description_fa: str
    description_en: str


def dictionary_rows(contracts: Mapping[str, Contract]) -> list[DictionaryRow]:
    """Return one row per feed and column, in the order of the contracts; positions count from 1."""
    return [
        DictionaryRow(
            feed=contract.feed,
            position=position,
            column_name=column.name,
            title_fa=column.title_fa,
            title_en=column.title_en,
            kind=column.kind,
            required=column.required,
            classification=column.classification,
            unit=column.unit,
            codes=column.codes,
            description_fa=column.description_fa,
            description_en=column.description_en,
        )
        for contract in contracts.values()
        for position, column in enumerate(contract.columns, 1)
    ]

"""What the parts of a contract have to agree on, so that nothing compiled from it can be half true.

Each part is right by itself when this is asked; what is found here is told with the place of the part that is probably
to be mended, as every other fault.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from pipelines.contracts.model import Column, Contract
from pipelines.foundation.period import Period

#: Kinds of cells that tell who somebody is.
PERSONAL_KINDS = frozenset({"national_id", "name", "phone"})
#: Of which frequency the first period that is due is, by cadence.
FREQUENCIES = {"monthly": "M", "quarterly": "Q", "annual": "A"}
SHARES = frozenset({"percent", "share"})


def incoherences(contract: Contract) -> Iterator[str]:
    """Yield a sentence for each part of a contract that does not fit the others."""
    yield from _of_feed(contract)
    yield from _of_key(contract)
    for column in contract.columns:
        for fault in (*_of_amount(column), *_of_person(column), *_of_surroundings(column)):
            yield f"properties.{column.name}.{fault}"
        if column.unit_column is not None and contract.column(column.unit_column).codes != "units":
            yield f"properties.{column.name}.unitColumn: {column.unit_column} is no column of units (codes: units)"


def _of_feed(contract: Contract) -> Iterator[str]:
    if contract.owner_office not in contract.offices:
        yield f"offices: {contract.owner_office} owns the feed and is not among them"
    if contract.expected_from is None:
        if contract.cadence != "occasional":
            yield f"expectedFrom: is missing; a feed that is {contract.cadence} says from which period on it is due"
    elif contract.cadence in FREQUENCIES:
        frequency = FREQUENCIES[contract.cadence]
        first = Period.find(contract.expected_from)
        if first is None or str(first) != contract.expected_from or first.frequency != frequency:
            example = Period(1402).ending(frequency)
            yield f"expectedFrom: {contract.expected_from!r} is no {contract.cadence} period such as {example}"
    identifying = [c.name for c in contract.columns if c.classification != "public"]
    if contract.contains_persons and not identifying:
        yield "containsPersons: no column is a quasi_identifier or an identifier; what of the rows is a person?"
    if identifying and not contract.contains_persons:
        yield f"containsPersons: true is expected, for {', '.join(identifying)} may tell who somebody is"
    if contract.period_column is not None:
        if contract.delivery_kind != "events":
            yield f"periodColumn: goes with deliveryKind events, not with {contract.delivery_kind}"
        elif (kind := contract.column(contract.period_column).kind) != "date":
            yield f"periodColumn: {contract.period_column} is of the kind {kind}; a date is expected"


def _of_key(contract: Contract) -> Iterator[str]:
    if not contract.key:
        yield "primaryKey: no column is of the key; a repeated row could not be told"
    elif contract.duplicates == "quarantine" and not contract.column(contract.key[0]).required:
        first = f"properties.{contract.key[0]}.required"
        yield f"{first}: true is expected, for the key begins with it and a repeated key keeps a row out"


def _of_amount(column: Column) -> Iterator[str]:
    if column.kind == "money" and column.unit != "IRR":
        yield f"unit: money is kept in rial: IRR is expected, not {column.unit}; what offices write goes into units"
    if column.kind == "money" and "IRR" not in column.units:
        yield "units: IRR is not among them"
    if column.unit in SHARES and column.is_additive:
        yield "additive: false is expected; a share is never added up"
    bounds = {"minimum": column.minimum, "maximum": column.maximum}
    wrong = [name for name, bound in bounds.items() if bound is not None and not _is_number(bound)]
    yield from (f"{name}: a number is expected, not {bounds[name]!r}" for name in wrong)
    if column.minimum and column.maximum and not wrong and Decimal(column.minimum) >= Decimal(column.maximum):
        yield f"minimum: {column.minimum} is no less than the maximum {column.maximum}"


def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


def _of_person(column: Column) -> Iterator[str]:
    if column.kind in PERSONAL_KINDS and column.classification != "identifier":
        yield f"classification: identifier is expected of the kind {column.kind}, not {column.classification}"


def _of_surroundings(column: Column) -> Iterator[str]:
    """Ask whether what stands around a table can tell the column at all."""
    named = column.kind in ("place", "year") or column.codes is not None or column.name == "customs_office"
    title_alone = column.kind == "text" and column.told_by == ("title",)  # the name of a document
    if column.told_by and not (named or title_alone):
        yield f"toldBy: nothing that stands around a table can be understood as the kind {column.kind}"
    elif {"note", "folder"} & set(column.told_by) and column.kind not in ("year", "jalali", "period"):
        yield "toldBy: note and folder tell a period and nothing else"

"""Compile expectation suites from feed contracts and from the headers of the public tables.

A contract or a header is the only place where something is said of a column; nothing is repeated here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal

from pipelines.cleaning.statements import clean_columns
from pipelines.contracts import Column, Contract, Rule
from pipelines.foundation.persian import listed
from pipelines.modelling import PublicTable
from pipelines.modelling.reference import read_reference
from pipelines.normalise.code_lists import read_code_lists
from pipelines.normalise.result import NOT_RECOGNISED, OTHER
from pipelines.validation.suites import Expectation, Suite

#: The form of clean text by kind; digits are ASCII and anchored, so any engine reads the patterns alike.
PSEUDONYM = "^[0-9a-f]{8}:[0-9a-f]{32}$"
PATTERNS: dict[str, str] = {
    "hs8": "^[0-9]{8}$",
    "hs": "^[0-9]{2,10}$",
    "period": "^1[0-9]{3}(Q[1-4]|-(0[1-9]|1[0-2]))?$",
    "jalali": "^1[0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
    "national_id": PSEUDONYM,
    "phone": PSEUDONYM,
    "name": PSEUDONYM,
}


def allowed_values(models: Path) -> dict[str, list[str]]:
    """Return the values that reference data allow: each code list, and ``place`` and ``craft``."""
    lists = read_code_lists(models / "reference")
    allowed = {name: [code.code for code in codes] for name, codes in lists.items()}
    for kind, file, column in (("place", "areas", "area_code"), ("craft", "crafts", "craft_code")):
        allowed[kind] = [str(r[column]) for r in read_reference(models / "reference" / f"{file}.csv")[1]]
    return allowed


def _columns(columns: Iterable[str]) -> Expectation:
    return Expectation(
        "columns",
        tuple(columns),
        "ستون‌ها همان‌اند که تعریف شده‌اند و به همان ترتیب.",
        "The columns are the defined ones, in their order.",
    )


def _not_null(column: str, fa: str, en: str) -> Expectation:
    return Expectation("not_null", (column,), f"«{fa}» در هیچ سطری خالی نیست.", f"{en} is never empty.")


def _unique(columns: tuple[str, ...], fa: str, en: str, shows_values: bool = True) -> Expectation:
    return Expectation(
        "unique",
        columns,
        f"هیچ دو سطری در «{fa}» یکسان نیستند.",
        f"No two rows share {en}.",
        shows_values=shows_values,
    )


def _in_set(column: str, values: Iterable[str], fa: str, en: str, shows_values: bool = True) -> Expectation:
    return Expectation(
        "in_set",
        (column,),
        f"هر مقدار «{fa}» یکی از کدهای مجاز است.",
        f"Every {en} is one of the allowed codes.",
        arguments={"values": list(values)},
        shows_values=shows_values,
    )


def _of_column(column: Column, needed: bool, allowed: Mapping[str, list[str]]) -> Iterator[Expectation]:
    fa, en, public = column.title_fa, column.title_en, column.classification == "public"
    yield Expectation(
        "of_type",
        (column.name,),
        f"مقدارهای «{fa}» از گونهٔ تعریف‌شده‌اند.",
        f"Values of {en} have the defined type ({column.sql_type}).",
        arguments={"type": column.sql_type},
        shows_values=False,
    )
    if column.required and needed:
        yield _not_null(column.name, fa, en)
    listed = {"code": column.codes, "place": "place", "craft": "craft"}.get(column.kind)
    if listed and listed in allowed:
        # An empty text is a deliberate "none of them", which a contract gives as a column's default.
        values = [*allowed[listed], *([column.default] if column.default is not None else [])]
        if not needed and column.kind != "place":
            values += [NOT_RECOGNISED, OTHER]
        yield _in_set(column.name, values, fa, en, public)
    if column.kind in PATTERNS:
        yield Expectation(
            "matches",
            (column.name,),
            f"هر مقدار «{fa}» شکل درست خود را دارد.",
            f"Every {en} has its proper form.",
            arguments={"pattern": PATTERNS[column.kind]},
            shows_values=public,
        )
    if column.minimum is not None or column.maximum is not None:
        low, high = column.minimum, column.maximum
        yield Expectation(
            "between",
            (column.name,),
            f"هر مقدار «{fa}» در بازهٔ مجاز است.",
            f"Every {en} lies within {low if low is not None else '−∞'} … {high if high is not None else '∞'}.",
            arguments={"minimum": low, "maximum": high},
            shows_values=public,
        )


def _of_rule(rule: Rule) -> Expectation:
    severity: Literal["error", "warning"] = "warning" if rule.severity in ("warn", "normalise") else "error"
    return Expectation(
        "rule",
        rule.columns,
        f"در هیچ سطری این گفته درست نیست: «{rule.message_fa}»",
        f"Of no row is it said: “{rule.message_en}”",
        severity,
        {"rule_id": rule.rule_id, "expression": rule.expression},
        shows_values=False,
    )


def suite_for_feed(contract: Contract, allowed: Mapping[str, list[str]]) -> Suite:
    """Return what is expected of every clean delivery of a feed.

    The key is unique within a delivery: another period or office may send the same key again.
    """
    found = [_columns(name for name, _ in clean_columns(contract))]
    found += [_not_null("row_id", "شناسهٔ سطر", "row_id"), _unique(("row_id",), "شناسهٔ سطر", "a row_id")]
    # Where rows without a natural key may repeat, the repetition is pointed out and nothing more is expected.
    if contract.key and contract.duplicates == "quarantine":
        keyed = [contract.column(k) for k in contract.key]
        found.append(
            _unique(
                contract.key,
                listed(c.title_fa for c in keyed),
                ", ".join(c.title_en for c in keyed),
                all(c.classification == "public" for c in keyed),
            )
        )
    for column in contract.columns:
        found += _of_column(column, contract.needs(column), allowed)
    # A row that breaks a rule of another severity was already refused, held or kept out.
    found += [_of_rule(rule) for rule in contract.rules if rule.severity in ("quarantine", "warn")]
    return Suite(contract.feed, tuple(found))


def suite_for_table(table: PublicTable, allowed: Mapping[str, list[str]]) -> Suite:
    """Return what is expected of a public table: its columns, its key, what is never empty, its codes."""
    found = [_columns(c.name for c in table.columns)]
    if table.key:
        found.append(_unique(table.key, listed(table.key), ", ".join(table.key)))
    found += [_not_null(c.name, c.name, c.name) for c in table.columns if c.required]
    for column, codes in table.codes.items():
        values = allowed[codes] if isinstance(codes, str) else [str(code) for code in codes]
        found.append(_in_set(column, values, column, column))
    return Suite(table.name, tuple(found))

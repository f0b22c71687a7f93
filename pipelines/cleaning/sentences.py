"""The sentence about a cell, or about a group of cells alike: where they stand, what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipelines.cleaning.clean import MASK, QuarantinedCell
from pipelines.cleaning.columns import POINTED_OUT
from pipelines.contracts import Contract
from pipelines.foundation.messages import Language, Message, in_rows, other_values
from pipelines.foundation.persian import read_out
from pipelines.normalise.result import UNKNOWN_WORD

#: Rules about a whole row that another one repeats; nothing of it is left out where it is only pointed out.
REPETITIONS = frozenset({"duplicate_key", "correction_repeats_key"})

#: Stands for the row number while a sentence is cut behind it; no sentence holds it otherwise.
_HERE = "\ue000"
#: What a sentence says of the one value that it quotes; where a group has many it would be said of all.
_OF_ONE_VALUE = frozenset({"suggestion", "elsewhere"})


@dataclass(frozen=True, slots=True)
class CellGroup:
    """Cells of one sheet and column that one rule speaks of: the first of them, and how many rows there are.

    ``values`` are the first different values (masked where they may identify), ``value_count`` says how many there are.
    """

    first: QuarantinedCell
    rows: int
    first_rows: tuple[int, ...]
    values: tuple[str, ...]
    value_count: int


def sentence(cell: QuarantinedCell, file_name: str, contract: Contract, language: Language) -> str:
    """Return the whole sentence, as it is shown away from the file."""
    told = _message(cell, file_name, contract, language, str(cell.row_number)).text(language)
    return " ".join([told, *_still_counts(cell, contract, language)])


def group_sentence(group: CellGroup, file_name: str, contract: Contract, language: Language) -> str:
    """Return the one sentence about all rows of a group; of a single row it is that of its cell."""
    cell = group.first
    if group.rows == 1:
        return sentence(cell, file_name, contract, language)
    others = ""
    if group.value_count > 1:
        params = {name: text for name, text in cell.params.items() if name not in _OF_ONE_VALUE}
        cell, others = (
            replace(cell, params=params),
            other_values(group.values[1:], group.value_count, language),
        )
    message = _message(cell, file_name, contract, language, str(cell.row_number))
    rows = in_rows(group.first_rows, group.rows, language)
    told = replace(message, params={**message.params, "rows": rows, "others": others}).text(language)
    return " ".join([told, *_still_counts(cell, contract, language)])


def advice(cell: QuarantinedCell, contract: Contract, language: Language) -> str:
    """Return the sentence without file, sheet and row: for a reader who looks at the row itself."""
    text = _message(cell, "", contract, language, _HERE).text(language)
    told = text.partition(_HERE)[2].lstrip(":،, ")
    return (told[:1].upper() + told[1:]) if told else sentence(cell, "", contract, language)


def _still_counts(cell: QuarantinedCell, contract: Contract, language: Language) -> list[str]:
    """Say what became of a row that counts although one of its cells could not be read."""
    if cell.severity != POINTED_OUT or cell.rule in {rule.rule_id for rule in contract.rules}:
        return []
    if cell.rule in REPETITIONS:
        return [Message("duplicate_counts", "warn").text(language)]
    column = contract.column(cell.column_name)
    is_word = column.kind in ("code", "craft") and cell.rule in UNKNOWN_WORD
    title = column.title_fa if language == "fa" else column.title_en
    message = Message("word_still_counts" if is_word else "cell_left_empty", "warn", {"column": title})
    return [message.text(language)]


def _message(cell: QuarantinedCell, file_name: str, contract: Contract, language: Language, row: str) -> Message:
    column = contract.column(cell.column_name)
    rule, more = cell.rule, dict[str, str]()
    for own in contract.rules:
        if own.rule_id == cell.rule:
            rule, more = "row_rule", {"reason": own.message_fa if language == "fa" else own.message_en}
    if cell.rule == "duplicate_key":
        other = cell.params.get("first_sheet", "")
        more = {"key": _key(contract, language), "other_sheet": other if other != cell.sheet_name else ""}
    where: Mapping[str, str] = {
        "file": file_name,
        "sheet": cell.sheet_name,
        "row": row,
        "column": column.title_fa if language == "fa" else column.title_en,
        "letter": cell.column_letter,
        "value": cell.value or MASK,
    }
    return Message(rule, cell.severity, {**where, **cell.params, **more})


def _key(contract: Contract, language: Language) -> str:
    """Return the titles of the columns that tell the rows of a feed apart."""
    columns = [contract.column(name) for name in contract.key]
    return read_out([f"«{c.title_fa}»" if language == "fa" else f"“{c.title_en}”" for c in columns], language)

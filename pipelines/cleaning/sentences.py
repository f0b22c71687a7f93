"""The sentence about a cell that was kept out: where it stands, what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Mapping

from pipelines.cleaning.clean import MASK, QuarantinedCell
from pipelines.cleaning.columns import POINTED_OUT
from pipelines.contracts import Contract
from pipelines.messages import Language, Message
from pipelines.normalise.result import UNKNOWN_WORD

#: Rules about a whole row that another one repeats; nothing of it is left out where it is only pointed out.
REPETITIONS = frozenset({"duplicate_key", "correction_repeats_key"})

#: Stands for the row number while a sentence is cut behind it; no sentence holds it otherwise.
_HERE = "\ue000"


def sentence(cell: QuarantinedCell, file_name: str, contract: Contract, language: Language) -> str:
    """Return the whole sentence, as it is shown away from the file."""
    told = _message(cell, file_name, contract, language, str(cell.row_number)).text(language)
    return " ".join([told, *_still_counts(cell, contract, language)])


def advice(cell: QuarantinedCell, contract: Contract, language: Language) -> str:
    """Return the sentence without file, sheet and row: for a reader who looks at the row itself."""
    text = _message(cell, "", contract, language, _HERE).text(language)
    told = text.partition(_HERE)[2].lstrip(":،, ")
    return (told[:1].upper() + told[1:]) if told else sentence(cell, "", contract, language)


def _still_counts(cell: QuarantinedCell, contract: Contract, language: Language) -> list[str]:
    """Say what became of a row that counts although one of its cells could not be read."""
    if cell.severity != POINTED_OUT or cell.rule in {
        *REPETITIONS,
        *(rule.rule_id for rule in contract.rules),
    }:
        return []
    column = contract.column(cell.column_name)
    is_word = column.kind in ("code", "craft") and cell.rule in UNKNOWN_WORD
    title = column.title_fa if language == "fa" else column.title_en
    message = Message("word_still_counts" if is_word else "cell_left_empty", "warn", {"column": title})
    return [message.text(language)]


def _message(
    cell: QuarantinedCell, file_name: str, contract: Contract, language: Language, row: str
) -> Message:
    column = contract.column(cell.column_name)
    rule, more = cell.rule, dict[str, str]()
    for own in contract.rules:
        if own.rule_id == cell.rule:
            rule, more = "row_rule", {"reason": own.message_fa if language == "fa" else own.message_en}
    where: Mapping[str, str] = {
        "file": file_name, "sheet": cell.sheet_name, "row": row,
        "column": column.title_fa if language == "fa" else column.title_en,
        "letter": cell.column_letter, "value": cell.value or MASK,
    }  # fmt: skip
    return Message(rule, cell.severity, {**where, **cell.params, **more})

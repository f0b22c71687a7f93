"""The sentence about a cell that was kept out: where it stands, what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Mapping

from pipelines.cleaning.clean import MASK, QuarantinedCell
from pipelines.contracts import Contract
from pipelines.messages import Language, Message

#: Stands for the row number while a sentence is cut behind it; no sentence holds it otherwise.
_HERE = "\ue000"


def sentence(cell: QuarantinedCell, file_name: str, contract: Contract, language: Language) -> str:
    """Return the whole sentence, as it is shown away from the file."""
    return _message(cell, file_name, contract, language, str(cell.row_number)).text(language)


def advice(cell: QuarantinedCell, contract: Contract, language: Language) -> str:
    """Return the sentence without file, sheet and row: for a reader who looks at the row itself."""
    text = _message(cell, "", contract, language, _HERE).text(language)
    told = text.partition(_HERE)[2].lstrip(":،, ")
    return (told[:1].upper() + told[1:]) if told else sentence(cell, "", contract, language)


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

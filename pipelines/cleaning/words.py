"""Words that their list does not know: what becomes of the cell, and what a steward is shown of them.

A word in a column that a row can do without becomes ``not_recognised`` and the row counts; anything else that cannot
be read there leaves the cell empty. Words are counted as they stand in the file, before any row is kept out, so that
a steward sees all that one act would mend.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from pipelines.cleaning.result import CARRIED_WORDS, UnknownWord, UnknownWords
from pipelines.contracts import Column, Contract
from pipelines.foundation.persian import COMMAS
from pipelines.normalise.result import NOT_RECOGNISED, OTHER, UNKNOWN_WORD, Normalised, problem
from pipelines.normalise.text import clean_text, search_key

#: Rows of one file of persons that must share a word before it is shown to everybody.
SMALLEST_SHOWN = 5
#: Characters of a word that are shown; what is longer is a text and no word.
_LONGEST = 120


def taken(column: Column, needed: bool, answer: Normalised) -> Normalised:
    """Return the answer about one value as the row takes it; a problem that stays warns where it is not needed."""
    if needed:
        return problem("unknown_code", suggestion="—", expected="—") if _is_no_code(column, answer) else answer
    if answer.problem is None:
        return answer
    is_word = column.kind in ("code", "craft") and answer.problem in UNKNOWN_WORD
    return replace(answer, value=NOT_RECOGNISED if is_word else None)


def _is_no_code(column: Column, answer: Normalised) -> bool:
    """Tell whether a word was taught to be none of the codes of a closed list that has no code for that."""
    return column.kind in ("code", "craft", "place") and answer.value == OTHER and answer.note == "word_is_other"


def unknown_words(
    column: Column, needed: bool, rows: Sequence[Mapping[str, Any]], answers: Sequence[Normalised]
) -> UnknownWords | None:
    """Return the words of a column that its list does not know; None where there are none.

    ``rows`` are its distinct values with their ``cells``, ``answers`` what normalising each gave. Spellings of one
    word are counted together. An identifier's words are nobody's to see.
    """
    words = column.word_list
    if words is None or column.classification == "identifier":
        return None
    spelled: dict[str, Counter[str]] = {}
    hints: dict[str, tuple[str, ...]] = {}
    cells = unknown = 0
    for row, answer in zip(rows, answers, strict=True):
        if answer.value is not None or answer.problem is not None:
            cells += row["cells"]
        if answer.problem in UNKNOWN_WORD:
            unknown += row["cells"]
            key = search_key(row["raw"])
            spelled.setdefault(key, Counter())[clean_text(row["raw"])[:_LONGEST]] += row["cells"]
            hints[key] = _suggestions(answer)
    if not spelled:
        return None
    listed = [UnknownWord(min(of, key=lambda w: (-of[w], w)), of.total(), hints[key]) for key, of in spelled.items()]
    listed.sort(key=lambda w: (-w.cells, w.word))
    return UnknownWords(column.name, words, needed, cells, unknown, tuple(listed[:CARRIED_WORDS]))


def shown_words(contract: Contract, unknown: UnknownWords) -> list[UnknownWord]:
    """Return the words of a column that anybody may see, the commonest first.

    Those of public columns alone; of a feed of persons only what enough rows of one file say, so that a rare word
    points at nobody.
    """
    if contract.column(unknown.column_name).classification != "public":
        return []
    least = SMALLEST_SHOWN if contract.contains_persons else 1
    return [word for word in unknown.words if word.cells >= least]


def _suggestions(answer: Normalised) -> tuple[str, ...]:
    told = answer.params.get("suggestion", "—")
    return () if told == "—" else tuple(told.split(COMMAS["fa"]))

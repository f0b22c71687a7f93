"""The vocabulary that a workspace learns: what a steward said that a word of a list means, and when he took it back.

An act is scoped to a list (crafts, places, a code list), so that it serves every column of every feed whose words are
of that list. Acts are rows of the ledger and only added: what holds at a moment is worked out from them, the last act
on a word deciding, so that any past build can be made again and any act undone by another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from pipelines.foundation.messages import Message
from pipelines.foundation.persian import listed
from pipelines.intake.ledger import LedgerFile
from pipelines.intake.ledger.file import stamp, until
from pipelines.normalise import CodeBook
from pipelines.normalise.codebook import Spellings
from pipelines.normalise.result import NOT_STATED, OTHER
from pipelines.normalise.text import clean_text, search_key

TABLE = "vocabulary"
#: What a list may be taught, besides a code of its own.
SPECIAL = (OTHER, NOT_STATED)

State = Literal["in_force", "taken_back", "replaced", "known_otherwise", "known_now", "no_such_code"]


class VocabularyError(ValueError):
    """A word cannot be taught as it was asked; ``message`` says why in both languages."""

    def __init__(self, message_id: str, **params: str) -> None:
        self.message = Message(message_id, "refuse", params)
        super().__init__(self.message.text("en"))


@dataclass(frozen=True, slots=True)
class Act:
    """One act of a steward on one word: what it means from then on, or (``code`` None) that it is taken back.

    ``word`` is how the steward wrote it, ``key`` how it is found again. ``ordinal`` counts the acts from 1.
    """

    ordinal: int
    word_list: str
    key: str
    word: str
    code: str | None
    decided_at: datetime
    reason: str
    actor: str


def acts(file: LedgerFile, as_known_at: datetime | None = None) -> list[Act]:
    """Return every act known at that moment (now), oldest first."""
    rows = file.rows(f"SELECT * FROM {TABLE} WHERE decided_at <= ? ORDER BY seq", [until(as_known_at)])
    return [
        Act(
            n,
            r["word_list"],
            r["word_key"],
            r["word"],
            r["code"],
            datetime.fromisoformat(r["decided_at"]),
            r["reason"],
            r["actor"],
        )
        for n, r in enumerate(rows, 1)
    ]


def learned(done: Iterable[Act]) -> dict[str, dict[str, str]]:
    """Return what holds after these acts."""
    found: dict[str, dict[str, str]] = {}
    for act in done:
        words = found.setdefault(act.word_list, {})
        words.pop(act.key, None)
        if act.code is not None:
            words[act.key] = act.code
    return {name: dict(sorted(words.items())) for name, words in sorted(found.items()) if words}


def lists_of(book: CodeBook) -> dict[str, Spellings]:
    """Return every list by its name, crafts and places among them; units have a table of their own, with factors."""
    lists = {name: spellings for name, spellings in book.lists.items() if name != "units"}
    return {**lists, "crafts": book.crafts, "places": book.places}


def map_word(file: LedgerFile, book: CodeBook, word_list: str, word: str, code: str, *, reason: str, actor: str) -> Act:
    """Enter that ``word`` means ``code`` in a list; raises :class:`VocabularyError` where it cannot.

    ``book`` is the one of the reference data alone. A word that it knows keeps its meaning there: a list is mended in
    the list, not beside it.
    """
    spellings = _list(book, word_list)
    key, target = _key(word), _target(spellings, word_list, code)
    if (own := spellings.codes.get(key)) is not None:
        raise VocabularyError("vocabulary_known", value=word, expected=_title(spellings, own), list=word_list)
    if (several := spellings.ambiguous.get(key)) is not None:
        meant = listed(_title(spellings, code) for code in several)
        raise VocabularyError("vocabulary_ambiguous", value=word, expected=meant, list=word_list)
    if (place := spellings.elsewhere.get(key)) is not None:
        raise VocabularyError("vocabulary_elsewhere", value=word, elsewhere=place[0], elsewhere_en=place[1])
    return _enter(file, word_list, key, word, target, reason, actor)


def forget_word(file: LedgerFile, book: CodeBook, word_list: str, word: str, *, reason: str, actor: str) -> Act:
    """Take back what was said of a word; raises :class:`VocabularyError` where nothing was."""
    _list(book, word_list)
    key = _key(word)
    if key not in learned(acts(file)).get(word_list, {}):
        raise VocabularyError("vocabulary_nothing_said", value=word, list=word_list)
    return _enter(file, word_list, key, word, None, reason, actor)


def _enter(file: LedgerFile, word_list: str, key: str, word: str, code: str | None, reason: str, actor: str) -> Act:
    if not reason.strip():
        raise VocabularyError("vocabulary_reason", value=word)
    file.insert(
        TABLE,
        word_list=word_list,
        word_key=key,
        word=clean_text(word),
        code=code,
        decided_at=stamp(datetime.now(UTC)),
        reason=reason.strip(),
        actor=actor,
    )
    return acts(file)[-1]


def _list(book: CodeBook, word_list: str) -> Spellings:
    lists = lists_of(book)
    if word_list not in lists:
        near = listed(sorted(n for n in lists if word_list[:4] in n)[:5]) or "—"
        raise VocabularyError("vocabulary_list_unknown", value=word_list, suggestion=near)
    return lists[word_list]


def _key(word: str) -> str:
    key = search_key(word)
    if not key:
        raise VocabularyError("vocabulary_word_empty", value=word or "—")
    return key


def _target(spellings: Spellings, word_list: str, code: str) -> str:
    """Return the code that is meant: by its code, else by a title or spelling of it."""
    if code in spellings.titles:
        return code
    if code in SPECIAL:
        if word_list == "places":  # an area is needed wherever it stands
            raise VocabularyError("vocabulary_place_only", value=code)
        own = [spellings.find(word) for word in ("other", "سایر")] if code == OTHER else []
        return next((c for c in own if c is not None and c in spellings.titles), code)
    found = spellings.find(code)
    if found is None:
        raise VocabularyError(
            "vocabulary_code_unknown",
            value=code,
            list=word_list,
            suggestion=listed(spellings.suggestions(code)) or "—",
        )
    return found


def _title(spellings: Spellings, code: str) -> str:
    return spellings.titles.get(code) or code


def standing(done: Sequence[Act], book: CodeBook) -> list[tuple[Act, State]]:
    """Return every act with what has become of it, oldest first; ``book`` is the one of the reference data alone.

    A list may have come to know the word since (``known_now``), or to know it as something else (``known_otherwise``):
    then the list is followed, and the act says so.
    """
    last = {(a.word_list, a.key): a.ordinal for a in done}
    lists = lists_of(book)
    return [(act, _state(act, last[act.word_list, act.key], lists.get(act.word_list))) for act in done]


def _state(act: Act, last: int, spellings: Spellings | None) -> State:
    if act.code is None or last != act.ordinal:
        return "taken_back" if act.code is None else "replaced"
    if spellings is None or (act.code not in spellings.titles and act.code not in SPECIAL):
        return "no_such_code"
    if not spellings.defines(act.key):
        return "in_force"
    return "known_now" if spellings.codes.get(act.key) == act.code else "known_otherwise"


def read_acts(ledger: Path, as_known_at: datetime | None = None) -> list[Act]:
    """Return the acts in the ledger at ``ledger``; none where there is no ledger yet."""
    if not ledger.exists():
        return []
    file = LedgerFile(ledger)
    try:
        return acts(file, as_known_at)
    finally:
        file.close()

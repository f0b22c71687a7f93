"""``naqsheh vocabulary``: the words that no list knows, what a steward says they mean, and how it is taken back."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.cli.console import FAILED, OK, say, say_json, warn, workspace_of
from pipelines.foundation.persian import listed

if TYPE_CHECKING:
    from pipelines.foundation.workspace import Workspace
    from pipelines.governance.vocabulary import Act
    from pipelines.normalise import CodeBook
    from pipelines.pipeline.words import Word

#: Words of a list on the terminal; ``--json`` gives all.
SHOWN = 40
TAKES_EFFECT = (
    "The next build takes it in; `naqsheh vocabulary forget` takes it back.",
    "ساخت بعدی آن را به کار می‌گیرد؛ «‪naqsheh vocabulary forget‬» آن را پس می‌گیرد.",
)


def list_words(folder: Path | None, models: Path, as_json: bool) -> int:
    """Show the words of the deliveries in force that no list knows; return the exit code.

    For the steward: words of columns of persons stand among them, though never of one that identifies somebody.
    """
    workspace = workspace_of(folder)
    words, book = _words(workspace, models)
    if as_json:
        say_json([_plain(word, book) for word in words])
        return OK
    if not words:
        say("Every word of the deliveries in force is known.", "green")
        return OK
    for word in words[:SHOWN]:
        where = ", ".join(f"{c['feed']}.{c['column']}" for c in word.columns)
        like = listed(f"{s['title_fa']} ({s['code']})" for s in word.suggestions)
        kept = "rows wait" if word.needed else "rows count"
        files = f"{len(word.files)} file{'s' * (len(word.files) != 1)}"
        said = f" — said to mean {word.said}; the next build follows" if word.said else ""
        say(f"{word.word_list}: «{word.word}» — {word.cells} cells, {files}, {where} ({kept}){said}")
        if like and not word.said:
            say(f"    like: {like}")
    if len(words) > SHOWN:
        say(f"… and {len(words) - SHOWN} more; --json has them all.")
    say("naqsheh vocabulary map LIST WORD CODE --reason … says once, for ever, what a word means.")
    return OK


def _words(workspace: Workspace, models: Path) -> tuple[list[Word], CodeBook]:
    from pipelines.contracts import load_contracts
    from pipelines.governance.vocabulary import acts
    from pipelines.intake.ledger import Ledger
    from pipelines.normalise import CodeBook
    from pipelines.pipeline.words import words_waiting

    book = CodeBook.load(models)
    if not workspace.ledger.exists():
        return [], book
    ledger = Ledger(workspace.ledger)
    try:
        deliveries = [d for d in ledger.current() if d.decision != "rejected"]
        return words_waiting(workspace, deliveries, load_contracts(models), book, acts(ledger.file)), book
    finally:
        ledger.close()


def _plain(word: Word, book: CodeBook) -> dict[str, Any]:
    return {**asdict(word), "said_title": _title(book, word.word_list, word.said)}


def _title(book: CodeBook, word_list: str, code: str | None) -> str | None:
    from pipelines.governance.vocabulary import lists_of

    spellings = lists_of(book).get(word_list)
    return spellings.titles.get(code) if spellings is not None and code is not None else None


def map_word(folder: Path | None, models: Path, word_list: str, word: str, code: str, reason: str) -> int:
    """Enter what a word means; return the exit code. The next build follows it."""
    return _act(folder, models, word_list, word, code, reason)


def forget_word(folder: Path | None, models: Path, word_list: str, word: str, reason: str) -> int:
    """Take back what was said of a word; return the exit code."""
    return _act(folder, models, word_list, word, None, reason)


def _act(folder: Path | None, models: Path, word_list: str, word: str, code: str | None, reason: str) -> int:
    from pipelines.governance.vocabulary import VocabularyError
    from pipelines.governance.vocabulary import forget_word as forget
    from pipelines.governance.vocabulary import map_word as teach
    from pipelines.intake.ledger import LedgerFile
    from pipelines.intake.ledger.actor import current_user
    from pipelines.normalise import CodeBook
    from pipelines.publishing import writer_lock

    workspace = workspace_of(folder)
    if not workspace.ledger.exists():
        warn("This workspace has no ledger yet: build it first.", "red")
        return FAILED
    book = CodeBook.load(models)
    with writer_lock(workspace):
        file = LedgerFile(workspace.ledger)
        try:
            if code is None:
                act = forget(file, book, word_list, word, reason=reason, actor=current_user())
            else:
                act = teach(file, book, word_list, word, code, reason=reason, actor=current_user())
        except VocabularyError as error:
            warn(error.message.text("en"), "red")
            warn(error.message.text("fa"), "red")
            return FAILED
        finally:
            file.close()
    meaning = "is forgotten" if act.code is None else f"means {act.code}"
    say(f"{act.word_list}: «{act.word}» {meaning}.", "green")
    for line in TAKES_EFFECT:
        say(line)
    return OK


def show_history(folder: Path | None, models: Path, as_json: bool) -> int:
    """Show every act on a word and what has become of it, oldest first; return the exit code."""
    from pipelines.governance.vocabulary import read_acts, standing
    from pipelines.normalise import CodeBook

    workspace, book = workspace_of(folder), CodeBook.load(models)
    found = standing(read_acts(workspace.ledger), book)
    if as_json:
        say_json(
            [
                {**asdict(act), "code_title": _title(book, act.word_list, act.code), "state": state}
                for act, state in found
            ]
        )
        return OK
    if not found:
        say("Nothing was said of any word yet.")
    for act, state in found:
        say(_told(act, state))
    return OK


def _told(act: Act, state: str) -> str:
    meaning = "forgotten" if act.code is None else f"means {act.code}"
    return (
        f"{act.decided_at:%Y-%m-%d %H:%M} {act.actor}: {act.word_list} «{act.word}» {meaning}"
        f" — {act.reason} [{state.replace('_', ' ')}]"
    )

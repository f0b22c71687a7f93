"""The words of answers: sentences from ``models/answers.yaml``, and the refusals that are made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from pipelines.foundation.messages import message_table, shown_name
from pipelines.foundation.workspace import PROJECT_ROOT

Language = Literal["fa", "en"]
LANGUAGES: tuple[Language, ...] = ("fa", "en")
FILE = "answers.yaml"
#: Characters of a reader's own text that a refusal repeats.
QUOTED = 80


@dataclass(frozen=True, slots=True)
class Words:
    """Sentences by name, in both languages."""

    table: Mapping[str, Mapping[str, str]]

    def say(self, name: str, language: Language, **values: object) -> str:
        """Return the sentence ``name`` with its values filled in; raises ``KeyError`` for one that is not there."""
        return self.table[name][language].format(**values)

    def both(self, name: str, **values: object) -> dict[str, str]:
        """Return the sentence ``name`` in both languages: ``{"fa": …, "en": …}``."""
        return {language: self.say(name, language, **values) for language in LANGUAGES}


@cache
def read_words(models: Path) -> Words:
    """Read the sentences of ``models``, or the project's where that folder has none (one that only extends another)."""
    path = models / FILE
    return Words(message_table(path if path.exists() else PROJECT_ROOT / "models" / FILE))


class AnswerRefused(ValueError):
    """A question that cannot be answered as it was asked; the sentences say why, and what to ask instead.

    ``reason`` is the name of the sentence, as programs tell refusals apart.
    """

    def __init__(self, words: Words, reason: str, **values: object) -> None:
        shown = {name: quoted(str(value)) for name, value in values.items()}
        self.reason = reason
        self.sentences = words.both(reason, **shown)
        super().__init__(self.sentences["en"])


def quoted(text: str, length: int = QUOTED) -> str:
    """Return a reader's text as a sentence may repeat it: short, without control characters or direction marks."""
    return shown_name(text if len(text) <= length else text[:length] + "…")

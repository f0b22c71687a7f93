"""Sentences of a row in Persian and English, made of a text of ``models/rules`` and of what stands in its places."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from pipelines.configuration.parts import Bilingual
from pipelines.foundation.messages import Language
from pipelines.foundation.persian import number


def in_both(
    text: Bilingual, places: Callable[[Language], Mapping[str, str]] = lambda _: {}, column: str = "sentence"
) -> dict[str, str]:
    """Return ``sentence_fa`` and ``sentence_en``, filled with what ``places`` gives for each; ``column`` names them."""
    return {
        f"{column}_fa": text.fa.format(**places("fa")),
        f"{column}_en": text.en.format(**places("en")),
    }


def in_language(text: Bilingual, language: Language) -> str:
    """Return a text in one language."""
    return text.fa if language == "fa" else text.en


def counted(value: int, language: Language) -> str:
    """Return a count for a sentence."""
    return number(Decimal(value), "", 0, language)

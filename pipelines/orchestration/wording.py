"""An error as one sentence, for the orchestrator's pages and for the terminal alike."""

from __future__ import annotations

SENTENCE_ENDINGS = (".", "!", "?", "…", "؟")


def sentence(error: BaseException) -> str:
    """Return the first line of an error as a sentence; an error without words is named by its type."""
    lines = str(error).strip().splitlines()
    text = lines[0].strip() if lines else ""
    if isinstance(error, KeyError) or not text:
        text = f"{type(error).__name__}: {text or 'no further detail'}"
    return text if text.endswith(SENTENCE_ENDINGS) else text + "."

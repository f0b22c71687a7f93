"""An error as one sentence, for the orchestrator's pages and for the terminal alike."""

from __future__ import annotations

from pipelines.foundation.messages import Language, Message

SENTENCE_ENDINGS = (".", "!", "?", "…", "؟")


def sentence(error: BaseException, language: Language = "en") -> str:
    """Return what an error says: its message where it carries one, else its first line, else its type."""
    message = getattr(error, "message", None)
    told = message.text(language) if isinstance(message, Message) else str(error)
    lines = told.strip().splitlines()
    text = lines[0].strip() if lines else ""
    if isinstance(error, KeyError) or not text:
        text = f"{type(error).__name__}: {text or 'no further detail'}"
    return text if text.endswith(SENTENCE_ENDINGS) else text + "."

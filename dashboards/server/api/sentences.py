"""The sentences in which the API speaks: those of the models that the process was started with."""

from __future__ import annotations

from pipelines.foundation.workspace import models_dir
from pipelines.published.answers import Words, read_words


def words() -> Words:
    """Return the sentences; read once."""
    return read_words(models_dir())

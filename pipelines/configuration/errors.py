"""The one error of configuration, and how its sentences name a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path


class ConfigurationError(ValueError):
    """Files of ``models/`` are not what they should be. ``faults`` holds a sentence for each fault."""

    def __init__(self, faults: str | Iterable[str]) -> None:
        self.faults = (faults,) if isinstance(faults, str) else tuple(faults)
        super().__init__("\n".join(self.faults))


class RuleError(ConfigurationError):
    """Rule files are not what they should be; each fault names its file and the place."""


def file_name(path: Path) -> str:
    """Return how a file of ``models/`` is named to a person: ``models/indicators/artisans.sql``.

    Files of indicators and derived tables may lie a folder deeper: ``models/derived/values/measured.sql``. Those that
    stand beside the folders have their two last parts: ``models/demo.yaml``.
    """
    if path.parent.name == "models":
        return f"models/{path.name}"
    return "/".join(path.parts[-4 if path.parts[-3] in ("indicators", "derived") else -3 :])


@contextmanager
def gathered(faults: list[str]) -> Iterator[None]:
    """Add the faults of what is read inside to ``faults`` and go on, so that the next file is looked at as well."""
    try:
        yield
    except ConfigurationError as error:
        faults.extend(error.faults)

"""Addresses of pages: every state a reader can reach is in the address, the language too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from dashboards.language.language import Language
from dashboards.registry import PAGES

#: The day of which a page says what was known then; without it a page speaks of the served version.
KNOWN = "known"
#: What a reader chose for all pages at once, the province where several are published and that day: links keep it.
KEPT = ("province", KNOWN)


@dataclass(frozen=True, slots=True)
class Address:
    """The page that is open, its parameters and its language."""

    page: str
    language: Language
    parameters: Mapping[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str | None:
        """Return a parameter, or None when it is absent or empty."""
        return self.parameters.get(name) or None

    def to(self, page: str, **parameters: str | None) -> str:
        """Return the address of another page in the same language, with what every link keeps."""
        kept = {name: self.get(name) for name in KEPT}
        return _compose(PAGES[page].path, self.language, {**kept, **parameters})

    def download(self, path: str, **parameters: str | Sequence[str] | None) -> str:
        """Return the address of a file made by :mod:`dashboards.server.downloads`; an empty value narrows it, too."""
        known = self.get(KNOWN)
        kept = {name: value for name, value in parameters.items() if value is not None}
        if known:
            kept[KNOWN] = known
        if not self.language.is_persian:
            kept["lang"] = self.language.code
        return f"/download/{path}?{urlencode(kept, doseq=True)}" if kept else f"/download/{path}"

    def here(self, **changes: str | None) -> str:
        """Return this page's address with some parameters changed; None removes one."""
        return _compose(PAGES[self.page].path, self.language, {**self.parameters, **changes})

    def in_language(self, language: Language) -> str:
        """Return this very view in the other language."""
        return _compose(PAGES[self.page].path, language, self.parameters)


def _compose(path: str, language: Language, parameters: Mapping[str, str | None]) -> str:
    kept = {name: value for name, value in parameters.items() if value and name != "lang"}
    if not language.is_persian:
        kept["lang"] = "en"
    return f"{path}?{urlencode(kept)}" if kept else path

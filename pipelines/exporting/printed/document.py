"""What every printed document says of itself: title, place, period, version, and whether its figures are invented."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import yaml

from pipelines.exporting.printed.facts import Facts
from pipelines.exporting.printed.writing import Writer

WORDS = "bulletin.yaml"
LANGUAGES = ("fa", "en")
#: Persian writes «هٔ» as one letter; as two, some readers of PDF lose it.
_HEH_WITH_HAMZA = ("\u0647\u0654", "\u06c0")


def read_words(models: Path) -> dict[str, Any]:
    """Read the words of what is printed."""
    words: dict[str, Any] = yaml.safe_load((models / WORDS).read_text("utf-8"))
    return words


def writer_of(facts: Facts, words: Mapping[str, Any], language: str) -> Writer:
    """Return the writer of a language, who knows the name of the place."""
    return Writer(words, language, str(facts.place[f"name_{language}"]))


def document(
    kind: str, facts: Facts, writer: Writer, sections: Sequence[Mapping[str, Any]], **told: str
) -> dict[str, Any]:
    """Return a document of a ``kind`` (``bulletin``, ``scorecard`` …) as the template reads it.

    ``told`` fills its titles; the place and the period are always there.
    """
    values = {"place": writer.place, "period": writer.heading(writer.period(facts.scope.key)), **told}
    say = writer.say
    said = {
        "language": writer.language,
        "title": f"{say('titles', kind, **values)} · {values['period']}",
        "author": say("author", **values),
        "description": say("about", place=writer.place, period=writer.period(facts.scope.key)),
        "keywords": [values["place"], values["period"]],
        "house": say("house"),
        "running": say("running", kind, **values),
        "demonstration": say("demonstration") if facts.is_synthetic else None,
        "header_on_first": kind != "bulletin",
        "footer": origin(facts, writer),
        "marks": {name: say("marks", name) for name in writer.words["marks"]},
        "words": {name: say(name) for name in ("page", "of", "table", "chart", "single")},
        "sections": list(sections),
    }
    return _joined(said) if writer.is_persian else said


def origin(facts: Facts, writer: Writer) -> str:
    """Return from which version a document is, and what was known then."""
    day = writer.day(facts.release["as_of"])
    return writer.say("footer", version=int(facts.release["version"]), day=day)


def moment(facts: Facts) -> datetime:
    """Return the day of the version as a moment: the only time that a printed file knows.

    What was known on a day is built again with the same bytes, whenever that is done.
    """
    day = facts.release["as_of"]
    assert isinstance(day, date)
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _joined(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace(*_HEH_WITH_HAMZA)
    if isinstance(value, Mapping):
        return {name: _joined(inner) for name, inner in value.items()}
    return [_joined(inner) for inner in value] if isinstance(value, list) else value

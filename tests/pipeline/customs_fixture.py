"""Customs files, delivered to a desk and assessed as a build would assess them: nothing is published."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipelines.foundation.workspace import PROJECT_ROOT, Workspace
from pipelines.intake.ledger import Ledger
from pipelines.pipeline import open_context
from pipelines.pipeline.receiving import receive
from pipelines.pipeline.reports import DeliveryOutcome
from tests.pipeline.whole_build import feed_accepted

MODELS = PROJECT_ROOT / "models"
HEADINGS = ["گمرک", "کشور طرف معامله", "تعرفه", "سال", "وزن (کیلوگرم)", "ارزش (ریال)", "ارزش (دلار)"]
COUNTRIES = [
    "آلمان",
    "عراق",
    "ترکیه",
    "قطر",
    "عمان",
    "ژاپن",
    "چین",
    "هند",
    "ایتالیا",
    "فرانسه",
    "کویت",
    "لبنان",
]
Row = list[Any]


def written(path: Path, rows: Sequence[Sequence[Any]], headings: Sequence[str] = HEADINGS) -> Path:
    """Write headings and rows as a text file, with the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([headings, *rows])
    return path


def accepted(workspace: Workspace, feed: str = "exports", models: Path = MODELS) -> list[DeliveryOutcome]:
    """Take everything in, read, clean and assess one feed; return what became of each delivery."""
    return list(feed_accepted(workspace, feed, models).values())


def key_of(workspace: Workspace, models: Path = MODELS) -> str:
    """Return the key of the build that would be made now."""
    with open_context(workspace, models) as context:
        return receive(context).register.key.key


def decide(workspace: Workspace, delivery_id: str, decision: Any) -> None:
    """Enter a steward's decision about a delivery."""
    ledger = Ledger(workspace.ledger)
    ledger.decide(delivery_id, decision, "seen", "tester")
    ledger.close()


class Desk:
    """A workspace to which a clerk delivers customs files, read and assessed as a build would."""

    def __init__(self, folder: Path, models: Path = MODELS) -> None:
        self.workspace, self.models = Workspace(folder).create(), models

    def deliver(self, period: str, rows: Sequence[Row], headings: Sequence[str] = HEADINGS) -> None:
        """Put the file of a period in its folder; the same period again replaces it."""
        written(self.workspace.raw / "exports" / f"{period}-customs" / "صادرات.csv", rows, headings)

    def assessed(self, feed: str = "exports") -> list[DeliveryOutcome]:
        """Return what became of each delivery of the feed, the newest first."""
        outcomes = accepted(self.workspace, feed, self.models)
        return sorted(outcomes, key=lambda o: o.delivery.known_from, reverse=True)

    def decide(self, outcome: DeliveryOutcome, decision: Any) -> None:
        """Enter a steward's decision about a delivery."""
        decide(self.workspace, outcome.delivery.delivery_id, decision)


def rows_of(
    count: int = 6,
    *,
    office: str = "کرمان",
    year: int | str = "",
    weight: int = 100,
    rial: int = 4_000_000,
    usd: int = 100,
) -> list[Row]:
    """Return rows of different keys; the n-th has n times the given figures."""
    return [
        [
            office,
            COUNTRIES[n % 12],
            f"570210{10 + n // 12:02d}",
            year,
            weight * (n + 1),
            rial * (n + 1),
            usd * (n + 1),
        ]
        for n in range(count)
    ]

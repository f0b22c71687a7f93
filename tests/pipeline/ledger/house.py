"""A workspace with its ledger, for the tests of deliveries."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from pipelines.foundation.workspace import Workspace
from pipelines.intake import inventory
from pipelines.intake.correction_mark import CorrectionMark
from pipelines.intake.deliveries import overlapping
from pipelines.intake.ledger import Delivery, Ledger

FEEDS = ("exports", "registry")
DAY_1, DAY_2, DAY_3 = (datetime(2026, 1, d, 8, tzinfo=UTC) for d in (1, 2, 3))


class House:
    """A workspace with its ledger; ``put`` drops a file, ``receive`` scans and registers."""

    def __init__(self, root: Path) -> None:
        self.workspace = Workspace(root).create()
        self.ledger = Ledger(self.workspace.ledger)

    def put(self, place: str, content: str, note: str = "") -> Path:
        path = self.workspace.raw / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
        os.utime(path, (1_700_000_000, 1_700_000_000))
        if note:
            path.with_name(path.name + ".source.yaml").write_text(note, "utf-8")
        return path

    def receive(self, now: datetime = DAY_1, defaults: Mapping[str, str | None] | None = None) -> list[Delivery]:
        offices = inventory.Offices(defaults=defaults or {})
        return self.ledger.register(inventory.scan(self.workspace, FEEDS, offices), self.workspace, now)

    def put_correction(self, place: str, base_id: str, rows: Sequence[int], content: str = "") -> Path:
        """Drop what stands for a correction workbook of ``rows``: its mark, and ``content`` for its cells."""
        mark = CorrectionMark.of_rows(base_id, [("s", row) for row in rows])
        path = self.workspace.raw / place
        path.parent.mkdir(parents=True, exist_ok=True)
        properties = "".join(f'<property name="{n}"><t>{v}</t></property>' for n, v in mark.properties.items())
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("docProps/custom.xml", f"<Properties>{properties}</Properties>")
            archive.writestr("content", content)
        os.utime(path, (1_700_000_000, 1_700_000_000))
        return path

    def places(self, as_known_at: datetime | None = None) -> list[tuple[str, str | None]]:
        """Return kind and office of what is current."""
        return sorted((d.kind, d.office) for d in self.ledger.current(as_known_at))

    def overlaps(self) -> set[str]:
        found = overlapping(self.ledger.current(), self.ledger.places())
        return {str(self.ledger.get(i).period) for i in found}

    def current(self, as_known_at: datetime | None = None) -> list[str]:
        return [d.archived_path.read_text("utf-8") for d in self.ledger.current(as_known_at)]

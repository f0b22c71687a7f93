"""A whole build in this process, judged by counting: what the orchestrated one does, without its seconds of imports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.build import BuildSession, DeliveryOutcome, PublishReport
from pipelines.published import PublishedDatabase, resolve_current
from pipelines.quality.counting_judge import CountingJudge
from pipelines.workspace import Workspace, models_dir


@dataclass(frozen=True)
class Built:
    """What a build published, and what became of each file."""

    report: PublishReport
    by_file: dict[str, DeliveryOutcome]
    root: Path

    def state(self, name: str) -> str:
        """What became of a file."""
        return self.by_file[name].state

    def reason(self, name: str, language: Any = "en") -> str:
        """Why a file is held."""
        return self.by_file[name].reason(language) or ""

    def rows(self, sql: str) -> list[dict[str, Any]]:
        """Ask the published version."""
        version = resolve_current(self.root / "curated")
        assert version is not None
        with PublishedDatabase.open(version) as database:
            return database.rows(sql)


def whole_build(
    root: Path, models: Path | None = None, before: Callable[[BuildSession], object] = lambda _: None
) -> Built:
    """Build and publish the workspace at ``root``; ``before`` sees the session when its inventory was taken."""
    models = models or models_dir()
    with BuildSession.open(Workspace(root), models) as session:
        session.take_inventory()
        before(session)
        session.load_reference()
        for feed in session.feeds:
            session.land(feed)
        for feed in session.feeds:
            session.clean(feed)
        for name, _ in session.core_models:
            session.model(name)
        for name, _ in session.indicators:
            session.measure(name)
        session.derive()
        report = session.publish(CountingJudge(models))
        return Built(report, {o.delivery.file_name: o for o in report.outcomes}, root)

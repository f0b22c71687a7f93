"""A whole build in this process, validated by counting: what the orchestrated one does, without seconds of imports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.foundation.workspace import Workspace, models_dir
from pipelines.pipeline import Build, Context, DeliveryOutcome, PublishReport, open_context
from pipelines.pipeline.land import land
from pipelines.pipeline.loading import clean
from pipelines.pipeline.receiving import receive
from pipelines.pipeline.steps import build_all
from pipelines.published import PublishedDatabase, resolve_current
from pipelines.validation.counting_validator import CountingValidator


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
    root: Path, models: Path | None = None, before: Callable[[Context, Build], object] = lambda *_: None
) -> Built:
    """Build and publish the workspace at ``root``; ``before`` sees what was received."""
    models = models or models_dir()
    with open_context(Workspace(root), models) as context:
        before(context, receive(context))
        _, report = build_all(context, CountingValidator(models))
        return Built(report, {o.delivery.file_name: o for o in report.outcomes}, root)


def feed_accepted(workspace: Workspace, feed: str, models: Path | None = None) -> dict[str, DeliveryOutcome]:
    """Receive everything, then read, clean and compare the deliveries of one feed; return what became of each."""
    with open_context(workspace, models or models_dir()) as context:
        build, _ = land(context, receive(context), feed)
        build, _ = clean(context, build, feed)
        return build.outcomes

"""A build session that does nothing but answer, and the daemon's part: for tests of the orchestration alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import dagster as dg
import pandas as pd

from pipelines.build import CheckOutcome, InventoryReport, PublishReport, StepReport
from pipelines.orchestration.catalogue import JUDGED, Catalogue
from pipelines.orchestration.run import BuildRun
from pipelines.workspace import Workspace

POINTED_OUT = ("cross_figures", "corrections")
COUNTS = {"rows_read": 3, "rows_loaded": 2, "rows_quarantined": 1, "rows_non_data": 0}


@dataclass
class StubSession:
    """Records the steps that were asked for; ``unreconciled``, ``pointed_out`` and ``broken`` name what goes wrong."""

    catalogue: Catalogue
    unchanged: bool = False
    unreconciled: str = ""
    pointed_out: str = ""
    broken: dict[str, list[Exception]] = field(default_factory=dict)
    steps: list[str] = field(default_factory=list)

    @property
    def contracts(self) -> Any:
        return self.catalogue.contracts

    def _step(self, name: str) -> None:
        self.steps.append(name)
        if self.broken.get(name):
            raise self.broken[name].pop(0)

    def take_inventory(self) -> InventoryReport:
        self._step("inventory")
        delivery = SimpleNamespace(
            delivery_id="exports-1402-customs-00000000", feed="exports", office="customs", period="1402",
            received_at=None, known_from=datetime(2026, 1, 1, tzinfo=UTC), sha256="0" * 64,
        )  # fmt: skip
        return InventoryReport([delivery], [], self.unchanged, "key-1")

    def load_reference(self) -> StepReport:
        self._step("reference")
        return StepReport(9, {"areas": 9})

    def land(self, feed: str) -> StepReport:
        self._step(f"landed/{feed}")
        return StepReport(3, {"deliveries": 1, "refused": ""}, pd.DataFrame({"name": ["زهرا | x"]}))

    def clean(self, feed: str) -> StepReport:
        self._step(f"clean/{feed}")
        check = CheckOutcome(
            "reconciliation", feed != self.unreconciled, description="in = out", metadata=COUNTS
        )
        return StepReport(2, COUNTS, pd.DataFrame({"name": ["زهرا"], "weight_kg": [None]}), [check])

    def model(self, name: str) -> StepReport:
        self._step(f"core/{name}")
        return StepReport(2, {"grain": "one row a thing"})

    def measure(self, indicator_id: str) -> StepReport:
        self._step(f"indicators/{indicator_id}")
        return StepReport(2, {"unit": "persons"})

    def judge(self) -> StepReport:
        self._step("derived")
        pointed_out = [CheckOutcome(name, name != self.pointed_out, "warning") for name in POINTED_OUT]
        return StepReport(7, {**dict.fromkeys(JUDGED, 0), "values": 7, "targets": 1}, checks=pointed_out)

    def publish(self, judge: Any) -> PublishReport:
        self._step("published")
        return PublishReport(4, "/versions/4", {"indicator_values": 7}, [], len(judge.results()), [])


class StubRun(BuildRun):
    """A run over a stub session, with a judge who finds everything good but what ``bad_quality`` names."""

    def __init__(self, session: StubSession, *, bad_quality: str = "", **more: Any) -> None:
        super().__init__(Workspace(Path("/nowhere")), Path("/nowhere"), session=session, **more)  # type: ignore[arg-type]
        self.bad_quality = bad_quality
        self.submitted: list[str] = []

    def take_inventory(self) -> InventoryReport:
        self.inventory = self.inventory or self.session.take_inventory()
        return self.inventory

    def submit_feed(self, feed: str) -> None:
        self.submitted.append(feed)

    def feed_quality(self, feed: str) -> CheckOutcome:
        return CheckOutcome("quality", feed != self.bad_quality, description="as the suite says")

    def results(self) -> list[dict[str, Any]]:
        return [{"success": True}]


class Watch:
    """The daemon's part: it hands the cursor of the sensor on and turns requests into runs."""

    def __init__(self, defs: dg.Definitions, instance: dg.DagsterInstance) -> None:
        self.sensor = defs.resolve_sensor_def("raw_folder")
        self.instance, self.cursor = instance, None
        self.job = dg.job(name="build_roadmap")(lambda: None)

    def look(self) -> list[dg.RunRequest]:
        context = dg.build_sensor_context(instance=self.instance, cursor=self.cursor)
        answer = self.sensor.evaluate_tick(context)
        self.cursor = answer.cursor
        return list(answer.run_requests or [])

    def launch(self, request: dg.RunRequest, status: dg.DagsterRunStatus) -> None:
        tags = {**request.tags, "dagster/run_key": str(request.run_key)}
        self.instance.create_run_for_job(self.job, status=status, tags=tags)

    def look_and_run(self, status: dg.DagsterRunStatus = dg.DagsterRunStatus.SUCCESS) -> int:
        """Look once; launch what is asked for; return how many runs that were."""
        requests = self.look()
        for request in requests:
            self.launch(request, status)
        return len(requests)

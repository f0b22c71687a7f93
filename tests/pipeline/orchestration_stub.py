"""A build that does nothing but answer, and the daemon's part: for tests of the orchestration alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import dagster as dg
import pandas as pd

from pipelines.foundation.workspace import Workspace
from pipelines.modelling import CoreModel, Indicator
from pipelines.orchestration.catalogue import Catalogue
from pipelines.orchestration.run import BuildRun
from pipelines.pipeline import CheckOutcome, PublishReport, StepReport
from pipelines.pipeline.land import land
from pipelines.pipeline.loading import clean
from pipelines.pipeline.release import publish
from pipelines.pipeline.tables import derive, make_core, make_indicator, make_reference

COUNTS = {"rows_read": 3, "rows_loaded": 2, "rows_quarantined": 1, "rows_non_data": 0}


@dataclass
class StubBuild:
    """Records the steps that were asked for; ``unreconciled``, ``pointed_out`` and ``broken`` name what goes wrong."""

    catalogue: Catalogue
    unchanged: bool = False
    unreconciled: str = ""
    pointed_out: str = ""
    broken: dict[str, list[Exception]] = field(default_factory=dict)
    steps: list[str] = field(default_factory=list)

    def step(self, name: str) -> None:
        """Note a step; raise what it is to fail with."""
        self.steps.append(name)
        if self.broken.get(name):
            raise self.broken[name].pop(0)

    def received(self) -> Any:
        """Return what was received: one delivery of exports."""
        self.step("inventory")
        delivery = SimpleNamespace(
            delivery_id="exports-1402-customs-00000000",
            feed="exports",
            office="customs",
            period="1402",
            received_at=None,
            known_from=datetime(2026, 1, 1, tzinfo=UTC),
            sha256="0" * 64,
        )
        key = SimpleNamespace(key="key-1")
        return SimpleNamespace(
            register=SimpleNamespace(current=[delivery], refused=[], unchanged=self.unchanged, key=key)
        )

    def reference(self) -> StepReport:
        self.step("reference")
        return StepReport(9, {"areas": 9})

    def landed(self, feed: str) -> StepReport:
        self.step(f"landed/{feed}")
        return StepReport(3, {"deliveries": 1, "refused": ""}, pd.DataFrame({"name": ["زهرا | x"]}))

    def clean(self, feed: str) -> StepReport:
        self.step(f"clean/{feed}")
        check = CheckOutcome("reconciliation", feed != self.unreconciled, description="in = out", metadata=COUNTS)
        return StepReport(2, COUNTS, pd.DataFrame({"name": ["زهرا"], "weight_kg": [None]}), [check])

    def core(self, model: CoreModel) -> StepReport:
        self.step(f"core/{model.name}")
        return StepReport(2, {"grain": "one row a thing"})

    def indicator(self, indicator: Indicator) -> StepReport:
        self.step(f"indicators/{indicator.indicator_id}")
        return StepReport(2, {"unit": "persons"})

    def derived(self) -> StepReport:
        self.step("derived")
        checks = [m.check.name for m in self.catalogue.derived if m.check is not None]
        pointed_out = [CheckOutcome(name, name != self.pointed_out, "warning") for name in checks]
        counts = {m.name: 0 for m in self.catalogue.derived}
        return StepReport(7, {**counts, "indicator_values": 7, "target_progress": 1}, checks=pointed_out)

    def published(self, validator: Any) -> PublishReport:
        self.step("published")
        return PublishReport(4, "/versions/4", {"indicator_values": 7}, [], len(validator.results(None)), [])


class StubRun(BuildRun):
    """A run over a stub of a build, with a validator who finds everything good but what ``bad_quality`` names."""

    def __init__(self, stub: StubBuild, *, bad_quality: str = "", **more: Any) -> None:
        super().__init__(Workspace(Path("/nowhere")), Path("/nowhere"), **more)
        self.stub = stub
        self.bad_quality = bad_quality
        self.submitted: list[str] = []

    @property
    def context(self) -> Any:
        return SimpleNamespace(contracts=self.stub.catalogue.contracts)

    def receive(self) -> Any:
        self._build = self._build or self.stub.received()
        return self._build

    def make(self, step: Any, *subject: Any) -> Any:
        steps = {
            make_reference: self.stub.reference,
            land: self.stub.landed,
            clean: self.stub.clean,
            make_core: self.stub.core,
            make_indicator: self.stub.indicator,
            derive: self.stub.derived,
            publish: self.stub.published,
        }
        return steps[step](*subject)

    def submit_feed(self, build: Any, feed: str) -> None:
        self.submitted.append(feed)

    def feed_quality(self, feed: str) -> CheckOutcome:
        return CheckOutcome("quality", feed != self.bad_quality, description="as the suite says")

    def results(self, build: Any, subjects: Any = None) -> list[dict[str, Any]]:
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

"""What a decision would change: which deliveries come into force and go out of it, and which published values change.

A build's own steps are played twice in a workspace beside the real one (:mod:`.shadow`), without the decision and with
it, up to the values; so what is said is what the next build will do. Where the served version was made of just what is
known now, it stands for the first of the two.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pipelines.foundation import clock
from pipelines.foundation.clock import tehran_day
from pipelines.foundation.workspace import Workspace
from pipelines.intake.ledger import Ledger
from pipelines.pipeline.shadow import shadow
from pipelines.published import resolve_current

if TYPE_CHECKING:
    from pipelines.intake.deliveries import Delivery
    from pipelines.pipeline.reports import DeliveryOutcome

Decision = Literal["approved", "rejected"]

#: What tells a value, and what of it a reader sees.
VALUE_KEY = ("indicator_id", "area_code", "domain", "breakdown", "category", "frequency", "period", "basis")
SEEN = ("value", "numerator", "denominator", "status", "qualifier")


@dataclass(frozen=True, slots=True)
class Party:
    """A delivery as the effect of a decision names it; ``rows`` are those loaded."""

    delivery_id: str
    feed: str
    file_name: str
    period: str | None
    grain: str | None
    rows: int


@dataclass(frozen=True, slots=True)
class Vanishing:
    """How many values of an indicator and a period would no longer be told, or become zero."""

    indicator_id: str
    period: str
    values: int


@dataclass(slots=True)
class Effect:
    """What a decision about ``about`` would change.

    ``out`` go out of force, ``into`` come into it; ``beside`` are other editions of its table that stay in force.
    ``changed``, ``appeared`` and ``vanished`` count published values; one that becomes zero is as good as gone.
    """

    decision: Decision
    about: Party
    out: list[Party] = field(default_factory=list)
    into: list[Party] = field(default_factory=list)
    beside: list[Party] = field(default_factory=list)
    changed: int = 0
    appeared: int = 0
    vanished: int = 0
    vanishing: list[Vanishing] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class _Played:
    """What a build came to: the deliveries in force by id, and a Parquet file of the values."""

    in_force: Mapping[str, Party]
    values: Path


def effect_of(workspace: Workspace, models: Path, delivery_id: str, decision: Decision) -> Effect:
    """Return what a decision would change; nothing is kept. Raises ``UnknownDelivery``."""
    with _scratch(workspace) as scratch:
        ledger = Ledger(scratch.ledger)
        try:
            delivery = ledger.get(delivery_id)
            before = _served(workspace, models, ledger) or _play(scratch, models, "before")
            ledger.decide(delivery_id, decision, "", "")
        finally:
            ledger.close()
        after = _play(scratch, models, "after")
        return _compared(delivery, decision, before, after)


@contextmanager
def _scratch(workspace: Workspace) -> Iterator[Workspace]:
    folder = Path(tempfile.mkdtemp(prefix="effect-", dir=workspace.restricted))
    try:
        scratch = Workspace(folder)
        shadow(workspace, scratch)
        if workspace.work_database.exists():  # tables that do not change are not made again
            shutil.copyfile(workspace.work_database, scratch.work_database)
        yield scratch
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _served(workspace: Workspace, models: Path, ledger: Ledger) -> _Played | None:
    """Return what is served, if it was made today of just what is known now by the code and models as they are now."""
    from pipelines.publishing import build_key

    served = resolve_current(workspace.curated)
    if served is None:
        return None
    key = build_key(models, ledger.as_entered())
    told, now = served.manifest, json.loads(json.dumps([dict(i) for i in key.inputs], default=str))
    same = (told.get("code_hash"), told.get("models_hash"), told.get("inputs"), told.get("as_of")) == (
        key.code_hash,
        key.models_hash,
        now,
        tehran_day(clock.now()).isoformat(),
    )
    folder = served.path / "parquet"
    if not same or told.get("configuration", {}).get("as_known_at") or not folder.is_dir():
        return None
    from pipelines.engines import DuckDBEngine
    from pipelines.foundation.sql_text import parquet_source

    engine = DuckDBEngine()
    rows = engine.rows(
        "SELECT delivery_id, feed, file_name, period, grain, rows_loaded AS rows"
        f" FROM {parquet_source(folder / 'deliveries.parquet')} WHERE state = 'published'"
    )
    engine.close()
    return _Played({r["delivery_id"]: Party(**r) for r in rows}, folder / "indicator_values.parquet")


def _play(scratch: Workspace, models: Path, name: str) -> _Played:
    """Run a build's steps up to the values."""
    from pipelines.foundation.sql_text import literal
    from pipelines.pipeline.context import open_context
    from pipelines.pipeline.receiving import receive
    from pipelines.pipeline.steps import cleaned, counted
    from pipelines.pipeline.tables import measure

    with open_context(scratch, models) as context:
        build = counted(context, cleaned(context, receive(context)))
        measure(context, build)
        values = scratch.root / f"{name}.parquet"
        columns = ", ".join((*VALUE_KEY, *SEEN))
        context.engine.execute(f"COPY (SELECT {columns} FROM derived.indicator_values) TO {literal(str(values))}")
        published = [o for o in build.outcomes.values() if o.state == "published"]
        return _Played({o.delivery.delivery_id: _party(o) for o in published}, values)


def _party(outcome: DeliveryOutcome) -> Party:
    delivery, rows = outcome.delivery, outcome.cleaned.rows_loaded if outcome.cleaned else 0
    return Party(delivery.delivery_id, delivery.feed, delivery.file_name, outcome.period, delivery.grain or None, rows)


def _compared(delivery: Delivery, decision: Decision, before: _Played, after: _Played) -> Effect:
    known = {**before.in_force, **after.in_force}
    about = known.get(delivery.delivery_id) or Party(
        delivery.delivery_id, delivery.feed, delivery.file_name, delivery.period, delivery.grain or None, 0
    )
    out = [p for i, p in before.in_force.items() if i not in after.in_force]
    into = [p for i, p in after.in_force.items() if i not in before.in_force]
    beside = [
        p
        for p in after.in_force.values()
        if (p.feed, p.period) == (about.feed, about.period) and p.grain != about.grain and about.period
    ]
    changed, appeared, vanishing = _values_compared(before.values, after.values)
    return Effect(
        decision,
        about,
        _sorted(out),
        _sorted(into),
        _sorted(beside),
        changed,
        appeared,
        sum(v.values for v in vanishing),
        vanishing,
    )


def _sorted(parties: Sequence[Party]) -> list[Party]:
    return sorted(parties, key=lambda p: (p.feed, p.period or "", p.delivery_id))


def _values_compared(before: Path, after: Path) -> tuple[int, int, list[Vanishing]]:
    """Count the values that change and appear, and those that vanish by indicator and period."""
    from pipelines.engines import DuckDBEngine
    from pipelines.foundation.sql_text import parquet_source

    engine = DuckDBEngine()
    told = {
        name: f"(SELECT * FROM {parquet_source(path)} WHERE status <> 'missing')"
        for name, path in (("b", before), ("a", after))
    }
    on = " AND ".join(f"a.{c} IS NOT DISTINCT FROM b.{c}" for c in VALUE_KEY)
    differs = " OR ".join(f"a.{c} IS DISTINCT FROM b.{c}" for c in SEEN)
    engine.execute(
        "CREATE TABLE pairs AS SELECT coalesce(b.indicator_id, a.indicator_id) AS indicator_id,"
        " coalesce(b.period, a.period) AS period, b.status IS NULL AS is_new,"
        " b.status IS NOT NULL AND (a.status IS NULL OR (b.value <> 0 AND a.value = 0)) AS is_gone,"
        f" ({differs}) AS differs FROM {told['b']} b FULL JOIN {told['a']} a ON {on}"
    )
    (counts,) = engine.rows(
        "SELECT count(*) FILTER (differs AND NOT is_new AND NOT is_gone) AS changed,"
        " count(*) FILTER (is_new) AS appeared FROM pairs"
    )
    gone = engine.rows(
        "SELECT indicator_id, period, count(*) AS values FROM pairs WHERE is_gone"
        " GROUP BY ALL ORDER BY period, values DESC, indicator_id"
    )
    engine.close()
    return counts["changed"], counts["appeared"], [Vanishing(**row) for row in gone]

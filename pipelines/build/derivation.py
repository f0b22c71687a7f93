"""The step of a build that derives: what is known of deliveries is described, values are measured and assessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.analysis.cross_figures import judge_cross_figures
from pipelines.analysis.judgements import Context, Judge, judgements
from pipelines.build.described.facts import BuildFacts
from pipelines.build.reports import CheckOutcome, StepReport
from pipelines.governance.calendar import governed_day
from pipelines.governance.corrections import with_absent
from pipelines.modelling import ModelError
from pipelines.modelling.making import TableMaker, broken_rows

if TYPE_CHECKING:
    from pipelines.build.session import BuildSession
    from pipelines.engines.watched import WatchedEngine


def derive(session: BuildSession) -> StepReport:
    """Make every derived table of which anything that it reads has changed."""
    engine = session.engine
    maker, counts = maker_of(session), dict[str, int]()
    made = _loaded(session).difference(*(session.kept.made_by(f"judgement {name}") for name in judgements()))
    _make_ready(maker, made, counts)
    for name, judge in judgements().items():
        counts[name] = _judged(session, name, judge, made)
        _make_ready(maker, made, counts)
    cross = judge_cross_figures(engine, session.cross_figures)
    if left := [m.table for m in session.derived if m.step == "model" and m.table not in made]:
        raise ModelError(f"what these read is not made: {', '.join(left)}")
    broken = [str(row["sentence_en"]) for row in cross if row["holds"] == "false"]
    counts["cross_checks"] = len(cross)
    agreed = CheckOutcome(
        "cross_figures",
        not broken,
        "warning",
        "; ".join(broken) or "The figures agree.",
        {"rows": len(cross), "broken": len(broken)},
    )
    return StepReport(counts["indicator_values"], dict(counts), checks=[agreed, *checks_of(session)])


def checks_of(session: BuildSession) -> list[CheckOutcome]:
    """Return what the tables with a check of their own point out."""
    found = []
    for model, sentences, rows in broken_rows(session.engine, session.derived):
        assert model.check is not None
        told = "; ".join(sentences) or model.check.asks
        facts = {"rows": rows, "broken": len(sentences)}
        found.append(CheckOutcome(model.check.name, not sentences, "warning", told, facts))
    return found


def measure_session(session: BuildSession) -> int:
    """Measure the values alone, as :func:`derive` does; return how many there are."""
    maker = maker_of(session)
    return [maker.make(model) for model in maker.needed_for("derived.indicator_values")][-1]


def maker_of(session: BuildSession, facts: object | None = None) -> TableMaker:
    """Return what makes the derived tables of this pass over the build."""
    today = governed_day(session.as_known_at or session.started_at)
    return TableMaker(
        session.kept,
        session.models,
        session.derived,
        session.indicator_models,
        today,
        session.key.models_hash,
        facts or facts_of(session),
    )


def facts_of(session: BuildSession) -> BuildFacts:
    """Return what the build knows of its deliveries by now."""
    everything = session.all_outcomes()
    published = [o for o in everything if o.state == "published"]
    return BuildFacts(
        session.engine,
        session.processor,
        session.contracts,
        session.governance,
        everything,
        session.refused,
        shown=published,
        findings=with_absent(session.corrections, [f for o in published for f in o.corrections]),
        decisions=session.ledger.decisions(session.as_known_at),
        vocabulary=session.vocabulary,
        source_feeds=_feeds_of(session),
    )


def _make_ready(maker: TableMaker, made: set[str], counts: dict[str, int]) -> None:
    """Make every derived table of which all that it reads is there."""
    for model in maker.derived:
        derived = {read for read in model.reads if read.startswith("derived.")}
        if model.table not in made and model.step == "model" and derived <= made:
            counts[model.name] = maker.make(model)
            made.add(model.table)


def _loaded(session: BuildSession) -> set[str]:
    """Return the derived tables that are there and that no file of the models makes."""
    told = session.engine.rows(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'derived'"
    )
    return {"derived." + row["table_name"] for row in told} - {m.table for m in session.derived}


def _judged(session: BuildSession, name: str, made: Judge, tables_made: set[str]) -> int:
    """Make a judgement unless it stands as it would be made; return its rows."""
    today = governed_day(session.as_known_at or session.started_at)

    def judge(watched: WatchedEngine) -> int:
        return made(Context(watched, session.indicator_models, session.models, today))

    rows = session.kept.judgement(name, f"{session.key.models_hash} {today}", judge)
    tables_made |= session.kept.made_by(f"judgement {name}") or _loaded(session)
    return rows


def _feeds_of(session: BuildSession) -> dict[str, set[str]]:
    """Trace each indicator through core models to the feeds that it is computed from."""
    reads = session.reads

    def feeds(table: str) -> set[str]:
        if table.startswith("clean."):
            return {table.removeprefix("clean.")}
        return set().union(*(feeds(t) for t in reads.get(table, frozenset())))

    return {i.indicator_id: feeds(f"indicators.{i.indicator_id}") for i in session.indicator_models}

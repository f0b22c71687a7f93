"""The step of a build that judges: what was delivered is described and governed, values are measured and assessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.analysis.cross_figures import judge_cross_figures
from pipelines.analysis.judgements import Context, Judge, judgements
from pipelines.build import governing, tables, words
from pipelines.build.reports import CheckOutcome, DeliveryOutcome, StepReport
from pipelines.build.source_rows import load_source_rows
from pipelines.governance.corrections import with_absent
from pipelines.modelling import ModelError
from pipelines.modelling.making import TableMaker

if TYPE_CHECKING:
    from pipelines.build.session import BuildSession
    from pipelines.engines.watched import WatchedEngine


def judge_session(session: BuildSession) -> StepReport:
    """Load what is told of deliveries and make every judgement of which anything that it reads has changed."""
    everything, engine = session.all_outcomes(), session.engine
    tables.load_deliveries(engine, everything, session.refused, session.contracts, session.governance)
    tables.load_quarantine(engine, everything, session.contracts, session.processor)
    tables.load_column_matches(engine, everything)
    tables.load_feeds(engine, session.contracts)
    tables.load_indicators(engine, session.indicator_models, _feeds_of(session))
    load_source_rows(engine, everything, session.contracts, session.processor)
    corrections = _govern(session, everything)
    maker, counts = maker_of(session), dict[str, int]()
    made = _loaded(session).difference(*(session.kept.made_by(f"judgement {name}") for name in judgements()))
    _make_ready(maker, made, counts)
    for name, judge in judgements().items():
        counts[name] = _judged(session, name, judge, made)
        _make_ready(maker, made, counts)
    if left := [m.table for m in session.derived if m.step == "model" and m.table not in made]:
        raise ModelError(f"what these read is not made: {', '.join(left)}")
    cross = judge_cross_figures(engine, session.cross_figures)
    broken = [str(row["sentence_en"]) for row in cross if row["holds"] == "false"]
    counts["cross_checks"] = len(cross)
    agreed = CheckOutcome(
        "cross_figures", not broken, "warning", "; ".join(broken) or "The figures agree.",
        {"derived": len(cross), "broken": len(broken)},
    )  # fmt: skip
    facts = {**counts, "corrections": corrections.metadata["corrections"]}
    return StepReport(counts["indicator_values"], facts, checks=[agreed, corrections])


def measure_session(session: BuildSession) -> int:
    """Measure the values alone, as :func:`judge_session` does; return how many there are."""
    everything = session.all_outcomes()
    tables.load_deliveries(session.engine, everything, session.refused, session.contracts, session.governance)
    maker = maker_of(session)
    return [maker.make(model) for model in maker.needed_for("derived.indicator_values")][-1]


def maker_of(session: BuildSession) -> TableMaker:
    """Return what makes the derived tables of this pass over the build."""
    today = governing.governed_day(session.as_known_at or session.started_at)
    return TableMaker(
        session.kept,
        session.models,
        session.derived,
        session.indicator_models,
        today,
        session.key.models_hash,
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
    today = governing.governed_day(session.as_known_at or session.started_at)

    def judge(watched: WatchedEngine) -> int:
        return made(Context(watched, session.indicator_models, session.models, today))

    rows = session.kept.judgement(name, f"{session.key.models_hash} {today}", judge)
    tables_made |= session.kept.made_by(f"judgement {name}") or _loaded(session)
    return rows


def _govern(session: BuildSession, everything: list[DeliveryOutcome]) -> CheckOutcome:
    """Load the tables of governance; a guarded correction that was not applied fails the check."""
    engine, contracts = session.engine, session.contracts
    governing.load_notes(engine, everything)
    governing.load_comparisons(engine, everything, contracts)
    governing.load_approvals(engine, session.ledger.decisions(session.as_known_at))
    governing.load_normalisations(engine, everything, contracts)
    words.load_words(engine, everything, contracts)
    words.load_acts(engine, session.vocabulary, session.processor.codebook)
    words.load_coverage(engine, contracts)
    today = governing.governed_day(session.as_known_at or session.started_at)
    governing.load_completeness(engine, everything, contracts, session.governance.cadences, today)
    in_force = [f for o in everything if o.state == "published" for f in o.corrections]
    findings = with_absent(session.corrections, in_force)
    governing.load_corrections(engine, findings)
    failed = [f.message.text("en") for f in findings if f.state != "applied"]
    return CheckOutcome(
        "corrections", not failed, "warning", "; ".join(failed) or "Every guarded correction is applied.",
        {"corrections": len(findings), "failed": len(failed)},
    )  # fmt: skip


def _feeds_of(session: BuildSession) -> dict[str, set[str]]:
    """Trace each indicator through core models to the feeds that it is computed from."""
    reads = session.reads

    def feeds(table: str) -> set[str]:
        if table.startswith("clean."):
            return {table.removeprefix("clean.")}
        return set().union(*(feeds(t) for t in reads.get(table, frozenset())))

    return {i.indicator_id: feeds(f"indicators.{i.indicator_id}") for i in session.indicator_models}

"""Model: make the tables of the graph, reference data first, then what is counted, then what follows from it."""

from __future__ import annotations

from functools import partial

from pipelines.governance.corrections import with_absent
from pipelines.modelling import CoreModel, Indicator
from pipelines.modelling.making import TableMaker, broken_rows, check_types
from pipelines.modelling.reference import load_reference
from pipelines.pipeline.context import Context
from pipelines.pipeline.described.facts import BuildFacts, ReleaseFacts
from pipelines.pipeline.recovery import without_breakers
from pipelines.pipeline.reports import CheckOutcome, StepReport
from pipelines.pipeline.state import Build


def make_reference(context: Context, build: Build) -> tuple[Build, StepReport]:
    """Load reference tables and the calendar."""
    context.progress("reference")
    loaded = load_reference(context.engine, context.models)
    return build, StepReport(sum(loaded.values()), dict(loaded))


def make_core(context: Context, build: Build, model: CoreModel) -> tuple[Build, StepReport]:
    """Make one core table."""
    context.progress(f"core/{model.name}")
    return without_breakers(context, build, f"core/{model.name}", partial(_core, model=model))


def _core(context: Context, build: Build, model: CoreModel) -> tuple[Build, StepReport]:
    rows = context.cache.table(model.table, model.sql, model.reads, partial(context.runner.make, model))
    check_types(context.engine, model)
    return build, StepReport(rows, {"grain": model.grain})


def make_indicator(context: Context, build: Build, indicator: Indicator) -> tuple[Build, StepReport]:
    """Make the contributions of one indicator."""
    name = f"indicators/{indicator.indicator_id}"
    context.progress(name)
    return without_breakers(context, build, name, partial(_indicator, indicator=indicator))


def _indicator(context: Context, build: Build, indicator: Indicator) -> tuple[Build, StepReport]:
    make = partial(context.runner.make, indicator)
    rows = context.cache.table(indicator.table, indicator.query, indicator.reads, make)
    return build, StepReport(rows, {"unit": indicator.unit, "kind": indicator.kind})


def derive(context: Context, build: Build) -> tuple[Build, StepReport]:
    """Make every derived table: values from contributions, and what follows from them."""
    context.progress("derived")
    return without_breakers(context, build, "derived", _derived)


def _derived(context: Context, build: Build) -> tuple[Build, StepReport]:
    maker = maker_of(context, build)
    counts = {model.name: maker.make(model) for model in context.derived if model.step == "model"}
    return build, StepReport(counts["indicator_values"], dict(counts), checks=checks_of(context))


def checks_of(context: Context) -> list[CheckOutcome]:
    """Return what the tables with a check of their own point out."""
    found = []
    for model, sentences, rows in broken_rows(context.engine, context.derived):
        assert model.check is not None
        told = "; ".join(sentences) or model.check.asks
        facts = {"rows": rows, "broken": len(sentences)}
        found.append(CheckOutcome(model.check.name, not sentences, "warning", told, facts))
    return found


def measure(context: Context, build: Build) -> int:
    """Make the values alone, as :func:`derive` does; return how many there are."""
    maker = maker_of(context, build)
    return [maker.make(model) for model in maker.needed_for("derived.indicator_values")][-1]


def make_at(context: Context, build: Build, step: str, facts: ReleaseFacts) -> None:
    """Make the tables that are made when a version is published, or when it was validated."""
    maker = maker_of(context, build, facts)
    for model in context.derived:
        if model.step == step:
            maker.make(model)


def maker_of(context: Context, build: Build, facts: object | None = None) -> TableMaker:
    """Return what makes the derived tables of this pass over the build."""
    return TableMaker(
        context.cache,
        context.models,
        context.derived,
        context.indicators,
        context.today,
        build.register.key.models_hash,
        facts or facts_of(context, build),
    )


def facts_of(context: Context, build: Build) -> BuildFacts:
    """Return what the build knows of its deliveries by now."""
    everything = build.all_outcomes(context)
    published = [o for o in everything if o.state == "published"]
    return BuildFacts(
        context.engine,
        context.processor,
        context.contracts,
        context.governance,
        everything,
        build.register.refused,
        shown=published,
        findings=with_absent(context.corrections, [f for o in published for f in o.corrections]),
        decisions=context.ledger.decisions(context.as_known_at),
        vocabulary=context.vocabulary,
        possible_feeds=_possible_feeds(context),
        before=context.before,
    )


def _possible_feeds(context: Context) -> dict[str, set[str]]:
    """Trace each indicator through core models to the feeds that its query reads.

    Which of them stand behind its values, only the values can say: a list that tells whether a quarter is complete is
    read as well, and counted nowhere.
    """

    def feeds(table: str) -> set[str]:
        if table.startswith("clean."):
            return {table.removeprefix("clean.")}
        return set().union(*(feeds(t) for t in context.reads.get(table, frozenset())))

    return {i.indicator_id: feeds(i.table) for i in context.indicators}

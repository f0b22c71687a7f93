"""A build is a list of functions: receive, land, clean, model, derive, publish, over a context and what came before.

The orchestrator wraps the same functions as assets; whoever needs a part of a build calls the first of them.
"""

from __future__ import annotations

from pipelines.pipeline.context import Context
from pipelines.pipeline.land import land
from pipelines.pipeline.loading import clean
from pipelines.pipeline.receiving import receive
from pipelines.pipeline.release import publish
from pipelines.pipeline.reports import PublishReport
from pipelines.pipeline.state import Build
from pipelines.pipeline.tables import derive, make_core, make_indicator, make_reference
from pipelines.pipeline.validator import Validator


def cleaned(context: Context, build: Build) -> Build:
    """Return a build with every feed landed and clean; while one is landed the one before it is cleaned."""
    for feed in context.feeds:
        build, _ = land(context, build, feed)
    for feed in context.feeds:
        build, _ = clean(context, build, feed)
    return build


def counted(context: Context, build: Build) -> Build:
    """Return a clean build with the reference, core tables and the contributions of every indicator."""
    build, _ = make_reference(context, build)
    for model in context.core:
        build, _ = make_core(context, build, model)
    for indicator in context.indicators:
        build, _ = make_indicator(context, build, indicator)
    return build


def build_all(context: Context, validator: Validator | None = None) -> tuple[Build, PublishReport]:
    """Make every step of a build and publish it."""
    build = counted(context, cleaned(context, receive(context)))
    build, _ = derive(context, build)
    return publish(context, build, validator)

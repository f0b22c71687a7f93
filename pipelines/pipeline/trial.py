"""Try, before a file is taken in, whether the checks of the published tables hold with it.

The tables are made of the file's own feed alone: what is asked is whether this file breaks a check, and a check that
fails for another reason is left to the build.
"""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path
from typing import Any

from pipelines.modelling import public_tables
from pipelines.pipeline.blocks import may_be_of_data
from pipelines.pipeline.context import Context
from pipelines.pipeline.described.facts import ReleaseFacts
from pipelines.pipeline.loading import load_clean
from pipelines.pipeline.publication import PublicFile, write_tables
from pipelines.pipeline.recovery import attempt, without_breakers
from pipelines.pipeline.release import RESULTS, ExpectationsFailed, hold_failing
from pipelines.pipeline.state import Build
from pipelines.pipeline.tables import derive, make_at, make_core, make_indicator
from pipelines.validation.counting_validator import CountingValidator


def try_checks(context: Context, build: Build, folder: Path) -> Build:
    """Make every table of the one accepted feed; return the build without the deliveries that fail a check.

    ``folder`` is for the tables and is gone afterwards. The reference tables must be loaded.
    """
    try:
        for feed in context.feeds:
            build, _ = without_breakers(context, build, f"clean/{feed}", partial(load_clean, feed=feed))
        for model in context.core:
            build, _ = make_core(context, build, model)
        for indicator in context.indicators:
            build, _ = make_indicator(context, build, indicator)
        build, _ = derive(context, build)
        make_at(context, build, "publish", ReleaseFacts(engine=context.engine))
        validator = CountingValidator(context.models)
        write = partial(_failed, validator=validator, folder=folder)
        build, failed = attempt(context, build, "published", write)
        while failed:  # what was held so far stays held where the next check fails for another reason
            build = hold_failing(context, build, validator, folder, failed)
            build, failed = attempt(context, build, "published", write)
    except ExpectationsFailed:
        pass  # not for this file: a feed alone may lack what the others bring
    except AssertionError:  # a promise of the code that is broken, whatever the file holds
        raise
    except Exception as error:
        if not may_be_of_data(error):
            raise
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return build


def _failed(
    context: Context, build: Build, *, validator: CountingValidator, folder: Path
) -> tuple[Build, list[dict[str, Any]]]:
    """Write the public tables and return the checks that do not hold."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with PublicFile(context.engine, folder) as public:
        tables = [t for t in public_tables(context.models) if t.name != RESULTS]
        write_tables(public, tables, validator.submit_table)
    found = validator.results(build)
    return build, [r for r in found if not r["success"] and r["severity"] == "error"]

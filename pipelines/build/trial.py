"""Try, before a file is taken in, whether the checks of the published tables hold with it.

The tables are made of the file's own feed alone: what is asked is whether this file breaks a check, and a check that
fails for another reason is left to the build.
"""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.build.blocks import may_be_of_data
from pipelines.build.described.facts import ReleaseFacts
from pipelines.build.loading import load_clean
from pipelines.build.publication import PublicFile, write_tables
from pipelines.build.recovery import attempt, without_breakers
from pipelines.build.release import RESULTS, ExpectationsFailed, hold_failing, make_at
from pipelines.modelling import public_tables
from pipelines.quality.counting_judge import CountingJudge

if TYPE_CHECKING:
    from pipelines.build.session import BuildSession


def try_checks(session: BuildSession, folder: Path) -> None:
    """Make every table of the settled feed of ``session`` and hold the deliveries that fail a check, as a build would.

    ``folder`` is for the tables and is gone afterwards. The reference tables must be loaded.
    """
    try:
        for feed in session.feeds:
            without_breakers(session, f"clean/{feed}", partial(load_clean, session, feed))
        for name, _ in session.core_models:
            session.model(name)
        for indicator_id, _ in session.indicators:
            session.measure(indicator_id)
        session.derive()
        _judge_tables(session, folder)
    except ExpectationsFailed:
        pass  # not for this file: a feed alone may lack what the others bring
    except Exception as error:
        if not may_be_of_data(error):
            raise
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _judge_tables(session: BuildSession, folder: Path) -> None:
    judge = CountingJudge(session.models)
    make_at(session, "publish", ReleaseFacts())
    while failed := attempt(session, "published", partial(_failed, session, judge, folder)):
        hold_failing(session, judge, folder, failed)


def _failed(session: BuildSession, judge: CountingJudge, folder: Path) -> list[dict[str, Any]]:
    """Write the public tables and return the checks that do not hold."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with PublicFile(session.engine, folder) as public:
        write_tables(
            public, [t for t in public_tables(session.models) if t.name != RESULTS], judge.submit_table
        )
    return [r for r in judge.results() if not r["success"] and r["severity"] == "error"]

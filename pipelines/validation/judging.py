"""Judge counts of broken rows with Great Expectations. The only module that imports it; the worker alone imports this.

The counts of all tables are one frame, a row for each expectation of each table; what is expected of it is that no row
broke anything, kind of check by kind of check. Great Expectations costs some milliseconds an expectation and much
memory by the row, so it sees neither fifteen thousand expectations nor a million rows.

Nothing is written to disk and nothing is sent anywhere: the context is ephemeral, analytics are off.
"""

from __future__ import annotations

import os

os.environ["GX_ANALYTICS_ENABLED"] = "false"

import logging
from collections.abc import Sequence
from functools import cache
from typing import Any, get_args

import great_expectations as gx
import great_expectations.expectations as gxe
import pandas as pd
from great_expectations.data_context.types.base import ProgressBarsConfig
from great_expectations.expectations.row_conditions import Column

from pipelines.validation.suites import NAMES, Check

logging.getLogger("great_expectations").setLevel(logging.ERROR)


@cache
def _frames() -> Any:
    """Return the one definition by which every frame is validated; each new one writes the context's YAML twice."""
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    asset = context.data_sources.add_pandas("counts").add_dataframe_asset("counts of broken rows")
    return asset.add_batch_definition_whole_dataframe("all")


def _expected() -> gx.ExpectationSuite:
    """Return the suite that counts must meet: of each kind of check no row is broken."""
    return gx.ExpectationSuite(
        name="no row breaks what is expected",
        expectations=[
            gxe.ExpectColumnValuesToBeInSet(
                column="broken_rows",
                value_set=[0],
                row_condition=Column("check") == check,
                meta={"of": NAMES.get(check, check)},
            )
            for check in get_args(Check)
        ],
    )


def judge(checks: Sequence[Check], broken: Sequence[int]) -> list[bool]:
    """Return of each count of ``broken`` rows, beside the check that it is of, whether it is in order.

    Raises ``RuntimeError`` when Great Expectations could not say.
    """
    frame = pd.DataFrame({"place": range(len(broken)), "check": list(checks), "broken_rows": list(broken)})
    told = {"result_format": "COMPLETE", "unexpected_index_column_names": ["place"]}
    answer = _frames().get_batch({"dataframe": frame}).validate(_expected(), result_format=told)
    sound = [True] * len(broken)
    for result in answer.results:
        if "unexpected_count" not in result.result:
            raise RuntimeError(str(result.exception_info.get("exception_message") or "no answer"))
        for place in result.result.get("unexpected_index_list") or []:
            sound[place["place"]] = False
    return sound

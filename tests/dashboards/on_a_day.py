"""Run a module of the project as if it were one day, whatever day it is.

The demonstration's days are told in its files: a credit line of it ends, a promise of it falls due. What the pages say
of them is tested on a day on which they lie ahead, and will be so when that day is long over.

    python -m tests.dashboards.on_a_day pipelines.cli build
"""

from __future__ import annotations

import runpy
import sys
import time
from datetime import UTC, datetime, timedelta

from pipelines.foundation import clock

#: 10 Azar 1405, 11:30 in Tehran; the demonstration's last credit line runs to 31 Shahrivar 1406.
MOMENT = datetime(2026, 12, 1, 8, tzinfo=UTC)


def main() -> None:
    """Run the module that the first argument names, with the other arguments, from the moment on."""
    begun = time.monotonic()
    clock.now = lambda: MOMENT + timedelta(seconds=time.monotonic() - begun)
    module, *sys.argv[1:] = sys.argv[1:]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()

"""Great Expectations, imported in the test's own process.

A process of xdist is started by a line of code and has no file. Where pyspark is installed, Great Expectations imports
it, and pyspark takes a main module without a file for a doctest of its own, looks for a Spark and ends the process.
"""

from __future__ import annotations

import sys

main = sys.modules["__main__"]
nameless = not hasattr(main, "__file__")
if nameless:
    main.__file__ = __file__
try:
    import great_expectations as gx
    import great_expectations.expectations as gxe

    from pipelines.validation.judging import judge
finally:
    if nameless:
        del main.__file__

__all__ = ["gx", "gxe", "judge"]

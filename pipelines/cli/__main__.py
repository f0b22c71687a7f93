"""``python -m pipelines.cli``: the same as ``naqsheh``."""

from pipelines.cli import main

main()

"""The demonstration: an invented world, delivered in the offices' messy files, with the truth beside it.

Nothing here is used by a build; it makes files that a build reads like any others. Every file's note says that it
is synthetic, and the data carry that with them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipelines.demo.register import register_csv
    from pipelines.demo.workspace import generate

__all__ = ["generate", "register_csv"]


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for."""
    if name == "generate":
        from pipelines.demo.workspace import generate

        return generate
    if name == "register_csv":
        from pipelines.demo.register import register_csv

        return register_csv
    raise AttributeError(name)

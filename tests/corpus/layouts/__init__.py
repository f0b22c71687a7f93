"""Layouts of the same small lists: what offices, banks and the customs make of a table.

A module holds the layouts of one idea. All of them are imported here, so that a new one need not be named.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from tests.corpus.layouts.registry import LAYOUTS, Layout

__all__ = ["LAYOUTS", "Layout"]

for module in iter_modules(__path__):
    import_module(f"{__name__}.{module.name}")

"""Modelling: SQL files of ``models/`` with their headers, their dependencies and their order."""

from pipelines.modelling.models import (
    CoreModel, Indicator, ModelError, PublicTable, core_models, indicators, public_tables,
)  # fmt: skip

__all__ = [
    "CoreModel", "Indicator", "ModelError", "PublicTable", "core_models", "indicators", "public_tables",
]  # fmt: skip

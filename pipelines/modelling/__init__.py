"""Modelling: SQL files of ``models/`` with their headers, their dependencies and their order."""

from pipelines.modelling.models import (
    CoreModel,
    Indicator,
    PublicTable,
    column_faults,
    core_models,
    indicators,
    public_tables,
)  # fmt: skip
from pipelines.modelling.sqlfile import ModelError

__all__ = [
    "CoreModel", "Indicator", "ModelError", "PublicTable", "column_faults", "core_models", "indicators", "public_tables",
]  # fmt: skip

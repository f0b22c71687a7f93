"""Modelling: SQL files of ``models/`` with their headers, their dependencies and their order."""

from pipelines.modelling.derived import DerivedModel, derived_models
from pipelines.modelling.models import CoreModel, Indicator, column_faults, core_models, indicators
from pipelines.modelling.public import PublicTable, check_meanings, public_tables
from pipelines.modelling.sqlfile import ModelError

__all__ = [
    "CoreModel",
    "DerivedModel",
    "Indicator",
    "ModelError",
    "PublicTable",
    "check_meanings",
    "column_faults",
    "core_models",
    "derived_models",
    "indicators",
    "public_tables",
]

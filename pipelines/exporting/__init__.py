"""What leaves the house: blank templates, and the files of a published version."""

from pipelines.exporting.period_files import export_period, print_period
from pipelines.exporting.scope import ExportRefused

__all__ = ["ExportRefused", "export_period", "print_period"]

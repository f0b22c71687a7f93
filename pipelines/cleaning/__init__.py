"""Cleaning: all-text rows in, typed rows out, and everything that is not clean in quarantine with its reason."""

from pipelines.cleaning.clean import CleanedDelivery, QuarantinedCell, StatedTotal, clean_delivery
from pipelines.cleaning.pseudonyms import Pseudonyms

__all__ = ["CleanedDelivery", "Pseudonyms", "QuarantinedCell", "StatedTotal", "clean_delivery"]

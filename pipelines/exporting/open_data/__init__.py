"""Open data of a period: tables with a codebook, a Data Package, SDMX, and a catalogue record."""

from pipelines.exporting.open_data.writing import read_words, write_open_data

__all__ = ["read_words", "write_open_data"]

"""Judging: from contributions to values, targets, contradictions and lineage."""

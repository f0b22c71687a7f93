"""Analysis: from contributions to values, targets, discrepancies and lineage."""

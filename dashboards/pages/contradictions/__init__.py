"""The page “Discrepancies between sources”, and the parts that it alone is made of."""

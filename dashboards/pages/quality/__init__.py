"""The page “Data quality”, and the parts that it alone is made of."""

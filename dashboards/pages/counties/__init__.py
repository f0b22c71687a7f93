"""The page “Counties”, and the parts that it alone is made of."""

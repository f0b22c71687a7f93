"""The page “Exports”, and the parts that it alone is made of."""

"""The page “Search”, and the parts that it alone is made of."""

"""The page “Downloads”, and the parts that it alone is made of."""

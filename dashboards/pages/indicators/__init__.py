"""The page “Indicators”, and the parts that it alone is made of."""

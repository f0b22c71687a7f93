"""The page “Definitions”, and the parts that it alone is made of."""

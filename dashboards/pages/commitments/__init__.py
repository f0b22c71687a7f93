"""The page “Commitments”, and the parts that it alone is made of."""

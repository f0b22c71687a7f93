"""The page “Contradictions”, and the parts that it alone is made of."""

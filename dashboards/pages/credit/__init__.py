"""The page “Credit lines”, and the parts that it alone is made of."""

"""The page “Deliver a file”, and the parts that it alone is made of."""

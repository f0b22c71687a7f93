"""The page “Words”, and the parts that it alone is made of."""

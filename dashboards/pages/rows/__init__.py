"""The page “Source rows”, and the parts that it alone is made of."""

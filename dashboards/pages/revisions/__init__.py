"""The page “Revisions”, and the parts that it alone is made of."""

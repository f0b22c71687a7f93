"""The page “What it would take”, and the parts that it alone is made of."""

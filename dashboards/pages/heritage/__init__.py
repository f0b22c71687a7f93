"""The page “Heritage and marks”, and the parts that it alone is made of."""

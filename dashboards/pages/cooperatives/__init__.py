"""The page “Cooperatives, workshops”, and the parts that it alone is made of."""

"""The page “Craft cities”, and the parts that it alone is made of."""

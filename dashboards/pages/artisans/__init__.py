"""The page “Artisans and licences”, and the parts that it alone is made of."""

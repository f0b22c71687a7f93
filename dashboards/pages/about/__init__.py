"""The page “About Naqsheh”, and the parts that it alone is made of."""

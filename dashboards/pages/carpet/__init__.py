"""The page “Hand-woven carpet”, and the parts that it alone is made of."""

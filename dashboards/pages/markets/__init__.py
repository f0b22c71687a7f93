"""The page “Training, markets, events”, and the parts that it alone is made of."""

"""The page “Roadmap at a glance”, and the parts that it alone is made of."""

"""Tables that describe a build: its deliveries, their governance, the words of its offices, its feeds."""

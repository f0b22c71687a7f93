"""One folder a page of the register, by its name; ``page.py`` in it has the function ``draw(view)``."""

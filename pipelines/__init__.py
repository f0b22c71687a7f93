"""How the data move: reading, cleaning, modelling, analysis, publishing.

What the data *mean* is in ``models/``; how they are seen is in ``dashboards/``.
"""

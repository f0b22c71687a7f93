"""Quality: an independent validator (Great Expectations) over clean deliveries and published tables.

``compilation`` turns contracts and table headers into ``suites``; a ``gate`` sends tables to the ``worker``
process, the only one that imports Great Expectations (``validate``), since that takes seconds. This file
imports nothing, so that the worker starts with no more than it needs.
"""

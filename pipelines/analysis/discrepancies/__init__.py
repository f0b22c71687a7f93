"""Discrepancies between sources: what they claim of one thing, side by side, never merged.

Found by rule from all statements and from the registers of what was stated (``models/rules/discrepancies.yaml``): a
*contradiction* where two claims of one time do not meet or a figure jumps over the years, a *series* where it changes
plausibly, a *repetition* where it never does. A number that is repeated too long is *stale*. Agreement is not listed.
Which claim is better documented is said; which is true is not. What is compared and how it stands is computed in
``models/derived/discrepancies``; here are the rules as tables, and the sentences.
"""

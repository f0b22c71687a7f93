"""Find the deliveries without which a check holds, in as few trials as can be.

Nothing here knows what is checked: a trial is a function that says whether the check holds without some deliveries.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

Trial = Callable[[frozenset[str]], bool]

#: Where more than so many are to blame one by one, it is not they but what is checked that is wrong.
MOST_FOUND = 64


def find_culprits(suspects: Sequence[str], holds_without: Trial) -> list[str] | None:
    """Return the ``suspects`` that have to be left out for the check to hold; None where no choice of a few helps.

    The first suspects are blamed before the later ones: the newest delivery stands first. A trial is made for each
    halving of the list, so one culprit among ``n`` costs about ``log2(n) + 2``. Without the returned ones the check
    was seen to hold, also where suspects are to blame only together.
    """
    if not suspects or not holds_without(frozenset(suspects)):
        return None
    found: list[str] = []
    left = list(suspects)
    while left and (not found or not holds_without(frozenset(found))):
        fails_at, holds_at = 0, len(left)  # how many of the first ones are left out, besides those found
        while holds_at - fails_at > 1:
            middle = (fails_at + holds_at) // 2
            if holds_without(frozenset([*found, *left[:middle]])):
                holds_at = middle
            else:
                fails_at = middle
        if len(found) == MOST_FOUND:
            return None
        found.append(left[holds_at - 1])
        left = left[: holds_at - 1]
    return found

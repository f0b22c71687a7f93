"""The deliveries on which a check fails are found by halving: all of them, and none besides."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from pipelines.pipeline.culprits import MOST_FOUND, find_culprits

SUSPECTS = [f"d{n}" for n in range(40)]


class Check:
    """A check that fails while one of ``culprits`` is in, or all of ``together``; counts its trials."""

    def __init__(self, culprits: set[str], together: frozenset[str] = frozenset()) -> None:
        self.culprits, self.together, self.trials = culprits, together, 0

    def __call__(self, left_out: frozenset[str]) -> bool:
        self.trials += 1
        return self.culprits <= left_out and not (self.together and self.together.isdisjoint(left_out))


@given(st.sets(st.sampled_from(SUSPECTS), min_size=1, max_size=6))
def test_exactly_the_culprits_are_found_in_few_trials(culprits: set[str]) -> None:
    check = Check(culprits)
    found = find_culprits(SUSPECTS, check)
    assert found is not None and set(found) == culprits and len(found) == len(culprits)
    assert check.trials <= 1 + len(culprits) * (math.ceil(math.log2(len(SUSPECTS))) + 1)


@given(st.sets(st.sampled_from(SUSPECTS), min_size=2, max_size=5), st.sets(st.sampled_from(SUSPECTS), max_size=3))
def test_of_those_that_fail_only_together_the_newest_goes(together: set[str], alone: set[str]) -> None:
    check = Check(alone, frozenset(together))
    found = find_culprits(SUSPECTS, check)
    assert found is not None and check(frozenset(found))
    newest = min(together, key=SUSPECTS.index)
    assert set(found) == alone | (set() if together & alone else {newest})


def test_nobody_is_blamed_for_a_check_that_fails_without_anybody() -> None:
    tried: list[frozenset[str]] = []
    assert find_culprits(SUSPECTS, lambda left_out: bool(tried.append(left_out))) is None
    assert tried == [frozenset(SUSPECTS)], "one trial is enough to know"
    assert find_culprits([], lambda _: True) is None


def test_the_search_ends_where_every_delivery_is_to_blame() -> None:
    many = [f"d{n}" for n in range(MOST_FOUND + 1)]
    assert find_culprits(many, Check(set(many))) is None
    assert find_culprits(many[:5], Check(set(many[:5]))) == many[4::-1]

"""What answers a question has all its words; the order in which they were typed does not matter."""

from __future__ import annotations

from itertools import permutations

import pytest

from pipelines.published.answers import rank
from pipelines.published.answers.searching import words_found

TITLES = ("پوشش پروانهٔ هنرمندان", "Licence coverage of artisans")
TEXTS = ("سهم هنرمندان دارای پروانه.", "Artisans with a licence.")


@pytest.mark.parametrize("typed", list(permutations(["پوشش", "پروانه", "زعفران"])))
def test_a_word_that_stands_nowhere_leaves_nothing_wherever_it_was_typed(typed):
    assert rank(" ".join(typed), TITLES, TEXTS) == 0


@pytest.mark.parametrize("typed", list(permutations(["coverage", "Licence", "with"])))
def test_words_of_title_and_definition_are_found_together_in_any_order(typed):
    assert rank(" ".join(typed), TITLES, TEXTS) == rank("coverage Licence with", TITLES, TEXTS) > 0


def test_the_whole_question_in_a_title_counts_most():
    of_a_part, of_a_text = rank("Licence coverage", TITLES, TEXTS), rank("artisans licence", (), TEXTS)
    assert rank(TITLES[1], TITLES, TEXTS) > of_a_part > of_a_text


@pytest.mark.parametrize(
    ("question", "share"),
    [("پوشش زعفران", 0.5), ("coverage of saffron", 0.5), ("of", 1), ("زعفران", 0), ("", 0), ("licence artisans", 1)],
)
def test_the_share_of_words_that_are_found_passes_over_short_ones(question, share):
    assert words_found(question, TITLES) == share

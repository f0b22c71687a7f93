"""Totals without a label are found by arithmetic, all of them; no row of data is ever taken for one."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.unit.totals_fixture import Sifted, sift

Figures = list[list[Decimal]]

#: Figures of data rows of every kind: large, small and round ones, equal rows and columns, what only looks cumulated.
KINDS: dict[str, Callable[[random.Random, int], list[list[float]]]] = {
    "large": lambda c, k: [[c.randint(1, 10**6) for _ in range(k)]],
    "small": lambda c, k: [[c.randint(0, 20) for _ in range(k)]],
    "one or two": lambda c, k: [[c.randint(1, 2) for _ in range(k)]],
    "decimals": lambda c, k: [[round(c.uniform(0, 1e5), c.randint(0, 6)) for _ in range(k)]],
    "of every size": lambda c, k: [[int(10 ** c.uniform(0, 9)) for _ in range(k)]],
    "at one rate": lambda c, k: [[u := c.randint(1, 10**5), u * 285000, *(c.randint(1, 900) for _ in range(k - 2))]],
    "round loans": lambda c, k: [
        [v := c.choice([1, 2, 5, 10, 20]) * 50_000_000, *(v // c.choice([1, 1, 2]) for _ in range(k - 1))]
    ],
    "all equal": lambda c, k: [[7, 93, 12345, 8, 500][:k]],
    "zeros": lambda c, k: [[0] * k],
    "sums of columns": lambda c, k: [[a := c.randint(1, 300), b := c.randint(1, 300), a + b, 3, 5][:k]],
}
SEEDS = st.integers(0, 10**9)


def drawn(chance: random.Random, rows: int, columns: int, kind: str) -> Figures:
    figures = [row for _ in range(rows) for row in KINDS[kind](chance, columns)]
    return [[Decimal(str(value)) for value in row] for row in figures]


def described(chance: random.Random, rows: int, columns: int) -> list[list[str | None]]:
    """Return texts of data rows: names, of which some columns have only one or two."""
    pools = [[f"نام {c} {n}" for n in range(400 if c == 0 else chance.choice([1, 2, 5, 200]))] for c in range(columns)]
    return [[chance.choice(pool) for pool in pools] for _ in range(rows)]


def passed(texts: Sequence[Sequence[str | None]], figures: Figures) -> Sifted:
    rows = [[*text, *(format(f, "f") for f in row)] for text, row in zip(texts, figures, strict=True)]
    return sift([(f"t{n}", "text") for n in range(len(texts[0]))], [f"f{n}" for n in range(len(figures[0]))], rows)


def total(rows: Figures) -> list[Decimal]:
    return [sum(column, Decimal(0)) for column in zip(*rows, strict=True)]


class Planted:
    """A table into which totals are put without any label."""

    def __init__(self, chance: random.Random, kind: str, kept: str | None) -> None:
        self.chance, self.kept = chance, kept
        count, self.width = chance.choice([2, 3, 5, 8, 15, 40]), chance.randint(2, 4)
        self.data = drawn(chance, count, chance.randint(3, 5), kind)
        self.names = described(chance, count, self.width)
        self.texts: list[list[str | None]] = []
        self.figures: Figures = []
        self.where: list[int] = []
        self.smallest = count  # rows of the smallest group that has a total

    def add(self, first: int, last: int) -> None:
        for place in range(first, last):
            self.texts.append(["1402", *self.names[place]])
            self.figures.append(self.data[place])

    def plant(self, first: int, last: int) -> None:
        year, cells = self.chance.choice(["1402", None]), [None] * self.width
        self.texts.append([year, *cells])
        if self.kept is not None:
            self.texts[-1][2] = self.kept
        self.figures.append(total(self.data[first:last]))
        self.where.append(len(self.figures) + 1)
        self.smallest = min(self.smallest, last - first)

    def groups(self, *, above: bool, nested: bool) -> None:
        begin, ends = 0, [0]
        while begin < len(self.data):
            end = min(len(self.data), begin + self.chance.randint(2, 4))
            end = len(self.data) if len(self.data) - end == 1 else end
            if above:
                self.plant(begin, end)
            self.add(begin, end)
            if not above:
                self.plant(begin, end)
            ends.append(begin := end)
            if nested and len(ends) % 2 and begin < len(self.data):
                self.plant(ends[-3], end)


def planted(seed: int, kind: str, style: str, kept: str | None = None) -> Planted:
    table = Planted(random.Random(seed), kind, kept)
    rows = len(table.data)
    if style in ("top", "top and bottom"):
        table.plant(0, rows)
    if style in ("groups", "nested groups"):
        table.groups(above=False, nested=style == "nested groups")
    elif style == "groups below their totals":
        table.groups(above=True, nested=False)
    else:
        table.add(0, rows)
    if style in ("bottom", "top and bottom", "groups", "nested groups"):
        table.plant(0, rows)
    return table


STYLES = ["bottom", "top", "top and bottom", "groups", "nested groups", "groups below their totals"]
TELLING = ["large", "decimals", "of every size", "at one rate"]


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS, kind=st.sampled_from([k for k in KINDS if k != "zeros"]))
@pytest.mark.parametrize("style", STYLES)
def test_every_planted_total_of_three_columns_is_found(style: str, seed: int, kind: str) -> None:
    table = planted(seed, kind, style)
    found = passed(table.texts, table.figures)
    assert (found.totals, found.doubts) == (table.where, [])


@settings(max_examples=25, deadline=None)
@given(seed=SEEDS, kind=st.sampled_from(TELLING))
@example(seed=788, kind="of every size")
@pytest.mark.parametrize("style", STYLES)
def test_a_total_that_keeps_a_code_beside_its_year_is_found(style: str, seed: int, kind: str) -> None:
    table = planted(seed, kind, style, kept="کد ۷۷")
    found = passed(table.texts, table.figures)
    of_two = table.smallest < 3 and bool(found.doubts)  # two rows may not prove it: then it waits
    assert (found.totals, found.doubts) == (table.where, []) or of_two


@settings(max_examples=60, deadline=None)
@given(seed=SEEDS, kind=st.sampled_from([k for k in KINDS if k != "zeros"]))
def test_where_small_figures_prove_nothing_a_total_with_a_code_waits_and_is_never_added(seed: int, kind: str) -> None:
    table = planted(seed, kind, "bottom", kept="کد ۷۷")
    found = passed(table.texts, table.figures)
    assert found.totals == table.where or found.doubts == ["row_may_be_total_sum"]


@settings(max_examples=250, deadline=None)
@given(seed=SEEDS, kind=st.sampled_from(list(KINDS)), rows=st.sampled_from([2, 3, 4, 5, 8, 15, 40]))
def test_no_row_of_a_random_table_is_taken_for_a_total(seed: int, kind: str, rows: int) -> None:
    chance = random.Random(seed)
    texts = described(chance, rows, chance.randint(1, 4))
    found = passed(texts, drawn(chance, rows, chance.randint(2, 5), kind))
    assert found.totals == []


@settings(max_examples=120, deadline=None)
@given(seed=SEEDS, kind=st.sampled_from(list(KINDS)), share=st.sampled_from([0.05, 0.2, 0.5]))
def test_forgotten_cells_make_no_total_of_a_row(seed: int, kind: str, share: float) -> None:
    chance = random.Random(seed)
    rows = chance.choice([3, 5, 8, 15, 40])
    texts = described(chance, rows, chance.randint(2, 4))
    texts = [[row[0], *(None if chance.random() < share else text for text in row[1:])] for row in texts]
    assert passed(texts, drawn(chance, rows, chance.randint(2, 5), kind)).totals == []


@pytest.mark.parametrize(
    "steps",
    [[1, 2, 3, 4], [1, 1, 2, 4, 8, 16, 32, 64], [1, 1, 2, 3, 5, 8, 13], [5, 5, 10], [1, 2, 3, 6, 12]],
    ids=["quarters so far", "doubled", "Fibonacci", "two of a kind", "each the sum"],
)
def test_figures_that_grow_by_a_rule_are_no_totals(steps: list[int]) -> None:
    base = [Decimal(110882), Decimal("31600000000"), Decimal(977)]
    texts = [[f"فصل {n}"] for n in range(len(steps))]
    assert passed(texts, [[step * value for value in base] for step in steps]).totals == []


def test_goods_of_one_price_add_up_to_each_other_and_stay_data() -> None:
    """Rows of a customs table: one lot of 96 bodies stands beside two of 44 and 52, to the last cent."""
    rows = [
        ["غرب تهران", "87071010", "بدنه خودرو", 63, 18755, "6538962589.4", "216507.6018"],
        ["غرب تهران", "87071010", "بدنه پژو", 96, 26880, "2899392000", "96000"],
        ["غرب تهران", "87071010", "بدنه پژو405", 44, 12320, "1328888000", "44000"],
        ["غرب تهران", "87071010", "بدنه سواری پژو", 52, 14560, "1570504000", "52000"],
        ["مهران", "87089329", "لوازم", 500, 3201, "531389320", "17605"],
        ["ميلک", "87087011", "چرخ", 1115, 50500, "2593267550", "85850"],
    ]
    texts = [("office", "text"), ("hs", "text"), ("goods", "text")]
    found = sift(texts, ["pieces", "kg", "rial", "usd"], rows)
    assert (found.totals, found.doubts) == ([], [])


TEXTS = [("office", "text"), ("country", "text")]
FIGURES = ["kg", "rial", "usd"]
DATA = [
    ["کرمان", "ژاپن", 221, 2012100000, 7061],
    ["کرمان", "عراق", 272, 1427850000, 5017],
    ["مشهد", "آلمان", 70, 1007190000, 3534],
]
SUM = [563, 4447140000, 15612]


def test_the_name_of_the_whole_is_no_word_for_a_total_but_its_figures_are() -> None:
    rows = [*DATA, ["بم", "چین", 12, 918273645, 977], ["ایران", "جهان", 575, 5365413645, 16589]]
    assert sift(TEXTS, FIGURES, rows).totals == [6]


def test_a_group_of_one_row_has_a_total_equal_to_it_where_that_has_no_words() -> None:
    rows = [
        *DATA[:2],
        [None, None, 493, 3439950000, 12078],
        DATA[2],
        [None, None, *DATA[2][2:]],
        [None, None, *SUM],
    ]
    found = sift(TEXTS, FIGURES, rows)
    assert found.totals == [4, 6, 7]
    assert found.claims == [(4, "group", 2, 3), (6, "group", 5, 5), (7, "all", 2, 5)]


def test_of_two_equal_rows_with_words_both_are_data() -> None:
    assert sift(TEXTS, FIGURES, [*DATA, DATA[2]]).totals == []


@pytest.mark.parametrize("kept", [["کرمان", None], [None, None]])
def test_a_total_is_found_though_its_figures_are_rounded(kept: list) -> None:
    fine = [
        ["کرمان", "ژاپن", "221.4", "2012100000.25", "7061.3"],
        ["بم", "عراق", "272.3", "1427850000.5", "5017.4"],
        ["مشهد", "آلمان", "70.4", "1007190000.5", "3534.3"],
    ]
    found = sift(TEXTS, FIGURES, [*fine, [*kept, "564", "4447140001", "15613"]])
    assert found.totals == [5] or (kept[0] and found.doubts)


def test_one_column_is_enough_for_a_row_without_any_word() -> None:
    rows = [["کرمان", "ژاپن", 221], ["بم", "عراق", 272], [None, None, 493]]
    assert sift(TEXTS, ["kg"], rows).totals == [4]


def test_a_row_without_words_that_is_no_sum_waits() -> None:
    found = sift(TEXTS, FIGURES, [*DATA, [None, None, 9999, 88888888888, 123456]])
    assert (found.totals, found.doubts) == ([], ["row_may_be_total_bare"])


def test_a_row_without_words_is_left_to_the_contract_where_that_keeps_it_out() -> None:
    rows = [*DATA, [None, None, 9999, 88888888888, 123456]]
    found = sift(TEXTS, FIGURES, rows, required=True)
    assert (found.totals, found.doubts, found.data) == ([], [], [2, 3, 4, 5])


def test_below_a_total_of_the_listed_rows_a_larger_one_without_words_is_of_the_whole() -> None:
    found = sift(TEXTS, FIGURES, [*DATA, [None, None, *SUM], [None, None, 700, 5447140000, 18612]])
    assert found.totals == [5, 6]
    assert found.claims == [(5, "all", 2, 4), (6, "whole", 2, 4)]


def test_a_total_printed_on_every_page_is_found_on_each() -> None:
    found = sift(TEXTS, FIGURES, [*DATA[:2], [None, None, *SUM], DATA[2], [None, None, *SUM]])
    assert (found.totals, found.doubts) == ([4, 6], [])
    assert found.claims == [(4, "all", 2, 5), (6, "all", 2, 5)]


@pytest.mark.parametrize("slip", [[188, *SUM[1:]], [SUM[0], SUM[1] * 2, SUM[2]], [None, *SUM[1:]]])
def test_one_column_of_a_total_without_words_may_hold_an_average_a_slip_or_nothing(slip: list) -> None:
    assert sift(TEXTS, FIGURES, [*DATA, [None, None, *slip]]).totals == [5]


def test_figures_beyond_floats_are_compared_to_the_last_digit() -> None:
    rows = [
        ["کرمان", "ژاپن", 3, 19181173697071413, 7],
        ["بم", "عراق", 4, 19181173697071414, 9],
        ["مشهد", "چین", 11, 20000000000000001, 3],
    ]
    exact = sift(TEXTS, FIGURES, [*rows, [None, "کد", 18, 58362347394142828, 19]])
    assert exact.totals == [5]


def test_persian_digits_and_separators_are_read_like_plain_figures() -> None:
    rows = [
        ["کرمان", "ژاپن", "۲۲۱", "۲٬۰۱۲٬۱۰۰٬۰۰۰", "7,061"],
        ["بم", "عراق", "۲۷۲", "۱٬۴۲۷٬۸۵۰٬۰۰۰", "5,017"],
        [None, None, "۴۹۳", "۳٬۴۳۹٬۹۵۰٬۰۰۰", "12,078"],
    ]
    assert sift(TEXTS, FIGURES, rows).totals == [4]


def test_a_row_with_a_persons_number_is_never_a_total() -> None:
    texts = [("national_id", "national_id"), ("name", "name")]
    loans = [
        ["0499370899", "الف", 500, 450, 400],
        ["0790419904", "ب", 700, 610, 333],
        ["0084575948", None, 1200, 1060, 733],
    ]
    assert sift(texts, ["asked", "granted", "paid"], loans).totals == []

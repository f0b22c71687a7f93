"""Each of several totals is compared with the rows that it is of."""

from __future__ import annotations

from tests.unit.totals_fixture import sift

TEXTS = [("office", "text"), ("country", "text")]
FIGURES = ["kg", "rial", "usd"]
A = ["کرمان", "ژاپن", 221, 2012100000, 7061]
B = ["کرمان", "عراق", 272, 1427850000, 5017]
C = ["مشهد", "آلمان", 70, 1007190000, 3534]
D = ["مشهد", "چین", 33, 501190000, 1777]


def line(label: str | None, *rows: list, slip: int = 0) -> list:
    sums = [sum(row[place] for row in rows) for place in (2, 3, 4)]
    return [label, None, *(value + slip for value in sums)]


def test_groups_their_subtotals_and_the_whole() -> None:
    rows = [A, B, line("جمع گمرک کرمان", A, B), C, D, line("جمع گمرک مشهد", C, D), line("جمع کل", A, B, C, D)]
    assert sift(TEXTS, FIGURES, rows).claims == [(4, "group", 2, 3), (7, "group", 5, 6), (8, "whole", 2, 6)]


def test_subtotals_that_only_say_sum_are_of_their_group_and_the_last_of_all() -> None:
    rows = [A, B, line("جمع", A, B), C, D, line("جمع", C, D), line("جمع", A, B, C, D)]
    assert sift(TEXTS, FIGURES, rows).claims == [(4, "group", 2, 3), (7, "group", 5, 6), (8, "all", 2, 6)]


def test_a_total_that_differs_is_compared_with_what_its_words_say() -> None:
    rows = [
        A,
        B,
        line("جمع گمرک کرمان", A, B, slip=5),
        C,
        D,
        line("جمع گمرک مشهد", C, D),
        line("جمع", A, B, C, D, slip=9),
    ]
    assert sift(TEXTS, FIGURES, rows).claims == [(4, "group", 2, 3), (7, "group", 5, 6), (8, "all", 2, 6)]


def test_the_countries_above_are_all_rows_and_the_whole_may_be_more() -> None:
    rows = [A, B, C, line("جمع کشورهای فوق", A, B, C), ["جمع کل", None, 9000, 10**10, 10**6]]
    assert sift(TEXTS, FIGURES, rows).claims == [(5, "all", 2, 4), (6, "whole", 2, 4)]


def test_pages_add_up_by_themselves_or_carry_over() -> None:
    rows = [
        A,
        B,
        line("جمع صفحه", A, B),
        line("نقل از صفحه قبل", A, B),
        C,
        D,
        line("جمع صفحه", C, D),
        line("نقل به صفحه بعد", A, B, C, D),
    ]
    found = sift(TEXTS, FIGURES, rows)
    assert (found.data, found.doubts) == ([2, 3, 6, 7], [])
    assert found.claims == [(4, "group", 2, 3), (5, "group", 2, 3), (8, "group", 6, 7), (9, "all", 2, 7)]


def test_a_total_directly_below_the_heading_is_of_the_rows_below_it() -> None:
    assert sift(TEXTS, FIGURES, [line("جمع کل", A, B, C), A, B, C]).claims == [(2, "whole", 3, 5)]
    assert sift(TEXTS, FIGURES, [line("جمع", A, B, C), A, B, C]).claims == [(2, "all", 3, 5)]
    assert sift(TEXTS, FIGURES, [line(None, A, B, C), A, B, C]).claims == [(2, "all", 3, 5)]


def test_totals_above_their_groups() -> None:
    rows = [line("جمع گمرک کرمان", A, B), A, B, line("جمع گمرک مشهد", C, D), C, D]
    assert sift(TEXTS, FIGURES, rows).claims == [(2, "group", 3, 4), (5, "group", 6, 7)]


def test_the_total_of_each_printed_page_may_be_the_whole_so_far() -> None:
    rows = [A, B, line("جمع", A, B), C, line("جمع", A, B, C), D, line("جمع", A, B, C, D)]
    assert sift(TEXTS, FIGURES, rows).claims == [(4, "group", 2, 3), (6, "group", 2, 5), (8, "all", 2, 7)]

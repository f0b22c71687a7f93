"""A labelled total is recognised wherever its label stands; what is only called like one stays data."""

from __future__ import annotations

import pytest

from pipelines.foundation.workspace import models_dir
from pipelines.reading.non_data.words import TotalRules
from tests.unit.totals_fixture import sift

RULES = TotalRules.load(models_dir())
TEXTS = [("year", "year"), ("office", "text"), ("country", "text"), ("hs", "text"), ("goods", "text")]
FIGURES = ["kg", "rial", "usd"]
DATA = [
    [1403, "کرمان", "ژاپن", "57011090", "قالی", 221, 2012100000, 7061],
    [1403, "کرمان", "عراق", "57021020", "گلیم", 272, 1427850000, 5017],
    [1403, "مشهد", "آلمان", "57021020", "گلیم", 70, 1007190000, 3534],
]
SUM = [563, 4447140000, 15612]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("جمع", "total"),
        ("جمع :", "total"),
        ("جـمع", "total"),
        ("جمــــع", "total"),
        ("  «جمع»", "total"),
        ("مجموع", "total"),
        ("سر جمع", "total"),
        ("TOTAL", "total"),
        ("Sum", "total"),
        ("جمع کل", "whole"),
        ("جمعکل", "whole"),
        ("جمع كل:", "whole"),
        ("Grand Total", "whole"),
        ("کل کشور", "whole"),
        ("جمع کل صادرات استان", "whole"),
        ("جمع کشورهای فوق", "above"),
        ("جمع گمرکات فوق", "above"),
        ("مجموع ردیف های بالا", "above"),
        ("جمع گمرک کرمان", "subtotal"),
        ("جمع شهرستان بم", "subtotal"),
        ("جمع‌ سه ماهه اول", "subtotal"),
        ("زیر جمع", "subtotal"),
        ("Kerman Total", "subtotal"),
        ("کرمان جمع", "subtotal"),
        ("جمع صفحه", "page"),
        ("جمع صفحه ۳", "page"),
        ("نقل از صفحه قبل", "page"),
        ("نقل به صفحهٔ بعد", "page"),
        ("میانگین", "average"),
        ("متوسط", "average"),
        ("میانگین استان", "average"),
        ("Average", "average"),
        ("درصد از کل", "share"),
        ("از این تعداد زن", "memo"),
    ],
)
def test_words_for_totals_are_known_in_all_their_spellings(text: str, kind: str) -> None:
    label = RULES.label(text)
    assert label is not None and label.kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "جمعه",
        "جمع‌آوری",
        "جمع آوری پسماند",
        "جمع‌بندی",
        "مجموعه سفال کرمان",
        "مجموعه",
        "کلاه",
        "کلپورگان",
        "سایر",
        "سایر کشورها",
        "کلی",
        "جمعیت",
        "جمع آباد",
        "summer",
        "totally",
        "متوسطه",
        "کرمان",
        "Sumatra",
        "میانه",
        "جامعه",
        "کل‌گهر",
        "جمع‌وجور",
        "سهم آباد",
        "درصدی",
        "57021020",
        "",
        "شامل‌آباد",
    ],
)
def test_names_that_begin_like_a_total_are_none(text: str) -> None:
    assert RULES.label(text) is None


@pytest.mark.parametrize("place", range(len(TEXTS)))
@pytest.mark.parametrize("label", ["جمع", "جمع كل", "جمع گمرکات فوق", "Total"])
def test_a_total_is_recognised_in_whatever_cell_its_label_stands(place: int, label: str) -> None:
    row = [None] * len(TEXTS)
    row[place] = label
    found = sift(TEXTS, FIGURES, [*DATA, [*row, *SUM]])
    assert (found.totals, found.data, found.doubts) == ([5], [2, 3, 4], [])


@pytest.mark.parametrize(
    "texts",
    [
        [1403, None, "جمع", None, None],
        [1403, "جمع", None, None, None],
        ["۱۴۰۳", "-", "جمع", "-", "-"],
        [1403, "جمع", "جمع", "جمع", "جمع"],
        [1403, "کرمان", "جمع", None, None],
        [None, None, None, None, "جمع کل"],
        [1403, "جمع گمرک کرمان", None, None, None],
        [1403, None, None, "57021020", "جمع"],
    ],
)
def test_a_total_may_keep_year_office_or_code_beside_its_label(texts: list) -> None:
    found = sift(TEXTS, FIGURES, [*DATA, [*texts, *SUM]])
    assert (found.totals, found.data, found.doubts) == ([5], [2, 3, 4], [])


def test_a_row_number_or_a_code_outside_the_contract_does_not_hide_the_label() -> None:
    texts = [("number", "text"), *TEXTS]
    rows = [[n, *row] for n, row in enumerate(DATA, 1)]
    found = sift(texts, FIGURES, [*rows, [4, 1403, None, "جمع", None, None, *SUM]])
    assert found.totals == [5]


@pytest.mark.parametrize(
    "texts",
    [
        [1403, "کرمان", "جمعه‌بازار", "57021020", "گلیم"],
        [1403, "مجموعه ورزشی", "ژاپن", "57021020", "گلیم"],
        [1403, "کرمان", "سایر", "57021020", "گلیم"],
        [1403, "کرمان", "سایر", None, None],
        [1403, "کرمان", "ژاپن", "65050090", "کلاه"],
        [1403, "کرمان", "ژاپن", "57021020", "متوسط"],
        [1403, "جمع‌آوری", "ژاپن", None, None],
    ],
)
def test_a_row_of_data_with_such_a_name_stays_data(texts: list) -> None:
    found = sift(TEXTS, FIGURES, [*DATA, [*texts, 31, 999, 17]])
    assert (found.totals, found.data, found.doubts) == ([], [2, 3, 4, 5], [])


def test_a_word_for_a_total_in_a_full_row_is_a_total_only_where_the_figures_say_so() -> None:
    full = [1403, "کرمان", "جمع", "57021020", "گلیم"]
    assert sift(TEXTS, FIGURES, [*DATA, [*full, *SUM]]).totals == [5]
    assert sift(TEXTS, FIGURES, [*DATA, [*full, 563, 4447140000, 15700]]).totals == [5]  # published totals differ
    found = sift(TEXTS, FIGURES, [*DATA, [*full, 31, 999, 17]])
    assert (found.totals, found.data) == (
        [],
        [2, 3, 4, 5],
    )  # what is loaded with such a word is held after cleaning


def test_a_firm_with_a_registered_number_is_no_total() -> None:
    texts = [("name", "text"), ("county", "text"), ("legal_id", "legal_id")]
    rows = [["جمع کارآفرینان", None, "10380284790", 5, 7], ["گلیم بافان", "بافت", "10380284791", 8, 9]]
    assert sift(texts, ["members", "capital"], rows).totals == []


@pytest.mark.parametrize("count", ["3", "۳", "۳ نفر", "120", 3])
@pytest.mark.parametrize("label", ["جمع کل", "جمع", "جمع بم", "تعداد کل"])
@pytest.mark.parametrize("place", [1, 3])
def test_a_count_of_persons_below_a_list_is_a_total_in_whatever_column(label: str, count: object, place: int) -> None:
    columns = [
        ("name", "name"),
        ("national_id", "national_id"),
        ("county", "place"),
        ("phone", "phone"),
        ("craft", "craft"),
    ]
    persons = [
        ["نمونه یک", "3045675018", "بم", "09130000001", "گلیم"],
        ["نمونه دو", "3045675026", "بم", None, "پته"],
    ]
    row: list[object] = [label, None, None, None, None]
    row[place] = count
    found = sift(columns, [], [*persons, row])
    assert (found.totals, found.data, found.doubts) == ([4], [2, 3], [])
    row[place] = "03432110000" if place == 3 else "10380284790"
    assert sift(columns, [], [*persons, row]).data == [2, 3, 4], "it leads to one person or firm"


def test_a_name_that_begins_like_a_total_asks_where_nothing_else_describes_the_row() -> None:
    rows = [["گلیم بافان", 501, 90210], ["سفال میبد", 733, 81100], ["جمع کارآفرینان", 12, 318]]
    found = sift([("name", "text")], ["members", "capital"], rows)
    assert (found.totals, found.doubts) == ([], ["row_may_be_total_word"])
    rows[2] = ["جمع شهرستان", 1234, 171310]
    found = sift([("name", "text")], ["members", "capital"], rows)
    assert (found.totals, found.doubts) == ([4], [])


def test_averages_shares_and_memos_are_no_data_and_compared_with_nothing() -> None:
    rows = [
        *DATA,
        [None, "میانگین", None, None, None, 187, 1482380000, 5204],
        [None, "درصد از کل", None, None, None, 100, 100, 100],
        [None, "از این تعداد فرش", None, None, None, 221, 2012100000, 7061],
        [None, None, "جمع", None, None, *SUM],
    ]
    found = sift(TEXTS, FIGURES, rows)
    assert [(r.row_number, r.kind) for r in found.non_data] == [
        (5, "average"),
        (6, "average"),
        (7, "note"),
        (8, "total"),
    ]
    assert found.claims == [(8, "all", 2, 4)]


def test_a_register_without_figures_knows_its_totals_by_their_words() -> None:
    texts = [("name", "text"), ("national_id", "national_id"), ("county", "place")]
    rows = [
        ["زهرا", "0499370899", "کرمان"],
        ["جمعه", "0790419904", "بم"],
        [None, "جمع", None],
        ["جمع کل: ۲ نفر", None, None],
    ]
    found = sift(texts, [], rows, required=True)
    assert (found.totals, found.data) == ([4, 5], [2, 3])


def test_totals_are_found_wherever_bodies_are_cut() -> None:
    rows = [*DATA, [1403, None, "جمع", None, None, *SUM], *DATA, [None, None, None, None, None, *SUM]]
    assert {tuple(sift(TEXTS, FIGURES, rows, body_rows=cut).totals) for cut in range(1, 9)} == {(5, 9)}


@pytest.mark.parametrize("rate", [4, 12, "۴", None])
@pytest.mark.parametrize("label", ["جمع", None])
def test_a_total_may_hold_the_average_or_the_sum_of_a_rate_which_is_compared_with_nothing(
    label: str | None, rate: object
) -> None:
    figures, rates = [*FIGURES, "percent", "months"], ["percent", "months"]
    rows = [[*row, 4, 36] for row in DATA]
    found = sift(TEXTS, figures, [*rows, [label, None, None, None, None, *SUM, rate, None]], rates=rates)
    assert (found.totals, found.data, found.doubts) == ([5], [2, 3, 4], [])
    assert set(found.non_data[0].stated) == set(FIGURES)

"""Of which place the pages speak: it comes from the published tables, and the sentences follow what is made there."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from dashboards.data import place
from dashboards.language.formatter import Formatter
from dashboards.language.language import Language
from dashboards.pages.exports import sentences
from pipelines.published import DATABASE
from tests.dashboards.places import COUNTRY, ISFAHAN, KERMAN, KILIM, PATEH, ZILU, Good, looking, opened, publish

WHOLE = (COUNTRY, *KERMAN, *ISFAHAN)
ISOLATES = re.compile("[\u2066-\u2069]")


def plain(pair: place.Pair) -> place.Pair:
    fa, en = (ISOLATES.sub("", words) for words in pair)
    return fa, en


def made(*rows: Good) -> list[place.Good]:
    return [place.Good(area, (fa, en), own, ("", "")) for area, _, fa, en, own in rows]


@pytest.mark.parametrize(
    ("home", "areas", "fa", "en", "word"),
    [
        ("08", (COUNTRY, *KERMAN), "استان کرمان", "Kerman Province", ("استان", "province")),
        ("10", (COUNTRY, *ISFAHAN), "استان اصفهان", "Isfahan Province", ("استان", "province")),
        ("IR", WHOLE, "ایران", "Iran", ("کشور", "country")),
    ],
)
def test_a_publication_says_whose_it_is(tmp_path: Path, home, areas, fa, en, word) -> None:
    found = place.home(publish(tmp_path, home, areas))
    assert found.code == home
    assert found.word == word
    assert place.roadmap(found) == (f"نقشهٔ راه صنایع دستی {fa}", f"Handicraft roadmap of {en}")
    assert place.crafts(found) == (f"صنایع دستی {fa}", f"Handicrafts of {en}")
    assert place.window_title(found) == (f"نقشه · صنایع دستی {fa}", f"Naqsheh · handicrafts of {en}")
    assert place.system(found) == (
        f"نقشه، سامانهٔ دادهٔ صنایع دستی {fa}",
        f"Naqsheh, data system of the handicrafts of {en}",
    )


def test_where_nothing_is_published_the_words_name_no_place() -> None:
    nowhere = place.home(None)
    assert place.roadmap(nowhere) == ("نقشهٔ راه صنایع دستی", "Handicraft roadmap")
    assert place.window_title(nowhere) == ("نقشه · صنایع دستی", "Naqsheh · handicrafts")


def test_a_version_of_before_is_of_the_province_with_the_most_values(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / DATABASE)) as old:
        old.execute("""
            CREATE TABLE release AS SELECT 1 AS version;
            CREATE TABLE areas AS SELECT * FROM (VALUES ('IR', 'country', NULL, 'ایران', 'Iran'),
              ('08', 'province', 'IR', 'استان کرمان', 'Kerman province'),
              ('10', 'province', 'IR', 'استان اصفهان', 'Isfahan'))
              AS t (area_code, kind, parent_code, name_fa, name_en);
            CREATE TABLE indicator_values AS SELECT * FROM (VALUES ('10'), ('08'), ('08'), ('IR'), ('IR'), ('IR'))
              AS t (area_code);
        """)
    tables = opened(tmp_path)
    found = place.home(tables)
    assert (found.code, found.name, found.short) == (
        "08",
        ("استان کرمان", "Kerman province"),
        ("کرمان", "Kerman"),
    )
    assert place.goods(tables, "08") == ()
    assert place.notes(looking(tables), ["weavers"], "08") == []


def test_a_choice_of_province_is_offered_only_where_there_are_several(tmp_path: Path) -> None:
    tables = publish(tmp_path, "08")
    assert place.choices(tables) == ()
    assert place.shown(looking(tables, province="10")).code == "08"
    assert place.elsewhere(tables, "08") == frozenset()
    assert [row["area_code"] for row in place.counties(looking(tables))] == ["0806", "0808"]


def test_the_province_that_an_address_chooses_is_shown(tmp_path: Path) -> None:
    tables = publish(tmp_path, "IR", WHOLE)
    assert [found.code for found in place.choices(tables)] == ["08", "10"]
    chosen, none, odd = (looking(tables, province=code) for code in ("10", "", "77"))
    assert place.shown(chosen).name == ("استان اصفهان", "Isfahan Province")
    assert [row["area_code"] for row in place.counties(chosen)] == ["1001", "1099"]
    assert place.elsewhere(tables, "10") == {"08", "0806", "0808", "city-sirjan"}
    for view in (none, odd):
        assert place.shown(view).code == "IR"
        assert place.counties(view) == ()
    assert "1001" in place.elsewhere(tables, "IR")
    assert place.eyebrow(chosen) == "نقشهٔ راه صنایع دستی ایران"


def test_a_link_keeps_the_chosen_province() -> None:
    here = looking(None, "counties", "en", province="10", county="1001").address  # type: ignore[arg-type]
    assert here.to("exports") == "/exports?province=10&lang=en"
    assert here.to("counties", county="1099") == "/counties?province=10&county=1099&lang=en"
    assert here.to("counties", province="08") == "/counties?province=08&lang=en"
    assert here.to("glance", province=None) == "/?lang=en"
    assert here.download("roadmap.duckdb") == "/download/roadmap.duckdb?lang=en"


def test_what_is_made_in_an_area_is_told_with_what_is_made_in_its_counties(tmp_path: Path) -> None:
    tables = publish(tmp_path, "IR", WHOLE, (KILIM, PATEH, ZILU))
    assert [good.name[1] for good in place.goods(tables, "08", "crafts")] == ["Sirjan kilim", "Pateh embroidery"]
    assert [good.name[1] for good in place.goods(tables, "IR")] == ["Sirjan kilim", "Pateh embroidery", "Sample zilu"]
    assert place.goods(tables, "08", "carpet") == ()


def test_a_note_stands_beside_figures_of_its_area_and_of_what_holds_it(tmp_path: Path) -> None:
    words = ("در شهرستان کرمان ابزار مجوز چیز دیگری است.", "In Kerman county the permit is another instrument.")
    notes = tuple((name, "0808", *words) for name in ("weavers_permitted", "permit_coverage"))
    tables = publish(tmp_path, "IR", WHOLE, notes=notes)
    view = looking(tables)
    assert place.notes(view, ("weavers_permitted", "permit_coverage"), "08") == [words[0]]
    assert place.notes(looking(tables, code="en"), ["permit_coverage"], "0808") == [words[1]]
    assert place.notes(view, ["permit_coverage"], "0806") == []
    assert place.notes(view, ["permit_coverage"], "10") == []
    assert place.notes(view, ["artisans"], "08") == []


NONE, ONE, TWO = made(PATEH), made(KILIM, PATEH), made(KILIM, PATEH, ZILU)


@pytest.mark.parametrize(
    ("goods", "fa", "en"),
    [
        (
            NONE,
            "کالاهای با خاستگاه معلوم به ارزش ۹ دلار صادر شد، از هر گمرکی که رفت.",
            "Goods of known origin worth ۹ دلار were exported, whatever office they left through.",
        ),
        (
            ONE,
            "گلیم سیرجان به ارزش ۹ دلار صادر شد، از هر گمرکی که رفت.",
            "Sirjan kilim worth ۹ دلار was exported, whatever office it left through.",
        ),
        (
            TWO,
            "گلیم سیرجان و زیلوی نمونه به ارزش ۹ دلار صادر شد، از هر گمرکی که رفت.",
            "Sirjan kilim and Sample zilu worth ۹ دلار were exported, whatever office they left through.",
        ),
    ],
)
def test_what_was_exported_is_named_after_the_goods_whose_origin_is_known(goods, fa, en) -> None:
    assert sentences.exported(goods, "۹ دلار") == (fa, en)


@pytest.mark.parametrize(
    ("goods", "fa", "en"),
    [
        (NONE, "", ""),
        (ONE, ": گلیم سیرجان", ": Sirjan kilim"),
        (TWO, ": گلیم سیرجان و زیلوی نمونه", ": Sirjan kilim and Sample zilu"),
    ],
)
def test_the_figure_by_origin_says_of_which_lines_it_is(goods, fa, en) -> None:
    assert sentences.origin_lines(goods) == (
        f"تنها ردیف‌های تعرفه‌ای که نام خاستگاه را دارند{fa}. این کف است، نه برآورد.",
        f"Only lines that name their origin{en}. A floor and no estimate.",
    )


def test_many_goods_are_called_what_they_have_in_common() -> None:
    many = [place.Good("10", (f"کالای {number}", f"Good {number}"), True, ("", "")) for number in range(4)]
    assert sentences.seen_goods(many) == ("کالاهای با خاستگاه معلوم", "goods of known origin")
    assert sentences.seen_goods(many[:3]) == ("کالای 0، کالای 1 و کالای 2", "Good 0, Good 1 and Good 2")


@pytest.mark.parametrize(
    ("count", "fa", "en"),
    [
        (0, "خاستگاه هیچ کالایی دانسته نیست", "The origin of no goods is known"),
        (1, "خاستگاه تنها برای یک هنر دانسته است", "The origin is known of one craft alone"),
        (2, "خاستگاه تنها برای دو هنر دانسته است", "The origin is known of two crafts alone"),
        (12, "خاستگاه تنها برای ۱۲ هنر دانسته است", "The origin is known of 12 crafts alone"),
    ],
)
def test_the_crafts_of_known_origin_are_counted_in_words(count, fa, en) -> None:
    persian, english = Formatter(Language("fa")), Formatter(Language("en"))
    assert plain(sentences.known_origins(count, persian))[0] == fa
    assert plain(sentences.known_origins(count, english))[1] == en


def test_the_offices_of_a_place_are_named_and_counted(tmp_path: Path) -> None:
    kerman = place.home(publish(tmp_path, "08"))
    persian, english = Formatter(Language("fa")), Formatter(Language("en"))
    assert sentences.own_offices(kerman, 4, persian)[0] == "چهار گمرک کرمان"
    assert sentences.own_offices(kerman, 4, english)[1] == "the four offices of Kerman"
    assert sentences.own_offices(kerman, 1, english) == ("گمرک کرمان", "the office of Kerman")
    assert sentences.true_zero(kerman, 4) == (
        "صفر گمرک‌های کرمان صفر واقعی است: فایل رسیده و سطری ندارد.",
        "The zero of Kerman’s offices is a true zero: the file came and has no such row.",
    )
    assert sentences.true_zero(kerman, 1)[1].startswith("The zero of Kerman’s office is a true zero")
    assert plain(sentences.active_offices(kerman, 4, 0, "صنایع دستی", persian))[0] == (
        "از ۴ گمرک کرمان، صفر گمرک صنایع دستی صادر کرده است"
    )
    assert plain(sentences.active_offices(kerman, 4, 1, "crafts", english))[1] == (
        "Of 4 customs offices of Kerman 1 exported crafts"
    )
    assert sentences.active_offices(kerman, 1, 0, "crafts", english)[1] == (
        "The customs office of Kerman exported no crafts"
    )


def test_the_country_is_no_province(tmp_path: Path) -> None:
    tables = publish(tmp_path, "IR", WHOLE)
    country = place.home(tables)
    assert sentences.exports_of_offices(country) == ("صادرات گمرک‌های کشور", "exports of the country’s offices")
    assert sentences.no_origin(country) == (
        "هیچ کالای کشور ردیف تعرفهٔ جدا ندارد؛ خاستگاه آن در گمرک دیده نمی‌شود.",
        "No goods of the country have a tariff line of their own; customs do not see where they come from.",
    )
    assert "استان" in sentences.no_origin(place.shown(looking(tables, province="08")))[0]

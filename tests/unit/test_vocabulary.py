"""What a steward says that words mean: found again in any spelling, undone as easily, never against the list itself."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.foundation.workspace import models_dir
from pipelines.governance.vocabulary import VocabularyError, acts, forget_word, learned, map_word, standing
from pipelines.intake.ledger import Ledger, LedgerFile
from pipelines.intake.ledger.schema import TABLES
from pipelines.normalise import CodeBook
from pipelines.normalise.codes import normalise_code, normalise_place
from pipelines.normalise.crafts import normalise_craft
from pipelines.normalise.learned import vocabulary_hash

BOOK = CodeBook.load(models_dir())
WHO = {"reason": "آزمون", "actor": "steward"}
#: Words of no list, with the lists that a person might map them in.
STRANGE = ("کوزه‌نگاری نو", "بافت ابداعی", "واژهٔ بی‌معنا", "قلمکاری فضایی")


@pytest.fixture
def file(tmp_path: Path):
    opened = LedgerFile(tmp_path / "ledger.sqlite")
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("word_list", "word", "code", "written"),
    [
        ("crafts", "بافت ابداعی", "C036", "بافت  ابداعي"),
        ("crafts", "بافت ابداعی", "نمدمالی", "بافت‌ابداعی"),
        ("education_levels", "سیکل قدیم", "diploma", "سيكل قديم"),
        ("workshop_kinds", "خانه-کارگاه", "خانگی", "خانه-كارگاه"),
        ("insurance_states", "صندوق اعتباری هنر", "insured", "صندوق  اعتباری هنر"),
        ("months", "برج یک", "1", "برج يك"),
    ],
)
def test_a_word_is_said_once_and_found_in_every_spelling(file, word_list, word, code, written) -> None:
    spellings = BOOK.crafts if word_list == "crafts" else BOOK.lists[word_list]
    wanted = code if code in spellings.titles else spellings.find(code)
    assert wanted is not None, "the test names a code of the list"
    assert spellings.find(written) is None, "the list does not know the word"
    map_word(file, BOOK, word_list, word, code, **WHO)
    book = BOOK.taught(learned(acts(file)))
    taught = book.crafts if word_list == "crafts" else book.lists[word_list]
    assert taught.find(written) == wanted


def test_a_place_is_found_like_its_own_aliases_and_never_means_nothing(file) -> None:
    map_word(file, BOOK, "places", "گواشیر", "کرمان", **WHO)
    book = BOOK.taught(learned(acts(file)))
    assert normalise_place("گواشير", book, "1402").value == "0808"
    for special in ("other", "not_stated"):
        with pytest.raises(VocabularyError):
            map_word(file, BOOK, "places", "ناکجا", special, **WHO)


def test_a_word_may_mean_none_of_the_list_or_nothing(file) -> None:
    map_word(file, BOOK, "crafts", "جوشکاری صنعتی", "other", **WHO)
    map_word(file, BOOK, "genders", "سایر موارد", "other", **WHO)
    map_word(file, BOOK, "genders", "بعداً", "not_stated", **WHO)
    book = BOOK.taught(learned(acts(file)))
    assert normalise_craft("جوشکاری صنعتی", book.crafts).value == BOOK.crafts.find("سایر"), "its own code for that"
    assert normalise_code("سایر موارد", book.lists["genders"], "unknown_code").value == "other"
    nothing = normalise_code("بعدا", book.lists["genders"], "unknown_code")
    assert (nothing.value, nothing.problem, nothing.note) == (None, None, "word_is_not_stated")


def test_several_crafts_in_one_cell_are_helped_by_a_word_and_not_hurt(file) -> None:
    map_word(file, BOOK, "crafts", "بافت ابداعی", "C036", **WHO)
    map_word(file, BOOK, "crafts", "نامعلوم محض", "not_stated", **WHO)
    crafts = BOOK.taught(learned(acts(file))).crafts
    assert normalise_craft("گلیم‌بافی و بافت ابداعی", crafts).more == "C036"
    assert normalise_craft("گلیم‌بافی و نامعلوم محض", crafts).problem == "unknown_craft"


@pytest.mark.parametrize(
    ("word_list", "word", "code", "message"),
    [
        ("crafts", "گلیم", "C036", "vocabulary_known"),
        ("crafts", "بافت ابداعی", "C77777", "vocabulary_code_unknown"),
        ("no_list", "بافت ابداعی", "C036", "vocabulary_list_unknown"),
        ("units", "من تبریز", "kg", "vocabulary_list_unknown"),
        ("crafts", " ‌ ", "C036", "vocabulary_word_empty"),
        # What the list knows to be several things, or a thing of elsewhere, is not taught in one way for every file.
        ("crafts", "فيروزه", "C021", "vocabulary_ambiguous"),
        ("crafts", "فیروزه", "other", "vocabulary_ambiguous"),
        ("yes_no", "X", "yes", "vocabulary_ambiguous"),
        ("places", "كرمانشاه", "کرمان", "vocabulary_elsewhere"),
        ("places", "رودبار", "رودبار جنوب", "vocabulary_elsewhere"),
    ],
)
def test_what_cannot_be_said_is_refused_in_both_languages(file, word_list, word, code, message) -> None:
    with pytest.raises(VocabularyError) as refused:
        map_word(file, BOOK, word_list, word, code, **WHO)
    assert refused.value.message.id == message
    assert refused.value.message.text("fa") != refused.value.message.text("en")
    assert acts(file) == []


def test_a_reason_is_asked_and_nothing_is_forgotten_that_was_not_said(file) -> None:
    with pytest.raises(VocabularyError, match="why"):
        map_word(file, BOOK, "crafts", "بافت ابداعی", "C036", reason=" ", actor="steward")
    with pytest.raises(VocabularyError, match="Nothing was said"):
        forget_word(file, BOOK, "crafts", "بافت ابداعی", **WHO)


ACTS = st.lists(
    st.tuples(st.sampled_from(["crafts", "genders"]), st.sampled_from(STRANGE), st.sampled_from(["1", "2", None])),
    max_size=12,
)
CODES = {"crafts": {"1": "C036", "2": "C034"}, "genders": {"1": "female", "2": "not_stated"}}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=ACTS)
def test_the_last_act_counts_and_forgetting_restores_what_was(tmp_path_factory, said) -> None:
    """Whatever was said: after everything is taken back the code book is the one of the reference data."""
    file = LedgerFile(tmp_path_factory.mktemp("ledger") / "ledger.sqlite")
    expected: dict[tuple[str, str], str] = {}
    for word_list, word, which in said:
        if which is not None:
            code = CODES[word_list][which]
            map_word(file, BOOK, word_list, word, code, **WHO)
            expected[word_list, word] = code
        elif (word_list, word) in expected:
            forget_word(file, BOOK, word_list, word, **WHO)
            del expected[word_list, word]
    book = BOOK.taught(learned(acts(file)))
    for word_list in CODES:
        spellings = book.crafts if word_list == "crafts" else book.lists[word_list]
        assert {w: c for w in STRANGE if (c := spellings.find(w))} == {
            word: code for (of, word), code in expected.items() if of == word_list
        }
    for word_list, word in expected:
        forget_word(file, BOOK, word_list, word, **WHO)
    assert learned(acts(file)) == {}
    assert BOOK.taught(learned(acts(file))) == BOOK
    assert vocabulary_hash(learned(acts(file)), ["crafts", "genders"]) == ""
    file.close()


def test_as_known_at_an_earlier_moment_nothing_is_known_that_was_said_later(file) -> None:
    before = datetime.now(UTC) - timedelta(seconds=1)
    map_word(file, BOOK, "crafts", "بافت ابداعی", "C036", **WHO)
    assert acts(file, before) == []
    assert len(acts(file, datetime.now(UTC) + timedelta(seconds=1))) == 1


def test_a_key_depends_on_the_lists_that_a_feed_uses_and_on_no_other(file) -> None:
    map_word(file, BOOK, "crafts", "بافت ابداعی", "C036", **WHO)
    known = learned(acts(file))
    assert vocabulary_hash(known, ["crafts", "genders", None]) == vocabulary_hash(known, ["crafts"]) != ""
    assert vocabulary_hash(known, ["genders", "places"]) == ""


def test_a_list_that_comes_to_know_the_word_goes_first_and_the_act_says_so(file) -> None:
    for word, code in (("بافت ابداعی", "C036"), ("کوزه‌نگاری نو", "C034"), ("واژهٔ بی‌معنا", "C035")):
        map_word(file, BOOK, "crafts", word, code, **WHO)
    later = BOOK.taught({"crafts": {"بافتابداعی": "C034", "کوزهنگارینو": "C034"}})
    assert {a.word: state for a, state in standing(acts(file), later)} == {
        "بافت ابداعی": "known_otherwise",
        "کوزه‌نگاری نو": "known_now",
        "واژهٔ بی‌معنا": "in_force",
    }
    assert later.taught(learned(acts(file))).crafts.find("بافت ابداعی") == "C034"


def test_a_list_that_learns_a_word_still_knows_what_is_several_things_or_of_elsewhere(file) -> None:
    map_word(file, BOOK, "places", "گواشیر", "کرمان", **WHO)
    map_word(file, BOOK, "crafts", "بافت ابداعی", "C036", **WHO)
    taught = BOOK.taught(learned(acts(file)))
    assert (taught.places.elsewhere, taught.places.ambiguous) == (
        BOOK.places.elsewhere,
        BOOK.places.ambiguous,
    )
    assert normalise_place("کرمانشاه", taught, None) == normalise_place("کرمانشاه", BOOK, None)
    assert "elsewhere" in normalise_place("کرمانشاه", taught, None).params
    assert taught.crafts.suggestions("فیروزه") == BOOK.crafts.suggestions("فیروزه")
    assert len(taught.crafts.suggestions("فیروزه")) == 2


def test_an_act_on_a_word_that_the_list_has_come_to_call_several_things_is_not_followed(file) -> None:
    map_word(file, BOOK, "crafts", "بافت ابداعی", "C036", **WHO)
    several = replace(BOOK.crafts, ambiguous={"بافتابداعی": ("C034", "C036")})
    later = replace(BOOK, crafts=several)
    assert [state for _, state in standing(acts(file), later)] == ["known_otherwise"]
    assert later.taught(learned(acts(file))).crafts.find("بافت ابداعی") is None


def test_a_code_that_is_no_more_is_passed_over_and_reported(file) -> None:
    map_word(file, BOOK, "crafts", "بافت ابداعی", "C036", **WHO)
    known = {"crafts": {"بافتابداعی": "C000"}, "no_such_list": {"x": "y"}}
    assert BOOK.taught(known).crafts.find("بافت ابداعی") is None
    gone = [replace(a, code="C000") for a in acts(file)]
    assert [state for _, state in standing(gone, BOOK)] == ["no_such_code"]


def test_the_ledger_is_only_added_to_and_an_older_one_gets_the_table(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    older = sqlite3.connect(path)
    before = [t for t in TABLES if t.name != "vocabulary"]
    older.executescript(";\n".join(s for t in before for s in t.statements()))
    older.execute(f"PRAGMA user_version = {len(before)}")
    older.commit()
    older.close()
    ledger = Ledger(path)
    map_word(ledger.file, BOOK, "crafts", "بافت ابداعی", "C036", **WHO)
    ledger.close()
    with sqlite3.connect(path) as db, pytest.raises(sqlite3.IntegrityError, match="only added to"):
        db.execute("DELETE FROM vocabulary")

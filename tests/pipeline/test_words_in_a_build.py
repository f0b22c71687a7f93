"""Lists with 30 per cent unknown words where no figure needs them: nobody is missing; a word is learned and unlearned.

Every person here is invented.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipelines.foundation.workspace import Workspace, models_dir
from pipelines.pipeline import open_context
from pipelines.pipeline.accept import accept
from pipelines.pipeline.land import land
from pipelines.pipeline.receiving import receive
from pipelines.published import PublishedDatabase, resolve_current
from tests.identifiers import national_id
from tests.pipeline.conftest import run_naqsheh

COUNTIES = {"کرمان": ("0808", 60), "بم": ("0802", 40), "سیرجان": ("0806", 30), "رفسنجان": ("0804", 20)}
#: Column → known words, words of no list. Every third to fourth cell holds one of the latter.
OPTIONAL = {
    "رشته": (("گلیم‌بافی", "پته‌دوزی"), ("بافت ابداعی", "کوزه‌نگاری نو")),
    "جنسیت": (("زن", "مرد"), ("بانوی گرامی",)),
    "حوزه": (("صنایع دستی",), ("حوزهٔ ابداعی",)),
    "نوع کارگاه": (("خانگی", "گروهی"), ("کارگاه شناور",)),
    "وضعیت فعالیت": (("فعال",), ("در حال انتظار محض",)),
    "وضعیت بیمه": (("بیمه‌شده", "بدون بیمه"), ("صندوق اعتباری نو",)),
    "تحصیلات": (("دیپلم", "لیسانس"), ("سیکل قدیم نظام ابداعی",)),
    "تاریخ ثبت‌نام": (("1401/02/03",), ("1401/13/40", "به زودی")),
    "تلفن همراه": (("09131234567",), ("0900",)),
    "مساحت": (("3",), ("12/5", "زیاد")),
}


def people() -> list[list[str]]:
    """Return the rows of the register; in each optional column three of ten cells cannot be read."""
    rows, number = [], 0
    for county, (_, count) in COUNTIES.items():
        for _ in range(count):
            number += 1
            cells = []
            for at, (known, strange) in enumerate(OPTIONAL.values()):
                words = strange if (number + 3 * at) % 10 < 3 else known
                cells.append(words[(number // 10) % len(words)])
            rows.append([national_id(223_450_000 + 41 * number), f"ساختگی {number}", county, *cells])
    return rows


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("words")
    folder = root / "raw" / "artisans" / "1402Q2-heritage"
    folder.mkdir(parents=True)
    with (folder / "هنرمندان.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["کد ملی", "نام و نام خانوادگی", "شهرستان", *OPTIONAL])
        writer.writerows(people())
    (folder / "هنرمندان.csv.source.yaml").write_text("office: heritage\nsynthetic: true\n", "utf-8")
    return root


@pytest.fixture(scope="module")
def published(workspace: Path):
    done = run_naqsheh("build", workspace=workspace)
    assert done.returncode == 0, done.stdout + done.stderr
    version = resolve_current(workspace / "curated")
    assert version is not None
    with PublishedDatabase.open(version) as database:
        yield database


@pytest.mark.slow
class TestPublished:
    """The whole build, once."""

    def test_nobody_is_missing_from_the_counts_by_county(self, published: PublishedDatabase) -> None:
        rows = published.rows(
            "SELECT area_code, value FROM indicator_values WHERE indicator_id = 'artisans' AND basis = 'register'"
            " AND category = '' AND length(area_code) = 4"
        )
        assert {r["area_code"]: int(r["value"]) for r in rows} == dict(COUNTIES.values())

    def test_the_delivery_is_taken_whole_and_says_which_columns_have_such_words(self, published) -> None:
        (row,) = published.rows("SELECT * FROM deliveries")
        assert (row["state"], row["rows_loaded"], row["rows_quarantined"]) == ("published", 150, 0)
        notes = published.rows("SELECT sentence_fa FROM delivery_notes WHERE note = 'words_not_recognised'")
        told = " ".join(n["sentence_fa"] for n in notes)
        assert all(title in told for title in ("رشته", "جنسیت", "تحصیلات", "وضعیت بیمه", "حوزه"))

    @pytest.mark.parametrize(
        ("indicator", "breakdown"),
        [
            ("artisans", "gender"),
            ("artisans_by_craft", "craft_group"),
            ("artisans_by_education", "education"),
            ("artisans_by_workshop", "workshop_kind"),
            ("artisans_listed", "artisan_state"),
        ],
    )
    def test_a_breakdown_has_such_words_as_a_category_and_adds_up(self, published, indicator, breakdown) -> None:
        rows = published.rows(
            "SELECT category, value FROM indicator_values WHERE indicator_id = ? AND area_code = '08'"
            " AND domain = 'crafts' AND breakdown IN (?, '')",
            (indicator, breakdown),
        )
        values = {r["category"]: int(r["value"]) for r in rows}
        assert values["not_recognised"] == 45, "three of ten"
        assert values.pop("") == sum(values.values()) == 150

    def test_shares_leave_such_words_out_of_their_denominators(self, published) -> None:
        for indicator in ("artisans_women_share", "artisans_insured_share"):
            (row,) = published.rows(
                "SELECT denominator FROM indicator_values WHERE indicator_id = ? AND area_code = '08'",
                (indicator,),
            )
            assert int(row["denominator"]) == 105, indicator

    def test_the_share_that_is_not_classified_stands_beside_each_breakdown(self, published) -> None:
        rows = published.rows(
            "SELECT * FROM unclassified_shares WHERE area_code = '08' AND domain = 'crafts' AND not_recognised > 0"
        )
        assert {r["indicator_id"] for r in rows} >= {"artisans", "artisans_by_craft", "artisans_by_education"}
        assert {(int(r["total"]), int(r["not_recognised"]), str(r["share"])[:4]) for r in rows} == {(150, 45, "0.30")}

    def test_words_of_columns_of_persons_are_in_no_public_place(self, published, workspace) -> None:
        rows = published.rows("SELECT * FROM vocabulary_words")
        assert {r["column_name"] for r in rows} == {"domain", "state"}, "the columns that are classified public"
        assert {r["cells"] for r in rows} == {None}, "or a hidden category would be told"
        assert published.rows("SELECT * FROM quarantine_rows WHERE rule LIKE 'unknown%'") == []
        hidden = "سیکل قدیم نظام ابداعی".encode()
        version = resolve_current(workspace / "curated")
        assert version is not None
        assert [p for p in version.path.rglob("*") if p.is_file() and hidden in p.read_bytes()] == []

    def test_the_steward_sees_every_word_with_counts_and_files(self, published, workspace) -> None:
        done = run_naqsheh("vocabulary", "--json", workspace=workspace)
        words = {(w["word_list"], w["word"]): w for w in json.loads(done.stdout)}
        found = words["education_levels", "سیکل قدیم نظام ابداعی"]
        assert (found["cells"], found["files"], found["needed"], found["said"]) == (
            45,
            ["هنرمندان.csv"],
            False,
            None,
        )
        assert Counter(w["word_list"] for w in words.values())["crafts"] == 2


def cleaned(workspace: Path, as_known_at: datetime | None = None) -> tuple[str, set[str], str]:
    """Return the hash of the clean rows, the crafts that nobody knows and the build key, without modelling anything.

    The hash is of every value, not of how the file packs them.
    """
    own = Workspace(workspace)
    with open_context(own, models_dir(), as_known_at=as_known_at) as context:
        build = receive(context)
        key = build.register.key.key
        build, _ = land(context, build, "artisans")
        accept(context, build, "artisans")
        (path,) = [p for p in own.clean.glob("artisans-*.parquet") if "violations" not in p.name]
        kept = json.loads(path.with_suffix(".json").read_text("utf-8"))
        unknown = {
            w["word"] for u in kept["cleaned"]["unknown_words"] if u["word_list"] == "crafts" for w in u["words"]
        }
        rows = sorted(pq.read_table(path).to_pylist(), key=lambda row: row["row_id"])
        return hashlib.sha256(repr(rows).encode()).hexdigest(), unknown, key


def said(workspace: Path, *arguments: str) -> None:
    done = run_naqsheh("vocabulary", *arguments, "--reason", "آزمون", workspace=workspace)
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_a_word_cleans_again_what_it_touches_and_forgetting_it_restores_every_byte(workspace: Path) -> None:
    before, words, key = cleaned(workspace)
    assert words == {"بافت ابداعی", "کوزه‌نگاری نو"}
    moment = datetime.now(UTC)
    said(workspace, "map", "crafts", "بافت ابداعي", "نمدمالی")
    after, fewer, other = cleaned(workspace)
    assert after != before and other != key
    assert fewer == {"کوزه‌نگاری نو"}
    assert cleaned(workspace, moment)[0] == before, "as known before the act, nobody knew the word"
    assert cleaned(workspace)[0] == after
    said(workspace, "map", "months", "برج نو", "1")
    landed = {p: p.stat().st_mtime_ns for p in Workspace(workspace).clean.glob("artisans-*.parquet")}
    assert cleaned(workspace)[0] == after
    assert {p: p.stat().st_mtime_ns for p in landed} == landed, "a list that the feed does not use touches nothing"
    said(workspace, "forget", "crafts", "بافت ابداعی")
    said(workspace, "forget", "months", "برج نو")
    assert cleaned(workspace)[0] == before


@pytest.mark.slow
def test_a_column_of_other_content_waits(tmp_path: Path) -> None:
    """Names in the column of education: not a list of new words, but another column."""
    folder = tmp_path / "raw" / "artisans" / "1402Q2-heritage"
    folder.mkdir(parents=True)
    with (folder / "هنرمندان.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["کد ملی", "شهرستان", "تحصیلات"])
        writer.writerows([national_id(323_450_000 + 41 * n), "بم", f"نام ساختگی {n}"] for n in range(40))
    (folder / "هنرمندان.csv.source.yaml").write_text("office: heritage\nsynthetic: true\n", "utf-8")
    with open_context(Workspace(tmp_path), models_dir()) as context:
        build, _ = land(context, receive(context), "artisans")
        (outcome,) = accept(context, build, "artisans").outcomes.values()
    assert outcome.state == "held" and outcome.message is not None
    assert outcome.message.id == "many_unrecognised"
    assert "«تحصیلات»" in str(outcome.reason("fa")) and "ساختگی" not in str(outcome.reason("fa"))

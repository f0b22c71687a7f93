"""What the secretariat writes about revisions is drafted, kept as it was edited, and printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.exporting import ExportRefused, print_period
from pipelines.exporting.revision_notes import draft_notes, read_notes
from pipelines.exporting.scope import Scope
from pipelines.foundation.workspace import PROJECT_ROOT
from pipelines.published import PublishedDatabase, PublishedVersion
from tests.pipeline.printed import text_by_poppler

MODELS = PROJECT_ROOT / "models"
PERIOD = "1400Q4"


def test_a_draft_is_written_once_and_read_back(published: PublishedDatabase, tmp_path: Path) -> None:
    path, is_new = draft_notes(published, Scope.of(PERIOD), tmp_path, MODELS)
    assert is_new
    [only] = read_notes(tmp_path, PERIOD)
    assert only.en == "No figure was revised since the release before."
    path.write_text(path.read_text("utf-8").replace(only.en, "Edited by a person."), "utf-8")
    assert draft_notes(published, Scope.of(PERIOD), tmp_path, MODELS) == (path, False)
    assert [note.en for note in read_notes(tmp_path, PERIOD)] == ["Edited by a person."]


def test_the_bulletin_prints_the_notes_of_its_period(version: PublishedVersion, tmp_path: Path) -> None:
    notes, out = tmp_path / "notes", tmp_path / "out"
    notes.mkdir()
    (notes / f"{PERIOD}.yaml").write_text(
        f"period: {PERIOD}\nnotes:\n- fa: سخن دبیر\n  en: '#panic() the list of Bam'\n", "utf-8"
    )
    (notes / "1400Q3.yaml").write_text("period: 1400Q3\nnotes:\n- {fa: دیگر, en: of another quarter}\n", "utf-8")
    print_period(version, PERIOD, out, MODELS, notes)
    text = text_by_poppler(out / f"naqsheh-{PERIOD}-bulletin-en.pdf")
    assert "#panic() the list of Bam" in text
    assert "of another quarter" not in text


@pytest.mark.parametrize(
    "text",
    ["period: 1400Q4\n", "notes: [", "period: 1400Q3\nnotes: []\n", "period: 1400Q4\nnotes:\n- {fa: تنها}\n", "x: 1\n"],
    ids=["no notes", "no YAML", "another period", "one language", "other keys"],
)
def test_notes_that_cannot_be_read_are_told_with_their_file(tmp_path: Path, text: str) -> None:
    (tmp_path / f"{PERIOD}.yaml").write_text(text, "utf-8")
    with pytest.raises(ExportRefused) as refused:
        read_notes(tmp_path, PERIOD)
    for language in ("fa", "en"):
        assert f"{PERIOD}.yaml" in refused.value.message.text(language)

"""How a file would be understood, before it is accepted: read, cleaned and assessed as a build would, and nothing kept.

A preview is a workspace of its own under ``restricted/previews/``: the file alone in its ``raw/``, a copy of the
ledger, and what was read of the feed's other deliveries. A build's own steps run over it, so what it says is what the
build will say. What is shown lies in a small database with the public tables of the delivery; it holds no more of a
person than a published version does.
"""

from __future__ import annotations

import difflib
import json
import os
import secrets
import shutil
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.configuration.place import read_place
from pipelines.foundation import clock
from pipelines.foundation.clock import tehran_day
from pipelines.foundation.messages import Message
from pipelines.foundation.workspace import Workspace
from pipelines.intake.inventory import EXTENSIONS, parse_folder
from pipelines.intake.source_notes import SUFFIX
from pipelines.pipeline.shadow import forget, shadow
from pipelines.published import MANIFEST

if TYPE_CHECKING:
    from pipelines.pipeline.context import Context
    from pipelines.pipeline.reports import DeliveryOutcome
    from pipelines.pipeline.state import Build
    from pipelines.reading import ReadResult

#: A preview that nobody accepted is swept away after a day (seconds).
KEPT_FOR = 24 * 3600
#: Public tables that a preview has: those of one delivery, and what gives their words.
TABLES = frozenset(
    {
        "approvals",
        "areas",
        "codes",
        "column_matches",
        "completeness",
        "corrections_applied",
        "crafts",
        "deliveries",
        "delivery_comparisons",
        "delivery_notes",
        "expectation_results",
        "feed_columns",
        "feeds",
        "freshness",
        "hs_codes",
        "non_data_rows",
        "normalisations",
        "quarantine_rows",
        "quarantine_summary",
        "quarters",
        "release",
        "source_rows",
        "units",
    }
)
#: Rows of a file without persons that are shown as they were read.
SAMPLE_ROWS = 8
#: Groups of quarantined rows that the summary tells; the tables of the preview have all.
GROUPS_TOLD = 12
SUMMARY = "preview.json"


class PreviewError(RuntimeError):
    """A file cannot be looked at, or no longer be accepted; ``message`` says why in both languages."""

    def __init__(self, message_id: str, **params: str) -> None:
        self.message = Message(message_id, "refuse", params)
        super().__init__(self.message.text("en"))


@dataclass(frozen=True, slots=True)
class Sent:
    """What a steward says of a file: its feed, and what the file itself may not say."""

    feed: str
    period: str | None = None
    office: str | None = None
    document: str | None = None
    synthetic: bool = False

    def note(self) -> dict[str, Any]:
        """Return the source note that goes beside the file; empty parts are left out."""
        document = {"fa": self.document} if self.document else None
        found = {
            "office": self.office,
            "period": self.period,
            "document": document,
            "synthetic": self.synthetic or None,
        }
        return {name: value for name, value in found.items() if value}


def stage(workspace: Workspace, feeds: Collection[str], file: Path, name: str, sent: Sent) -> Path:
    """Put a copy of ``file`` aside under the name the office gave it; return the folder of its preview.

    Raises :class:`PreviewError` when there is no such feed or period, or the name is not one of a delivery.
    """
    sweep(workspace)
    if sent.feed not in feeds:
        near = difflib.get_close_matches(sent.feed, feeds, n=1)
        raise PreviewError("preview_feed", value=sent.feed, suggestion=near[0] if near else "—")
    plain = Path(name.replace("\\", "/")).name.strip()
    if not plain or plain.startswith((".", "~")) or Path(plain).suffix.lower() not in EXTENSIONS:
        raise PreviewError("extension_unsupported", file=plain or "—", feed=sent.feed, value=Path(plain).suffix or "—")
    if sent.period and parse_folder(sent.period) is None:
        raise PreviewError("preview_period", file=plain, value=sent.period)
    folder = workspace.previews / secrets.token_hex(8)
    place = Workspace(folder).raw / sent.feed
    place.mkdir(parents=True, mode=0o700)
    workspace.previews.chmod(0o700)
    shutil.copyfile(file, place / plain)
    if note := sent.note():
        # JSON is YAML; a written note can be read by the inventory as any other.
        (place / (plain + SUFFIX)).write_text(json.dumps(note, ensure_ascii=False, indent=2), "utf-8")
    return folder


def preview(workspace: Workspace, models: Path, folder: Path, feed: str) -> dict[str, Any]:
    """Read, clean and assess the staged file as a build would; return the summary that also lies in the folder.

    Keys: ``delivery_id``, ``state`` (published, held, refused, known), ``file_name``, ``feed``, ``sentence_fa``,
    ``sentence_en``, ``is_synthetic``, and of a delivery its rows, ``columns``, and ``succession_fa``,
    ``succession_en``: what it would put out of force. “known” says that the same content was delivered
    before: nothing would change.
    """
    from pipelines.pipeline.accept import accept
    from pipelines.pipeline.context import open_context
    from pipelines.pipeline.land import land
    from pipelines.pipeline.receiving import receive
    from pipelines.pipeline.tables import make_reference
    from pipelines.pipeline.trial import try_checks

    scratch = Workspace(folder)
    shadow(workspace, scratch, feed)
    with open_context(scratch, models) as context:
        before = {d.delivery_id for d in context.ledger.all()}
        build = receive(context)
        new = [d.delivery_id for d in context.ledger.all() if d.delivery_id not in before]
        if build.register.refused or not new:
            summary = _not_taken(context, build, feed)
        else:
            build, _ = land(context, build, feed)
            build = accept(context, build, feed)
            build, _ = make_reference(context, build)
            if build.outcomes[new[0]].state == "published":
                build = try_checks(context, build, folder / "trial")
            outcome = _cleaned(context, build.outcomes[new[0]])
            _write(context, build, outcome, folder)
            told = _succession(context, outcome)
            summary = {**_summary(outcome), **told, "quarantine": _quarantine(context)}
    (folder / SUMMARY).write_text(json.dumps(summary, ensure_ascii=False), "utf-8")
    forget(scratch)
    return summary


def _cleaned(context: Context, outcome: DeliveryOutcome) -> DeliveryOutcome:
    """Return a delivery that is held for its name or place cleaned: its rows are shown all the same."""
    if outcome.read is None or outcome.cleaned is not None:
        return outcome
    cleaned = context.processor.clean(context.contracts[outcome.delivery.feed], outcome)
    return replace(outcome, cleaned=cleaned)


def accept(workspace: Workspace, token: str) -> Path:
    """Move a previewed file and its note into ``raw/``, never over another; return where it lies now.

    Raises :class:`PreviewError` when the preview is gone. The next build takes the file in.
    """
    folder = folder_of(workspace, token)
    files = [p for p in (Workspace(folder).raw).glob("*/*") if not p.name.endswith(SUFFIX)] if folder.is_dir() else []
    if not files:
        raise PreviewError("preview_gone", value=token)
    source = files[0]
    target = _free_name(workspace.raw / source.parent.name / source.name)
    target.parent.mkdir(parents=True, exist_ok=True)
    note = source.with_name(source.name + SUFFIX)
    if note.exists():  # the note first: a build that starts between the two must not take the file without it
        shutil.move(note, target.with_name(target.name + SUFFIX))
    arriving = target.with_name(target.name + ".part")
    shutil.move(source, arriving)
    arriving.chmod(0o600)
    os.replace(arriving, target)
    shutil.rmtree(folder)
    return target


def discard(workspace: Workspace, token: str) -> None:
    """Take a preview away, its copy of the file with it; nothing happens when there is none."""
    shutil.rmtree(folder_of(workspace, token), ignore_errors=True)


def folder_of(workspace: Workspace, token: str) -> Path:
    """Return the folder of a preview; raises :class:`PreviewError` for what is no token."""
    if len(token) != 16 or not set(token) <= set("0123456789abcdef"):
        raise PreviewError("preview_gone", value=token[:40])
    return workspace.previews / token


def read_summary(workspace: Workspace, token: str) -> Mapping[str, Any] | None:
    """Return the summary of a preview, or None when there is none."""
    try:
        found = json.loads((folder_of(workspace, token) / SUMMARY).read_text("utf-8"))
    except (OSError, ValueError, PreviewError):
        return None
    return found if isinstance(found, dict) else None


def sweep(workspace: Workspace, now: float | None = None) -> None:
    """Take away previews that are older than :data:`KEPT_FOR`."""
    limit = (time.time() if now is None else now) - KEPT_FOR
    for folder in workspace.previews.glob("*") if workspace.previews.is_dir() else []:
        if folder.stat().st_mtime < limit:
            shutil.rmtree(folder, ignore_errors=True)


def _free_name(path: Path) -> Path:
    """Return the path, numbered where another file already has it."""
    found, number = path, 2
    while found.exists() or found.with_name(found.name + SUFFIX).exists():
        found = path.with_name(f"{path.stem} ({number}){path.suffix}")
        number += 1
    return found


def _not_taken(context: Context, build: Build, feed: str) -> dict[str, Any]:
    """Return the summary of a file that is no delivery, or no new one."""
    refused = build.register.refused
    if refused and (refusal := refused[0].refusal) is not None:
        message, state = refusal, "refused"
        name = refused[0].name
    else:
        name = next(p.name for p in context.workspace.raw.glob("*/*") if not p.name.endswith(SUFFIX))
        message, state = Message("preview_known", "warn", {"file": name}), "known"
    return {
        "delivery_id": None,
        "state": state,
        "file_name": name,
        "feed": feed,
        "is_synthetic": False,
        "sentence_fa": message.text("fa"),
        "sentence_en": message.text("en"),
    }


def _summary(outcome: DeliveryOutcome) -> dict[str, Any]:
    cleaned, read = outcome.cleaned, outcome.read
    counts = ("rows_read", "rows_loaded", "rows_quarantined", "rows_non_data")
    return {
        "delivery_id": outcome.delivery.delivery_id,
        "state": outcome.state,
        "file_name": outcome.delivery.file_name,
        "feed": outcome.delivery.feed,
        "is_synthetic": outcome.delivery.is_synthetic,
        "sentence_fa": outcome.reason("fa"),
        "sentence_en": outcome.reason("en"),
        **{name: getattr(cleaned, name) if cleaned else 0 for name in counts},
        "columns": [
            {"sheet_name": m.sheet_name, "letter": m.letter, "header": m.header, "column": m.column}
            for m in (read.columns if read else [])
        ],
        "sheets": _sheets(read) if read else [],
        "units": dict(read.units) if read else {},
        "titles": [text for text in read.preamble if text.strip()][:3] if read else [],
    }


def _quarantine(context: Context) -> list[dict[str, Any]]:
    """Return the largest groups of rows that would be kept out, each with its sentence in both languages."""
    return context.engine.rows(
        "SELECT rows, sentence_fa, sentence_en FROM derived.quarantine_summary WHERE severity = 'quarantine'"
        f" ORDER BY rows DESC, sheet_name, column_name, rule, value_shown LIMIT {GROUPS_TOLD}"
    )


def _succession(context: Context, outcome: DeliveryOutcome) -> dict[str, Any]:
    """Return what the file would put out of force, and which other editions of its table stay beside it."""
    from pipelines.pipeline.effect import Party
    from pipelines.pipeline.effect_words import party_sentence

    own, found = outcome.delivery, []
    for other in context.ledger.all():
        table = other.place.table == own.place.table and other.delivery_id != own.delivery_id
        is_replaced = other.delivery_id == own.supersedes
        if not table or other.decision == "rejected" or not (is_replaced or other.known_to is None):
            continue
        told = context.ledger.outcomes(other.delivery_id)
        rows = told[-1]["rows_loaded"] if told else 0
        party = Party(other.delivery_id, other.feed, other.file_name, other.period, other.grain or None, rows)
        found.append(party_sentence("effect_out" if is_replaced else "effect_beside", party, context.contracts))
    return {f"succession_{language}": [m.text(language) for m in found] for language in ("fa", "en")}


def _sheets(read: ReadResult) -> list[dict[str, Any]]:
    """Return, of each sheet, the last row of its header and the rows below it that hold data.

    Every row below the header was landed or is told as no data, so the header ends right above the first of them.
    """
    import pyarrow.parquet as pq

    rows: dict[str, list[int]] = {}
    landed = pq.read_table(read.landed, columns=["sheet_name", "row_number"])
    for sheet, number in zip(landed["sheet_name"].to_pylist(), landed["row_number"].to_pylist(), strict=True):
        rows.setdefault(sheet, []).append(number)
    first = {sheet: min(numbers) for sheet, numbers in rows.items()}
    for row in read.non_data:
        first[row.sheet_name] = min(first.get(row.sheet_name, row.row_number), row.row_number)
    return [
        {"sheet_name": sheet, "header_row": number - 1, "rows": len(rows.get(sheet, ()))}
        for sheet, number in first.items()
    ]


def _as_release(outcome: DeliveryOutcome, models: Path) -> dict[str, Any]:
    """Return what the pages ask of a version, of a preview: of which place, when made, and whether it is invented."""
    unknown = ("version", "as_known_at", "build_key", "code_hash", "models_hash", "inputs_hash")
    now = clock.now()
    moments = {"built_at": now.replace(tzinfo=None), "as_of": tehran_day(now)}
    place = {"home_area_code": read_place(models).home}
    return {**dict.fromkeys(unknown), **moments, **place, "is_synthetic": outcome.delivery.is_synthetic}


def _write(context: Context, build: Build, outcome: DeliveryOutcome, folder: Path) -> None:
    """Write the public tables of one delivery, with those that give their words."""
    from pipelines.modelling import public_tables
    from pipelines.pipeline.described.facts import BuildFacts, ReleaseFacts
    from pipelines.pipeline.publication import PublicFile, write_tables
    from pipelines.pipeline.tables import maker_of

    wanted = [t for t in public_tables(context.models) if t.name in TABLES]
    facts = BuildFacts(
        context.engine,
        context.processor,
        context.contracts,
        context.governance,
        [outcome],
        shown=[outcome],
        shown_rows=SAMPLE_ROWS,
        findings=outcome.corrections,
        expects=False,
    )
    maker = maker_of(context, build, facts)
    for model in maker.derived:
        if model.facts and model.step == "model" and any(model.table in table.reads for table in wanted):
            maker.make(model)
    maker = maker_of(context, build, ReleaseFacts(release=[_as_release(outcome, context.models)]))
    for model in maker.derived:
        if model.step != "model" and any(model.table in table.reads for table in wanted):
            maker.make(model)
    public = PublicFile(context.engine, folder)
    write_tables(public, wanted)
    public.close()
    shutil.rmtree(folder / "parquet")
    (folder / MANIFEST).write_text("{}", "utf-8")

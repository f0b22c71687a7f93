"""Make one delivery: its rows, its look, its file and note, and its truth."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipelines.contracts import Contract
from pipelines.demo import calendar, stories
from pipelines.demo.headings import Chosen
from pipelines.demo.randomness import chooser
from pipelines.demo.rendering import Renderer
from pipelines.demo.sheets import SheetLayout, SheetWriter
from pipelines.demo.spellings import CodeSpellings
from pipelines.demo.style import MOST_WORKBOOK_ROWS, Style, style_of
from pipelines.demo.truth import DeliveryTruth, TruthWriter, total_row
from pipelines.demo.world import Frame, Supply, World, length_of, taken
from pipelines.demo.writers import lines_of, write_large_csv, write_parquet, write_small_csv, write_workbook

#: Rows with an error are this share of the mess rate, and never more than this share of a file: a file with more
#: than one bad row in twenty waits for approval, and that is another story.
ERRORS_PER_MESS = 1 / 3
MOST_BAD = 0.035
_EPOCH = dt.date(1970, 1, 1)
#: Days after the end of a period before a feed can be told at all: annual reports come in over half a year.
_DELAYS = {"annual_reports": 185}


class DeliveryMaker:
    """Makes the deliveries of one world under ``folder`` and tells ``truth`` what they hold."""

    def __init__(self, world: World, folder: Path, truth: TruthWriter) -> None:
        self._world, self._folder, self._truth = world, folder, truth
        self._spellings = CodeSpellings(world)
        self._area_names = {code: area["name_fa"] for code, area in world.place.areas.items()}
        self._factors = {row["unit"]: Decimal(row["factor"]) for row in world.reference("units") if row["factor"]}

    def make(
        self, feed: str, office: str, period: str, supply: Supply, state: str = "published", story: str = ""
    ) -> Path:
        """Write the delivery of ``office`` for ``period``; return its path."""
        contract = self._world.contracts[feed]
        frames = _with_divisor(contract, supply.frames, stories.UNIT_MIX_UPS.get((feed, office, period), 1))
        first = next(frames)
        style = style_of(self._world, contract, office, period, supply.rows, first.keys())
        if (feed, office, period) in stories.UNIT_MIX_UPS:
            style = replace(style, headings=_plain(contract, style), titles=())
        folder = self._folder / "raw" / feed / f"{period}-{office}"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / file_name(
            contract, period, style, chooser(self._world.seed, "file", feed, office, period).randrange(3)
        )
        told = DeliveryTruth(str(path.relative_to(self._folder)), feed, office, period, state, story)
        if supply.rows > MOST_WORKBOOK_ROWS:
            self._make_large(path, contract, style, _again(first, frames), supply.rows, told)
        else:
            self._make_small(path, contract, style, _joined([first, *frames]), told)
        write_note(path, contract, office, period, self._world)
        self._truth.add_delivery(told)
        return path

    def bad_rows(self, rows: int, *names: object) -> list[int]:
        """Return the rows of a delivery that get an error."""
        chance = chooser(self._world.seed, "bad rows", *names)
        wanted = int(rows * self._world.mess * ERRORS_PER_MESS + chance.random())
        return sorted(chance.sample(range(rows), min(wanted, int(rows * MOST_BAD))))

    # --- large ones are streamed -----------------------------------------------------------------------------

    def _make_large(
        self,
        path: Path,
        contract: Contract,
        style: Style,
        frames: Iterator[Frame],
        rows: int,
        told: DeliveryTruth,
    ) -> None:
        bad = np.array(self.bad_rows(rows, told.raw_path), np.int64)
        renderer = Renderer(self._world, contract, style, self._spellings)

        def chunks() -> Iterator[dict[str, pa.Array]]:
            start = 0
            for number, frame in enumerate(frames):
                length = length_of(frame)
                here = bad[(bad >= start) & (bad < start + length)] - start
                rendered = renderer.render(frame, here.tolist(), told.raw_path, number)
                yield rendered.texts
                numbers = np.arange(start + 2, start + length + 2)
                self._truth.add_rows(
                    contract.feed,
                    told.raw_path,
                    path.stem,
                    numbers,
                    rendered.read,
                    style.columns,
                    rendered.bad,
                )
                self._truth.add_planted(told.raw_path, path.stem, numbers, rendered.planted)
                told.rows_bad += len(rendered.bad)
                start += length
            told.rows_data = start

        write_large_csv(path, style, chunks())

    # --- small ones are laid out as a whole ------------------------------------------------------------------

    def _make_small(self, path: Path, contract: Contract, style: Style, frame: Frame, told: DeliveryTruth) -> None:
        if style.by_county:
            order = np.argsort(frame["area"].cast(pa.string()).to_numpy(zero_copy_only=False), kind="stable")
            frame = taken(frame, order)
        length = length_of(frame)
        starts = (
            _county_starts(frame, self._area_names)
            if style.by_county
            else {path.stem if style.format != "xlsx" else "فهرست": 0}
        )
        bad = self.bad_rows(length, told.raw_path)
        rendered = Renderer(self._world, contract, style, self._spellings).render(frame, bad, told.raw_path)
        told.rows_data, told.rows_bad = length, len(rendered.bad)
        if style.format == "parquet":
            write_parquet(path, contract, style, rendered.texts)
            sheet_of, numbers = np.array([path.stem] * length, object), np.arange(2, length + 2)
        else:
            sheets = self._sheets(contract, style, starts, frame, rendered.texts, told)
            if style.format == "xlsx":
                write_workbook(path, contract, style, sheets)
            else:
                write_small_csv(path, style, list(lines_of(sheets)))
            sheet_of = np.concatenate([np.array([s.name] * len(s.data_rows), object) for s in sheets])
            numbers = np.concatenate([np.array(s.data_rows, np.int64) for s in sheets])
        held = style.columns if not style.by_county else (*style.columns, "area")
        self._truth.add_rows(
            contract.feed,
            told.raw_path,
            pa.array(sheet_of.tolist(), pa.string()),
            numbers,
            rendered.read,
            held,
            rendered.bad,
        )
        self._truth.add_planted(told.raw_path, sheet_of.tolist(), numbers, rendered.planted)

    def _sheets(
        self,
        contract: Contract,
        style: Style,
        starts: dict[str, int],
        frame: Frame,
        texts: dict[str, pa.Array],
        told: DeliveryTruth,
    ) -> list[SheetLayout]:
        writer = SheetWriter(contract, style, self._factors, self._world.seed, told.raw_path)
        found, names = [], list(starts)
        ends = [*list(starts.values())[1:], length_of(frame)]
        for name, end in zip(names, ends, strict=True):
            start = starts[name]
            columns = {n: texts[n].slice(start, end - start).to_pylist() for n in style.columns}
            summed = {
                n: frame[n].slice(start, end - start).to_pylist()
                for n in style.columns
                if contract.column(n).is_additive
            }
            sheet = writer.lay_out(name, columns, summed)
            told.rows_non_data += sheet.non_data
            told.totals += [total_row(name, t.row_number, t.column, t.stated, t.difference) for t in sheet.totals]
            found.append(sheet)
        return found


def _plain(contract: Contract, style: Style) -> dict[str, Chosen]:
    """Return the headings of a style with every amount under its usual heading."""
    return {
        n: Chosen(contract.column(n).title_fa) if contract.column(n).kind == "money" else h
        for n, h in style.headings.items()
    }


def _county_starts(frame: Frame, names: Mapping[str, str]) -> dict[str, int]:
    """Return the first row of each county's sheet by the sheet's name: the county's name and code («بافت0801»)."""
    codes = frame["area"].cast(pa.string()).to_pylist()
    found: dict[str, int] = {}
    for row, code in enumerate(codes):
        found.setdefault(f"{names[code]}{code}", row)
    return found


def _with_divisor(contract: Contract, frames: Iterable[Frame], divisor: int) -> Iterator[Frame]:
    """Return frames whose amounts were written too small: toman, or thousands, under a heading in rial."""
    money = [c.name for c in contract.columns if c.kind == "money"]
    for frame in frames:
        if divisor != 1:
            frame = frame | {n: pc.divide(frame[n], divisor) for n in money if n in frame}
        yield frame


def _again(first: Frame, rest: Iterator[Frame]) -> Iterator[Frame]:
    yield first
    yield from rest


def _joined(frames: list[Frame]) -> Frame:
    if len(frames) == 1:
        return frames[0]
    return {
        n: pa.concat_arrays([_decoded(f[n]) for f in frames]) if len(frames) > 1 else frames[0][n] for n in frames[0]
    }


def _decoded(array: pa.Array) -> pa.Array:
    return array.dictionary.take(array.indices) if pa.types.is_dictionary(array.type) else array


def file_name(contract: Contract, period: str, style: Style, way: int) -> str:
    """Return the name that the office gives its file."""
    title = contract.title_fa.replace("\u0654", "").replace("/", " ")
    text = calendar.period_text(period, way)
    stem = (f"{title} {text} نمایشی", f"{contract.feed}-{period}-demo", f"نمایشی {title} {period}")[way]
    return f"{stem}.{style.format}"


def write_note(path: Path, contract: Contract, office: str, period: str, world: World) -> None:
    """Write the note that says that the file is invented, from whom it would be and when it would have come."""
    import yaml

    chance = chooser(world.seed, "received", contract.feed, office, period)
    delay = _DELAYS.get(contract.feed, 0)
    received = _EPOCH + dt.timedelta(days=calendar.bounds(period)[1] + delay + chance.randrange(9, 38))
    note = {
        "office": office,
        "period": period,
        "received_on": received.isoformat(),
        "document": {
            "fa": f"دادهٔ ساختگی برای نمایش: {contract.title_fa}",
            "en": f"Invented data for demonstration: {contract.title_en}",
        },
        "grade": "office_file",
        "remarks": {
            "fa": f"هیچ سطری واقعی نیست. مقیاس: {world.scale:.6f} هر نفر.",
            "en": f"No row is real. Scale: {world.scale:.6f} of each person.",
        },
        "synthetic": True,
    }
    path.with_name(path.name + ".source.yaml").write_text(
        yaml.safe_dump(note, allow_unicode=True, sort_keys=False), "utf-8"
    )

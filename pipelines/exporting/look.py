"""How the workbook looks: colours of the house, cell formats, and the four faces of a figure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

FONT = "Vazirmatn"
INK, INK2, INK3, PAPER, SUNKEN, HAIRLINE, EDGE = (
    "#23201B",
    "#575146",
    "#6B6458",
    "#FAF6EE",
    "#F3EDE1",
    "#DFD6C6",
    "#8A8172",
)
TURQUOISE, COPPER, OCHRE, DEMO_GROUND = "#08716F", "#9C4A17", "#8A5A00", "#FAEBC8"

#: Asks a spreadsheet for Persian digits over a true number.
PERSIAN_DIGITS = "[$-3000429]"
HATCH = 14  # thin diagonal lines: a place where a file is missing
#: Digits that a spreadsheet can hold; a longer number would be rounded without a word.
EXACT_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Figure:
    """A value that may be missing, suppressed or without meaning; ``decimals`` are those to show."""

    value: Decimal | None
    status: str
    is_share: bool = False
    decimals: int = 0

    @property
    def face(self) -> str:
        """``number``, ``zero``, ``missing``, ``suppressed`` or ``not_applicable``."""
        if self.status in ("suppressed", "not_applicable"):
            return self.status
        if self.value is None:
            return "missing"
        return "number" if self.value else "zero"


def number_format(language: str, decimals: int, *, share: bool = False, zero: str = "0") -> str:
    """Return a spreadsheet format: grouped thousands, a word for zero in Persian, digits of the language."""
    digits = ("0" if share else "#,##0") + ("." + "0" * decimals if decimals else "") + ("%" if share else "")
    prefix = PERSIAN_DIGITS if language == "fa" else ""
    return f'{prefix}{digits};{prefix}-{digits};"{zero}"'


class Look:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook, words: dict[str, Any]) -> None:
        self._book, self._words = book, words
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def format(self, language: str, **properties: Any) -> Format:
        """Return the format with ``properties`` over those of every cell of ``language``."""
        every = {
            "font_name": FONT,
            "font_size": 10,
            "font_color": INK,
            "valign": "top",
            "reading_order": 2 if language == "fa" else 1,
            "align": "right" if language == "fa" else "left",
        }
        key = tuple(sorted({**every, **properties}.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(dict(key))
        return self._made[key]

    def cell(self, language: str, **properties: Any) -> Format:
        """Return the format of a cell of a table: a hairline below, nothing else."""
        indent = {} if "align" in properties else {"indent": 1}
        return self.format(language, bottom=1, bottom_color=HAIRLINE, **indent, **properties)

    def heading(self, language: str, *, number: bool = False) -> Format:
        """Return the format of a column's heading; it stands over its numbers as they stand."""
        place = {"align": "right"} if number else {"indent": 1}
        return self.format(
            language,
            bold=True,
            text_wrap=True,
            valign="vcenter",
            font_color="#FFFFFF",
            bg_color=TURQUOISE,
            border=1,
            border_color=TURQUOISE,
            **place,
        )

    def write_figure(
        self, sheet: Worksheet, row: int, column: int, figure: Figure, language: str, **properties: Any
    ) -> None:
        """Write one figure with its face: a number, a zero (still a number), or a mark that is no number."""
        faces = {name: words[language] for name, words in self._words["faces"].items()}
        if figure.value is not None and figure.face in ("number", "zero"):
            if len(figure.value.normalize().as_tuple().digits) > EXACT_DIGITS:
                sheet.write_string(row, column, format(figure.value.normalize(), "f"), self.cell(language))
                return
            shown = number_format(language, figure.decimals, share=figure.is_share, zero=faces["zero"])
            style = self.cell(language, **{"num_format": shown, "align": "right", **properties})
            sheet.write_number(row, column, float(figure.value), style)
            return
        styles: dict[str, dict[str, Any]] = {
            "missing": {"font_color": INK2, "pattern": HATCH, "fg_color": HAIRLINE, "bg_color": "#FFFFFF"},
            "suppressed": {"font_color": INK, "bold": True, "bg_color": SUNKEN},
            "not_applicable": {"font_color": INK3},
        }
        sheet.write_string(row, column, faces[figure.face], self.cell(language, **styles[figure.face], align="center"))

"""What cleaning one delivery gives: counts, reasons, compared totals."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

#: Stands for a value that may identify a person.
MASK = "•••"
#: How many violations a cleaned delivery carries with it; the file beside it has all.
CARRIED_CELLS = 2_000
#: How many unknown words of one column it carries: a column of more holds no words of a list.
CARRIED_WORDS = 200


class ReconciliationError(AssertionError):
    """Rows went missing, or were counted twice, between reading and loading."""


@dataclass(frozen=True, slots=True)
class QuarantinedCell:
    """One reason for which one row was kept out (or, for a warning, pointed out).

    ``value`` is masked where the column may identify a person.
    """

    sheet_name: str
    row_number: int
    column_name: str
    column_letter: str
    rule: str
    severity: str
    value: str
    params: dict[str, str]


@dataclass(frozen=True, slots=True)
class StatedTotal:
    """A total that the office wrote in its file, beside the sum of the rows that it is of (in the clean unit).

    ``computed`` counts loaded and quarantined rows; ``quarantined`` is the part of it that waits for a correction.
    ``claim`` says what the total is of (see :class:`pipelines.reading.NonDataRow`).
    """

    sheet_name: str
    row_number: int
    kind: str
    text: str
    column_name: str
    stated: Decimal | None
    computed: Decimal | None
    difference: Decimal | None
    claim: str | None = None
    first_row: int | None = None
    last_row: int | None = None
    quarantined: Decimal | None = None


@dataclass(frozen=True, slots=True)
class WordedRows:
    """Loaded rows of a sheet in which a column holds a word for a total: the first of them and how many."""

    sheet_name: str
    row_number: int
    column_name: str
    word: str
    rows: int


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A word of one column that is in no list: as it is mostly written, its cells, and the titles like it."""

    word: str
    cells: int
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnknownWords:
    """The words of one column that its list does not know, the commonest first (:data:`CARRIED_WORDS` at most).

    ``cells`` counts all that hold a word, ``unknown`` those whose word is in no list, over every row of the file.
    ``needed`` says that rows without a known word are kept out. Restricted: the column may be one of persons.
    """

    column_name: str
    word_list: str
    needed: bool
    cells: int
    unknown: int
    words: tuple[UnknownWord, ...] = ()

    @classmethod
    def list_from_json(cls, data: list[dict[str, Any]]) -> list[UnknownWords]:
        """Read back what :meth:`CleanedDelivery.to_json` wrote of unknown words."""
        found = []
        for of in data:
            words = tuple(UnknownWord(w["word"], w["cells"], tuple(w["suggestions"])) for w in of["words"])
            found.append(cls(**{**of, "words": words}))
        return found


@dataclass(frozen=True, slots=True)
class CleanedDelivery:
    """What cleaning made of one delivery.

    ``cells`` are the first reasons only (:data:`CARRIED_CELLS`); the file of violations beside the clean rows has
    all, and ``rules`` counts the rows of each ``severity/rule``. ``normalised`` says by column and note how many
    cells were changed, with a few examples where the column is public. ``unknown_words`` are those of each column
    of words in which there are some; they never go to a public place unasked. ``waiting_places`` are the different
    values of the contract's places in rows that were kept out, None where a cell cannot be read or is itself in doubt;
    empty where the contract names none, or more than :data:`CARRIED_CELLS` differ.
    """

    rows_read: int
    rows_loaded: int
    rows_quarantined: int
    rows_non_data: int
    cells: list[QuarantinedCell] = field(default_factory=list)
    totals: list[StatedTotal] = field(default_factory=list)
    normalised: dict[str, dict[str, Any]] = field(default_factory=dict)
    rules: dict[str, int] = field(default_factory=dict)
    unknown_words: list[UnknownWords] = field(default_factory=list)
    worded: list[WordedRows] = field(default_factory=list)
    waiting_places: list[tuple[str | None, ...]] = field(default_factory=list)

    @property
    def reconciled(self) -> bool:
        """Whether every row that was read is accounted for exactly once."""
        return self.rows_read == self.rows_loaded + self.rows_quarantined + self.rows_non_data

    def to_json(self) -> dict[str, Any]:
        """Return the result as JSON-ready values (decimals as text)."""
        return json.loads(json.dumps(asdict(self), default=str))

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> CleanedDelivery:
        """Read back what :meth:`to_json` wrote."""

        def exact(value: str | None) -> Decimal | None:
            return None if value is None else Decimal(value)

        cells = [QuarantinedCell(**c) for c in data.pop("cells")]
        totals = [
            StatedTotal(**{**t, **{k: exact(t[k]) for k in ("stated", "computed", "difference", "quarantined")}})
            for t in data.pop("totals")
        ]
        unknown = UnknownWords.list_from_json(data.pop("unknown_words", []))
        worded = [WordedRows(**w) for w in data.pop("worded")]
        places = [tuple(values) for values in data.pop("waiting_places", [])]
        return cls(
            **data,
            cells=cells,
            totals=totals,
            unknown_words=unknown,
            worded=worded,
            waiting_places=places,
        )


@dataclass(frozen=True, slots=True)
class DeliveryFacts:
    """What cleaning needs to know of the delivery that the rows came with.

    ``latest`` is the last day that it can know of: the day on which it was received. ``span`` is the key of the
    months that it speaks for (None: those of its period), ``cover`` what it is restricted to (empty: to nothing).
    """

    delivery_id: str
    period: str | None
    office: str | None
    is_synthetic: bool
    latest: date | None = None
    span: str | None = None
    cover: str = ""

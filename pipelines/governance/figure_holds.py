"""Hold a document in which a figure has moved manifold, with a sentence for each such figure."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.engines.duckdb_engine import DuckDBEngine
from pipelines.foundation.messages import Language, Message
from pipelines.foundation.persian import listed
from pipelines.governance.assessment import Predecessor, Subject, figure
from pipelines.governance.figures import Document, MovedFigure, moved_figures
from pipelines.governance.thresholds import Governance
from pipelines.governance.words import Words

#: Figures that are told one by one; of the others it is said how many they are.
TOLD = 10


def held_figures(
    engine: DuckDBEngine, subject: Subject, documents: Sequence[Predecessor], governance: Governance
) -> list[Message]:
    """Return why a document waits: its figures that moved manifold against the other documents of its office."""
    own = Document(subject.delivery_id, subject.file_name, subject.period or "", subject.clean)
    others = [Document(d.delivery_id, d.file_name, d.period or "", d.clean) for d in documents]
    moved = moved_figures(engine, subject.contract, own, others, governance.holds.figure_jump_factor)
    found = [_message(subject, m, governance.words) for m in moved[:TOLD]]
    if len(moved) > TOLD:
        params = {"file": subject.file_name, "count": str(len(moved) - TOLD)}
        found.append(Message("more_figures_moved", "hold", params))
    return found


def _message(subject: Subject, moved: MovedFigure, words: Words) -> Message:
    size = max(moved.factor, 1 / moved.factor)
    unit = next(((c, v) for c, v in moved.of if c.name == moved.column.unit_column), None)

    def told(language: Language) -> str:
        parts = [words.of(c, v, language) for c, v in moved.of if (c, v) != unit]
        return listed(dict.fromkeys(parts), language)

    units = {}
    if unit is not None:
        units = {"unit": words.of(*unit, "fa"), "unit_en": words.of(*unit, "en")}
    return Message(
        "figure_moved",
        "hold",
        {
            "file": subject.file_name,
            "sheet": moved.sheet_name,
            "row": str(moved.row_number),
            "column": moved.column.title_fa,
            "column_en": moved.column.title_en,
            "value": figure(moved.after),
            "expected": figure(moved.before),
            "factor": ("×" if moved.factor > 1 else "÷") + figure(size),
            "suggestion": told("fa"),
            "suggestion_en": told("en"),
            "other": moved.other.file_name,
            "reason": moved.other.delivery_id,
            **units,
        },
    )

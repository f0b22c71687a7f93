"""Words that no list knows: pointed out, and held where they are most of what stands in a column.

No counts are told: of a list of persons they would be those of a category that may be hidden.
"""

from __future__ import annotations

from pipelines.cleaning.words import shown_words
from pipelines.foundation.messages import Message
from pipelines.foundation.persian import listed
from pipelines.governance.assessment import Assessment, Subject
from pipelines.governance.thresholds import HoldThresholds

#: Words that a sentence about a file lists; the page of words has all.
TOLD = 6


def assess_words(subject: Subject, limits: HoldThresholds, found: Assessment) -> None:
    """Add what is to be said of each column with unknown words; columns that a row needs are counted elsewhere."""
    for unknown in subject.cleaned.unknown_words:
        if unknown.needed:
            continue
        column = subject.contract.column(unknown.column_name)
        words = [f"«{w.word}»" for w in shown_words(subject.contract, unknown)[:TOLD]]
        params = {
            "file": subject.file_name,
            "column": column.title_fa,
            "column_en": column.title_en,
            "limit": f"{(100 * limits.unrecognised_share).normalize():f}",
            "value": listed(words) or "—",
        }
        most = unknown.unknown > limits.unrecognised_share * unknown.cells
        if most and unknown.unknown >= limits.least_unrecognised:
            found.holds.append(Message("many_unrecognised", "hold", params))
        else:
            found.notices.append(Message("words_not_recognised", "warn", params))

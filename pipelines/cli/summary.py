"""What a build of many files says on one screen: totals by state, what needs a person, the largest quarantine groups.

Every problem is one line in English and one in Persian, cut at the width of the screen; where the rest is, is said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipelines.cli.console import err, out, say, warn
from pipelines.foundation.messages import Message

#: Deliveries up to which a table names each one, and each reason is told in full.
SMALL = 10
#: Problems (of one state, feed, office and reason) and groups of quarantine that a screen has room for.
PROBLEMS, GROUPS = 6, 8
#: Lines that no terminal measures are cut here.
UNMEASURED_WIDTH = 140
GROUP_ORDER = "rows DESC, delivery_id, sheet_name, column_name, rule, value_shown"
_CLAUSE = re.compile(r"(?<=[^\W\d_])(?<!\.)[.؛;](?=\s)|(?<=[»”)])[.؛;](?=\s)")


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that needs a person: held or refused, with its whole reason in both languages."""

    state: str
    feed: str
    office: str | None
    file_name: str
    reason_id: str
    sentence_en: str
    sentence_fa: str


@dataclass(slots=True)
class _Alike:
    first: Problem
    files: list[str] = field(default_factory=list)


def first_clause(sentence: str) -> str:
    """Return what a sentence says first, up to its first full stop or semicolon."""
    found = _CLAUSE.search(sentence)
    return sentence[: found.start()] + "." if found else sentence


def cut(text: str, width: int) -> str:
    """Return a line that fits into ``width`` columns of a terminal, with «…» where something is left out."""
    from rich.cells import cell_len, set_cell_size

    return text if cell_len(text) <= width else set_cell_size(text, width - 1).rstrip() + "…"


def width_of_errors() -> int:
    """Return the columns of the terminal that shows errors; of a pipe a fixed number."""
    return err().width if err().is_terminal else UNMEASURED_WIDTH


def tell_states(version: int, states: Iterable[str], totals: Sequence[int]) -> None:
    """Say of all deliveries how many are in which state, and what became of their rows."""
    counted = Counter(states)
    told = ", ".join(f"{count:,} {state}" for state, count in counted.most_common())
    say(f"Version {version}: {sum(counted.values()):,} deliveries: {told}.")
    read, loaded, quarantined, other = totals
    say(f"Rows: {read:,} read = {loaded:,} loaded + {quarantined:,} quarantined + {other:,} non-data.")


def tell_problems(problems: Sequence[Problem]) -> int:
    """Say of the files that need a person, alike ones together, why; return how many files are not told of."""
    alike: dict[tuple[str, str, str | None, str], _Alike] = {}
    for problem in sorted(problems, key=lambda p: (p.state != "held", p.feed, p.office or "", p.file_name)):
        key = (problem.state, problem.feed, problem.office, problem.reason_id)
        alike.setdefault(key, _Alike(problem)).files.append(problem.file_name)
    ordered = sorted(alike.values(), key=lambda a: (a.first.state != "held", -len(a.files)))
    shown = _both_states(ordered)
    width = width_of_errors()
    for group in shown:
        first, more = group.first, _more_alike(len(group.files) - 1)
        where = f"{first.feed}/{first.office}" if first.office else first.feed
        english = f"{first.state.capitalize()}: {where}: {first_clause(first.sentence_en)}"
        for line, language in ((english, "en"), (first_clause(first.sentence_fa), "fa")):
            suffix = more[language]
            warn(cut(line.removesuffix(".") if suffix else line, width - len(suffix)) + suffix)
    return len(problems) - sum(len(group.files) for group in shown)


def _more_alike(more: int) -> dict[str, str]:
    """Return what stands behind a sentence that is true of more files, in both languages."""
    message = Message("and_more_alike", "hold", {"count": str(more)})
    return {"fa": " " + message.text("fa"), "en": " " + message.text("en")} if more else {"fa": "", "en": ""}


def _both_states(ordered: Sequence[_Alike]) -> list[_Alike]:
    """Return the first problems, half of the room for refused ones where both states have many."""
    held = [a for a in ordered if a.first.state == "held"]
    refused = [a for a in ordered if a.first.state != "held"]
    room = PROBLEMS - min(len(refused), PROBLEMS // 2)
    shown = held[:room]
    return shown + refused[: PROBLEMS - len(shown)]


def tell_groups(groups: Sequence[Mapping[str, Any]], *, in_full: bool = False) -> int:
    """Say of groups of quarantine what is wrong; return how many are not told of."""
    width = width_of_errors()
    shown = groups if in_full else groups[:GROUPS]
    for group in shown:
        english, persian = f"Quarantined: {group['sentence_en']}", str(group["sentence_fa"])
        warn(english if in_full else cut(english, width))
        warn(persian if in_full else cut(persian, width))
    return len(groups) - len(shown)


def tell_the_rest(files: int, groups: int) -> None:
    """Say how much did not fit, and where all of it is."""
    if files:
        warn(f"… and {files:,} more files that are held or refused.")
    if groups:
        warn(f"… and {groups:,} more groups of rows in quarantine.")
    if files or groups:
        say("All of it: naqsheh status --all, the page Quality, the table quarantine_rows; or build --verbose.")


def total_of(counts: Iterable[Sequence[int]]) -> list[int]:
    """Return the sums of the four counts of rows: read, loaded, quarantined, non-data."""
    total = [0, 0, 0, 0]
    for four in counts:
        total = [t + c for t, c in zip(total, four, strict=True)]
    return total


def tell_table(title: str, rows: Sequence[tuple[str, str, Sequence[int]]], *, total: bool) -> None:
    """Print a table of deliveries: name, state and the four counts of rows."""
    from rich.table import Table

    table = Table(title=title, title_justify="left")
    for heading in ("Delivery", "State"):
        table.add_column(heading, overflow="fold")
    for heading in ("Read", "Loaded", "Quarantined", "Non-data"):
        table.add_column(heading, justify="right")
    for name, state, counts in rows:
        table.add_row(name, state, *(f"{c:,}" for c in counts))
    if total:
        table.add_section()
        table.add_row("Total", "", *(f"{c:,}" for c in total_of(counts for _, _, counts in rows)))
    out().print(table)

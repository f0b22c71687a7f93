"""The credit line in print: the one that runs, else the newest; days, money, stages."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pipelines.exporting.printed import parts
from pipelines.exporting.printed.facts import Facts, Row
from pipelines.exporting.printed.writing import Writer, rounded

#: The line that still runs comes first, of those the one that ends first; else the one that ended last.
LINES = """
SELECT b.*, s.title_fa AS scheme_fa, s.title_en AS scheme_en, d.title_fa AS domain_fa, d.title_en AS domain_en
FROM credit_balances b
LEFT JOIN codes s ON s.list = 'credit_schemes' AND s.code = b.scheme
LEFT JOIN codes d ON d.list = 'domains' AND d.code = b.domain
WHERE b.area_code = ? AND b.notified_rial IS NOT NULL
ORDER BY coalesce(b.days_left, -100000) < 0, abs(coalesce(b.days_left, 100000)), b.share_rial DESC NULLS LAST, b.domain
"""
FUNNEL = """
SELECT f.*, s.title_fa, s.title_en FROM credit_funnel f
LEFT JOIN codes s ON s.list = 'credit_stages' AND s.code = f.stage
WHERE f.scheme = ? AND f.budget_year = ? AND f.area_code = ? AND f.domain = ? ORDER BY s.sort
"""
DAYS_OF_WEEK = 7


def running_line(facts: Facts) -> Row | None:
    """Return the balance of the line that runs, else of the newest that ended; None where none was notified."""
    lines = facts.rows(LINES, [facts.place["area_code"]])
    if not lines:
        return None
    first = lines[0]
    if (first["days_left"] or 0) >= 0:
        return first
    year = max(line["budget_year"] for line in lines)
    return next(line for line in lines if line["budget_year"] == year and _most(line, lines, year))


def _most(line: Row, lines: list[Row], year: Any) -> bool:
    return line["share_rial"] == max(other["share_rial"] or 0 for other in lines if other["budget_year"] == year)


def name(line: Row, writer: Writer) -> str:
    """Return the name of a line: scheme, budget year and domain."""
    year = writer.period(str(line["budget_year"]))
    scheme, domain = writer.title(line, "scheme"), writer.title(line, "domain")
    return writer.say("credit", "name", scheme=scheme, year=year, domain=domain)


def rial(amount: Decimal | None, writer: Writer) -> str:
    """Return an amount of rial in the unit in which it is read; not known where nobody has told it."""
    if amount is None:
        return writer.say("credit", "unknown")
    return writer.measured({"value": amount, "unit": "IRR", "unit_fa": "ریال", "unit_en": "rial", "decimals": 0})


def sentences(line: Row, facts: Facts, writer: Writer) -> tuple[str, str]:
    """Return what is to be said of a line in a title, and in a note."""
    scheme, paid, share = name(line, writer), line["paid_rial"], line["share_rial"] or line["notified_rial"]
    if (line["days_left"] or 0) >= 0:
        left = int(line["days_left"] or 0)
        title = writer.form("one" if left == 1 else "many", "findings", "credit_open", days=left, scheme=scheme)
    elif paid is None:
        title = writer.say("findings", "credit_unknown", scheme=scheme)
    else:
        part = writer.told({"value": paid / share, "unit": "share", "decimals": 1})
        title = writer.say("findings", "credit_closed" if paid else "credit_closed_unpaid", scheme=scheme, share=part)
    if paid is None:
        return title, writer.say("findings", "credit_note_unknown", share=rial(share, writer))
    note = "credit_note" if paid else "credit_note_unpaid"
    return title, writer.say("findings", note, share=rial(share, writer), paid=rial(paid, writer))


def days(line: Row, writer: Writer) -> parts.Part | None:
    """Return the bar of days of a line, from notification to deadline; None where a day is not told."""
    begin, end, today = line["notified_on"], line["deadline"], line["as_of"]
    if begin is None or end is None or begin >= end:
        return None
    whole, gone = (end - begin).days, max(0, (today - begin).days)
    return {
        "kind": "days",
        "alt": writer.say("credit", "alt", gone=min(gone, whole), left=max(0, whole - gone)),
        "days": {"gone": rounded(Decimal(gone) / whole)},
        "marks": [
            writer.say("credit", "notified", day=writer.day(begin)),
            writer.say("credit", "today", day=writer.day(today)),
            writer.say("credit", "deadline", day=writer.day(end)),
        ],
    }


def money(line: Row, writer: Writer) -> parts.Part:
    """Return what was notified, asked for, approved, contracted, paid and left, and what is needed a week."""
    say = writer.say
    pairs = [
        (say("credit", "share"), line["share_rial"] or line["notified_rial"]),
        (say("credit", "requested"), line["requested_rial"]),
        (say("credit", "approved"), line["approved_rial"]),
        (say("credit", "contract"), line["contract_rial"]),
        (say("credit", "paid"), line["paid_rial"]),
        (say("credit", "remaining"), line["remaining_rial"]),
    ]
    told = [(label, rial(amount, writer)) for label, amount in pairs]
    left, remaining = line["days_left"] or 0, line["remaining_rial"]
    if left > 0 and remaining:
        told.append((say("credit", "needed_week"), rial(remaining * DAYS_OF_WEEK / left, writer)))
    return parts.labelled(told)


def pages(facts: Facts, writer: Writer) -> list[parts.Part | None]:
    """Return the parts of the page of the credit line."""
    line = running_line(facts)
    if line is None:
        return [parts.heading(writer.say("sections", "credit"), 2), parts.paragraph(writer.say("credit", "none"))]
    title, note = sentences(line, facts, writer)
    return [
        parts.heading(title, 2),
        parts.paragraph(note, "lede"),
        days(line, writer),
        parts.columns([money(line, writer)], [_warnings(line, facts, writer)]),
        _funnel(line, facts, writer),
    ]


def _warnings(line: Row, facts: Facts, writer: Writer) -> parts.Part | None:
    rows = facts.rows(
        "SELECT sentence_fa, sentence_en FROM warnings WHERE scheme = ? AND budget_year = ? AND area_code = ?"
        " AND domain = ? AND state = 'warns' ORDER BY warning_id",
        [line["scheme"], line["budget_year"], line["area_code"], line["domain"]],
    )
    return parts.items([writer.title(row, "sentence") for row in rows]) if rows else None


def _funnel(line: Row, facts: Facts, writer: Writer) -> parts.Part | None:
    rows = facts.rows(FUNNEL, [line["scheme"], line["budget_year"], line["area_code"], line["domain"]])
    if not rows:
        return None
    say = writer.say
    columns = [
        parts.column(say("columns", "stage"), width=2),
        parts.column(say("columns", "files"), "number"),
        parts.column(say("columns", "amount"), "number", 1.5),
    ]
    told = [
        (
            [
                writer.title(row),
                _files(row, writer),
                parts.strong(rial(row["amount_rial"], writer)),
            ],
            True,
        )
        for row in rows
    ]
    return parts.table(say("credit", "funnel", scheme=name(line, writer)), columns, told)


def _files(row: Row, writer: Writer) -> str:
    if row["files"] is None and row["status"] != "suppressed":
        return writer.say("not_applicable")
    return writer.figure({"value": row["files"], "status": row["status"], "decimals": 0})

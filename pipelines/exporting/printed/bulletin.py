"""The quarterly bulletin: cover with findings, targets, decisions, a part a theme, counties, credit, quality."""

from __future__ import annotations

from typing import Any

from pipelines.exporting.printed import (
    accounts,
    counties,
    credit,
    decisions,
    parts,
    quality,
    references,
    targets,
)
from pipelines.exporting.printed.document import document
from pipelines.exporting.printed.facts import Facts, Row
from pipelines.exporting.printed.findings import findings
from pipelines.exporting.printed.themes import Theme, themes
from pipelines.exporting.printed.writing import Writer


def bulletin(facts: Facts, writer: Writer) -> dict[str, Any]:
    """Return the bulletin of a period as the template reads it."""
    told, silent = themes(facts, writer)
    shown = [row for theme in told for row in theme.shown]
    pages = {theme.code: f"theme-{theme.code}" for theme in told}
    pages |= {"targets": "targets", "credit": "credit", "commitments": "commitments"}
    say = writer.say
    nothing = say("themes", "nothing", themes=writer.listed(silent)) if silent else ""
    sections = [
        parts.section("cover", *_cover(facts, writer, pages)),
        parts.section("targets", *_targets(facts, writer), new_page=True),
        *(parts.section(f"theme-{theme.code}", *theme.parts) for theme in _without_credit(told)),
        parts.section(None, parts.paragraph(nothing, "small") if nothing else None),
        parts.section("counties", *counties.pages(facts, writer)),
        parts.section("credit", *_credit(told, facts, writer)),
        parts.section("commitments", *_accounts(facts, writer)),
        parts.section("quality", *_quality(facts, writer)),
        parts.section(
            "references",
            parts.heading(say("sections", "sources"), 2),
            *references.sources(shown, facts, writer),
            parts.paragraph(_next(facts, writer), "small"),
            parts.heading(say("sections", "definitions"), 2),
            *references.definitions(shown, facts, writer),
        ),
    ]
    return document("bulletin", facts, writer, sections)


def _without_credit(told: list[Theme]) -> list[Theme]:
    return [theme for theme in told if theme.code != "credit"]


def _cover(facts: Facts, writer: Writer, pages: dict[str, str]) -> list[parts.Part | None]:
    say = writer.say
    lede = targets.lede(facts, writer)
    return [
        {
            "kind": "cover",
            "eyebrow": say("titles", "bulletin", place=writer.place),
            "period": writer.heading(writer.period(facts.scope.key)),
        },
        band(facts, writer),
        {"kind": "space", "size": 14},
        parts.heading(targets.sentence(facts, writer)),
        parts.paragraph(lede, "lede") if lede else None,
        {"kind": "findings", "items": findings(facts, writer, pages)},
        {"kind": "filler"},
        parts.facts(release_facts(facts, writer)),
        {"kind": "space", "size": 8},
        parts.paragraph(say("free"), "small"),
    ]


def band(facts: Facts, writer: Writer) -> parts.Part:
    """Return one square for each indicator: with a target by its state, with a figure, hidden, without one."""
    goals = {str(row["indicator_id"]): str(row["status"]) for row in reversed(facts.adopted)}
    known: dict[str, str] = {}
    for row in facts.home_series:
        name = str(row["indicator_id"])
        state = "known" if row["value"] is not None else "suppressed" if row["status"] == "suppressed" else "missing"
        if known.get(name) != "known":
            known[name] = state
    order = ("missed", "off_track", "behind", "not_available", "on_track", "reached", "known", "suppressed", "missing")
    states = [goals.get(name, known.get(name, "missing")) for name in facts.indicators]
    squares = sorted(states, key=order.index)
    others = [known.get(name, "missing") for name in facts.indicators if name not in goals]
    counts = {name: others.count(name) for name in ("known", "suppressed", "missing")}
    note = writer.say("band", "note", counts=writer.counted("band", "counts", targets=len(goals), **counts))
    return {"kind": "band", "squares": squares, "alt": note, "note": note}


def release_facts(facts: Facts, writer: Writer) -> list[tuple[str, str]]:
    """Return when and of what the document speaks: day, period, state, version, next release, who made it."""
    say = writer.say
    provisional = any(
        row["status"] == "provisional" and row["period"] in facts.scope.periods for row in facts.home_series
    )
    following = facts.rows(
        "SELECT * FROM release_calendar WHERE period > ? ORDER BY period LIMIT 1", [facts.last_quarter]
    )
    told: list[tuple[str, str]] = [
        (say("facts", "published"), writer.day(facts.release["as_of"])),
        (say("facts", "period"), writer.period(facts.scope.key)),
        (say("facts", "state"), say("facts", "provisional" if provisional else "final")),
        (say("facts", "version"), writer.count(int(facts.release["version"]))),
    ]
    if following:
        told.append((say("facts", "next"), writer.period(following[0]["due_on_jalali"])))
    return [*told, (say("facts", "by"), say("facts", "secretariat"))]


def _next(facts: Facts, writer: Writer) -> str:
    rows = facts.rows("SELECT * FROM release_calendar WHERE period > ? ORDER BY period LIMIT 1", [facts.last_quarter])
    if not rows:
        return writer.say("signature")
    period, day = writer.period(rows[0]["period"]), writer.period(rows[0]["due_on_jalali"])
    return f"{writer.say('next_release', period=period, day=day)} {writer.say('signature')}"


def _targets(facts: Facts, writer: Writer) -> list[parts.Part | None]:
    adopted, say = facts.adopted, writer.say
    told: list[parts.Part | None] = [parts.heading(say("sections", "targets"))]
    if adopted:
        sentences = [f"{targets.name(r, facts, writer)}: {targets.path_sentence(r, writer)}" for r in adopted]
        signs = [(say("signs", "label"), say("signs", "provisional"))] if _has_provisional(adopted) else []
        told += [targets.bar(facts, writer), targets.rows_of(facts, writer, adopted), parts.notes(signs)]
        told.append(parts.items(sentences))
    told += [
        targets.proposals(facts, writer),
        *decisions.table(facts, writer),
    ]
    return told


def _has_provisional(rows: list[Row]) -> bool:
    return any(row["is_provisional"] for row in rows)


def _credit(told: list[Theme], facts: Facts, writer: Writer) -> list[parts.Part | None]:
    theme = next((theme for theme in told if theme.code == "credit"), None)
    return [*credit.pages(facts, writer), *(theme.parts[3:] if theme else [])]


def _accounts(facts: Facts, writer: Writer) -> list[parts.Part | None]:
    say = writer.say
    promised = accounts.commitments(facts, writer)
    return [
        *([parts.heading(say("sections", "commitments"), 2), *promised] if promised else []),
        parts.heading(say("sections", "discrepancies"), 2),
        *accounts.discrepancies(facts, writer),
    ]


def _quality(facts: Facts, writer: Writer) -> list[parts.Part | None]:
    say = writer.say
    return [
        parts.heading(say("sections", "revisions"), 2),
        *quality.revisions(facts, writer),
        parts.heading(say("sections", "quality"), 2),
        *quality.quality(facts, writer),
    ]

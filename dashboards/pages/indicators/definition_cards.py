"""The cards beside the chart of the indicator page.

Its arithmetic, its definition, and the rows behind it.
"""

from __future__ import annotations

from markupsafe import Markup

from dashboards.components import cards, links, statuses, tables, tags
from dashboards.components.basis_line import rule_words
from dashboards.data import differences, headlines, indicators
from dashboards.data.companions import companions
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language import bidi_text
from dashboards.language.markup import el, join


def arithmetic(view: View, row: Row) -> Markup:
    """Return the value with what it is made of, and under it the distance to each target."""
    say = view.say
    pairs: list[tuple[str, str]] = []
    if row["denominator"]:
        pairs += [
            (say("صورت", "Numerator"), view.fmt.figure(row["numerator"])),
            (say("مخرج", "Denominator"), view.fmt.figure(row["denominator"])),
        ]
    if row["unit"] == "IRR" and row["value"] is not None:
        pairs.append((say("به تومان", "In tomans"), view.fmt.toman(row["value"])))
    pairs += [
        (say("دوره", "Period"), view.fmt.period(row["period"])),
        (say("جا", "Area"), view.area(row["area_code"])),
        (say("مبنا", "Basis"), view.code("bases", row["basis"])),
        (say("درجهٔ سند", "Evidence"), view.code("grades", row["evidence_grade"])),
        (say("حال", "Status"), view.code("statuses", row["status"])),
    ]
    change = indicators.change_since(view, row, "previous")
    if change is not None and change["change"] and not indicators.is_running(view, row):
        since = view.fmt.period(change["other_period"])
        pairs.append((say(f"تغییر از {since}", f"Change since {since}"), differences.signed_change(view, change)))
    pairs += [pair for other in companions(view, row) for pair in _companion(view, other)]
    ambiguity = view.column(row, "ambiguity")
    return join(
        [
            cards.card(
                say("حساب آن", "Its arithmetic"),
                cards.figure(view.shown(row)),
                cards.facts([pair for pair in pairs if pair[1]]),
                tags.origin_tags(view, [row]),
                el("p", ambiguity, class_="nq-note") if ambiguity else None,
                class_="nq-big",
                level=2,
            ),
            *(_progress(view, found) for found in _assessments(view, row)),
        ]
    )


def _companion(view: View, other: Row) -> list[tuple[str, str]]:
    """Return a figure that is told beside this one, of the same area, domain, basis and period."""
    title = view.column(view.indicator(str(other["indicator_id"])) or {}, "title")
    told = [(title, view.shown(other).text)]
    if other["unit"] == "IRR":
        told.append((view.say(f"{title}، به تومان", f"{title}, in tomans"), view.fmt.toman(other["value"])))
    return told


def _assessments(view: View, row: Row) -> tuple[Row, ...]:
    return view.tables.rows(
        "select p.*, t.whose_decision_fa, t.whose_decision_en, t.basis_fa, t.basis_en "
        "from target_progress p join targets t on t.target_id = p.target_id where p.indicator_id = ? "
        "and p.area_code = ? and p.domain = ? and p.category = ? order by p.target_period, p.target_id",
        row["indicator_id"],
        row["area_code"],
        row["domain"],
        row["category"],
    )


def _progress(view: View, found: Row) -> Markup:
    say = view.say
    adopted = found["decision_state"] == "adopted"
    unit = (view.indicator(str(found["indicator_id"])) or {}).get("unit")
    base = {"indicator_id": found["indicator_id"], "unit": unit, "status": "final"}
    goal = view.shown({**base, "value": found["target_value"]})
    title = say("هدف مصوب", "Adopted target") if adopted else say("هدف پیشنهادی", "Proposed target")
    tag = None if adopted else el("span", say("تصویب‌نشده", "Not adopted"), class_="nq-tag nq-tag-proposed")
    return cards.card(
        join([title, " ", tag]),
        el(
            "p",
            el("b", goal.text, class_="nq-copper"),
            " ",
            say(
                f"تا {view.fmt.period(found['target_period'])}",
                f"by {view.fmt.period(found['target_period'])}",
            ),
        ),
        statuses.status_line(view, str(found["status"]), statuses.standing_words(view, found, found)),
        el("p", view.column(found, "arithmetic"), class_="nq-sub"),
        el("p", say("تصمیم با: ", "Whose decision: "), view.column(found, "whose_decision"), class_="nq-sub"),
        el("p", view.column(found, "basis"), class_="nq-sub") if view.column(found, "basis") else None,
        tags.origin_tags(view, [found]),
    )


def other_targets(view: View, definition: Row, row: Row | None) -> Markup | None:
    """Return the targets of an indicator for other areas, domains and categories than those of ``row``."""
    own = [str(found["target_id"]) for found in _assessments(view, row)] if row is not None else []
    rows = [
        found
        for found in view.tables.rows(
            "select * from targets where indicator_id = ? order by target_period, target_id",
            definition["indicator_id"],
        )
        if str(found["target_id"]) not in own
    ]
    if not rows:
        return None
    say = view.say
    title = say("هدف‌های دیگر این شاخص", "Other targets of this indicator")
    base = {"indicator_id": definition["indicator_id"], "unit": definition["unit"], "status": "final"}
    body = [
        [
            " · ".join(filter(None, (view.area(found["area_code"]), view.category(found["category"])))),
            el("b", view.shown({**base, "value": found["target_value"]}).text, class_="nq-copper"),
            view.fmt.period(found["target_period"]),
            view.code("decision_states", found["decision_state"]),
            view.column(found, "whose_decision"),
            view.column(found, "basis"),
        ]
        for found in rows
    ]
    headers = [
        say("جا", "Area"),
        say("هدف", "Target"),
        say("تا", "By"),
        say("تصمیم", "Decision"),
        say("تصمیم با کیست", "Whose decision"),
        say("چرا این مقدار", "Why this value"),
    ]
    return cards.card(title, tables.table(headers, body, caption=title), tags.origin_tags(view, rows), level=2)


def meaning_card(view: View, definition: Row) -> Markup:
    """Return the short card of what an indicator is, and whose it is."""
    return cards.card(
        view.say("چیست", "What it is"),
        el("p", view.column(definition, "definition"), class_="nq-sub"),
        el("p", view.code("offices", definition["owner"]), class_="nq-sub"),
        level=2,
    )


def definition_card(view: View, definition: Row, row: Row | None, *, with_meaning: bool = True) -> Markup:
    """Return the card of the definition: what, caveat, owner, the bases side by side, revisions, SQL.

    What it is and whose are left out where :func:`meaning_card` says them.
    """
    say = view.say
    blocks = [
        (say("چیست", "What it is"), view.column(definition, "definition") if with_meaning else None),
        (say("هشدار", "Caveat"), view.column(definition, "caveat")),
        (say("مالک", "Owner"), view.code("offices", definition["owner"]) if with_meaning else None),
    ]
    body = [join([el("h3", title, class_="nq-h4"), el("p", text)]) for title, text in blocks if text]
    if row is not None:
        body.append(
            join([el("h3", say("مبناها کنار هم", "The bases side by side"), class_="nq-h4"), _bases(view, row)])
        )
        body.append(join([el("h3", say("بازنگری‌ها", "Revisions"), class_="nq-h4"), el("p", _revisions(view, row))]))
    body.append(
        el(
            "div",
            cards.disclosure(say("نوشتهٔ SQL", "The SQL"), el("pre", definition["sql"], class_="nq-sql", tabindex="0")),
            id="sql",
        )
    )
    return cards.card(say("تعریف", "Definition"), *body, class_="nq-define", level=2)


def _bases(view: View, row: Row) -> Markup:
    """Return the newest value on each basis; those of the headline where the row belongs to it, with its rule."""
    told = headlines.bases(view, row)
    latest = {str(found["basis"]): found for found in told} or _newest(view, row)
    if len(latest) == 1:
        word = view.code("bases", row["basis"])
        return el("p", view.say(f"تنها یک مبنا دارد: {word}.", f"There is one basis only: {word}."))
    facts = cards.facts(
        [
            (f"{view.code('bases', basis)} · {view.fmt.period(found['period'])}", view.shown(found).text)
            for basis, found in latest.items()
        ]
    )
    why = rule_words(view, row)
    return join([facts, el("p", why, class_="nq-sub") if why else None])


def _newest(view: View, row: Row) -> dict[str, Row]:
    """Return the newest value of a cell on each basis."""
    rows = view.tables.rows(
        "select * from indicator_values where indicator_id = ? and area_code = ? and domain = ? "
        "and category = ? order by basis, value is null, frequency <> ?, period desc",
        row["indicator_id"],
        row["area_code"],
        row["domain"],
        row["category"],
        row["frequency"],
    )
    latest: dict[str, Row] = {}
    for found in rows:
        latest.setdefault(str(found["basis"]), found)
    return latest


def _revisions(view: View, row: Row) -> str:
    found = view.tables.one(
        "select count(*) as n from lineage l join deliveries d on d.delivery_id = l.delivery_id "
        "where l.value_id = ? and d.supersedes is not null",
        row["value_id"],
    )
    if found and found["n"]:
        return view.say(
            "فایل این مقدار جای فایل پیشین را گرفته است.",
            "The file of this value has superseded an earlier one.",
        )
    return view.say("این مقدار هنوز بازنگری نشده است.", "This value has not been revised yet.")


def sources(view: View, row: Row) -> Markup:
    """Return the table of the rows behind a value, the first few, with a link to all."""
    say = view.say
    rows = view.tables.rows(
        "select l.part, l.sheet_name, l.row_number, l.rows, l.contribution, d.file_name, d.office, "
        "d.received_at, d.delivery_id, d.is_synthetic from lineage l join deliveries d "
        "on d.delivery_id = l.delivery_id where l.value_id = ? "
        "order by l.part desc, d.delivery_id, l.sheet_name, l.row_number limit 8",
        row["value_id"],
    )
    total = view.tables.one("select coalesce(sum(rows), 0) as n from lineage where value_id = ?", row["value_id"])
    title = say("از عدد تا فایل", "From figure to file")
    if not rows:
        return cards.card(
            title, el("p", say("این مقدار سطری پشت خود ندارد.", "No row stands behind this value.")), level=2
        )
    headers = [
        say("فایل", "File"),
        say("سطر", "Row"),
        say("سهم در مقدار", "Contribution"),
        say("اداره", "Office"),
        say("رسیده", "Received"),
    ]
    body = [
        [
            join([bidi_text.file_name(found["file_name"]), tags.real_tag(view, found)]),
            _row_words(view, found),
            _contribution(view, found),
            view.code("offices", found["office"]),
            view.fmt.date(found["received_at"], table=True),
        ]
        for found in rows
    ]
    count = view.fmt.number(total["n"] if total else 0)
    return cards.card(
        title,
        tables.table(headers, body, caption=title, numeric=(4,), class_="nq-files"),
        tags.origin_tags(view, rows),
        links.link(
            say(f"دیدن {count} سطر", f"See {count} {'row' if total and total['n'] == 1 else 'rows'}"),
            indicators.rows_address(view, row),
        ),
        subtitle=say(
            "عدد ← سطرها ← فایل: هر سطر، برگه و شمارهٔ سطر خود را دارد.",
            "Figure → rows → file: each row keeps its sheet and row number.",
        ),
        level=2,
    )


def _row_words(view: View, found: Row) -> str:
    if found["rows"] is None:  # too few to be told
        return view.say("* سطر", "* rows")
    if found["row_number"] is None:
        count = view.fmt.number(found["rows"])
        return view.say(f"{count} سطر", f"{count} {'row' if found['rows'] == 1 else 'rows'}")
    return view.fmt.number(found["row_number"])


def _contribution(view: View, found: Row) -> str:
    part = view.say("مخرج", "denominator") if found["part"] == "denominator" else view.say("صورت", "numerator")
    if found["contribution"] is None:
        return part
    return f"{view.fmt.figure(found['contribution'], 1)} ({part})"

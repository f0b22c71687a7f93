"""The commitments of one role.

What was promised, by when, where it stands, what proves it, and how it came there.
"""

from __future__ import annotations

from markupsafe import Markup

from dashboards.components import cards, statuses, tables, tags
from dashboards.components.commitment_words import MARKS, measure, standing_word
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.bidi_text import sentence
from dashboards.language.counting import COMMITMENT, counted
from dashboards.language.markup import Child, el, join


def by_role(view: View, role: str, rows: list[Row], *, open_: bool) -> Markup:
    """Return the card of a role's commitments, folded unless the reader asked for them."""
    say = view.say
    headers = [
        say("تعهد", "Commitment"),
        say("سررسید", "Due"),
        say("حال", "Standing"),
        say("سند", "Proof"),
        say("منبع", "Source"),
    ]
    title = view.code("roles", role)
    body: list[list[Child]] = [
        [
            _promise(view, row),
            view.fmt.period(row["due_period"]) or say("گفته نشده", "none set"),
            _standing(view, row),
            _proof(view, row),
            _source(view, row),
        ]
        for row in rows
    ]
    return cards.fold(
        title,
        tables.table(headers, body, caption=title, class_="nq-commitments"),
        tags.origin_tags(view, rows),
        beside=counted(view.fmt, len(rows), COMMITMENT),
        open_=open_,
    )


def _promise(view: View, row: Row) -> Markup:
    place = view.area(row["area_code"]) if row["area_code"] else ""
    body = view.code("terms", row["owner_body"]) if row["owner_body"] else ""
    about = [
        text
        for text in (
            measure(view, row),
            place,
            view.column(row, "note"),
            body and view.say(f"مسئول: {body}", f"Assigned to: {body}"),
        )
        if text
    ]
    remark = el(
        "span",
        *(join([" · " if place else "", sentence(view.fmt, text)]) for place, text in enumerate(about)),
        class_="nq-remark",
    )
    return el(
        "div",
        el("span", view.column(row, "action"), id=str(row["commitment_id"])),
        tags.real_tag(view, row),
        remark if about else None,
        _history(view, row),
    )


def _standing(view: View, row: Row) -> Markup:
    standing = str(row["standing"])
    shape = MARKS[standing]
    said = (
        el("span", sentence(view.fmt, view.column(row, "sentence")), class_="nq-remark")
        if standing != "no_due_date"
        else None
    )
    stage = None
    if standing == "no_due_date":
        stage = el("span", view.code("commitment_stages", row["stage"]), class_="nq-remark")
    silent = (
        el("span", view.say("در فهرست تازه‌تر نیامده است", "Missing from the newer list"), class_="nq-remark")
        if row["is_silent"]
        else None
    )
    return el(
        "div",
        el(
            "span",
            statuses.mark(shape),
            " ",
            standing_word(view, standing),
            class_=f"nq-status-{shape} nq-nowrap",
        ),
        said,
        stage,
        silent,
    )


def _proof(view: View, row: Row) -> Markup | str:
    words = view.column(row, "evidence")
    named = [view.code("evidence_kinds", row["evidence_kind"]) if row["evidence_kind"] else "", words]
    document = [
        part
        for part in (
            row["evidence_document"]
            and view.say(f"شمارهٔ «{row['evidence_document']}»", f"no. “{row['evidence_document']}”"),
            row["evidence_on"] and view.fmt.jalali(str(row["evidence_on"])),
        )
        if part
    ]
    told = [text for text in named if text]
    if not told and not document:
        return view.say("سندی نیست", "none")
    lines = [
        join([sentence(view.fmt, text)]) if view.language.is_persian else el("span", text, lang=_language(text))
        for text in told
    ]
    return el(
        "div",
        join(lines, between=" · "),
        el(
            "span",
            join([sentence(view.fmt, part) for part in document], between=view.say("، ", ", ")),
            class_="nq-remark",
        )
        if document
        else None,
    )


def _language(text: str) -> str | None:
    """Name the language of a text that stands as the office wrote it."""
    return "fa" if any("\u0600" <= letter <= "\u06ff" for letter in text) else None


def _history(view: View, row: Row) -> Markup | None:
    """Return how the commitment came where it stands.

    Each claim that changed something, or was at fault.
    """
    told = view.tables.rows(
        "select * from commitment_history where commitment_id = ? and is_synthetic = ? order by step",
        row["commitment_id"],
        row["is_synthetic"],
    )
    if len(told) < 2 and not any(step["faults"] for step in told):
        return None
    lines = []
    for step in told:
        if step["change"] == "unchanged" and not step["faults"]:
            continue
        link = el(
            "a",
            view.fmt.period(step["period"]),
            href=view.address.to("rows", delivery=step["delivery_id"], row=str(step["row_number"])),
        )
        state = view.code("commitment_stages", step["machine_state"])
        office = view.code("commitment_states", step["told"])
        words = [
            ": ",
            state,
            view.say(f" (دستگاه گفت: {office})", f" (the office said: {office})") if office != state else "",
        ]
        fault = (
            el("span", sentence(view.fmt, view.column(step, "faults")), class_="nq-remark nq-status-behind")
            if step["faults"]
            else None
        )
        jump = (
            view.say("؛ این تغییر در قاعده‌ها نیست", "; the rules do not know this change")
            if step["change"] == "not_allowed"
            else ""
        )
        lines.append(el("li", el("span", link, *words, jump, fault)))
    count = view.fmt.number(len(told))
    return cards.disclosure(
        view.say(f"سرگذشت: {count} بار گفته شد", f"History: told {count} times"),
        el("ol", *lines, class_="nq-list nq-lines nq-trail"),
    )


def _source(view: View, row: Row) -> Markup:
    words = view.say("سطر", "row")
    return el(
        "a",
        words,
        href=view.address.to("rows", delivery=row["delivery_id"], row=str(row["row_number"])),
        aria_label=f"{words}: {view.column(row, 'action')}",
    )

"""The commitments of the minutes: who said what would be done, and how far it has come."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from dashboards import faces, parts
from dashboards.markup import el, join
from dashboards.tables import Row
from dashboards.view import View

#: commitment state → mark, worst first.
MARKS = {"overdue": "off_track", "dropped": "not_available", "open": "no_target", "under_way": "on_track",
         "kept": "reached"}  # fmt: skip


def draw(view: View) -> None:
    """Draw the page: counts by state, then every commitment under the role that spoke it."""
    rows = view.tables.rows("select * from commitments order by commitment_id")
    st.html(_head(view, rows))
    if not rows:
        st.html(
            faces.empty_face(
                view.say("هنوز تعهدی نرسیده است", "No commitment has arrived"),
                el(
                    "p",
                    view.say(
                        "تعهدها با پروندهٔ صورت‌جلسه می‌رسند.",
                        "Commitments arrive with the file of the minutes.",
                    ),
                ),
            )
        )
        return
    st.html(el("div", _states(view, rows), class_="nq-row"))
    roles = list(dict.fromkeys(str(row["role"]) for row in rows))
    for role in roles:
        st.html(el("div", _role(view, role, [row for row in rows if row["role"] == role]), class_="nq-row"))


def _head(view: View, rows: tuple[Row, ...]) -> Markup:
    say = view.say
    kept = sum(1 for row in rows if row["state"] == "kept")
    without = sum(1 for row in rows if not row["due_period"])
    spoken = sorted({str(row["spoken_on"]) for row in rows if row["spoken_on"]})
    day = view.fmt.jalali(spoken[-1]) if spoken else ""
    kept_words = say("هیچ‌کدام سند انجام ندارد", "none has proof of being kept") if not kept else say(
        f"{view.fmt.number(kept)} تا سند انجام دارد", f"{view.fmt.number(kept)} have proof of being kept")  # fmt: skip
    lede = say(f"{view.fmt.number(len(rows))} تعهد در {day} گفته شد؛ {kept_words}.",
               f"{view.fmt.number(len(rows))} commitments were spoken in {day}; {kept_words}.")  # fmt: skip
    after = say(
        f"{view.fmt.figure(without)} تعهد سررسیدی ندارد.", f"{view.fmt.number(without)} have no due date."
    )
    return parts.page_head(say("نقشهٔ راه صنایع دستی استان کرمان", "Handicraft roadmap of Kerman province"),
                           say("تعهدهای صورت‌جلسه", "Commitments of the minutes"), lede, after)  # fmt: skip


def _states(view: View, rows: tuple[Row, ...]) -> Markup:
    blocks = []
    for state, shape in MARKS.items():
        members = [row for row in rows if row["state"] == state]
        if not members:
            continue
        word = view.code("commitment_states", state)
        squares = (
            el("li", el("a", parts.mark(shape), href=f"#{row['commitment_id']}", title=view.column(row, "action"),
                        aria_label=f"{view.column(row, 'action')}: {word}"))
            for row in members
        )  # fmt: skip
        blocks.append(el("div", el("p", el("b", view.fmt.number(len(members))), " ", word,
                                   class_=f"nq-status-{shape}"), el("ul", *squares)))  # fmt: skip
    count = view.fmt.number(len(rows))
    return parts.card(view.say(f"{count} تعهد، هر خانه یک تعهد", f"{count} commitments, one square each"),
                      el("div", *blocks, class_="nq-squares"), parts.origin_tags(view, rows), level=2)  # fmt: skip


def _role(view: View, role: str, rows: list[Row]) -> Markup:
    say = view.say
    headers = [say("تعهد", "Commitment"), say("کجا", "Where"), say("اندازه", "Measure"), say("سررسید", "Due"),
               say("حال", "State"), say("منبع", "Source")]  # fmt: skip
    title = view.code("roles", role)
    body = [
        [
            join([el("span", view.column(row, "action"), id=str(row["commitment_id"])), parts.real_tag(view, row),
                  _remark(view, row)]),
            _where(view, row), _measure(view, row),
            view.fmt.period(row["due_period"]) or say("بی‌سررسید", "none"),
            join([parts.mark(MARKS.get(row["state"], "no_target")), " ",
                  view.code("commitment_states", row["state"])]),
            el("a", say("ردیف", "row"),
               href=view.address.to("rows", delivery=row["delivery_id"], row=str(row["row_number"]))),
        ]
        for row in rows
    ]  # fmt: skip
    return parts.card(title, parts.table(headers, body, caption=title, class_="nq-commitments"),
                      parts.origin_tags(view, rows), level=2)  # fmt: skip


def _remark(view: View, row: Row) -> Markup | None:
    text = view.column(row, "note")
    return el("span", text, class_="nq-remark") if text else None


def _where(view: View, row: Row) -> str:
    return view.area(row["area_code"]) if row["area_code"] else ""


def _measure(view: View, row: Row) -> str:
    low, high = row["target_low"], row["target_high"]
    if low is None and high is None:
        return ""
    first = low if low is not None else high
    if row["target_unit"] == "IRR":
        return " ".join(view.fmt.money(first))
    amount = view.fmt.number(first)
    if low is not None and high is not None and low != high:
        amount = view.say(f"{amount} تا {view.fmt.number(high)}", f"{amount} to {view.fmt.number(high)}")
    return f"{amount} {view.unit(row['target_unit'], high if high is not None else low)}".strip()

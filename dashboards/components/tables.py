"""Tables as HTML, which become small blocks on a phone, and the pager of a long list."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import Child, el, join
from dashboards.language.nothing import HIDDEN, MISSING, NOT_APPLICABLE


def table(
    headers: Sequence[Child],
    rows: Sequence[Sequence[Child]],
    *,
    caption: Child,
    numeric: Sequence[int] = (),
    class_: str = "",
) -> Markup:
    """Return a table whose first column heads each row; on a phone every row becomes a small block."""
    labels = [join(header).striptags() for header in headers]
    head = el(
        "tr",
        *(
            el("th", header, scope="col", class_="nq-num" if index in numeric else None)
            for index, header in enumerate(headers)
        ),
    )
    body = [
        el("tr", *(_cell(index, child, labels[index], index in numeric) for index, child in enumerate(row)))
        for row in rows
    ]
    return el(
        "table",
        el("caption", caption),
        el("thead", head),
        el("tbody", *body),
        class_=f"nq-table {class_}".strip(),
    )


def _cell(index: int, child: Child, label: str, numeric: bool) -> Markup:
    if index == 0:
        return el("th", child, scope="row")
    return el("td", child, data_label=label or None, class_="nq-num" if numeric else None)


def hidden(view: View) -> Markup:
    """Return the face of a count that is hidden to protect persons: an asterisk, sunken, never as if missing."""
    words = view.say(*HIDDEN)
    return el("span", "*", el("span", " ", words, class_="nq-heard"), class_="nq-hidden", title=words)


def not_come(view: View) -> Markup:
    """Return the face of a figure that no file told: hatched, with its word."""
    return el("span", el("span", view.say(*MISSING)), class_="nq-not-come")


def count_cell(view: View, row: Row, name: str, *, decimals: int = 0) -> Markup | str:
    """Return a count of a row as one of five: a figure, the word zero, hidden, not come, not applicable.

    The row's ``status`` tells which kind of nothing an empty count is; a row without one has no file.
    """
    value = row[name]
    if value is not None:
        return view.fmt.figure(value, decimals)
    status = row.get("status")
    if status == "suppressed":
        return hidden(view)
    return NOT_APPLICABLE if status == "not_applicable" else not_come(view)


def nothing_key(view: View, *, suppressed: bool = False, missing: bool = False, dash: bool = False) -> Markup | None:
    """Return the key of the kinds of nothing that a table shows; None where it shows none."""
    told = [
        el("span", hidden(view), " ", view.say(*HIDDEN)) if suppressed else None,
        el("span", not_come(view), " ", view.say("فایلی نرسیده است", "no file has come")) if missing else None,
        el("span", NOT_APPLICABLE, " ", view.say("کاربرد ندارد", "not applicable")) if dash else None,
    ]
    return el("p", *told, class_="nq-nothing-key") if any(told) else None


def pager(view: View, page: int, size: int, total: int, label: str) -> Markup:
    """Return the links to the page before and the page after, counted from zero.

    Nothing when one page holds all.
    """
    last = (total - 1) // size
    if last <= 0:
        return el("span")
    links = []
    if page > 0:
        links.append(el("a", view.say("پیشین", "Previous"), href=view.address.here(page=str(page)), class_="nq-button"))
    if page < last:
        links.append(el("a", view.say("بعدی", "Next"), href=view.address.here(page=str(page + 2)), class_="nq-button"))
    return el("nav", *links, class_="nq-pager", aria_label=label)


def asked_page(view: View, size: int, total: int) -> int:
    """Return the page that the address asks for, counted from zero and kept within what there is."""
    asked = view.address.get("page") or "1"
    wanted = int(asked) - 1 if asked.isdecimal() and len(asked) < 10 else 0
    return max(0, min(wanted, (total - 1) // size))


def span(view: View, begin: int, shown: int, total: int) -> str:
    """Return «۱ تا ۱۰ از ۴۲» of a list that is shown in pages; nothing when all is shown."""
    if shown >= total:
        return ""
    first, last, all_ = (view.fmt.number(count) for count in (begin + 1, begin + shown, total))
    return view.say(f"{first} تا {last} از {all_}", f"{first} to {last} of {all_}")

"""A letter that the page has ready: it opens in place, is read before it is sent, and is copied by one button."""

from __future__ import annotations

from markupsafe import Markup

from dashboards.data.view import View
from dashboards.language.markup import el


def ready_letter(
    view: View, act: str, text: str, href: str, *, is_primary: bool = False, ident: str | None = None
) -> Markup:
    """Return a letter folded under the button ``act``, with a button that copies it.

    ``{address}`` in it stands for the whole address of ``href``, which only the browser knows. A letter leaves
    the page and its strip; so one of a demonstration says itself that its figures are invented.
    """
    if view.release.get("is_synthetic"):
        text = view.say("[دادهٔ نمایشی]", "[demonstration data]") + "\n" + text
    return el(
        "details",
        el("summary", act, class_="nq-button nq-primary" if is_primary else "nq-button"),
        el("pre", text.replace("{address}", href), class_="nq-ready-text", tabindex="0"),
        el(
            "p",
            el(
                "a",
                view.say("رونوشت متن", "Copy the text"),
                href=href,
                role="button",
                data_copy=text,
                class_="nq-button",
            ),
        ),
        class_="nq-ready",
        id=ident,
    )

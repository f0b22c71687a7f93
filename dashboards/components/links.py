"""Links that lead on, and commands for the steward's terminal that a link copies."""

from __future__ import annotations

from markupsafe import Markup

from dashboards.data.view import View
from dashboards.language.markup import el, join


def link(text: str, href: str) -> Markup:
    """Return a link that leads on, with the arrow of the reading direction."""
    return el("a", text, el("span", class_="nq-arrow", aria_hidden="true"), href=href, class_="nq-on")


def command(view: View, text: str) -> Markup:
    """Return a command for the steward's terminal, with a link that copies it.

    A line breaks between its words only.
    """
    words = join((el("span", word) for word in text.split(" ")), between=" ")
    copy = el("a", view.say("رونوشت", "Copy"), href="#", role="button", data_copy=text)
    return el("p", el("code", words, class_="nq-code", dir="ltr"), " ", copy, class_="nq-command")

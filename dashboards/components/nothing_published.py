"""The face before the first build: nothing is published yet, and how to publish."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from dashboards.address import Address
from dashboards.components.cards import page_head
from dashboards.components.states import empty_part
from dashboards.data import place
from dashboards.language.bidi_text import code
from dashboards.language.markup import el


def draw(address: Address) -> None:
    """Draw the same page whatever was asked for: there is nothing to show."""
    say = address.language.say
    st.html(
        page_head(
            say(*place.roadmap(place.NOWHERE)),
            say("هنوز نسخه‌ای منتشر نشده است", "Nothing is published yet"),
            say(
                "این صفحه‌ها تنها نسخهٔ منتشرشده را نشان می‌دهند و هنوز هیچ نسخه‌ای ساخته نشده است.",
                "These pages show the published version alone, and none has been built.",
            ),
        )
    )
    st.html(el("div", _how(say), class_="nq-row"))


def _how(say: Callable[[str, str], str]) -> Markup:
    """Return how the first version is built, for whoever can, and what the others may do."""
    return empty_part(
        say("چگونه ساخته می‌شود", "How it is built"),
        el(
            "p",
            say("فایل‌های اداره‌ها در این پوشه‌اند:", "The offices’ files lie in this folder:"),
            " ",
            code("data/raw/"),
        ),
        el("p", say("ساختن نسخه:", "Build a version:")),
        el("pre", "naqsheh build", class_="nq-sql"),
        el(
            "p",
            say(
                "این صفحه خودش نسخهٔ تازه را در چند ثانیه می‌بیند؛ نیازی به بار کردن دوباره نیست.",
                "This page sees the new version within seconds by itself; no reload is needed.",
            ),
        ),
        el(
            "p",
            say(
                "اگر مسئول داده نیستید، از او بخواهید نسخهٔ نخست را بسازد.",
                "If you are not the data steward, ask the steward to build the first version.",
            ),
            class_="nq-sub",
        ),
    )

"""Not drawn yet."""

from __future__ import annotations

import streamlit as st

from dashboards import parts
from dashboards.pages import PAGES
from dashboards.view import View


def draw(view: View) -> None:
    """Draw the page."""
    page = PAGES[view.address.page]
    st.html(parts.page_head("", view.say(page.fa, page.en), ""))

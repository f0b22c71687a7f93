"""The script that the framework runs for every look at a page: address, version, sidebar, page."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

import streamlit as st

from dashboards.address import Address
from dashboards.components import nothing_published, provinces, sidebar, states, top_bar
from dashboards.components.earlier import known_on
from dashboards.components.window_title import window_title
from dashboards.data import versions
from dashboards.data.view import Scheme, View
from dashboards.language.language import Language
from dashboards.registry import PAGES, Page
from dashboards.server import gc_tuning
from pipelines.foundation.clock import now, tehran_day


def main() -> None:
    """Draw the page that the address names, in the language that the address names."""
    entries = {
        name: st.Page(_nothing(name), title=name, url_path=known.path.strip("/") or None, default=known.path == "/")
        for name, known in PAGES.items()
    }
    chosen = st.navigation(list(entries.values()), position="hidden")
    page = PAGES[next(name for name, entry in entries.items() if entry == chosen)]
    parameters = {name: value for name, value in st.query_params.items() if name != "lang"}
    address = Address(page.name, Language.from_address(st.query_params.get("lang")), parameters)
    scheme: Scheme = "dark" if st.context.theme.type == "dark" else "light"
    published = versions.current()
    known = known_on(address, published)
    address, shown = known.address, known.shown
    view = View(address, shown, scheme) if shown else None
    st.set_page_config(page_title=window_title(address, view), page_icon=None, layout="wide")
    with st.sidebar:
        st.html(sidebar.draw(address, scheme, published))
    st.html(top_bar.draw(address, shown))
    _watch(published)
    if view is None:
        nothing_published.draw(address)
        return
    if view.release.get("is_synthetic"):
        st.html(states.demonstration_banner(view))
    failure = versions.failed_build()
    if known.sentence:
        st.html(known.sentence)
    else:
        if failure is not None:
            st.html(states.failed_build_strip(view, failure))
        if (old := states.old_version_strip(view, tehran_day(now()))) is not None:
            st.html(old)
    if page.section in provinces.SECTIONS and (choice := provinces.province_filter(view)) is not None:
        st.html(choice)
    try:
        _draw(page, view)
    except Exception as error:
        st.html(states.failed_page(view, error))
    st.html(states.foot(view))
    gc_tuning.freeze_remembered_answers()


def _draw(page: Page, view: View) -> None:
    """Draw a page; its module is imported when the page is first asked for."""
    import_module(f"dashboards.pages.{page.name}.page").draw(view)


def _nothing(name: str) -> Callable[[], None]:
    """Return a distinct function for the framework's page registry; the pages are drawn by ``main``."""

    def page() -> None:
        return None

    page.__name__ = name
    return page


@st.fragment(run_every=3)
def _watch(seen: versions.Tables | None) -> None:
    """Look for a newer version while the page is open, and draw everything again when there is one."""
    if versions.current() != seen:
        st.rerun(scope="app")


main()

"""The script that the framework runs for every look at a page: address, version, sidebar, page."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboards import faces, memory, sidebar, tables
from dashboards.address import Address
from dashboards.language import Language
from dashboards.pages import PAGES
from dashboards.tokens import Scheme
from dashboards.view import View
from dashboards.views import empty


def main() -> None:
    """Draw the page that the address names, in the language that the address names."""
    entries = {
        name: st.Page(
            _nothing(name), title=name, url_path=known.path.strip("/") or None, default=known.path == "/"
        )
        for name, known in PAGES.items()
    }
    chosen = st.navigation(list(entries.values()), position="hidden")
    page = PAGES[next(name for name, entry in entries.items() if entry == chosen)]
    parameters = {name: value for name, value in st.query_params.items() if name != "lang"}
    address = Address(page.name, Language.from_address(st.query_params.get("lang")), parameters)
    scheme: Scheme = "dark" if st.context.theme.type == "dark" else "light"
    title, brand = address.language.say(page.fa, page.en), address.language.say("نقشه", "Naqsheh")
    st.set_page_config(page_title=f"{title} · {brand}", page_icon=None, layout="wide")

    published = tables.current()
    release = published.one("select * from release") if published else None
    with st.sidebar:
        st.html(sidebar.draw(address, scheme, release))
    _watch(published)
    if published is None:
        empty.draw(address)
        return
    view = View(address, published, scheme)
    if view.release.get("is_synthetic"):
        st.html(faces.demonstration_banner(view))
    failure = tables.failed_build()
    if failure is not None:
        st.html(faces.failed_build_strip(view, failure))
    try:
        page.draw(view)
    except Exception as error:
        st.html(faces.failed_page(view, error))
    st.html(faces.foot(view))
    memory.keep_out_of_collection()


def _nothing(name: str) -> Callable[[], None]:
    """Return a distinct function for the framework's page registry; the pages are drawn by ``main``."""

    def page() -> None:
        return None

    page.__name__ = name
    return page


@st.fragment(run_every=3)
def _watch(seen: tables.Tables | None) -> None:
    """Look for a newer version while the page is open, and draw everything again when there is one."""
    if tables.current() != seen:
        st.rerun(scope="app")


main()

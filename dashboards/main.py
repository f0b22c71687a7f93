"""The script that the framework runs for every look at a page: address, version, sidebar, page."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboards import faces, sidebar, tables
from dashboards.address import PATHS, Address
from dashboards.language import Language
from dashboards.tokens import Scheme
from dashboards.view import View
from dashboards.views import cities, commitments, credit, data, empty, glance, indicators, quality, rows

#: page id → the function that draws it, and its title; adding a page is a line here and one in ``address.PATHS``.
PAGES: dict[str, tuple[Callable[[View], None], str, str]] = {
    "glance": (glance.draw, "نقشهٔ راه در یک نگاه", "The roadmap at a glance"),
    "indicators": (indicators.draw, "شاخص‌ها", "Indicators"),
    "credit": (credit.draw, "اعتبار تبصره‌ها", "Credit lines"),
    "cities": (cities.draw, "شهرهای صنایع دستی", "Craft cities"),
    "commitments": (commitments.draw, "تعهدهای صورت‌جلسه", "Commitments of the minutes"),
    "quality": (quality.draw, "کیفیت داده", "Data quality"),
    "rows": (rows.draw, "ردیف‌های منبع", "Source rows"),
    "data": (data.draw, "تعریف‌ها و داده‌ها", "Definitions and data"),
}


def main() -> None:
    """Draw the page that the address names, in the language that the address names."""
    pages = {
        name: st.Page(
            _nothing(name), title=name, url_path=PATHS[name].strip("/") or None, default=name == "glance"
        )
        for name in PAGES
    }
    chosen = st.navigation(list(pages.values()), position="hidden")
    page = next(name for name, entry in pages.items() if entry == chosen)
    parameters = {name: value for name, value in st.query_params.items() if name != "lang"}
    address = Address(page, Language.from_address(st.query_params.get("lang")), parameters)
    scheme: Scheme = "dark" if st.context.theme.type == "dark" else "light"
    draw, persian, english = PAGES[page]
    title, brand = address.language.say(persian, english), address.language.say("نقشه", "Naqsheh")
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
        draw(view)
    except Exception as error:
        st.html(faces.failed_page(view, error))
    st.html(faces.foot(view))


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

"""The title of the browser's window: what the page is about, then the brand."""

from __future__ import annotations

import logging

from dashboards.address import Address
from dashboards.data import titles
from dashboards.data.view import View

log = logging.getLogger(__name__)


def window_title(address: Address, view: View | None) -> str:
    """Return the title of the page at an address; the page's plain name where nothing more can be said."""
    told = titles.of_page(address)
    if view is not None:
        try:
            told = titles.told(view)
        except Exception:
            log.exception("the title of page %r failed", address.page)
    return f"{told.marked(told.title, address)} · {address.language.say('نقشه', 'Naqsheh')}"

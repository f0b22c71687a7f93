"""Whether a reader sits at the system's own machine, where files are taken in and decisions made."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit


def is_here(host: str | None, client: str | None) -> bool:
    """Tell whether a request came from this machine to a loopback name; ``client`` None is taken as local."""
    name = urlsplit(f"//{host or ''}").hostname or ""
    return (name == "localhost" or is_loopback(name)) and (client is None or is_loopback(client))


def is_loopback(name: str) -> bool:
    """Tell whether a name is an address of this machine itself."""
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def reader_is_here() -> bool:
    """Tell whether the reader of the page that is drawn now sits at this machine."""
    import streamlit as st

    return is_here(st.context.headers.get("Host"), st.context.ip_address)

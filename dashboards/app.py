"""The ASGI application of the dashboards.

Serve it with ``uvicorn dashboards.app:app --port 8501`` from the project's folder, or with
``streamlit run dashboards/app.py``. Pages are drawn by ``main.py``; files are made by
``server/downloads.py`` and ``server/view_files.py``, pictures of shared links by ``server/preview.py``, programs and
the search box are answered by ``server/api``, and what a steward does is taken in by ``server/stewarding.py``.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
if str(HERE.parent) not in sys.path:  # `streamlit run` puts only this folder on the path
    sys.path.insert(0, str(HERE.parent))

import streamlit as st  # noqa: E402
from starlette.middleware import Middleware  # noqa: E402
from starlette.middleware.gzip import GZipMiddleware  # noqa: E402
from streamlit.runtime.pages_manager import PagesManager  # noqa: E402

from dashboards.server import api, downloads, preview, stewarding, view_files  # noqa: E402
from dashboards.server.api import search  # noqa: E402
from dashboards.server.shell import ShellMiddleware  # noqa: E402
from dashboards.server.static_files import StaticFilesMiddleware  # noqa: E402

# The framework takes a folder «pages» beside its script for pages of its own kind until the script says
# otherwise; whoever opened an address first after a start would be told that it does not exist.
PagesManager.uses_pages_directory = False

app = st.App(
    HERE / "main.py",
    routes=[
        *api.ROUTES,
        *search.ROUTES,
        *downloads.ROUTES,
        *view_files.ROUTES,
        *preview.ROUTES,
        *stewarding.ROUTES,
    ],
    middleware=[
        Middleware(StaticFilesMiddleware),
        Middleware(GZipMiddleware, minimum_size=1024, compresslevel=5),
        Middleware(ShellMiddleware),
    ],
)

"""The read-only API beside the pages, under ``/api/v1/``: served by their process, from the version that they show."""

from dashboards.server.api.routes import ROUTES

__all__ = ["ROUTES"]

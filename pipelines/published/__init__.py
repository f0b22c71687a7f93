"""Reading what is published: the one room of the pipelines that the pages know.

A version of a workspace and its database; and, in :mod:`pipelines.published.foresight`, the formulas with which the
build reckons the scenarios that it publishes and the pages a reader's own.
"""

from pipelines.published.database import CONFIGURATION, PublishedDatabase, QueryRefused, QueryTimeout
from pipelines.published.versions import (
    DATABASE,
    MANIFEST,
    PublishedVersion,
    list_versions,
    past_folder,
    past_version,
    resolve_current,
)

__all__ = [
    "CONFIGURATION",
    "DATABASE",
    "MANIFEST",
    "PublishedDatabase",
    "PublishedVersion",
    "QueryRefused",
    "QueryTimeout",
    "list_versions",
    "past_folder",
    "past_version",
    "resolve_current",
]

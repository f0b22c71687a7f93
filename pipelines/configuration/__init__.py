"""Configuration: what every file of ``models/`` may say, as Pydantic models, and how a fault in one is told.

A file that says something unknown, or that lacks something, is refused with sentences that name the file and the place
inside it; all of them are told at once. The loaders of each kind of file call :func:`understood`, and nothing is
checked a second time. What files mean together (a query that names a missing column) is looked at in
:mod:`pipelines.pipeline.checking`.
"""

from pipelines.configuration.errors import ConfigurationError, file_name, gathered
from pipelines.configuration.faults import understood
from pipelines.configuration.vocabulary import Vocabulary

__all__ = ["ConfigurationError", "Vocabulary", "file_name", "gathered", "understood"]

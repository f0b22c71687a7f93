"""What Dagster loads: ``dagster-webserver -m pipelines.definitions``. Only assembly; nothing is decided here."""

from pipelines.foundation.workspace import Workspace, models_dir
from pipelines.orchestration.catalogue import Catalogue
from pipelines.orchestration.job import WorkspaceRun, definitions

defs = definitions(Catalogue.of(models_dir()), run=WorkspaceRun(), workspace=Workspace.default())

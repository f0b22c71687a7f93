"""What Dagster loads: ``dagster-webserver -m pipelines.definitions``. Only assembly; nothing is decided here."""

from pipelines.orchestration.catalogue import Catalogue
from pipelines.orchestration.job import WorkspaceRun, definitions
from pipelines.workspace import Workspace, models_dir

defs = definitions(Catalogue.of(models_dir()), run=WorkspaceRun(), workspace=Workspace.default())

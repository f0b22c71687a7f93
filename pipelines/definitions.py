"""What Dagster loads: ``dagster-webserver -m pipelines.definitions``. Only assembly; nothing is decided here."""

from pipelines.configuration.place import whole_models
from pipelines.foundation.messages import speak_from
from pipelines.foundation.workspace import Workspace, models_dir
from pipelines.orchestration.catalogue import Catalogue
from pipelines.orchestration.job import WorkspaceRun, definitions

models = whole_models(models_dir())
speak_from(models)
defs = definitions(Catalogue.of(models), run=WorkspaceRun(models=str(models)), workspace=Workspace.default())

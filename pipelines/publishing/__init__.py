"""Publishing: the writer's lock, the key of a build, and a version from its making to its service."""

from pipelines.publishing.failure import clear_failure, failure, mark_failed
from pipelines.publishing.key import BuildKey, build_key, code_key, reading_hash
from pipelines.publishing.lock import Busy, Holder, lock_holder, writer_lock
from pipelines.publishing.manifest import Damage
from pipelines.publishing.version import (
    Publication,
    PublicationError,
    current_key,
    prune,
    rollback,
    verify,
)

__all__ = [
    "BuildKey",
    "Busy",
    "Damage",
    "Holder",
    "Publication",
    "PublicationError",
    "build_key",
    "clear_failure",
    "code_key",
    "current_key",
    "failure",
    "lock_holder",
    "mark_failed",
    "prune",
    "reading_hash",
    "rollback",
    "verify",
    "writer_lock",
]

"""Which engine runs the models of ``core`` and ``indicators``: DuckDB in this process, or one behind Spark Connect.

Asked once by who starts a build; everything else is given the choice.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from urllib.parse import urlsplit

from pipelines.engines.faults import EngineFault

ENGINE, SHARED = "NAQSHEH_ENGINE", "NAQSHEH_SHARED"
IN_HOUSE, SPARK_CONNECT = "duckdb", "spark-connect"
#: Where Spark Connect listens when an address names no port.
DEFAULT_PORT = 15002


@dataclass(frozen=True, slots=True)
class EngineChoice:
    """``address`` is that of Spark Connect, None for DuckDB; ``shared`` the folder or URL that both sides see."""

    address: str | None = None
    shared: str | None = None

    @property
    def name(self) -> str:
        """What tables are made with. An address may hold a token, so it is told nowhere."""
        return SPARK_CONNECT if self.address else IN_HOUSE

    @property
    def host_and_port(self) -> tuple[str, int]:
        """Where Spark Connect listens; only of a choice that has an address."""
        return _listening(str(self.address))


def chosen_engine() -> EngineChoice:
    """Return what ``NAQSHEH_ENGINE`` and ``NAQSHEH_SHARED`` say; raises :class:`EngineFault` on an unknown engine."""
    told = os.environ.get(ENGINE) or IN_HOUSE
    shared = os.environ.get(SHARED) or None
    if told == IN_HOUSE:
        return EngineChoice(None, shared)
    if not told.startswith("sc://"):
        raise EngineFault("engine_unknown", value=told)
    host, port = _listening(told)
    if not host or not port:
        raise EngineFault("engine_unknown", value=without_token(told))
    return EngineChoice(told, shared)


def without_token(address: str) -> str:
    """Return an address as it may be shown: host and port, without the options behind them."""
    return address.split("/;", 1)[0].rstrip("/")


def _listening(address: str) -> tuple[str, int]:
    """Return host and port of an address; no host or port 0 where it has none that could be."""
    try:
        parts = urlsplit(address.replace("sc://", "http://", 1))
        return parts.hostname or "", DEFAULT_PORT if parts.port is None else parts.port
    except ValueError:
        return "", 0

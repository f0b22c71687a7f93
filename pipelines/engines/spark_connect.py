"""Tables made by an engine that speaks Spark Connect: a Spark cluster, or Sail on one big machine.

Everything goes over by Parquet in shared storage; over the wire go queries alone. All names are views of one session,
so nothing is left in the cluster's catalogue, and two builds do not see each other.
"""

from __future__ import annotations

import socket
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING, Any

from pipelines.engines.choice import EngineChoice, without_token
from pipelines.engines.faults import EngineFault
from pipelines.engines.shared_storage import MADE, SharedStorage
from pipelines.engines.spark_sql import result_on_spark, spark_type, view_of

if TYPE_CHECKING:
    import pyarrow.dataset as ds

#: Seconds for which an address may stay silent before it counts as wrong.
ANSWER_S = 10
#: Attempts after a connection broke off, each after a longer wait: about a minute in all.
RETRIES = 6
#: Rows and parts of the sample that shows whether the workers write where we read.
SAMPLE_ROWS, SAMPLE_PARTS = 256, 32
#: Errors of an engine that the content of a delivery may bring about.
OF_DATA = frozenset(
    {"ArithmeticException", "ArrayIndexOutOfBoundsException", "DateTimeException", "NumberFormatException"}
)


class SparkConnect:
    """A session with a cluster. Raises :class:`EngineFault` wherever no delivery is to blame."""

    def __init__(self, choice: EngineChoice, storage: SharedStorage) -> None:
        self._address, self._storage, self._numbers = str(choice.address), storage, count(1)
        self._told = without_token(self._address)
        self._made: dict[str, str] = {}
        self._session = self._connected(choice)
        self._try_storage()

    def close(self) -> None:
        """End the session; a cluster that is gone ends it by itself."""
        from pyspark.errors import PySparkException

        try:
            self._session.client.set_retry_policies([])
            self._session.stop()
        except (PySparkException, OSError):
            return

    def show(self, table: str, urls: Sequence[str], types: Mapping[str, str]) -> None:
        """Let queries read Parquet files as ``table``, with exactly these columns and types; there may be no file."""
        casts = {name: spark_type(kind) for name, kind in types.items()}
        with self._told_plainly(table):
            if urls:
                frame = self._session.read.option("mergeSchema", "true").parquet(*urls)
                there = set(frame.columns)
                frame = frame.selectExpr(
                    *(f"CAST({f'`{c}`' if c in there else 'NULL'} AS {t}) AS `{c}`" for c, t in casts.items())
                )
            else:
                selected = ", ".join(f"CAST(NULL AS {kind}) AS `{name}`" for name, kind in casts.items())
                frame = self._session.sql(f"SELECT {selected} WHERE false")
            frame.createOrReplaceTempView(view_of(table))

    def make(self, table: str, query: str, types: Mapping[str, str]) -> ds.Dataset | None:
        """(Re)make ``table`` by a query in the models' dialect.

        Returns its rows, which lie in the shared storage; None where there are none and nothing was written.
        """
        name = f"{MADE}/{table}/{next(self._numbers)}"
        url = f"{self._storage.url}/{name}"
        with self._told_plainly(table):
            frame = self._session.sql(result_on_spark(query, types))
            frame.write.parquet(url)
            found = self._storage.dataset(name)
            if (found is None or not found.files) and frame.limit(1).count():
                raise EngineFault("shared_storage_fails", value=url, found=f"{table}: 0")
        written = found is not None and bool(found.files)
        self.show(table, [url] if written else [], types)
        if before := self._made.get(table):
            self._storage.forget(before)
        self._made[table] = name
        return found if written else None

    def _connected(self, choice: EngineChoice) -> Any:
        """Return a session; an address at which nobody listens is told at once and not after ten minutes."""
        try:
            socket.create_connection(choice.host_and_port, timeout=ANSWER_S).close()
        except OSError as error:
            raise EngineFault("cluster_unreachable", value=self._told, found=_line(error)) from error
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", FutureWarning)  # of pandas, through which nothing goes here
                from pyspark.sql.connect.client.retries import DefaultPolicy
                from pyspark.sql.connect.session import SparkSession
        except ImportError as error:
            raise EngineFault("cluster_client_missing", found=_line(error)) from error
        with self._told_plainly("session"):
            session: Any = SparkSession.builder.remote(self._address).create()
            session.client.set_retry_policies([DefaultPolicy(max_retries=RETRIES)])
            session.conf.set("spark.sql.session.timeZone", "UTC")
            session.conf.set("spark.sql.ansi.enabled", "true")
            return session

    def _try_storage(self) -> None:
        """Have many parts written and count what is found here: a worker that sees another disk would lose its rows."""
        name = f"{MADE}/sample"
        try:
            sample = self._session.range(0, SAMPLE_ROWS, 1, SAMPLE_PARTS)
            sample.write.parquet(f"{self._storage.url}/{name}")
            written = self._storage.dataset(name)
            found = 0 if written is None else written.count_rows()
        except Exception as error:
            if isinstance(error, EngineFault):
                raise
            raise EngineFault("shared_storage_fails", value=self._storage.url, found=_line(error)) from error
        if found != SAMPLE_ROWS:
            lacking = f"{found} of {SAMPLE_ROWS} rows arrived"
            raise EngineFault("shared_storage_fails", value=self._storage.url, found=lacking)
        self._storage.forget(name)

    @contextmanager
    def _told_plainly(self, table: str) -> Iterator[None]:
        """Turn what a cluster says into a sentence, but for errors that the content of a delivery may bring about."""
        from grpc import RpcError
        from pyspark.errors import AnalysisException, ParseException, PySparkException

        try:
            yield
        except (AnalysisException, ParseException) as error:
            raise EngineFault("cluster_refuses", file=table, value=self._told, found=_line(error)) from error
        except (PySparkException, RpcError) as error:
            if type(error).__name__ in OF_DATA:
                raise
            raise EngineFault("cluster_lost", file=table, value=self._told, found=_kind(error)) from error


def _kind(error: Any) -> str:
    """Return what an error of a running query is called: its text may quote a cell, and a cell may name a person."""
    told = [getattr(error, name, lambda: None)() for name in ("getCondition", "code")]
    return ", ".join([type(error).__name__, *(str(t) for t in told if t)])


def _line(error: BaseException) -> str:
    """Return the first line of an error that no row has brought about."""
    lines = str(error).strip().splitlines()
    return lines[0][:300] if lines else type(error).__name__

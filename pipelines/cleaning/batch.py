"""One pass of the engine over several deliveries of one feed.

Every row carries the number of its delivery (``part``), and nothing is ever looked for beyond a part: keys,
meanings of values, totals. One delivery alone is a batch of one; its rows are then streamed and never kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from pipelines.cleaning import statements
from pipelines.cleaning.columns import KEPT_OUT, Resolved, resolve
from pipelines.cleaning.pseudonyms import Pseudonyms
from pipelines.cleaning.result import CARRIED_CELLS, MASK, CleanedDelivery, WordedRows
from pipelines.cleaning.tasks import Task
from pipelines.cleaning.totals import Comparison, compare_totals
from pipelines.cleaning.violations import as_cells, violations_path
from pipelines.cleaning.worded import worded_rows
from pipelines.contracts import Column, Contract
from pipelines.engines.duckdb_engine import DuckDBEngine
from pipelines.foundation.sql_text import literal, parquet_source, parquet_sources, quoted
from pipelines.normalise import CodeBook, NormaliseContext
from pipelines.normalise.sql import number_columns, pseudonym_purpose

_PARQUET = "(FORMAT parquet, COMPRESSION zstd)"


class Batch:
    """The cleaning of some deliveries, step by step in one engine."""

    def __init__(
        self,
        engine: DuckDBEngine,
        contract: Contract,
        tasks: Sequence[Task],
        codebook: CodeBook,
        pseudonyms: Pseudonyms,
    ) -> None:
        self._engine, self._contract, self._tasks = engine, contract, tasks
        self._codebook, self._pseudonyms = codebook, pseudonyms
        self._contexts = [{c.name: self._context(c, task) for c in contract.columns} for task in tasks]

    def run(self) -> list[CleanedDelivery]:
        """Clean the rows of each task into its file."""
        self._load()
        found = resolve(self._engine, self._contract, self._contexts)
        self._find_violations(found)
        self._find_duplicates(found)
        self._find_second_owners(found)
        counts = self._write_violations()
        loaded = self._write_clean(found)
        worded = worded_rows(self._engine, self._contract, found)
        return [
            self._result(part, found, counts[part], loaded[part], worded.get(part, []))
            for part in range(len(self._tasks))
        ]

    def _result(
        self,
        part: int,
        found: Mapping[str, Resolved],
        counts: dict[str, int],
        loaded: int,
        worded: list[WordedRows],
    ) -> CleanedDelivery:
        read = self._tasks[part].read
        work = Comparison(self._engine, self._contract, part, read, found, self._contexts[part])
        kept_out = counts.pop("rows")
        cells = (
            self._engine.rows(
                f"SELECT * EXCLUDE (part) FROM shown_violations WHERE part = {part}"
                f" ORDER BY severity <> '{KEPT_OUT}', COLUMNS(*) LIMIT {CARRIED_CELLS}"
            )
            if counts
            else []
        )
        return CleanedDelivery(
            rows_read=read.rows_read,
            rows_loaded=loaded,
            rows_quarantined=kept_out,
            rows_non_data=len(read.non_data),
            cells=as_cells(cells),
            totals=compare_totals(work),
            worded=worded,
            normalised={name: r.notes[part] for name, r in found.items() if r.notes.get(part)},
            rules=counts,
            unknown_words=[r.words[part] for r in found.values() if part in r.words],
            waiting_places=self._waiting_places(part, found) if kept_out else [],
        )

    def _context(self, column: Column, task: Task) -> NormaliseContext:
        # Identifiers stay plain in this process; the engine turns them into pseudonyms as it writes.
        return NormaliseContext(
            codebook=self._codebook,
            declared_unit=task.read.units.get(column.name),
            period=task.facts.period,
            pseudonym=lambda _, plain: plain,
            date1904=task.read.date1904,
            latest=task.facts.latest,
        )

    # --- rows in ----------------------------------------------------------------------------------------

    def _load(self) -> None:
        """Make ``landed`` of the read rows, with corrected cells in their place.

        Of one delivery it is a view, so that its rows are read as often as needed and kept nowhere.
        """
        numbers = "".join(f", {sql}" for sql in number_columns(self._contract.columns))
        if len(self._tasks) == 1:
            rows = self._shared(self._rows_of(self._tasks[0]))
            self._engine.connection.execute(f"CREATE VIEW landed AS SELECT *{numbers} FROM ({rows})")
            return
        names = ", ".join(f"r.{quoted(c.name)}" for c in self._contract.columns)
        files = [str(task.read.landed) for task in self._tasks]
        options = "file_row_number = true, filename = 'landed_file'"
        numbered = ", ".join(f"({n}, {literal(file)})" for n, file in enumerate(files))
        self._engine.create_table(
            "main",
            "landed",
            f"SELECT *{numbers} FROM ("
            + self._shared(
                f"SELECT p.part, r.sheet_name, r.row_number, {names}"
                f" FROM {parquet_sources(files, options)} r"
                f" JOIN (VALUES {numbered}) p(part, file) ON p.file = r.landed_file"
                " ORDER BY p.part, r.file_row_number"
            )
            + ")",
        )

    def _shared(self, rows: str) -> str:
        """Return the query of ``rows`` in which an empty cell holds what it reads from another of its row."""
        read = [
            f"coalesce({quoted(c.name)}, {c.read_from.sql}) AS {quoted(c.name)}"
            for c in self._contract.columns
            if c.read_from is not None
        ]
        return f"SELECT * REPLACE ({', '.join(read)}) FROM ({rows})" if read else rows

    def _rows_of(self, task: Task) -> str:
        replaced: dict[str, str] = {}
        for o in task.overrides:
            here = f"sheet_name = {literal(o.sheet_name)} AND row_number = {int(o.row_number)}"
            text = "NULL" if o.new_raw is None else literal(o.new_raw)
            replaced[o.column] = replaced.get(o.column, "") + f" WHEN {here} THEN {text}"
        columns = ", ".join(
            f"CASE{replaced[n]} ELSE {quoted(n)} END AS {quoted(n)}" if n in replaced else quoted(n)
            for n in ("sheet_name", "row_number", *(c.name for c in self._contract.columns))
        )
        return f"SELECT 0 AS part, {columns} FROM {parquet_source(task.read.landed)}"

    # --- what is wrong ----------------------------------------------------------------------------------

    def _find_violations(self, found: Mapping[str, Resolved]) -> None:
        """Fill ``violations``, and ``excluded`` with the rows that are kept out so far."""
        queries = [q for resolved in found.values() for q in statements.column_violations(resolved)]
        queries += statements.without_period(self._contract, found)
        if broken := statements.broken_rules(self._contract, found):
            self._engine.create_table("main", "broken", broken)
            queries += statements.rule_violations(self._contract)
        none = (
            "SELECT NULL::INTEGER AS part, NULL::VARCHAR AS sheet_name, NULL::INTEGER AS row_number,"
            " NULL::VARCHAR AS column_name, NULL::VARCHAR AS rule, NULL::VARCHAR AS severity,"
            " NULL::VARCHAR AS value, NULL::VARCHAR AS params WHERE false"
        )
        self._engine.create_table("main", "violations", none)
        for query in queries:
            self._engine.connection.execute(f"INSERT INTO violations {query}")
        self._exclude()

    def _exclude(self) -> None:
        self._engine.create_table(
            "main",
            "excluded",
            f"SELECT DISTINCT part, sheet_name, row_number FROM violations WHERE severity = '{KEPT_OUT}'",
        )

    def _find_duplicates(self, found: Mapping[str, Resolved]) -> None:
        """Add the good rows that repeat the key of an earlier good row of their delivery."""
        keyed = sorted(frozenset().union(*(found[k].parts for k in self._contract.key)))
        if not keyed:  # a file that has no column of the key repeats none
            return
        self._engine.create_table("main", "keys", statements.key_rows(self._contract, found, keyed))
        repeated = self._engine.create_table(
            "main",
            "repeated",
            "SELECT part, sheet_name, row_number FROM keys SEMI JOIN"
            " (SELECT key_hash FROM keys GROUP BY key_hash HAVING count(*) > 1) r USING (key_hash)",
        )
        self._engine.connection.execute("DROP TABLE keys")
        if repeated:
            query = statements.duplicate_violations(self._contract, found)
            self._engine.connection.execute(f"INSERT INTO violations {query}")
            self._exclude()

    def _find_second_owners(self, found: Mapping[str, Resolved]) -> None:
        """Point at the good rows whose number stands beside another person in an earlier row."""
        if query := statements.second_owner_violations(self._contract, found):
            self._engine.connection.execute(f"INSERT INTO violations {query}")

    def _write_violations(self) -> list[dict[str, int]]:
        """Write what is wrong, masked where it may identify.

        Returns for each part its rows by rule, and ``rows`` kept out in all.
        """
        letters = (
            ", ".join(
                f"({part}, {literal(m.sheet_name)}, {literal(name)}, {literal(m.letter)})"
                for part, task in enumerate(self._tasks)
                for m in task.read.columns
                if m.column
                for name in (m.column, *self._read_from(m.column, task))
            )
            or "(NULL, NULL, NULL, NULL)"
        )
        public = [literal(c.name) for c in self._contract.columns if c.classification == "public"]
        shown = f"CASE WHEN column_name IN ({', '.join(public) or 'NULL'}) THEN value ELSE '{MASK}' END"
        self._engine.create_table(
            "main",
            "shown_violations",
            "SELECT v.part, v.sheet_name, v.row_number, v.column_name,"
            " coalesce(any_value(m.letter), '') AS column_letter, v.rule, v.severity,"
            f" coalesce(CASE WHEN value IS NOT NULL THEN {shown} END, '') AS value, v.params"
            f" FROM violations v LEFT JOIN (VALUES {letters}) m(part, sheet, name, letter)"
            " ON m.part = v.part AND m.sheet = v.sheet_name AND m.name = v.column_name GROUP BY ALL",
        )
        for part, task in enumerate(self._tasks):
            self._engine.connection.execute(
                f"COPY (SELECT * EXCLUDE (part) FROM shown_violations WHERE part = {part}"
                " ORDER BY ALL)"
                f" TO {literal(str(violations_path(task.out)))} {_PARQUET}"
            )
        counts: list[dict[str, int]] = [{} for _ in self._tasks]
        for row in self._engine.rows(
            "SELECT part, severity || '/' || rule AS name, count(DISTINCT (sheet_name, row_number)) AS rows"
            " FROM violations GROUP BY 1, 2 ORDER BY 1, 2"
        ):
            counts[row["part"]][row["name"]] = row["rows"]
        kept_out = {
            r["part"]: r["n"] for r in self._engine.rows("SELECT part, count(*) AS n FROM excluded GROUP BY part")
        }
        return [{**found, "rows": kept_out.get(part, 0)} for part, found in enumerate(counts)]

    def _read_from(self, column: str, task: Task) -> list[str]:
        """Return the columns that a file lacks and that are read from its ``column``."""
        present = {m.column for m in task.read.columns}
        return [
            c.name
            for c in self._contract.columns
            if c.read_from is not None and c.read_from.column == column and c.name not in present
        ]

    def _waiting_places(self, part: int, found: Mapping[str, Resolved]) -> list[tuple[str | None, ...]]:
        """Return where the rows that are kept out may count; empty where nothing, or too much, is known of it."""
        if not self._contract.places:
            return []
        query = statements.waiting_places(self._contract, found)
        rows = self._engine.connection.execute(query, [part, CARRIED_CELLS + 1]).fetchall()
        return rows if len(rows) <= CARRIED_CELLS else []

    # --- rows out ---------------------------------------------------------------------------------------

    def _write_clean(self, found: Mapping[str, Resolved]) -> list[int]:
        """Write the good rows of each part, in the order in which they stand in the file; return how many."""
        # DuckDB may turn the joins of a short list around, and its rows then come in the order of a map.
        self._engine.connection.execute("SET disabled_optimizers = 'build_side_probe_side'")
        purposes = {p for c in self._contract.columns if (p := pseudonym_purpose(c))}
        self._pseudonyms.load(self._engine.connection, sorted(purposes))
        if len(self._tasks) == 1:
            query = statements.clean_rows(self._contract, found, _provenance(self._tasks[0]), self._pseudonym)
            return [self._copy(query, self._tasks[0].out)]
        values = ", ".join(f"({n}, {', '.join(_provenance(task).values())})" for n, task in enumerate(self._tasks))
        names = list(_provenance(self._tasks[0]))
        self._engine.create_table("main", "facts", f"SELECT * FROM (VALUES {values}) f(part, {', '.join(names)})")
        of_facts = {"part": "l.part", **{name: f"f.{name}" for name in names}}
        rows = statements.clean_rows(self._contract, found, of_facts, self._pseudonym)
        self._engine.create_table("main", "cleaned", rows)
        return [
            self._copy(f"SELECT * EXCLUDE (part) FROM cleaned WHERE part = {part}", task.out)
            for part, task in enumerate(self._tasks)
        ]

    def _copy(self, query: str, out: Path) -> int:
        copied = self._engine.connection.execute(f"COPY ({query}) TO {literal(str(out))} {_PARQUET}").fetchone()
        return int(copied[0]) if copied else 0

    def _pseudonym(self, column: Column, text: str) -> str:
        purpose = pseudonym_purpose(column)
        return text if purpose is None else self._pseudonyms.sql(purpose, text)


def _provenance(task: Task) -> dict[str, str]:
    """Return the facts of a delivery as SQL literals."""
    facts = task.facts
    return {
        "delivery_id": literal(facts.delivery_id),
        "delivery_period": literal(facts.period) if facts.period else "NULL",
        "delivery_span": literal(span) if (span := facts.span or facts.period) else "NULL",
        "delivery_cover": literal(facts.cover) if facts.cover else "NULL",
        "delivery_office": literal(facts.office) if facts.office else "NULL",
        "is_synthetic": str(facts.is_synthetic).lower(),
    }

"""An indicator's whole query: its own SQL, the branches that its header asks for, and the columns left out.

A branch of ``models/indicators/branches`` is a query that many indicators share; a header asks for it by its name. What
all branches of all indicators say alike (no breakdown, an exact figure …) need not be written. Everything that is
shown, checked or run is the whole query; nothing here counts anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import sqlglot
from sqlglot import TokenType, exp

from pipelines.configuration import file_name, gathered
from pipelines.configuration.headers import BranchHeader, branch_headers
from pipelines.modelling.sqlfile import ModelError, parsed, read_sql_file

#: The columns that every indicator's query returns: one row a source row, saying what it contributes.
CONTRIBUTION_COLUMNS: tuple[tuple[str, str], ...] = (
    ("row_id", "VARCHAR"),
    ("area_code", "VARCHAR"),
    ("domain", "VARCHAR"),
    ("breakdown", "VARCHAR"),
    ("category", "VARCHAR"),
    ("frequency", "VARCHAR"),
    ("period", "VARCHAR"),
    ("basis", "VARCHAR"),
    ("numerator", "DECIMAL(38,9)"),
    ("denominator", "DECIMAL(38,9)"),
    ("qualifier", "VARCHAR"),
    ("status", "VARCHAR"),
)
#: The address of a value: what tells it from every other one.
ADDRESS = ("indicator_id", "area_code", "domain", "breakdown", "category", "frequency", "period", "basis")
#: What is meant where a query leaves a column out. The others have no meaning that could be taken for granted.
LEFT_OUT: Mapping[str, str] = {
    "breakdown": "''",
    "category": "''",
    "denominator": "NULL",
    "qualifier": "'exact'",
    "status": "'final'",
}
#: A parameter of a shared branch; the indicator's id is always one.
PARAMETER = re.compile(r"\$(\w+)")
OWN_ID = "indicator_id"
#: Width up to which the columns of a select list stand in one line.
WIDTH = 110
OPENING = frozenset({TokenType.L_PAREN, TokenType.L_BRACKET, TokenType.L_BRACE})
CLOSING = frozenset({TokenType.R_PAREN, TokenType.R_BRACKET, TokenType.R_BRACE})


@dataclass(frozen=True, slots=True, eq=False)
class Branch:
    """A query that many indicators share; a line with a parameter that a header does not give is left out of it."""

    name: str
    parameters: frozenset[str]
    values: Mapping[str, Sequence[str]]
    sql: str

    def filled(self, file: Path, asked: Any) -> str:
        """Return the branch for the indicator of ``file``; ``asked`` is what its header says: true, or parameters."""
        given = {} if asked is True else asked
        if not isinstance(given, Mapping):
            raise ModelError(f"{file_name(file)}: {self.name}: true or its parameters are expected")
        faults = [f"there is no {name}" for name in given if name not in self.parameters]
        faults += [
            f"{name}: {value!r} is none of {', '.join(self.values[name])}"
            for name, value in given.items()
            if value not in self.values.get(name, (value,))
        ]
        if faults:
            raise ModelError(f"{file_name(file)}: {self.name}: {fault}" for fault in faults)
        literals = {
            name: exp.Literal.string(str(value)).sql("duckdb") for name, value in {**given, OWN_ID: file.stem}.items()
        }
        lines = [line for line in self.sql.splitlines() if literals.keys() >= set(PARAMETER.findall(line))]
        return PARAMETER.sub(lambda found: literals[found[1]], "\n".join(lines))


def shared_branches(models: Path) -> dict[str, Branch]:
    """Read ``models/indicators/branches/*.sql``; raises :class:`ModelError` where header and query disagree."""
    found, faults = {}, list[str]()
    heads: Mapping[str, BranchHeader] = {}
    with gathered(faults):
        heads = branch_headers(models)
    for name, head in heads.items():
        path = models / "indicators" / "branches" / f"{name}.sql"
        with gathered(faults):
            sql = read_sql_file(path).sql
            told, used = frozenset(head.parameters), frozenset(PARAMETER.findall(sql)) - {OWN_ID}
            if told != used or not told >= set(head.values):
                faults.append(f"{file_name(path)}: its header tells of {sorted(told)}, its query has {sorted(used)}")
            found[name] = Branch(name, told, head.values, sql)
    if faults:
        raise ModelError(faults)
    return found


@cache
def whole_query(name: str, queries: tuple[str, ...], kind: str) -> str:
    """Return the union of an indicator's ``queries``, each branch with the columns that it leaves out.

    Two things are never taken for granted: what a ratio is divided by, and anything of a row that another indicator
    contributed, of which a breakdown or a doubt would be lost without a word.
    """
    if not queries:
        raise ModelError(f"{name}: it counts nothing: there is neither a query nor a branch in its header")
    completed = []
    for sql in queries:
        tree = _parsed(name, sql)
        of_others = any(table.db == "indicators" for table in tree.find_all(exp.Table))
        needed = {"denominator"} if kind == "ratio" else set()
        defaults = {} if of_others else {c: v for c, v in LEFT_OUT.items() if c not in needed}
        completed.append(_completed(name, sql, tree, defaults))
    return "\nUNION ALL\n".join(completed)


def _parsed(name: str, sql: str) -> exp.Expr:
    try:
        return parsed(sql)
    except sqlglot.errors.ParseError as error:
        raise ModelError(f"{name}: {error}") from error


def _completed(name: str, sql: str, tree: exp.Expr, defaults: Mapping[str, str]) -> str:
    """Return ``sql`` with the columns of every branch whole and in order, all else as its author wrote it."""
    branches, lists = list(_branches(tree)), list(_select_lists(sql))
    if [len(b.selects) for b in branches] != [len(found.items) for found in lists]:
        raise ModelError(f"{name}: write each branch as SELECT … FROM …, without parentheses or a last comma")
    text = sql
    for branch, found in reversed(list(zip(branches, lists, strict=True))):
        _check_columns(name, branch.named_selects, defaults)
        written = dict(zip(branch.named_selects, found.items, strict=True))
        columns = [written.get(c) or f"{defaults[c]} AS {c}" for c, _ in CONTRIBUTION_COLUMNS]
        if columns != list(found.items):
            text = f"{text[: found.start]}{_laid_out(columns)}\n{text[found.end :]}"
    if text != sql:
        _check_meaning(name, branches, text, defaults)
    return text


def _branches(tree: exp.Expr) -> Iterator[exp.Query]:
    """Yield the queries that a union puts together, in their order."""
    if isinstance(tree, exp.SetOperation):
        yield from _branches(tree.left)
        yield from _branches(tree.right)
    elif isinstance(tree, exp.Query):
        yield tree


@dataclass(frozen=True, slots=True)
class SelectList:
    """The columns of one branch as they are written, and where they begin and end in the text."""

    start: int
    end: int
    items: tuple[str, ...]


def _select_lists(sql: str) -> Iterator[SelectList]:
    """Yield the select list of each branch; those of subqueries and WITH clauses stand in parentheses."""
    depth, cuts, before = 0, [], None
    for token in sqlglot.tokenize(sql, read="duckdb"):
        kind = token.token_type
        if depth == 0 and kind is TokenType.SELECT:
            cuts = [(token.end + 1, token.end + 1)]
        elif depth == 0 and kind is TokenType.COMMA and cuts:
            cuts.append((token.start, token.end + 1))
        elif depth == 0 and kind is TokenType.FROM and before is not TokenType.DISTINCT and cuts:
            cuts.append((token.start, token.start))
            items = tuple(sql[a:b].strip() for (_, a), (b, _) in pairwise(cuts))
            yield SelectList(cuts[0][0], token.start, items)
            cuts = []
        depth += (kind in OPENING) - (kind in CLOSING)
        before = kind


def _check_columns(name: str, written: Sequence[str], defaults: Mapping[str, str]) -> None:
    expected = [column for column, _ in CONTRIBUTION_COLUMNS]
    missing = [c for c in expected if c not in written and c not in defaults]
    unknown = sorted({c for c in written if c not in expected or written.count(c) > 1})
    if missing or unknown:
        raise ModelError(f"{name}: a branch lacks the columns {missing} and has unknown or repeated {unknown}")


def _check_meaning(name: str, written: Sequence[exp.Query], text: str, defaults: Mapping[str, str]) -> None:
    """Refuse a text that does not say what was written: a comment may have taken a column along."""
    taken = {column: _meant(value) for column, value in defaults.items()}
    said = [taken | {e.alias_or_name: e.unalias() for e in branch.selects} for branch in written]
    try:
        branches = _branches(parsed(text))
        same = said == [{e.alias_or_name: e.unalias() for e in branch.selects} for branch in branches]
    except sqlglot.errors.ParseError:
        same = False
    if not same:
        raise ModelError(f"{name}: write comments above the columns, not between them")


@cache
def _meant(value: str) -> exp.Expr:
    return sqlglot.parse_one(value, read="duckdb")


def _laid_out(columns: Sequence[str]) -> str:
    """Return what follows a SELECT, in lines of a readable length; a column of several lines begins its own."""
    lines = ["SELECT"]
    for position, column in enumerate(columns, 1):
        piece = f" {column}" + ("," if position < len(columns) else "")
        if "\n" in piece or len(lines[-1].rsplit("\n", 1)[-1] + piece) > WIDTH:
            lines.append(" ")
        lines[-1] += piece
    return "\n".join(lines).removeprefix("SELECT")

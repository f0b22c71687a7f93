"""The contradiction ledger: what different sources say of one thing, side by side, never merged.

Found by rule from all statements and from the registers of what was stated (``models/rules/contradictions.yaml``): a
*contradiction* where two tellings of one time do not meet or a figure jumps over the years, a *series* where it
changes plausibly, a *repetition* where it never does. A number that is repeated too long is a *ghost*. Agreement is
not listed. Which telling is better documented is said; which is true is not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipelines.analysis.contradictions.ghosts import judge_ghosts
from pipelines.analysis.contradictions.rules import ContradictionRules, load_contradiction_rules
from pipelines.analysis.contradictions.sentences import Words, cell_title, comparison_sentence
from pipelines.analysis.contradictions.tellings import (
    comparisons_query,
    members_query,
    pairs_query,
    tellings_query,
)  # fmt: skip
from pipelines.messages import Language
from pipelines.period import Period

if TYPE_CHECKING:
    from pipelines.analysis.judgements import Context

#: Grain: comparison × telling, in the order of showing.
LEDGER = """
WITH placed AS (
  SELECT m.comparison_id, t.*, row_number() OVER (
      PARTITION BY m.comparison_id ORDER BY m.member, t.month_end, t.basis = 'reported' DESC, t.grade_order,
      t.figure_id, t.telling_id
    ) AS ordinal, t.grade_order = min(t.grade_order) OVER (PARTITION BY m.comparison_id) AS is_strongest
  FROM derived.comparison_members m
  JOIN derived.tellings t ON t.telling_id = m.telling_id
  JOIN derived.compared c ON c.comparison_id = m.comparison_id
)
SELECT p.*, CASE WHEN NOT p.is_strongest THEN p.value - s.value END AS difference_from_strongest
FROM placed p
LEFT JOIN (SELECT comparison_id, min_by(value, ordinal) AS value FROM placed WHERE is_strongest GROUP BY ALL) s
  ON s.comparison_id = p.comparison_id
ORDER BY p.comparison_id, p.ordinal
"""

CONTRADICTIONS = """
SELECT l.comparison_id, CAST(l.ordinal AS INTEGER) AS ordinal, c.kind, c.state, c.importance, c.title_fa, c.title_en, l.indicator_id,
  l.area_code, l.domain, l.category, l.frequency, l.period, l.basis, l.value, l.unit, l.qualifier, l.status,
  l.source_fa, l.source_en, l.evidence_grade, l.is_strongest, l.difference_from_strongest, l.role, l.as_of,
  l.instrument, l.ambiguity_fa, l.ambiguity_en, c.explanation_fa, c.explanation_en, l.value_id, l.row_id, l.figure_id,
  l.is_synthetic
FROM derived.ledger l JOIN derived.comparisons c ON c.comparison_id = l.comparison_id
ORDER BY l.comparison_id, l.ordinal
"""

TYPES = {
    "comparison_id": "VARCHAR", "kind": "VARCHAR", "state": "VARCHAR", "importance": "INTEGER", "title_fa": "VARCHAR",
    "title_en": "VARCHAR", "tellings": "INTEGER", "first_period": "VARCHAR", "last_period": "VARCHAR",
    "least_value": "DECIMAL(38,9)", "greatest_value": "DECIMAL(38,9)", "difference": "DECIMAL(38,9)",
    "relative_difference": "DECIMAL(38,9)", "unit": "VARCHAR", "strongest_grade": "VARCHAR", "causes": "VARCHAR",
    "explanation_fa": "VARCHAR", "explanation_en": "VARCHAR", "sentence_fa": "VARCHAR", "sentence_en": "VARCHAR",
    "is_synthetic": "BOOLEAN",
}  # fmt: skip

KIND_ORDER = {"contradiction": 0, "repetition": 1, "series": 2}


def judge_contradictions(context: Context) -> int:
    """Build ``derived.comparisons``, ``derived.contradictions`` (a row a telling) and ``derived.ghost_figures``.

    Returns the rows of ``derived.contradictions``.
    """
    from pipelines.analysis.rows import load_rows

    engine, rules = context.engine, load_contradiction_rules(context.models)
    load_rows(engine, "plausible_changes", {"kind": "VARCHAR", "change": "DECIMAL(38,9)"},
              [{"kind": kind, "change": change} for kind, change in rules.plausible.items()])  # fmt: skip
    engine.create_table("derived", "tellings", tellings_query(rules))
    engine.create_table("derived", "comparison_members", members_query(rules))
    engine.create_table("derived", "comparison_pairs", pairs_query(rules.causes))
    engine.create_table("derived", "compared", comparisons_query(rules.causes))
    engine.create_table("derived", "ledger", LEDGER)
    words = Words.read(engine)
    tellings: dict[str, list[dict[str, Any]]] = {}
    for telling in engine.rows("SELECT * FROM derived.ledger ORDER BY comparison_id, ordinal"):
        tellings.setdefault(telling["comparison_id"], []).append(telling)
    rows = [
        _comparison(rules, words, found, tellings[found["comparison_id"]])
        for found in engine.rows("SELECT * FROM derived.compared ORDER BY comparison_id")
    ]
    load_rows(engine, "comparisons", TYPES, _by_importance(rows, rules))
    count = engine.create_table("derived", "contradictions", CONTRADICTIONS)
    judge_ghosts(engine, rules, words)
    return count


def _comparison(
    rules: ContradictionRules, words: Words, found: dict[str, Any], tellings: list[dict[str, Any]]
) -> dict[str, Any]:
    question = next((q for q in rules.questions if q.question_id == found["comparison_id"]), None)
    causes = [c for c in rules.causes if c.cause_id in (found["cause_ids"] or [])]
    texts: dict[str, str | None] = {}
    languages: tuple[Language, ...] = ("fa", "en")
    for language in languages:
        period = tellings[0]["period"] if found["mode"] == "time" else None
        title = question.title[language] if question else cell_title(words, tellings[0], period, language)
        texts |= {
            f"title_{language}": title,
            f"explanation_{language}": question.note[language] if question
            else " ".join(dict.fromkeys(c.text[language] for c in causes)) or None,
            f"sentence_{language}": comparison_sentence(rules, words, found, tellings, title, language),
        }  # fmt: skip
    best = min(tellings, key=lambda t: t["grade_order"])
    by_time = sorted(tellings, key=lambda t: (t["month_end"], t["period"]))
    return {
        **{k: found[k] for k in ("comparison_id", "kind", "state", "least_value", "greatest_value", "difference",
                                 "relative_difference")},
        **texts, "tellings": len(tellings), "first_period": by_time[0]["period"], "last_period": by_time[-1]["period"],
        "unit": tellings[0]["unit"], "strongest_grade": best["evidence_grade"],
        "causes": ", ".join(c.cause_id for c in causes) or None,
        "is_synthetic": any(t["is_synthetic"] for t in tellings),
    }  # fmt: skip


def _by_importance(rows: list[dict[str, Any]], rules: ContradictionRules) -> list[dict[str, Any]]:
    """Return the rows in their order with the place of each: questions of people first, then by kind, newest, size."""
    asked = {q.question_id: n for n, q in enumerate(rules.questions)}

    def place(row: dict[str, Any]) -> tuple[Any, ...]:
        return (
            KIND_ORDER[row["kind"]], asked.get(row["comparison_id"], len(asked)), row["state"] != "unexplained",
            -Period.parse(row["last_period"]).year, -(row["relative_difference"] or 0), row["comparison_id"],
        )  # fmt: skip

    order = {row["comparison_id"]: n for n, row in enumerate(sorted(rows, key=place), 1)}
    return [{**row, "importance": order[row["comparison_id"]]} for row in rows]

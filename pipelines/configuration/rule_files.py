"""Every kind of file of ``models/rules``, by the name of its file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pipelines.configuration import (
    analysis_rules,
    coverage_rules,
    cross_figure_rules,
    discrepancy_rules,
    headline_rules,
    outlook_rules,
    red_list_rules,
    rules,
)


@cache
def rule_files() -> Mapping[str, type[rules.RuleFile]]:
    """Return the type of each file of rules by its name without its ending."""
    modules = (
        rules,
        analysis_rules,
        coverage_rules,
        cross_figure_rules,
        discrepancy_rules,
        headline_rules,
        outlook_rules,
        red_list_rules,
    )
    kinds = [kind for module in modules for kind in vars(module).values() if _is_rule_file(kind)]
    return {kind.FILE.removesuffix(".yaml"): kind for kind in kinds}


def _is_rule_file(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, rules.RuleFile) and kind is not rules.RuleFile

"""Governance: which deliveries wait for a person, what is corrected by whose word, who is late.

Thresholds, harmless headings, grades and corrections are data (``models/rules``, ``models/corrections``).
"""

from pipelines.configuration.errors import RuleError
from pipelines.governance.thresholds import Governance

__all__ = ["Governance", "RuleError"]

"""Feed contracts: read from ``models/feeds`` and compiled into everything that depends on a feed."""

from pipelines.contracts.load import feed_names, load_contract, load_contracts
from pipelines.contracts.model import Column, Contract, Rule

__all__ = [
    "Column",
    "Contract",
    "Rule",
    "feed_names",
    "load_contract",
    "load_contracts",
]

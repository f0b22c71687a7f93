"""Feed contracts: read from ``models/feeds`` and compiled into everything that depends on a feed."""

from pipelines.contracts.load import feed_names, load_contract, load_contracts
from pipelines.contracts.model import Column, Contract, Rule
from pipelines.contracts.persons import feeds_of_persons

__all__ = [
    "Column",
    "Contract",
    "Rule",
    "feed_names",
    "feeds_of_persons",
    "load_contract",
    "load_contracts",
]

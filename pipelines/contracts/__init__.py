"""Feed contracts: read from ``models/feeds`` and compiled into everything that depends on a feed."""

from pipelines.contracts.load import ContractError, feed_names, load_contract, load_contracts, schema_errors
from pipelines.contracts.model import Column, Contract, Rule

__all__ = [
    "Column",
    "Contract",
    "ContractError",
    "Rule",
    "feed_names",
    "load_contract",
    "load_contracts",
    "schema_errors",
]

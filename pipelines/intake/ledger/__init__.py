"""The ledger of deliveries: what was received, when it became known, what became of it, who decided what.

:mod:`.schema` lists the tables; a stage that has to remember something of its own adds one there and reads and
writes it through :class:`LedgerFile` (``ledger.file``) in a module of its own.
"""

from pipelines.intake.ledger.file import LedgerFile
from pipelines.intake.ledger.ledger import Delivery, Ledger, UnknownDelivery

__all__ = ["Delivery", "Ledger", "LedgerFile", "UnknownDelivery"]

"""Deliveries that a check holds: what the check says of them, and which errors a delivery may be blamed for."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import duckdb

from pipelines.engines.faults import EngineFault
from pipelines.foundation.messages import Message
from pipelines.intake.deliveries import Delivery
from pipelines.pipeline.reports import DeliveryOutcome

#: Errors of files that speak of one delivery (its bytes are gone, its name is too long), not of the machine.
OF_ONE_FILE = {errno.ENOENT, errno.ENAMETOOLONG}
#: Errors that no content of a delivery brings about: of the machine, of a cluster, of a model that is written wrongly.
NEVER_OF_DATA = (
    sqlite3.Error,
    EngineFault,
    duckdb.IOException,
    duckdb.FatalException,
    duckdb.InternalException,
    duckdb.ConnectionException,
    duckdb.BinderException,
    duckdb.CatalogException,
    duckdb.ParserException,
)

#: Messages of deliveries that a check holds: approving one of them publishes nothing.
MESSAGES = frozenset({"check_fails", "step_fails", "delivery_fails"})


@dataclass(frozen=True, slots=True)
class Block:
    """Why a delivery is kept out by a check. ``bare`` leaves out also what is told of its content.

    Tables describe held deliveries, too: where such a description is what breaks a check, it goes as well; ``others``
    are the reasons for which such a one was held already.
    """

    message: Message
    bare: bool = False
    others: tuple[Message, ...] = ()


Blocks = Mapping[str, Block]
Step = Literal["reading", "cleaning", "comparing"]


def may_be_of_data(error: BaseException) -> bool:
    """Return whether the content of a delivery may have brought an error about; the trial without it decides."""
    if isinstance(error, OSError):
        return error.errno in OF_ONE_FILE
    return isinstance(error, Exception) and not isinstance(error, NEVER_OF_DATA)


def reasons_of(delivery: Delivery, block: Block | None) -> list[Message]:
    """Return why a check keeps a delivery out, with a word on an approval that does not help; empty without a check."""
    if block is None:
        return []
    return [block.message, *_approved_in_vain(delivery), *block.others]


def bared(outcome: DeliveryOutcome, blocks: Blocks) -> DeliveryOutcome:
    """Return an outcome without anything that is told of its content, where that is what breaks a check."""
    block = blocks.get(outcome.delivery.delivery_id)
    if block is None or not block.bare:
        return outcome
    others = [outcome.message, *outcome.more] if outcome.message else []
    reasons = reasons_of(outcome.delivery, block)
    bare = DeliveryOutcome(outcome.delivery, "held", outcome.period)
    return bare.held([*reasons, *(m for m in others if m not in reasons)])


def blocked(outcome: DeliveryOutcome, blocks: Blocks) -> DeliveryOutcome:
    """Return an outcome that would be published as held where a check keeps it out, else as it is."""
    block = blocks.get(outcome.delivery.delivery_id)
    if block is not None and outcome.state == "published":
        outcome = outcome.held(reasons_of(outcome.delivery, block))
    return bared(outcome, blocks)


def reasons_before(outcome: DeliveryOutcome | None) -> tuple[Message, ...]:
    """Return why a delivery was held before a check had a word: what no check and no approval said."""
    if outcome is None or outcome.message is None:
        return ()
    return tuple(m for m in (outcome.message, *outcome.more) if m.id not in {*MESSAGES, "approved_in_vain"})


def _approved_in_vain(delivery: Delivery) -> list[Message]:
    if delivery.decision != "approved":
        return []
    return [Message("approved_in_vain", "hold", {"file": delivery.file_name})]


def failed_on(delivery: Delivery, step: Step, error: BaseException) -> DeliveryOutcome:
    """Return the outcome of a delivery on which reading or cleaning itself failed.

    The text of the error is left out: it may quote a cell, and a cell may name a person.
    """
    words = Message(f"step_{step}", "hold")
    told = {
        "file": delivery.file_name,
        "step": words.text("fa"),
        "step_en": words.text("en"),
        "value": type(error).__name__,
    }
    outcome = DeliveryOutcome(delivery, "held", delivery.period)
    return outcome.held([Message("delivery_fails", "hold", told), *_approved_in_vain(delivery)])

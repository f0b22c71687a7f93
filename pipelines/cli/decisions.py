"""``naqsheh approve`` and ``naqsheh reject``: decide about a delivery, with a reason that the ledger keeps.

What the decision puts out of force, and how many published values go with it, is said before it is entered.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.cli.console import FAILED, OK, debugging, say, say_json, warn, workspace_of

if TYPE_CHECKING:
    from pipelines.foundation.messages import Message
    from pipelines.foundation.workspace import Workspace
    from pipelines.pipeline.effect import Decision, Effect


def decide(
    folder: Path | None,
    models: Path,
    delivery_id: str,
    decision: Decision,
    reason: str | None,
    *,
    replace: bool = True,
    dry_run: bool = False,
    as_json: bool = False,
) -> int:
    """Say what the decision would change, then enter it; return the exit code. The next build follows it.

    Without ``replace`` nothing is entered by which published values vanish; a ``dry_run`` enters nothing at all.
    """
    from pipelines.intake.ledger import UnknownDelivery
    from pipelines.publishing import writer_lock

    workspace = workspace_of(folder)
    if not workspace.ledger.exists():
        warn("This workspace has no ledger yet: build it first.", "red")
        return FAILED
    with writer_lock(workspace):
        try:
            effect, failure = _effect(workspace, models, delivery_id, decision)
        except UnknownDelivery:
            warn(f"No delivery is called {delivery_id}; `naqsheh status` lists them.", "red")
            return FAILED
        if decision == "approved" and (vain := _in_vain(workspace, delivery_id)):
            return _answer(effect, vain, decided=False, as_json=as_json, code=FAILED)
        told = _before(effect, models) if effect is not None else []
        refusal = failure or (_vanishes(effect) if effect is not None else None)
        if refusal is not None and not replace and not dry_run:
            return _answer(effect, [*told, refusal], decided=False, as_json=as_json, code=FAILED)
        if dry_run:
            found = [*told, *([failure] if failure else [])]
            return _answer(effect, found, decided=False, as_json=as_json, code=FAILED if failure else OK)
        _enter(workspace, delivery_id, decision, reason or "", effect)
    after = [_after(effect)] if effect is not None else []
    return _answer(effect, [*told, *after], decided=True, as_json=as_json, code=OK)


def _effect(
    workspace: Workspace, models: Path, delivery_id: str, decision: Decision
) -> tuple[Effect | None, Message | None]:
    """Return the effect of a decision, or why it could not be worked out: a decision must not depend on a build."""
    from pipelines.foundation.messages import Message
    from pipelines.intake.ledger import UnknownDelivery
    from pipelines.pipeline.effect import effect_of

    try:
        return effect_of(workspace, models, delivery_id, decision), None
    except UnknownDelivery:
        raise
    except Exception as error:
        if debugging():
            raise
        return None, Message("effect_unknown", "hold", {"reason": str(error).splitlines()[0] if str(error) else "—"})


def _in_vain(workspace: Workspace, delivery_id: str) -> list[Message]:
    """Return why an approval would publish nothing: a check held the delivery in the last build."""
    from pipelines.foundation.messages import Message
    from pipelines.intake.ledger import Ledger
    from pipelines.pipeline.blocks import MESSAGES

    ledger = Ledger(workspace.ledger)
    try:
        last = ledger.outcomes(delivery_id)[-1:]
        file_name = ledger.get(delivery_id).file_name
    finally:
        ledger.close()
    held = last[0]["message"] if last else None
    if held is None or held.id not in MESSAGES:
        return []
    return [Message("approval_refused", "hold", {"file": file_name}), held]


def _enter(workspace: Workspace, delivery_id: str, decision: Decision, reason: str, effect: Effect | None) -> None:
    from pipelines.intake.ledger import Ledger

    ledger = Ledger(workspace.ledger)
    try:
        ledger.decide(delivery_id, decision, reason)
        if effect is not None:
            ledger.log("effect", effect.to_json())
    finally:
        ledger.close()


def _before(effect: Effect, models: Path) -> list[Message]:
    """Return the sentences of what a decision would change."""
    from pipelines.pipeline.effect_words import effect_sentences

    return effect_sentences(effect, models)


def _vanishes(effect: Effect) -> Message | None:
    from pipelines.foundation.messages import Message

    if not effect.vanished:
        return None
    return Message("effect_needs_replace", "hold", {"count": str(effect.vanished)})


def _after(effect: Effect) -> Message:
    from pipelines.foundation.messages import Message

    counts = {"found": str(effect.changed), "count": str(effect.appeared), "limit": str(effect.vanished)}
    return Message(f"effect_{effect.decision}", "hold", {"file": effect.about.file_name, **counts})


def _answer(effect: Effect | None, sentences: Iterable[Message], *, decided: bool, as_json: bool, code: int) -> int:
    told = list(sentences)
    if as_json:
        found: dict[str, Any] = {"decided": decided, "effect": effect.to_json() if effect else None}
        say_json({**found, **{f"sentences_{n}": [m.text(n) for m in told] for n in ("fa", "en")}})
        return code
    speak = say if code == OK else warn
    for message in told:
        grave = message.id in ("effect_out", "effect_vanishing", "effect_needs_replace", "effect_unknown")
        speak(message.text("en"), "yellow" if grave else None)
        speak(message.text("fa"), "yellow" if grave else None)
    return code

"""What goes wrong with an engine that is not in this process, as a sentence in both languages."""

from __future__ import annotations

from pipelines.foundation.messages import Message


class EngineFault(RuntimeError):
    """A cluster or the storage shared with it failed; ``message`` says what to do. No delivery is to blame for it."""

    def __init__(self, message_id: str, **values: str) -> None:
        self.message = Message(message_id, "refuse", values)
        super().__init__(self.message.text("en"))

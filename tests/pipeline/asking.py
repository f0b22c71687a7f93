"""Ask a real assistant's server, over its own protocol, and look that no hidden count is in what it says."""

from __future__ import annotations

import asyncio
import json
import sys
import threading
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from pipelines.foundation.workspace import PROJECT_ROOT
from tests.dashboards.answers_fixture import PLANTED


class Assistant:
    """A client with a server process of its own, asked from ordinary tests: its loop runs in a thread."""

    def __init__(self, workspace: Path) -> None:
        self._workspace = workspace
        self._loop = asyncio.new_event_loop()
        self._ready, self._stop = threading.Event(), asyncio.Event()
        self._thread = threading.Thread(target=self._loop.run_until_complete, args=(self._serve(),), daemon=True)
        self.client: Any = None
        self._thread.start()
        assert self._ready.wait(60), "the server did not start"

    async def _serve(self) -> None:
        from mcp import Client
        from mcp.client.stdio import StdioServerParameters

        server = StdioServerParameters(
            command=sys.executable,
            args=["-m", "pipelines.cli", "mcp", "--workspace", str(self._workspace)],
            cwd=PROJECT_ROOT,
            env={"PYTHONPATH": str(PROJECT_ROOT)},
        )
        async with Client(server) as self.client:
            self._ready.set()
            await self._stop.wait()

    def wait(self, awaited: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(awaited, self._loop).result(60)

    def call(self, tool: str, **arguments: Any) -> Any:
        return self.wait(self.client.call_tool(tool, arguments))

    def ask(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """Return a structured answer; whatever it is, no suppressed number is anywhere in what was sent."""
        found = self.call(tool, **arguments)
        assert not found.is_error, found.content[0].text
        assert_nothing_hidden(json.dumps(found.structured_content) + found.content[0].text)
        return found.structured_content

    def refusal(self, tool: str, **arguments: Any) -> str:
        found = self.call(tool, **arguments)
        assert found.is_error
        return str(found.content[0].text)

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(20)
        self._loop.close()


def assert_nothing_hidden(text: str) -> None:
    plain = text.replace(",", "").replace("٬", "").translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789"))
    assert [number for number in PLANTED if str(number) in plain or f"{number:.0f}" in plain] == []

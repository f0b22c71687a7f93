"""Keyed pseudonyms: the only form in which an identifier leaves the reader.

A plain hash of a ten-digit number is found again in minutes, so every pseudonym is an HMAC-SHA256 under a
secret key that lives in the workspace's restricted folder, one derived key a purpose.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.foundation.atomic_files import write_whole
from pipelines.foundation.hashing import bytes_hash

if TYPE_CHECKING:
    import duckdb


class Pseudonyms:
    """Makes pseudonyms ``<key_id>:<32 hex>`` for one workspace."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self.key_id = bytes_hash(b"key-id" + key)[:8]

    @classmethod
    def of_workspace(cls, folder: Path) -> Pseudonyms:
        """Read the key of ``folder``, making it (mode 0600) the first time."""
        path = folder / "pseudonym.key"
        if not path.exists():
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_whole(path, secrets.token_bytes(32), mode=0o600, durable=True)
        return cls(path.read_bytes())

    def pads(self, purpose: str) -> tuple[bytes, bytes]:
        """Return the inner and the outer block of HMAC-SHA256 for ``purpose``, for an engine that only hashes."""
        key = hmac.digest(self._key, purpose.encode(), "sha256").ljust(64, b"\0")
        return bytes(b ^ 0x36 for b in key), bytes(b ^ 0x5C for b in key)

    def sql(self, purpose: str, text: str) -> str:
        """Return the SQL of the pseudonym of ``text``, over the variables that :meth:`load` sets, without the key."""
        inner, outer = f"getvariable('inner_{purpose}')", f"getvariable('outer_{purpose}')"
        hashed = f"sha256({outer} || unhex(sha256({inner} || encode({text}))))"
        return f"'{self.key_id}:' || substr({hashed}, 1, 32)"

    def load(self, connection: duckdb.DuckDBPyConnection, purposes: Iterable[str]) -> None:
        """Set the variables that :meth:`sql` reads; they live as long as the connection."""
        for purpose in purposes:
            for name, block in zip(("inner", "outer"), self.pads(purpose), strict=True):
                connection.execute(f"SET VARIABLE {name}_{purpose} = ?", [block])

    def __call__(self, purpose: str, value: str) -> str:
        """Return the pseudonym of ``value`` for ``purpose``; equal values give equal pseudonyms."""
        derived = hmac.digest(self._key, purpose.encode(), "sha256")
        pseudonym = hmac.digest(derived, value.encode(), "sha256").hex()
        return f"{self.key_id}:{pseudonym[:32]}"

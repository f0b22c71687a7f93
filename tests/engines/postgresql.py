"""A PostgreSQL server of the test's own, on loopback, run by a user who is not root."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from tests.engines.servers import free_port, wait_for

#: Whom Debian's package makes for the server; used where the tests themselves run as root.
SERVER_USER = "postgres"
DATABASE = "naqsheh"


def program(name: str) -> str:
    """Return the path of a program of the server; Debian keeps most of them out of the way."""
    found = [*sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}")), *filter(None, [shutil.which(name)])]
    assert found, f"no {name}: run make test-long"
    return str(found[-1] if str(found[-1]).startswith("/usr/lib") else found[0])


@contextmanager
def postgresql() -> Iterator[str]:
    """Start a server with an empty database; yield its address. Server and files are gone afterwards."""
    user = SERVER_USER if os.getuid() == 0 else None
    folder = Path(mkdtemp(prefix="naqsheh-pg-"))  # of a short name: the path of its socket must fit
    if user is not None:
        shutil.chown(folder, user)
    port = free_port()

    def run(*command: str) -> None:
        done = subprocess.run(command, user=user, cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    data = folder / "data"
    run(program("initdb"), "--pgdata", str(data), "--username", DATABASE, "--auth", "trust", "--encoding", "UTF8")
    command = [program("postgres"), "-D", str(data), "-p", str(port), "-h", "127.0.0.1", "-k", str(folder)]
    log = folder / "server.log"
    try:
        with log.open("wb") as out:
            server = subprocess.Popen(command, user=user, cwd=folder, stdout=out, stderr=subprocess.STDOUT)
        try:
            wait_for(port, server, log)
            run(program("createdb"), "--host", "127.0.0.1", "--port", str(port), "--username", DATABASE, DATABASE)
            yield f"postgresql://{DATABASE}:secret@127.0.0.1:{port}/{DATABASE}"
        finally:
            server.terminate()
            server.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)

"""What a data steward does from the pages.

Look at a file before it is accepted, accept it, decide, build, take templates. Each act is a command of
``naqsheh`` run as a process of its own, so that no file can bring the pages down and nothing is done here
that the terminal could not do. All of it answers on the loopback address of this machine alone, and only to
the pages themselves: another site that a browser has open cannot send a form here.

Addresses: ``POST /steward/preview``, ``/accept``, ``/discard``, ``/decide``, ``/fill``, ``/build``,
``/word``; ``GET /steward/template/<feed>.xlsx`` and ``/steward/corrections/<delivery>.xlsx``.
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from dashboards.data.machine import is_here
from dashboards.server import commands
from pipelines.foundation.workspace import PROJECT_ROOT, Workspace

#: Bytes of an upload; the reader's own limits are narrower.
LARGEST = 256 << 20
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

#: Seconds for which a blank workbook is kept: it is the same for all who ask.
_TEMPLATE_KEPT_S = 600

_IDENTIFIER = re.compile(r"[A-Za-z0-9_-]{1,120}")

#: What was said to a steward, by token: (good news, Persian, English). Only the newest are kept.
_SAID: dict[str, tuple[bool, str, str]] = {}
_REMEMBERED = 50


def said(token: str | None) -> tuple[bool, str, str] | None:
    """Return what an act answered, by the token in the address."""
    return _SAID.get(token or "")


def decisions_since(known: Sequence[str]) -> dict[str, str]:
    """Return the last decision (approved, rejected) of deliveries among ``known``, built or not."""
    from pipelines.intake.ledger import Ledger

    path = Workspace.default().ledger
    if not path.exists():
        return {}
    ledger = Ledger(path)
    try:
        return {str(d["delivery_id"]): str(d["decision"]) for d in ledger.decisions() if d["delivery_id"] in known}
    finally:
        ledger.close()


def filled_since(known: Sequence[str]) -> set[str]:
    """Return which deliveries among ``known`` have columns that a steward lets be filled down."""
    from pipelines.intake.ledger import Ledger

    path = Workspace.default().ledger
    if not path.exists():
        return set()
    ledger = Ledger(path)
    try:
        return {d.delivery_id for d in ledger.all() if d.delivery_id in known and d.filled}
    finally:
        ledger.close()


def is_building() -> bool:
    """Tell whether a run holds the writer's lock now."""
    import fcntl

    lock = Workspace.default().lock
    try:
        with lock.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


async def preview(request: Request) -> Response:
    """Put an uploaded file aside, let it be read as a build would, and lead to what was understood."""
    async with request.form(max_files=1, max_fields=12) as form:
        upload = form.get("upload")
        if not isinstance(upload, UploadFile) or not upload.filename:
            return _answer(form, False, "فایلی برگزیده نشد.", "No file was chosen.")
        return await run_in_threadpool(_preview, form, upload)


def _preview(form: FormData, upload: UploadFile) -> Response:
    options = [
        f"--{option}={value}"
        for option, name in (
            ("feed", "feed"),
            ("period", "period"),
            ("office", "office"),
            ("document", "letter"),
        )
        if (value := _text(form, name))
    ]
    if _text(form, "synthetic"):
        options.append("--synthetic")
    with tempfile.TemporaryDirectory(dir=commands.working_folder()) as folder:
        copy = Path(folder) / "upload"
        with copy.open("wb") as file:
            shutil.copyfileobj(upload.file, file)
        done = commands.run("preview", str(copy), *options, f"--name={upload.filename}", "--json")
    try:
        found = json.loads(done.stdout)
    except ValueError:
        return _answer(form, False, *commands.sentences(done.stderr))
    if "error_fa" in found:
        return _answer(form, False, found["error_fa"], found["error_en"])
    return _redirect(form, staged=str(found["preview"]))


async def accept(request: Request) -> Response:
    """Put a previewed file into ``raw/``; where the form asks for it, build at once, so that it is published."""
    async with request.form() as form:
        done = await run_in_threadpool(commands.run, "accept", "--", _text(form, "preview"))
        if done.returncode or _text(form, "then") != "build":
            return _told(
                form,
                done,
                "فایل پذیرفته شد و با ساخت بعدی منتشر می‌شود.",
                "The file was accepted; the next build publishes it.",
            )
        if is_building():
            return _answer(
                form,
                True,
                "فایل پذیرفته شد. ساختی در کار است؛ پس از پایان آن «ساخت نسخهٔ تازه» را بزنید.",
                "The file was accepted. A build is at work; when it has ended, press “Build a new version”.",
            )
        _start_build()
        return _answer(
            form,
            True,
            "فایل پذیرفته شد و ساخت نسخهٔ تازه آغاز شد؛ با انتشار آن همین صفحه نو می‌شود.",
            "The file was accepted and a new version is being built; this page changes when it is published.",
        )


async def discard(request: Request) -> Response:
    """Take a preview away with its copy of the file."""
    async with request.form() as form:
        done = await run_in_threadpool(commands.run, "discard", "--", _text(form, "preview"))
        return _told(
            form,
            done,
            "فایل کنار گذاشته شد و چیزی از آن نماند.",
            "The file was put aside; nothing of it is kept.",
        )


def _told(form: FormData, done: subprocess.CompletedProcess[str], persian: str, english: str) -> Response:
    """Answer what a command did, or what it says against it."""
    told = commands.sentences(done.stderr) if done.returncode else (persian, english)
    return _answer(form, not done.returncode, *told)


async def decide(request: Request) -> Response:
    """Approve or reject a held delivery with a reason, or only say what approving it would change."""
    async with request.form() as form:
        decision, delivery, reason = (_text(form, name) for name in ("decision", "delivery", "reason"))
        if decision not in ("effect", "approve", "reject") or not _IDENTIFIER.fullmatch(delivery):
            return _answer(form, False, "تصمیم شناخته نشد.", "The decision was not understood.")
        if not reason and decision != "effect":
            return _answer(
                form,
                False,
                "دلیل تصمیم را بنویسید؛ دفتر آن را نگه می‌دارد.",
                "Write the reason; the ledger keeps it.",
            )
        command, options = ("approve", ["--dry-run"]) if decision == "effect" else (decision, [f"--reason={reason}"])
        if decision == "approve" and _text(form, "replace"):
            options.append("--replace")
        done = await run_in_threadpool(commands.run, command, *options, "--json", "--", delivery)
        try:
            found = json.loads(done.stdout)
        except ValueError:
            return _answer(form, False, *commands.sentences(done.stderr))
        persian, english = (" ".join(found[f"sentences_{language}"]) for language in ("fa", "en"))
        if decision == "approve" and not done.returncode and not is_building():
            _start_build()
            persian += " ساخت نسخهٔ تازه آغاز شد؛ با انتشار آن همین صفحه نو می‌شود."
            english += " A new version is being built; this page changes when it is published."
        return _answer(form, done.returncode == 0, persian, english)


async def fill(request: Request) -> Response:
    """Let the blanks of a held delivery mean «as above», with a reason."""
    async with request.form() as form:
        delivery, reason = (_text(form, name) for name in ("delivery", "reason"))
        if not reason or not _IDENTIFIER.fullmatch(delivery):
            return _answer(
                form,
                False,
                "دلیل تصمیم را بنویسید؛ دفتر آن را نگه می‌دارد.",
                "Write the reason; the ledger keeps it.",
            )
        done = await run_in_threadpool(commands.run, "fill-down", f"--reason={reason}", "--", delivery)
        return _told(
            form,
            done,
            "جاهای خالی مقدار بالای خود را می‌گیرد؛ ساخت بعدی از آن پیروی می‌کند.",
            "Blanks take the value above them; the next build follows.",
        )


def words() -> tuple[tuple[Mapping[str, Any], ...], tuple[Mapping[str, Any], ...]]:
    """Return the words that no list knows and every act on a word, as this machine's commands tell them."""
    workspace = Workspace.default()
    files = (workspace.ledger, workspace.current)
    moments = tuple(p.lstat().st_mtime_ns if p.exists() else 0 for p in files)
    return _words(str(workspace.root), moments)


@lru_cache(maxsize=4)
def _words(root: str, moments: tuple[int, ...]) -> tuple[tuple[Mapping[str, Any], ...], tuple[Mapping[str, Any], ...]]:
    listed, history = commands.run("vocabulary", "--json"), commands.run("vocabulary", "history", "--json")
    try:
        return tuple(json.loads(listed.stdout)), tuple(json.loads(history.stdout))
    except ValueError:
        raise RuntimeError(commands.sentences(listed.stderr or history.stderr)[1]) from None


async def word(request: Request) -> Response:
    """Say what a word means, or take back what was said."""
    async with request.form() as form:
        word_list, what, reason = (_text(form, name) for name in ("word_list", "word", "reason"))
        code = _text(form, "code") or _text(form, "meaning")
        if not _IDENTIFIER.fullmatch(word_list) or not what:
            return _answer(form, False, "واژه شناخته نشد.", "The word was not understood.")
        if not reason:
            return _answer(
                form,
                False,
                "دلیل را بنویسید؛ دفتر آن را نگه می‌دارد.",
                "Write the reason; the ledger keeps it.",
            )
        if _text(form, "act") == "forget":
            done = await run_in_threadpool(
                commands.run, "vocabulary", "forget", f"--reason={reason}", "--", word_list, what
            )
            told = (
                "پس گرفته شد؛ ساخت بعدی این واژه را دیگر نمی‌شناسد.",
                "Taken back; the next build no longer knows the word.",
            )
        elif not code:
            return _answer(form, False, "معنای واژه را برگزینید یا بنویسید.", "Choose or write what the word means.")
        else:
            done = await run_in_threadpool(
                commands.run, "vocabulary", "map", f"--reason={reason}", "--", word_list, what, code
            )
            told = (
                "معنای واژه ثبت شد و از ساخت بعدی به کار می‌رود؛ در پایین همین صفحه پس گرفتنی است.",
                "What the word means is noted and used from the next build on; it can be taken back below.",
            )
        return _told(form, done, *told)


async def build(request: Request) -> Response:
    """Start a build beside the pages; the open pages change to the new version by themselves."""
    async with request.form() as form:
        if is_building():
            return _answer(
                form,
                False,
                "ساختی در کار است؛ پس از پایانش دوباره بکوشید.",
                "A build is at work; try again when it has ended.",
            )
        _start_build()
        return _answer(
            form,
            True,
            "ساخت آغاز شد؛ با انتشار نسخهٔ تازه همین صفحه نو می‌شود.",
            "A build has begun; this page changes when the new version is published.",
        )


def _start_build() -> None:
    """Start a build as a process of its own; what it says goes to a log."""
    with (commands.working_folder() / "build.log").open("wb") as log:
        subprocess.Popen(
            commands.command_line("build"),
            cwd=PROJECT_ROOT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


async def template(request: Request) -> Response:
    """Answer with the workbook that an office fills in; it holds no data, so an office elsewhere gets it too."""
    name = request.path_params["name"]
    made = await run_in_threadpool(_template, name, int(time.time() // _TEMPLATE_KEPT_S))
    return Response(made.body, made.status_code, dict(made.headers))  # a copy: compression writes into what is sent


@lru_cache(maxsize=64)
def _template(name: str, moment: int) -> Response:
    """Return the blank workbook of a feed, made anew at another ``moment``: the contract may have changed."""
    return _workbook("template", name, name)


async def corrections(request: Request) -> Response:
    """Answer with the correction workbook of a delivery; it may hold persons, so nothing keeps a copy."""
    if not is_here(request.headers.get("host"), request.client.host if request.client else None):
        return PlainTextResponse("127.0.0.1", 403)
    name = request.path_params["name"]
    return await run_in_threadpool(_workbook, "corrections", name, f"{name}-corrections")


def _workbook(command: str, name: str, file_name: str) -> Response:
    if not _IDENTIFIER.fullmatch(name):
        return PlainTextResponse(name[:120], 404)
    with tempfile.TemporaryDirectory(dir=commands.working_folder()) as folder:
        path = Path(folder) / f"{name}.xlsx"
        done = commands.run(command, f"--out={path}", "--", name)
        if done.returncode or not path.exists():
            return PlainTextResponse(done.stderr or done.stdout, 404)
        body = path.read_bytes()
    return Response(
        body,
        media_type=XLSX_TYPE,
        headers={
            "Content-Disposition": f'attachment; filename="{file_name}.xlsx"',
            "Cache-Control": "no-store",
        },
    )


def _refused(request: Request) -> Response | None:
    """Refuse what does not come from this machine's own pages, and what is too large."""
    host = request.headers.get("host")
    own = is_here(host, request.client.host if request.client else None)
    origin = request.headers.get("origin")
    if not own or origin is None or urlsplit(origin).netloc != host:
        return PlainTextResponse("127.0.0.1", 403)
    if int(request.headers.get("content-length") or 0) > LARGEST:
        return PlainTextResponse(f"> {LARGEST >> 20} MB", 413)
    return None


def _guarded(endpoint: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        refusal = _refused(request)
        return refusal if refusal is not None else await endpoint(request)

    return answer


def _text(form: FormData, name: str) -> str:
    found = form.get(name)
    return found.strip() if isinstance(found, str) else ""


def _answer(form: FormData, good: bool, persian: str, english: str) -> Response:
    token = secrets.token_hex(4)
    _SAID[token] = (good, persian, english)
    for old in list(_SAID)[:-_REMEMBERED]:
        _SAID.pop(old, None)  # another answer may have dropped it meanwhile
    return _redirect(form, said=token)


def _redirect(form: FormData, **parameters: str) -> Response:
    if _text(form, "page_language") == "en":
        parameters["lang"] = "en"
    page = "vocabulary" if _text(form, "page") == "vocabulary" else "deliver"
    return RedirectResponse(f"/{page}?{urlencode(parameters)}", 303)


ROUTES = [
    *(
        Route(f"/steward/{act.__name__}", _guarded(act), methods=["POST"])
        for act in (preview, accept, discard, decide, fill, build, word)
    ),
    Route("/steward/template/{name}.xlsx", template),
    Route("/steward/corrections/{name}.xlsx", corrections),
]

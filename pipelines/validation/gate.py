"""Send tables to the quality worker and collect what it says.

The worker is a process of its own: its import (2 to 5 seconds) and its work run on the second core while the
build goes on, and a build never carries its 250 MB. Measurements: ``docs/decisions/0006-quality-worker.md``.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from pipelines.foundation.workspace import PROJECT_ROOT
from pipelines.validation.protocol import JUDGE, Answer, Request, read_answer, request_line
from pipelines.validation.results import ExpectationResult, SubjectKind, result_of
from pipelines.validation.suites import Suite

#: Seconds that a build waits for the worker's next answer before it calls it lost.
PATIENCE_S = 600.0


class QualityError(RuntimeError):
    """The validator itself failed, which is not the same as a failed expectation; the text is one sentence."""


class QualityGate:
    """A running quality worker. Submit as soon as a file is there; collect when the answer is needed."""

    def __init__(self) -> None:
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the worker
        self._spill = tempfile.TemporaryDirectory(prefix="naqsheh-validation-")
        environment = {**os.environ, "GX_ANALYTICS_ENABLED": "false", "PYTHONPATH": str(PROJECT_ROOT)}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "pipelines.validation.worker", self._spill.name],
            cwd=PROJECT_ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
        )
        self._answers: dict[str, Answer] = {}
        self._submitted: dict[str, tuple[Suite, SubjectKind]] = {}
        self._unjudged: set[str] = set()
        self._changed = threading.Condition()
        self._ended = False
        self._listener = threading.Thread(target=self._listen, name="quality-answers", daemon=True)
        self._listener.start()

    def __enter__(self) -> QualityGate:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            answer = read_answer(line)
            with self._changed:
                self._answers[answer.subject] = answer
                self._changed.notify_all()
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def submit(self, parts: Mapping[str, Path], suite: Suite, subject_kind: SubjectKind) -> None:
        """Hand tables (subject → its Parquet file) of one suite to the worker, which counts at once; returns at once.

        A subject that was validated before is validated anew; its earlier answer must have come.
        """
        if not parts:
            return
        with self._changed:
            for subject in parts:
                self._answers.pop(subject, None)
                self._submitted.pop(subject, None)
                self._submitted[subject] = (suite, subject_kind)
        self._send(request_line(Request(parts, suite)))
        self._unjudged |= set(parts)

    def collect(self, subjects: Iterable[str] | None = None) -> list[ExpectationResult]:
        """Wait for the answers about ``subjects`` (all submitted ones by default), in the order submitted.

        All that was submitted is judged together. Raises :class:`QualityError` when the worker ended or could not
        validate one of them.
        """
        wanted = list(self._submitted if subjects is None else subjects)
        if self._unjudged & set(wanted):
            self._send(JUDGE)
            self._unjudged.clear()
        return [result for subject in wanted for result in self._results(subject)]

    def _send(self, line: bytes) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(line)
            self._process.stdin.flush()
        except BrokenPipeError as error:
            raise QualityError(self._last_words()) from error

    def _results(self, subject: str) -> Iterator[ExpectationResult]:
        answer = self._await(subject)
        if answer.error is not None:
            raise QualityError(f"The quality of {subject} could not be validated: {answer.error}")
        suite, kind = self._submitted[subject]
        for expectation, holds, observed in zip(suite.expectations, answer.holds, answer.observed, strict=True):
            yield result_of(expectation, kind, subject, holds, observed)

    def _await(self, subject: str) -> Answer:
        with self._changed:
            arrived = self._changed.wait_for(lambda: subject in self._answers or self._ended, timeout=PATIENCE_S)
            if subject not in self._answers:
                raise QualityError(
                    self._last_words() if arrived else f"The quality worker did not answer about {subject}."
                )
            return self._answers[subject]

    def _last_words(self) -> str:
        self._process.wait(timeout=5)
        self._log.seek(0)
        lines = self._log.read().decode("utf-8", "replace").strip().splitlines()
        reason = lines[-1] if lines else f"exit code {self._process.returncode}"
        return f"The quality worker ended before it had validated everything: {reason}"

    def _open(self) -> bool:
        with self._changed:
            return not self._ended and any(subject not in self._answers for subject in self._submitted)

    def close(self) -> None:
        """End the worker; safe to repeat."""
        if self._process.stdin is not None and not self._process.stdin.closed:
            with suppress(BrokenPipeError):
                self._process.stdin.close()
        try:
            # Who has said everything has nothing left to do; a library's way out takes the better part of a second.
            self._process.wait(timeout=5 if self._open() else 0)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._listener.join()
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._log.close()
        self._spill.cleanup()

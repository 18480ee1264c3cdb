"""Pagefind, the program: run with a clean environment, in a folder of its own, with a timeout."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from builder.problems import Cancelled, MachineError

_CHUNK: Final = "1500"
"""How many places of words are in a file of the index: a search loads one a word and bundle.

A thirteenth of Pagefind's own choice, which suits one index of few pages.
"""

_PATIENCE: Final = 0.02
"""After how many seconds at most an indexing that nobody wants any more is ended."""


@dataclass(frozen=True, slots=True)
class Pagefind:
    """How to run Pagefind: another `program` than the installed one, seconds until it is taken
    to hang, and whether nobody wants what it makes any more.
    """

    program: Path | None = None
    timeout: float = 600
    cancelled: Callable[[], bool] | None = None

    def run(self, documents: Path, language: str, work: Path) -> Path:
        """Index a folder as one language; the folder, below `work`, of what was made.

        Raises MachineError where Pagefind is missing, fails, hangs or makes nothing.
        """
        made = work / "pagefind"
        places = ["--site", str(documents), "--output-path", str(made)]
        options = ["--force-language", language, "--keep-index-url"]
        self._run([str(self.program or _installed()), *places, *options], work)
        if not (made / "pagefind.js").is_file():
            raise MachineError("Pagefind made no index; the old one is kept")
        return made

    def _run(self, command: list[str], folder: Path) -> None:
        # Pagefind takes settings from its working folder and from PAGEFIND_… variables.
        kept = {key: os.environ[key] for key in ("SYSTEMROOT", "TMPDIR") if key in os.environ}
        kept["PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE"] = _CHUNK
        log = folder / "log"
        with log.open("wb") as said:
            try:
                process = subprocess.Popen(
                    command, cwd=folder, env=kept, stdin=subprocess.DEVNULL, stdout=said,
                    stderr=subprocess.STDOUT, start_new_session=True,
                )  # fmt: skip
            except OSError as error:
                raise MachineError(f"Pagefind does not start ({command[0]}): {error}") from error
            try:
                code = self._wait(process)
                trouble = f"failed (exit {code})" if code else ""
            except subprocess.TimeoutExpired:
                trouble = f"had not ended after {self.timeout:g} seconds (a full disk?)"
            finally:
                if process.poll() is None:
                    if hasattr(os, "killpg"):
                        os.killpg(process.pid, signal.SIGKILL)
                    process.kill()
                    process.wait()
        if trouble:
            lines = log.read_text(encoding="utf-8", errors="replace").split("\n")
            last = "".join(f"\n    {line.rstrip()}" for line in lines[-12:] if line.strip())
            raise MachineError(f"Pagefind {trouble}; the old search index is kept{last}")

    def _wait(self, process: subprocess.Popen[bytes]) -> int:
        if self.cancelled is None:
            return process.wait(self.timeout)
        end = time.monotonic() + self.timeout
        while not self.cancelled():
            try:
                return process.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                if time.monotonic() > end:
                    raise
        raise Cancelled


def _installed() -> Path:
    try:
        import pagefind_bin

        return Path(pagefind_bin.get_executable())
    except (ImportError, FileNotFoundError) as error:
        advice = "`pip install pagefind-bin`, or build with --no-search"
        raise MachineError(f"Pagefind is not installed: {advice}") from error

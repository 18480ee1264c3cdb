"""`dossier serve` as a process of its own, with what a browser and a terminal would see of it."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PATIENCE = 60.0
"""Seconds after which something that should have happened has not."""


def wait_for(condition: Callable[[], Any], what: str = "it") -> Any:
    """Wait until something holds; what it answered."""
    end = time.monotonic() + PATIENCE
    while not (found := condition()):
        if time.monotonic() > end:
            raise AssertionError(f"{what} did not happen within {PATIENCE:g} s")
        time.sleep(0.01)
    return found


@dataclass
class Answer:
    """What the server answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Served:
    """A preview that runs."""

    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)
    states: list[dict[str, Any]] = field(default_factory=list)
    """Every state that an open page heard of, in order."""
    address: str = ""

    @property
    def said(self) -> str:
        return "\n".join(self.lines)

    def get(
        self,
        path: str = "/",
        host: str | None = None,
        method: str = "GET",
        timeout: float = PATIENCE,
    ) -> Answer:
        """Ask for an address, exactly as it stands."""
        place = urlsplit(self.address)
        connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=timeout)
        try:
            connection.putrequest(method, path, skip_host=True)
            connection.putheader("Host", place.netloc if host is None else host)
            connection.endheaders()
            response = connection.getresponse()
            headers = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, headers, response.read())
        finally:
            connection.close()

    @property
    def state(self) -> dict[str, Any]:
        """What an open page knows now."""
        return self.states[-1] if self.states else {"epoch": "", "problems": [], "title": ""}

    def has_built(self) -> bool:
        """Whether the first build has ended, well or not."""
        state = self.state
        first = state["epoch"].endswith("-0")
        return bool(state["title"] or not first) and not state["busy"]

    def until(self, condition: Callable[[], Any], what: str = "it") -> Any:
        """Wait for something; where it does not happen, say what the terminal says."""
        try:
            return wait_for(condition, what)
        except AssertionError as error:
            error.add_note(self.said)
            error.add_note(repr(self.states[-3:]))
            raise

    def has(self, path: str, text: str) -> None:
        """Wait until a page has a text."""
        self.until(lambda: text in self.get(path).text, f"{text!r} in {path}")

    def delete(self, folder: Path) -> None:
        """Delete a folder that the program may be writing to."""

        def gone() -> bool:
            shutil.rmtree(folder, ignore_errors=True)
            return not folder.exists()

        self.until(gone, f"the end of {folder}")

    def listen(self) -> None:
        """Hear of states as an open page does, from now on."""
        place = urlsplit(self.address)
        connection = http.client.HTTPConnection(place.hostname or "", place.port)
        connection.request("GET", "/.dossier/events")
        response = connection.getresponse()
        assert response.status == 200

        def hear() -> None:
            try:
                for line in response:
                    if line.startswith(b"data: "):
                        self.states.append(json.loads(line[6:]))
            except (OSError, ValueError, http.client.HTTPException):
                pass
            finally:
                connection.close()

        threading.Thread(target=hear, daemon=True).start()
        self.until(lambda: self.states, "a first event")

    def end(self, number: int = signal.SIGINT) -> int:
        """Send a signal; the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(PATIENCE)


@contextmanager
def preview(
    folder: Path, *arguments: str, wait: bool = True, env: Mapping[str, str] | None = None
) -> Iterator[Served]:
    """`dossier serve` in a folder; ended with the block, and killed if it does not end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "builder", "serve", *(arguments or ("--port", "0"))],
        cwd=folder,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    served = Served(process)

    def read() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            served.lines.append(line.rstrip("\n"))

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    try:
        if wait:

            def address() -> str:
                assert process.poll() is None, served.said
                found = re.search(r"http://127\.0\.0\.1:\d+/", served.said)
                return found[0] if found else ""

            served.address = served.until(address, "the server's start")
            served.listen()
            served.until(served.has_built, "a build")
        yield served
    finally:
        try:
            served.end()
        finally:
            if process.poll() is None:
                process.kill()
            process.wait()
            reader.join(5)
            assert process.stdout is not None
            process.stdout.close()

"""The preview server, from its start to its end: `dossier serve`."""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import sys
from types import FrameType
from typing import Final, NoReturn

import click
import uvicorn

from builder.build import Order
from builder.preview.answers import Bell, application
from builder.preview.loop import Preview
from builder.preview.watching import Watcher
from builder.problems import MachineError
from builder.terminal import gettext as _

HOST: Final = "127.0.0.1"
PORT: Final = 8000
_TRIES: Final = 20
"""So many ports above the usual one are tried where it is taken."""

_TURN: Final = 0.001
"""Seconds that a build computes before an answer that is ready gets its turn."""

_PATIENCE: Final = 2.0
"""Seconds that a build may take to end by itself, once the preview is to end."""


def serve(order: Order, port: int | None) -> None:
    """Build and serve on loopback until interrupted.

    `port`: None for the usual one, or the next that is free; 0 for any. Raises MachineError
    where the port cannot be had.
    """
    listening = _listen(port)
    bell = Bell()
    preview = Preview(order, bell.ring)
    folders = order.folders
    watcher = Watcher(
        (folders.content, folders.templates, *folders.template_folders),
        (folders.site, folders.cache),
        preview.saved,
    )
    config = uvicorn.Config(
        application(preview, bell), lifespan="off", log_level="warning",
        timeout_graceful_shutdown=1, server_header=False,
    )  # fmt: skip
    server = _Server(config, preview)
    sys.setswitchinterval(_TURN)
    try:
        watcher.start()
        preview.start(watcher)
        address = f"http://{HOST}:{listening.getsockname()[1]}/"
        click.echo(_("Serving on {address} (Ctrl+C ends it)").format(address=address), err=True)
        server.run(sockets=[listening])
    except KeyboardInterrupt:
        pass
    except SystemExit:
        if server.ended_by != signal.SIGTERM:
            raise
    finally:
        preview.stop()
        watcher.stop()
        listening.close()
        if not preview.join(_PATIENCE):
            _leave()


def _leave() -> NoReturn:
    """End in the midst of a build: the next one completes what this one leaves."""
    for worker in multiprocessing.active_children():
        worker.terminate()
    sys.stderr.flush()
    os._exit(0)


class _Server(uvicorn.Server):
    """Has the preview end at once when a signal comes: open pages wait for it."""

    def __init__(self, config: uvicorn.Config, preview: Preview) -> None:
        super().__init__(config)
        self.ended_by: int | None = None
        self._preview = preview

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.ended_by = sig
        self._preview.stop()
        super().handle_exit(sig, frame)


def _listen(port: int | None) -> socket.socket:
    wanted = [port] if port is not None else [*range(PORT, PORT + _TRIES), 0]
    for number in wanted:
        # The server sends what it has at once only where the protocol is named: else the second
        # part of an answer waits until the browser has acknowledged the first, 40 ms.
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        if os.name == "posix":  # elsewhere it would let two programs have one port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((HOST, number))
            listening.listen(128)
        except OSError as error:
            listening.close()
            trouble = error.strerror or str(error)
            continue
        if number != wanted[0]:
            taken = _("port {taken} is taken; {port} is used instead")
            said = taken.format(taken=wanted[0], port=listening.getsockname()[1])
            click.echo(said, err=True)
        return listening
    raise MachineError(
        _("port {port} cannot be had ({reason}); another: dossier serve --port 0").format(
            port=port, reason=trouble
        )
    )

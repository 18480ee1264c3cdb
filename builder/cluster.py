"""Work on the machines of a Dask cluster, which share the folders."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from builder.problems import MachineError
from builder.program import running

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

R = TypeVar("R")

PATIENCE: Final = 10
"""Seconds within which the scheduler is to answer."""

AWAITED: Final = 30
"""Seconds for which a build waits for workers when the last is gone: some are started again."""

_OTHER: Final = (
    "the {who} has not this version of the program: install it with the scheduler and every "
    "worker, and start them again"
)

_LOOK: Final = 1.0
"""How often, in seconds, one who waits for work looks whether anybody is there to do it."""

_ADDRESS: Final = re.compile(r"(?:(?:tcp|tls)://)?(\[[\da-fA-F:.%]+\]|[\w.-]+):(\d{1,5})")

_LOGS: Final = ("distributed", "tornado", "asyncio")


def is_address(text: str) -> bool:
    """Whether a scheduler may be there: `tcp://host:8786`, or `host:8786`."""
    found = _ADDRESS.fullmatch(text)
    if found is None or int(found[2]) >= 2**16:
        return False
    try:
        found[1].encode("idna")
    except UnicodeError:  # `a..b`
        return False
    return True


class Cluster:
    """A cluster's workers, joined. Raises MachineError where the scheduler does not answer or has
    no workers.

    `shared` are files that each worker is to find where this machine has them.
    """

    def __init__(self, address: str, shared: Sequence[Path]) -> None:
        try:
            from distributed import Client
        except ImportError:
            raise MachineError(
                "--scheduler needs the extra `cluster`: pip install 'dossier-archive[cluster]'"
            ) from None
        # What goes wrong is told here, in a line; their own logs would tell it in fifty. Some of
        # them have a level of their own.
        for logger in (*logging.root.manager.loggerDict, *_LOGS):
            if logger.partition(".")[0] in _LOGS:
                logging.getLogger(logger).setLevel(logging.CRITICAL)
        _look_for_certificates(address)
        self._address = address
        self._shared = shared
        try:
            self._client: Any = Client(address, timeout=PATIENCE, set_as_default=False)
        except OSError as error:
            raise MachineError(
                f"the scheduler {address} does not answer: is `dask scheduler` running there?"
            ) from error
        self.threads = self._threads()
        if not self.threads:
            self._client.close()
            raise MachineError(
                f"the scheduler {address} has no workers: start `dask worker {address}`"
            )
        # What cannot find the program in the work itself dies of it, and says nothing.
        for worker, program in self._client.run(running, on_error="return").items():
            if program != running():
                self._client.close()
                raise MachineError(_OTHER.format(who=f"worker {worker}"))
        self._executor: Executor = self._client.get_executor(pure=False, retries=0)

    def submit(self, function: Callable[..., R], *call: Any) -> Future[R]:
        """Have a worker do a call."""
        return self._executor.submit(_work, running(), self._shared, function, call)

    def result(self, future: Future[R]) -> R:
        """What came of a call. Raises MachineError where nobody is left to do it."""
        from concurrent.futures import CancelledError, wait

        seen = time.monotonic()
        while not wait([future], _LOOK).done:
            if self._threads():
                seen = time.monotonic()
            elif time.monotonic() - seen > AWAITED:
                raise MachineError(
                    f"no worker of the scheduler {self._address} is left; "
                    "what they made is kept, and the next build goes on from there"
                )
        try:
            return future.result()
        except CancelledError as error:
            raise MachineError(
                f"the scheduler {self._address} is gone; "
                "what was made is kept, and the next build goes on from there"
            ) from error
        except Exception as error:
            # Of its own kind where several workers, one after the other, died of a call.
            if type(error).__module__.partition(".")[0] == "distributed":
                raise MachineError(
                    "a worker process was ended from outside (out of memory?)"
                ) from error
            if isinstance(error, RuntimeError) and "deserialization" in str(error):
                raise MachineError(_OTHER.format(who=f"scheduler {self._address}")) from error
            raise

    def give_up(self) -> None:
        """Nobody wants what is not done: `close` leaves it."""

    def close(self) -> None:
        """Give up what is not done, and leave the cluster."""
        self._executor.shutdown(wait=False)
        self._client.close()

    def _threads(self) -> int:
        """How many calls are done at a time; none where the scheduler is gone."""
        try:
            return sum(self._client.nthreads().values())
        except (OSError, ValueError):
            return 0


def _look_for_certificates(address: str) -> None:
    """Raises MachineError where certificates are needed and there are none: who connects hangs."""
    from distributed.security import Security

    security = Security()
    if not address.startswith("tls:"):
        if security.require_encryption:
            raise MachineError(
                f"the scheduler {address} cannot be reached: Dask is set to encrypt all here "
                "(distributed.comm.require-encryption); write tls://…"
            )
        return
    try:
        context = security.get_connection_args("client")["ssl_context"]
    except OSError as error:
        raise MachineError(
            f"the certificates for the scheduler {address} cannot be read: {error}"
        ) from error
    if context is None:
        raise MachineError(
            f"the scheduler {address} asks for certificates: name ca-file, client.cert and "
            "client.key under distributed.comm.tls in ~/.config/dask/distributed.yaml"
        )


def _work(
    program: str, shared: Sequence[Path], function: Callable[..., R], call: Sequence[Any]
) -> R:
    """A call, in a worker that runs the same program and sees the same folders."""
    from distributed import get_worker

    if running() != program:
        raise MachineError(_OTHER.format(who=f"worker {get_worker().address}"))
    for path in shared:
        if not path.exists():
            raise MachineError(
                f"the worker {get_worker().address} finds no {path}: "
                "workers are to share the content, cache and site folders"
            )
    return function(*call)

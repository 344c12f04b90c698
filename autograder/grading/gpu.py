"""The GPU of this machine: whether its workers are isolated, and whose turn it is."""

from __future__ import annotations

import contextlib
import fcntl
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from autograder.errors import SandboxError
from autograder.sandbox import Search, Tier, Zygote
from autograder.worker.lockdown.readable import gpu_devices

NONE_HERE = "this runner has no device 'cuda'"
LOOK_SECONDS = 0.2
"""Between two looks whether the GPU is free."""


class Gpu:
    """What one judge knows of it. Nothing of CUDA starts here: its driver survives no fork, so each worker does that.

    Args:
        preload: packages that its workers have ready.
        hidden: files and folders that no worker may read.
        lock: a file that says whose turn it is, the same for all judges of this machine.

    """

    def __init__(self, preload: Iterable[str], hidden: Iterable[Path], lock: Path) -> None:
        self._preload, self._hidden, self._lock = tuple(preload), tuple(hidden), lock
        self._zygote: Zygote | None = None
        self._refusal = "" if gpu_devices() else NONE_HERE

    def refusal(self) -> str:
        """Why nothing can run on it here; empty if it can. The first call starts a zygote of tier G and tries it."""
        if not self._refusal and self._zygote is None:
            try:
                self._zygote, _ = Search(self._preload, (Tier.G,), hidden=self._hidden).finish()
            except SandboxError as error:
                self._refusal = f"the GPU of this runner cannot be used: {error.what}"
        return self._refusal

    @property
    def zygote(self) -> Zygote:
        """Forks its workers; only where there is no refusal."""
        if self._zygote is None:
            raise RuntimeError("refusal() comes first")
        return self._zygote

    @contextmanager
    def turn(self, alive: Callable[[], None]) -> Iterator[None]:
        """Alone on the GPU among all judges of this machine; ``alive`` is called while others have it.

        Two workers share its memory and its time, so that one could let the other fail.
        """
        self._lock.parent.mkdir(parents=True, exist_ok=True)
        with self._lock.open("a") as file:
            while True:
                with contextlib.suppress(BlockingIOError):
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                alive()
                time.sleep(LOOK_SECONDS)
            yield  # closing the file gives the turn back, also when this process is killed

    def close(self) -> None:
        """End its zygote."""
        if self._zygote is not None:
            self._zygote.close()

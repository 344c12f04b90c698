"""Try the whole lock-down in a throw-away fork before two seconds of imports are spent on it."""

from __future__ import annotations

import ctypes
import os

from autograder.worker.lockdown import order
from autograder.worker.lockdown.kernel import LIBC, checked
from autograder.worker.lockdown.namespaces import CLONE_NEWNS

MEMORY, SECONDS = 1 << 30, 10
LONGEST_MESSAGE = 1000


def rehearse(layers: order.Layers) -> None:
    """Raise ``OSError`` with the layer's own words where this machine does not let it work."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        _rehearse_and_exit(layers, writer)
    os.close(writer)
    message = os.read(reader, LONGEST_MESSAGE).decode(errors="replace")
    os.close(reader)
    _, status = os.waitpid(pid, 0)
    if message or status:
        raise OSError(message or f"the rehearsal ended with status {status}")


def _rehearse_and_exit(layers: order.Layers, writer: int) -> None:
    try:
        if order.Layer.NAMESPACES in layers:  # a new root must stay in this process
            checked(LIBC.unshare(ctypes.c_int(CLONE_NEWNS)), "unshare")
        order.lock(order.seal(layers), layers, MEMORY, SECONDS)
    except BaseException as error:
        os.write(writer, str(error).encode()[:LONGEST_MESSAGE])
    finally:
        os._exit(0)

"""Things made for one self-test that an attack would reach if nothing stood in its way."""

from __future__ import annotations

import contextlib
import os
import secrets
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from autograder.sandbox.worker import Worker

ADDRESS = "127.0.0.1"


@contextmanager
def canaries(sibling: Worker) -> Iterator[dict[str, str]]:
    """A file everybody may write, listening ports and a name on this machine, and the pid of another worker.

    They are open to all, so that only the sandbox can be the reason for a refusal.
    """
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="canary", ignore_cleanup_errors=True)))
        folder.chmod(0o777)
        file = folder / "hidden.py"
        file.write_text("expected = 42\n")
        file.chmod(0o666)
        name = f"\0canary{secrets.token_hex(8)}"
        yield {
            "file": str(file),
            "sibling": str(sibling.pid),
            "abstract": name,
            "tcp": _listen(stack, socket.AF_INET, socket.SOCK_STREAM, (ADDRESS, 0)),
            "udp": _listen(stack, socket.AF_INET, socket.SOCK_DGRAM, (ADDRESS, 0)),
            "unix": _listen(stack, socket.AF_UNIX, socket.SOCK_STREAM, name) if os.name == "posix" else "",
        }


def _listen(
    stack: contextlib.ExitStack, family: socket.AddressFamily, kind: socket.SocketKind, address: tuple[str, int] | str
) -> str:
    """Its port; 0 where there is no name."""
    end = stack.enter_context(socket.socket(family, kind))
    end.bind(address)
    if kind == socket.SOCK_STREAM:
        end.listen()
    name = end.getsockname()
    return str(name[1]) if family == socket.AF_INET else "0"

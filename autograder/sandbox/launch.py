"""Start a zygote process: by exec, with an environment of our own making and one argument."""

from __future__ import annotations

import dataclasses
import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from autograder.worker.options import Options
from autograder.worker.warm import THREADS

# macOS has no packets that keep an order and an end; there the end shows as a reset connection.
PACKETS = socket.SOCK_SEQPACKET if sys.platform == "linux" else socket.SOCK_DGRAM


def environment() -> dict[str, str]:
    """What a zygote may know: a worker can read all of it, so nothing of the judge's own environment is passed on."""
    return {
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0",  # a student's loop over a set of strings goes the same way when it is replayed
        "MPLCONFIGDIR": str(cache_folder() / "matplotlib"),
        "TORCHINDUCTOR_CACHE_DIR": str(cache_folder() / "inductor"),  # made at import, used by nothing here
        **THREADS,
    }


def cache_folder() -> Path:
    """Where a zygote may write while it boots: matplotlib scans for fonts once, not for a second at each start."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "autograder"


def control_pair() -> tuple[socket.socket, socket.socket]:
    """Both ends of a control socket: the judge's and the zygote's."""
    return socket.socketpair(socket.AF_UNIX, PACKETS)


def own_cores() -> list[int]:
    """The processor cores that this process may use; empty where the system does not say."""
    return sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []


def start(options: Options, variables: Mapping[str, str]) -> tuple[subprocess.Popen[bytes], socket.socket]:
    """Start the process and return it with the judge's end of its control socket.

    Flags: no user site, no current directory on the path; a session of its own, so that Ctrl-C reaches only the judge.
    """
    ours, theirs = control_pair()
    with theirs:
        options = dataclasses.replace(options, control=theirs.fileno())
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own arguments
            [sys.executable, "-s", "-P", "-m", "autograder.worker", options.to_json()],
            env=dict(variables),
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=None if options.debug else subprocess.DEVNULL,
            pass_fds=(theirs.fileno(),),
            start_new_session=True,
        )
    return process, ours

"""Why a task or a judge is gone, in words."""

from __future__ import annotations

import signal
import traceback


def raised(error: BaseException) -> str:
    """An error of the task, with the lines it came through."""
    return "".join(traceback.format_exception(error)).rstrip()


def ended(status: int) -> str:
    """The end of a process, from its exit code as ``subprocess`` and ``os.waitstatus_to_exitcode`` give it."""
    if status >= 0:
        return f"ended with exit code {status}"
    try:
        return f"was killed by {signal.Signals(-status).name}"
    except ValueError:  # a real-time signal
        return f"was killed by signal {-status}"

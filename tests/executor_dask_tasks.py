"""Tasks for the tests of the Dask executor; judges and Dask workers import this module by its name."""

import functools
import os
import signal
from pathlib import Path

import psutil


def at_any_place(task, root):
    """A task that needs no files."""
    return task


def same_everywhere():
    return {"autograder": "1"}


def of_this_process():
    return {"autograder": "1", "torch": str(os.getpid())}


def with_torch_if_told():
    return {"autograder": "1", **({"torch": "2"} if "HAS_TORCH" in os.environ else {})}


def acts(channel):
    """An item says what to do, after one event that names it, the judge, the nursery and the Dask worker."""
    for item in channel:
        event = (item, os.getpid(), os.getppid(), dask_worker())
        channel.emit(event)
        match item:
            case "kill the worker":
                kill(dask_worker())
                signal.pause()
            case "kill the nursery":
                kill(os.getppid())
                signal.pause()
            case "hang":
                signal.pause()
            case "once", act, marker:
                if first_time(marker):
                    kill(dask_worker() if act == "kill the worker" else os.getppid())
                    signal.pause()
        channel.done(event)


def kill(pid):
    """The parent, or its parent: they are there, since we would have died with them."""
    assert pid > 1
    os.kill(pid, signal.SIGKILL)


def first_time(marker):
    try:
        Path(marker).touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def dask_worker():
    """The process that has started the nursery that forked this judge."""
    return psutil.Process().parent().ppid()


def dies_with_its_worker(channel):
    """Not even warm: nothing can ever run here."""
    kill(os.getppid())
    signal.pause()


def reads_at(root):
    return functools.partial(reads, root)


def reads(root, channel):
    """Answers with a file of the bundle and where that lies."""
    for item in channel:
        file = root / item
        channel.done((file.read_text("utf-8"), str(file), oct(root.stat().st_mode & 0o777)))

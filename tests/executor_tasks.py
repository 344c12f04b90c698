"""Tasks for the executor tests; judges import this module by its name."""

import os
import select
import signal
import sys
import time
from pathlib import Path

from autograder.errors import AuthoringError


def square(channel):
    for item in channel:
        channel.done(item * item)


def count_to(channel):
    """An item is a number; its events count up to it."""
    for item in channel:
        for number in range(item):
            channel.emit(number)
        channel.done(item)


def length(channel):
    for item in channel:
        channel.done(len(item))


def who(channel):
    """Answers with the process that warmed up, the judge, and how many items this judge has had."""
    warm = os.getpid()
    for number, _ in enumerate(channel, 1):
        channel.done((warm, os.getpid(), number))


def cores(channel):
    """Answers with the judge and where it may run."""
    for _ in channel:
        channel.done((os.getpid(), tuple(sorted(os.sched_getaffinity(0)))))


def scaled(channel, *, factor):
    for item in channel:
        channel.done(factor * item)


def no_warm_up(channel):
    raise ValueError("no torch here")


def author_mistake(channel):
    raise AuthoringError("two tests of one name", where="test_attention.py", tip="Rename one.")


def dies_in_warm_up(channel):
    os.kill(os.getpid(), signal.SIGKILL)


def never_warm(channel):
    signal.pause()


def says_warm_and_waits(channel):
    Path(os.environ["TELL"]).write_text(str(os.getpid()))
    signal.pause()


def never_asks(channel):
    """Returns without looking at an item."""


def raises_on_seven(channel):
    for item in channel:
        channel.emit(f"before {item}")
        if item == 7:
            raise ValueError("seven is too much")
        channel.done(item)


def does_not_answer_seven(channel):
    for item in channel:
        if item != 7:
            channel.done(item)


def leaves_at_seven(channel):
    for item in channel:
        if item == 7:
            return
        channel.done(item)


def answers_seven_twice(channel):
    for item in channel:
        channel.done(item)
        if item == 7:
            channel.done(item)


def raises_at_the_end(channel):
    for item in channel:
        channel.done(item)
    raise ValueError("cannot put the chairs away")


def dies_at_the_end(channel):
    for item in channel:
        channel.done(item)
    os.kill(os.getpid(), signal.SIGKILL)


def cannot_be_sent(channel):
    for _ in channel:
        channel.done(lambda: None)


class Poison:
    """Can be sent but not read."""

    def __reduce__(self):
        return (_explode, (os.getpid(),))


def _explode(sender):
    if os.getpid() != sender:
        raise ValueError("poison")


def poisonous(channel):
    for item in channel:
        channel.done(Poison() if item == 7 else item)


def acts(channel):
    """An item says what to do, after one event that names it and the judge."""
    for item in channel:
        channel.emit((item, os.getpid()))
        match item:
            case "hang":
                signal.pause()
            case "stop":
                os.kill(os.getpid(), signal.SIGSTOP)
            case "exit":
                os._exit(3)
            case "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            case "kill the nursery":
                os.kill(os.getppid(), signal.SIGKILL)
                signal.pause()
            case "interrupt":
                os.kill(os.getpid(), signal.SIGINT)
            case "print":
                sys.stdout.write("to nobody\n" * 100_000)
                sys.stdout.flush()
        channel.done(item)


def talks(channel):
    """Says something now and then for as many seconds as the item says."""
    for item in channel:
        end = time.monotonic() + item
        while time.monotonic() < end:
            channel.emit("still here")
            select.select([], [], [], 0.05)
        channel.done("finished")

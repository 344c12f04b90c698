"""The trusted handle on locked workers: start, choose the tier by trying it, fork, call, kill, name a death."""

from autograder.sandbox.choose import Attempt, Choice, Search, choose
from autograder.sandbox.death import Cause, Death, WorkerDied
from autograder.sandbox.tier import ORDINARY, Tier
from autograder.sandbox.worker import Worker
from autograder.sandbox.zygote import Facts, Zygote

__all__ = [
    "ORDINARY",
    "Attempt",
    "Cause",
    "Choice",
    "Death",
    "Facts",
    "Search",
    "Tier",
    "Worker",
    "WorkerDied",
    "Zygote",
    "choose",
]

"""A device that exists on every machine: ``cuda`` in a worker without a GPU, strict about what lies where."""

from autograder.worker.emulated.emulation import Emulation
from autograder.worker.emulated.errors import CannotEmulate, NotEmulated
from autograder.worker.emulated.installing import install, prepare

__all__ = ["CannotEmulate", "Emulation", "NotEmulated", "install", "prepare"]

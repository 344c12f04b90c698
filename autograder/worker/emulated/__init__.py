"""A device that exists on every machine: ``cuda`` in a worker without a GPU, strict about what lies where."""

from autograder.worker.emulated.emulation import Emulation
from autograder.worker.emulated.errors import NotEmulated
from autograder.worker.emulated.installing import install

__all__ = ["Emulation", "NotEmulated", "install"]

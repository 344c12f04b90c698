"""A device that exists on every machine: ``cuda`` in a worker without a GPU, strict about what lies where."""

from autograder.worker.emulated.emulation import Emulation
from autograder.worker.emulated.errors import CannotEmulate, NotEmulated, as_not_emulated
from autograder.worker.emulated.installing import install, prepare
from autograder.worker.emulated.memory import on_device, on_host

__all__ = ["CannotEmulate", "Emulation", "NotEmulated", "as_not_emulated", "install", "on_device", "on_host", "prepare"]

"""What a hidden test says about where an argument lies."""

from __future__ import annotations

from typing import Any

from autograder.remote import OnCpu
from autograder.testing.running import current


def on_cpu(value: Any) -> Any:
    """Leave the tensors of an argument on the CPU: a data set that is moved one minibatch at a time.

    For the submission; the reference in its place runs on the CPU anyway and gets the value itself.
    """
    return value if current().is_here else OnCpu(value)

"""What ``cuda`` means: this device, of which there is one."""

from __future__ import annotations

from typing import Any

import torch

from autograder.worker.emulated.errors import no_such_device

BACKEND = "emulated"
"""Torch's name for the device; ``cuda`` itself cannot be given to a device of an extension."""

THE_DEVICE = torch.device("cuda", 0)
"""What code sees."""


def inner(device: Any) -> Any:
    """The device as torch knows it, for a device as code says it; anything else stays as it is."""
    if isinstance(device, str):
        if not device.startswith("cuda"):
            return device
        device = torch.device(device)
    elif isinstance(device, int) and not isinstance(device, bool):
        device = torch.device("cuda", device)
    if isinstance(device, torch.device) and device.type == "cuda":
        if device.index:
            raise no_such_device()
        return torch.device(BACKEND, 0)
    return device


def outer(device: torch.device) -> torch.device:
    """The device as code sees it, for a device as torch knows it."""
    return THE_DEVICE if device.type == BACKEND else device

"""Bytes without a shape on the device: what ``torch.save``, ``torch.load`` and ``copy.deepcopy`` handle."""

from __future__ import annotations

from typing import Any

import torch

from autograder.worker.emulated.places import BACKEND, inner, outer

_Storage: Any = torch.UntypedStorage


def replace_storage_methods() -> None:
    """Storages name their device ``cuda`` and can be made on it."""
    native: Any = torch._C.StorageBase
    place, clone, to = native.device.__get__, _Storage.clone, _Storage.to
    _Storage.device = property(lambda self: outer(place(self)))
    _Storage.is_cuda = property(lambda self: place(self).type == BACKEND)

    def cloned(self: Any) -> Any:
        return clone(self) if place(self).type == "cpu" else _copied(self)

    def moved(self: Any, *, device: Any, non_blocking: bool = False) -> Any:
        wanted = inner(device)
        if torch.device(wanted).type == BACKEND:
            return self if place(self).type == BACKEND else _copied(self)
        return to(self, device=torch.device(wanted), non_blocking=non_blocking)

    def cuda(self: Any, device: Any = None, non_blocking: bool = False) -> Any:  # noqa: FBT001, FBT002 - torch's
        return moved(self, device="cuda" if device is None else device, non_blocking=non_blocking)

    _Storage.clone, _Storage.to, _Storage.cuda = cloned, moved, cuda


def _copied(storage: Any) -> Any:
    copy = torch.empty(storage.nbytes(), dtype=torch.uint8, device="cuda").untyped_storage()
    copy.copy_(storage)
    return copy

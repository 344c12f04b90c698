"""Values of a test module that live longer than one test: no student may change them for the next (SEMANTICS 10)."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
import torch

from autograder.compare import fingerprint, independent_copy

_CHANGEABLE = (list, dict, OrderedDict, set, torch.Tensor, torch.nn.Parameter, np.ndarray)


@dataclass(frozen=True, slots=True)
class _Kept:
    digest: str
    pristine: Any


class Globals:
    """Watches the lists, dicts, tensors and arrays among the names of each test module."""

    def __init__(self) -> None:
        self._modules: dict[str, dict[str, _Kept]] = {}

    def protected(self, item: pytest.Item) -> Mapping[int, str]:
        """Ids of the watched objects and of what they hold, with the name to blame."""
        module = vars(_module(item))
        return {key: name for name in self._watched(item) for key in _ids(module[name], 4)}

    def changed(self, item: pytest.Item) -> str:
        """The first watched name whose value changed, put back as it was; empty if none did."""
        module = vars(_module(item))
        for name, kept in self._watched(item).items():
            if fingerprint(module[name]) != kept.digest:
                module[name] = independent_copy(kept.pristine, keep=lambda value: value)
                return name
        return ""

    def _watched(self, item: pytest.Item) -> dict[str, _Kept]:
        module = _module(item)
        known = self._modules.get(module.__name__)
        if known is None:
            known = self._modules[module.__name__] = {
                name: _Kept(fingerprint(value), independent_copy(value, keep=lambda value: value))
                for name, value in vars(module).items()
                if type(value) in _CHANGEABLE and not name.startswith("__") and name != "pytestmark"
            }
        return known


def _module(item: pytest.Item) -> Any:
    return item.module if isinstance(item, pytest.Function) else None


def _ids(value: Any, depth: int) -> list[int]:
    found = [id(value)] if type(value) in _CHANGEABLE else []
    if depth and isinstance(value, (list, tuple, dict)):
        for part in value.values() if isinstance(value, dict) else value:
            found += _ids(part, depth - 1)
    return found

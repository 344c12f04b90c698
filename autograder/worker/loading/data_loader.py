"""PyTorch's data loaders in a process that may not start others."""

from __future__ import annotations

import functools
import re
import sys
from collections.abc import Callable, Iterable
from typing import Any

_WORKERS = re.compile(r"\bnum_workers[ \t]*=[ \t]*(?!0\b|=)|['\"]num_workers['\"]")
_ONLY_WITH_WORKERS = ("prefetch_factor", "persistent_workers", "multiprocessing_context", "timeout", "worker_init_fn")
"""Options that PyTorch refuses, or ignores, without workers."""
_POSITION = 5
"""``DataLoader(dataset, batch_size, shuffle, sampler, batch_sampler, num_workers, ...)``."""


def first_with_workers(texts: Iterable[tuple[str, str]]) -> str:
    """The label of the first text that asks for worker processes; empty if none does."""
    return next((label for label, text in texts if "num_workers" in text and _WORKERS.search(text)), "")


def run_without_workers() -> None:
    """Make ``DataLoader(num_workers=...)`` load in this process (SEMANTICS 8), if PyTorch's loaders are there."""
    data = sys.modules.get("torch.utils.data")
    loader: Any = getattr(data, "DataLoader", None)
    if loader is not None and not hasattr(loader.__init__, "__wrapped__"):
        loader.__init__ = _without_workers(loader.__init__)


def _without_workers(original: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(original)
    def initialise(self: object, *args: object, **options: object) -> None:
        for name in _ONLY_WITH_WORKERS:
            options.pop(name, None)
        if len(args) > _POSITION:
            args = (*args[:_POSITION], 0, *args[_POSITION + 1 :])
        else:
            options["num_workers"] = 0
        original(self, *args, **options)

    return initialise

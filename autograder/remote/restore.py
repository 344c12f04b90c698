"""Write what a call did to its arguments into the judge's own objects (SEMANTICS 9 and 10)."""

from __future__ import annotations

import warnings
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import torch

from autograder.remote.errors import AuthorMistake, Unusable
from autograder.worker.codec import Bad, Decoder, Encoder, extra_of
from autograder.worker.codec.tables import MAX_DEPTH, MAX_NODES
from autograder.worker.messages import Change

_TOO_LARGE = MAX_NODES + 1, MAX_DEPTH + 1
_CONTAINERS = frozenset({list, dict, OrderedDict, set})

Write = tuple[Callable[[Any, Any], None], Any, Any]
"""How, the object, its new state."""


class Restorer:
    """Applies the changes of one call.

    Args:
        encoder: what the arguments were sent with; knows every object and whose memory each buffer is.
        decoder: reads the reply; has read the result already.
        protected: id to name of objects that live longer than the test; they must not be written.

    """

    def __init__(self, encoder: Encoder, decoder: Decoder, protected: Mapping[int, str]) -> None:
        self._encoder, self._decoder = encoder, decoder
        self._protected = protected
        self.dirty: dict[int, torch.Tensor] = {}
        """Graph index to an argument that was changed in place and now has a history."""

    def read(self, changes: Any) -> list[Write]:
        """Decode all changes before any is applied; ``Bad`` if one is not well-formed."""
        if type(changes) is not list:
            raise Bad("changes")
        return [self._read(*change) for change in changes]

    def apply(self, writes: list[Write]) -> None:
        """Write them.

        Raises:
            Unusable: a change cannot be reproduced: another dtype, an argument that contains itself.
            AuthorMistake: something that lives longer than the test would change.

        """
        for _, target, _ in writes:
            name = self._protected.get(id(target))
            if name is not None:
                raise AuthorMistake(f"the call changes {name!r}, which lives longer than the test: make it in the test")
        for write, target, new in writes:
            try:
                write(target, new)
            except (RuntimeError, ValueError, TypeError):
                raise Unusable("an argument was changed in a way that cannot be reproduced") from None
        changed = [target for write, target, _ in writes if write is _set_content]
        if changed:
            _refuse_cycles(changed)

    def _read(self, kind: Any, which: Any, node: Any) -> Write:
        change = Change(kind)
        if type(which) is not int:
            raise Bad("change")
        if change is Change.MEMORY:
            return self._read_memory(which, node)
        if not 0 <= which < len(self._encoder.objects):
            raise Bad("object")
        target = self._encoder.objects[which]
        if change is Change.GRAD:
            return self._read_gradient(target, node)
        new = self._decoder.content(node)
        if change is Change.CONTENT:
            if type(target) not in _CONTAINERS or type(new) is not type(target):
                raise Bad("content")
            return _set_content, target, new
        return self._read_rebound(target, new, node)

    def _read_memory(self, which: int, node: Any) -> Write:
        owner, data = self._encoder.owners.get(which), self._decoder.value(node)
        if owner is None or type(data) is not bytes or len(data) != len(self._encoder.buffers[which]):
            raise Bad("memory")
        if owner.dtype in (torch.bool, np.bool_) and int(np.frombuffer(data, np.uint8).max()) > 1:
            raise Bad("bool byte")
        return _write_memory, owner, data

    def _read_gradient(self, target: Any, node: Any) -> Write:
        new = self._decoder.value(node)
        if not isinstance(target, torch.Tensor) or not (new is None or type(new) is torch.Tensor):
            raise Bad("gradient")
        return _set_grad, target, new

    def _read_rebound(self, target: Any, new: Any, node: list[Any]) -> Write:
        if isinstance(target, torch.Generator) and type(new) is torch.Tensor:
            return _set_state, target, new
        if isinstance(target, np.ndarray) and isinstance(new, np.ndarray):
            return _reshape_array, target, new
        if not isinstance(target, torch.Tensor) or not isinstance(new, torch.Tensor):
            raise Bad("rebound")
        extra = extra_of(node)
        if len(extra) > 2:  # flags, gradient, graph index
            self.dirty[extra[2]] = target
            return _prepare_for_history, target, new
        return (_rebind_leaf if target.is_leaf else _cut_off), target, new


def _write_memory(owner: Any, data: bytes) -> None:
    if isinstance(owner, np.ndarray):
        values = np.frombuffer(data, owner.dtype)
        by_columns = owner.flags.f_contiguous  # in the order of its memory
        owner[...] = values.reshape(owner.shape[::-1]).T if by_columns else values.reshape(owner.shape)
        return
    plain = owner.detach()  # shares the version counter: autograd notices that a saved tensor changed
    storage = plain.untyped_storage()
    size = plain.numel() * plain.element_size()
    if storage.nbytes() != len(data) or (plain.is_contiguous() and size == len(data)):
        # it fills its memory, or was sent as a contiguous copy
        plain.copy_(torch.frombuffer(bytearray(data), dtype=plain.dtype).reshape(plain.shape))
        return
    block = torch.empty(0, dtype=torch.uint8).set_(storage, 0, (len(data),))  # type: ignore[call-overload]
    block.copy_(torch.frombuffer(bytearray(data), dtype=torch.uint8))
    torch.autograd.graph.increment_version(plain)


def _rebind_leaf(target: torch.Tensor, new: torch.Tensor) -> None:
    target.requires_grad = False
    target.grad = None
    target.data = new.detach()
    target.requires_grad_(new.requires_grad)
    target.grad = new.grad


def _cut_off(target: torch.Tensor, new: torch.Tensor) -> None:
    """A result of the judge lost its history (``detach_()``) in the worker."""
    target.detach_()
    _rebind_leaf(target, new)


def _prepare_for_history(target: torch.Tensor, new: torch.Tensor) -> None:
    """Values and history come from the autograd function that connects it; it writes in place."""
    if target.shape != new.shape or target.dtype != new.dtype:
        raise ValueError("shape")
    if target.is_leaf:
        target.requires_grad = False


def _reshape_array(target: Any, new: Any) -> None:
    if target.dtype != new.dtype or target.size != new.size:
        raise ValueError("size")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # numpy would rather have a new array, but this one must stay what it is
        target.shape = new.shape
    target[...] = new


def _set_state(target: torch.Generator, new: torch.Tensor) -> None:
    target.set_state(new)


def _set_grad(target: torch.Tensor, new: torch.Tensor | None) -> None:
    target.grad = new


def _set_content(target: Any, new: Any) -> None:
    if isinstance(target, list):
        target[:] = new
    else:
        target.clear()
        target.update(new)


def _refuse_cycles(changed: list[Any]) -> None:
    """A restored container may contain itself (``arg.append(arg)``) or double itself: no comparison would end."""
    known: dict[int, tuple[int, int]] = {}

    def measure(o: Any, depth: int) -> tuple[int, int]:
        """Parts and height."""
        if not isinstance(o, (list, tuple, dict)):
            return 1, 0
        if id(o) not in known:
            known[id(o)] = _TOO_LARGE  # while it is open
            if depth <= MAX_DEPTH:
                parts = [measure(part, depth + 1) for part in (o.values() if isinstance(o, dict) else o)]
                known[id(o)] = 1 + sum(n for n, _ in parts), 1 + max((height for _, height in parts), default=0)
        return known[id(o)]

    measures = [measure(o, 0) for o in changed]
    if any(size > MAX_NODES or height > MAX_DEPTH for size, height in measures):
        for o in changed:
            o.clear()  # so that nobody who looks at the arguments later runs into it
        raise Unusable("an argument contains itself or too much after the call")

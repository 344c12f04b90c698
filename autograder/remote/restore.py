"""Write what a call did to its arguments into the judge's own objects (SEMANTICS 9 and 10)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import torch

from autograder.remote.errors import AuthorMistake, Unusable
from autograder.worker.codec import Bad, Decoder, Encoder
from autograder.worker.messages import Change


class Restorer:
    """Applies the changes of one call.

    Args:
        encoder: what the arguments were sent with; knows every object and whose memory each buffer is.
        decoder: reads the reply; has read the result already.
        generators: number of a state tensor to the generator it was taken from.
        protected: id to name of objects that live longer than the test; they must not be written.

    """

    def __init__(
        self,
        encoder: Encoder,
        decoder: Decoder,
        generators: Mapping[int, torch.Generator],
        protected: Mapping[int, str],
    ) -> None:
        self._encoder, self._decoder = encoder, decoder
        self._generators, self._protected = generators, protected
        self.dirty: dict[int, torch.Tensor] = {}
        """Graph index to an argument that was changed in place and now has a history."""

    def read(self, changes: Any) -> list[tuple[Change, Any, Any]]:
        """Decode all changes before any is applied; ``Bad`` if one is not well-formed."""
        return [self._read(*change) for change in changes]

    def apply(self, changes: list[tuple[Change, Any, Any]]) -> None:
        """Write them.

        Raises:
            Unusable: the change cannot be reproduced: another dtype, an argument that contains itself.
            AuthorMistake: something that lives longer than the test would change.

        """
        for _, target, _ in changes:
            name = self._protected.get(id(target))
            if name is not None:
                raise AuthorMistake(f"the call changes {name!r}, which lives longer than the test: make it in the test")
        for kind, target, new in changes:
            try:
                _WRITE[kind](target, new)
            except (RuntimeError, ValueError, TypeError):
                raise Unusable("an argument was changed in a way that cannot be reproduced") from None
        if any(kind is Change.CONTENT for kind, _, _ in changes):
            for _, target, _ in changes:
                _refuse_cycles(target)

    def _read(self, kind: Any, which: Any, node: Any) -> tuple[Change, Any, Any]:
        change = Change(kind)
        if type(which) is not int:
            raise Bad("change")
        if change is Change.MEMORY:
            owner = self._encoder.owners.get(which)
            data = self._decoder.value(node)
            if owner is None or type(data) is not bytes or len(data) != len(self._encoder.buffers[which]):
                raise Bad("memory")
            return change, owner, data
        if not 0 <= which < len(self._encoder.objects):
            raise Bad("object")
        target = self._encoder.objects[which]
        if change is Change.GRAD:
            new = self._decoder.value(node)
            if not isinstance(target, torch.Tensor) or not (new is None or isinstance(new, torch.Tensor)):
                raise Bad("gradient")
            return change, target, new
        new = self._decoder.content(node)
        same_kind = isinstance(new, torch.Tensor) if isinstance(target, torch.Tensor) else type(new) is type(target)
        if not same_kind:
            raise Bad("content")
        if which in self._generators:
            return change, self._generators[which], new
        if isinstance(new, torch.Tensor):
            self._note_dirty(node, target)
        return change, target, new

    def _note_dirty(self, node: list[Any], target: Any) -> None:
        extra = node[4 if node[0] == "T" else 6 :]
        if len(extra) > 2:  # flags, gradient, graph index
            self.dirty[extra[2]] = target


def _write_memory(owner: Any, data: bytes) -> None:
    if isinstance(owner, np.ndarray):
        flat = np.frombuffer(data, owner.dtype)
        if owner.flags.c_contiguous or owner.flags.f_contiguous:
            owner.ravel(order="K")[:] = flat
        else:
            owner[...] = flat.reshape(owner.shape)
        return
    plain = owner.detach()  # shares the version counter: autograd notices that a saved tensor changed
    size = plain.numel() * plain.element_size()
    if plain.is_contiguous() and size == len(data):
        plain.copy_(torch.frombuffer(bytearray(data), dtype=plain.dtype).reshape(plain.shape))
        return
    storage = plain.untyped_storage()
    if storage.nbytes() != len(data):  # it was sent as a contiguous copy
        plain.copy_(torch.frombuffer(bytearray(data), dtype=plain.dtype).reshape(plain.shape))
        return
    block = torch.empty(0, dtype=torch.uint8).set_(storage, 0, (len(data),))  # type: ignore[call-overload]
    block.copy_(torch.frombuffer(bytearray(data), dtype=torch.uint8))
    torch.autograd.graph.increment_version(plain)


def _rebind(target: Any, new: Any) -> None:
    if isinstance(target, torch.Generator):
        target.set_state(new)
    elif isinstance(target, np.ndarray):
        if target.dtype != new.dtype or target.size != new.size:
            raise ValueError
        target.shape = new.shape
        target[...] = new
    elif target.is_leaf:
        target.requires_grad_(requires_grad=False)
        target.data = new.detach()
        target.requires_grad_(new.requires_grad)
        target.grad = new.grad
    elif target.shape != new.shape or target.dtype != new.dtype:
        raise ValueError
    # a non-leaf is written by the autograd function that gives it its new history


def _set_grad(target: torch.Tensor, new: torch.Tensor | None) -> None:
    target.grad = new


def _set_content(target: Any, new: Any) -> None:
    if isinstance(target, list):
        target[:] = new
    else:
        target.clear()
        target.update(new)


_WRITE: dict[Change, Callable[[Any, Any], None]] = {
    Change.MEMORY: _write_memory,
    Change.REBOUND: _rebind,
    Change.GRAD: _set_grad,
    Change.CONTENT: _set_content,
}


def _refuse_cycles(root: Any) -> None:
    """A restored container may contain itself (``arg.append(arg)``); no comparison would ever end."""
    path: set[int] = set()
    done: set[int] = set()

    def visit(o: Any) -> None:
        if not isinstance(o, (list, tuple, dict)) or id(o) in done:
            return
        if id(o) in path:
            _break(root)
            raise Unusable("an argument contains itself after the call")
        path.add(id(o))
        for part in o.values() if isinstance(o, dict) else o:
            visit(part)
        path.discard(id(o))
        done.add(id(o))

    visit(root)


def _break(o: Any) -> None:
    """Take the cycle apart, so that nobody who looks at the arguments later runs into it."""
    if isinstance(o, (list, dict)):
        o.clear()

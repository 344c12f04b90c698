"""Equal, independent copies of arguments by the codec's rules (SEMANTICS 9, 11, 18); never ``deepcopy``.

A copy keeps what can be observed through it: one object twice stays one object, views still share one storage with
their offset and strides, leaves stay leaves with their ``.grad``, Parameters stay Parameters.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from types import EllipsisType
from typing import Any

import numpy as np
import torch

from autograder.compare import symbolic
from autograder.compare.explain import typename
from autograder.compare.identity import memory
from autograder.errors import AuthoringError

Keep = Callable[[object], object]
"""Gives the stand-in, for one copy, of a value that has no copy of its own: one-shot iterators, callables, handles."""


def independent_copy(value: object, *, keep: Keep | None = None) -> Any:
    """An equal value that shares nothing changeable with the first.

    A tensor with a history becomes a non-leaf over a fresh leaf: gradients of the copy do not reach the original, and
    it shares no storage with others.

    Raises:
        AuthoringError: a value of a type that cannot be copied, and no ``keep``.

    """
    return _Copier(keep).copy(value)


def double_precision_copy(value: object, *, keep: Keep | None = None) -> Any:
    """The same with real and complex tensors, arrays and NumPy scalars in 64 bits a part.

    Integers, booleans and Python numbers stay as they are. Leaves are fresh leaves; ``.grad`` is converted with them.
    """
    return _Doubling(keep).copy(value)


def perturbed_copy(value: object, *, seed: int, keep: Keep | None = None) -> Any:
    """The same as :func:`independent_copy` with rounding noise on real and complex elements.

    What the reference makes of it tells how much rounding alone moves the result. One run can err little by luck: the
    sums formula of least squares at mean 3, std 0.3 in float32 refuses 2 % of right answers by its own error alone, and
    none of 300 if a student's values only count as wrong when they also do beside the results of four of these.
    """
    return _Perturbing(keep, seed).copy(value)


class _Copier:
    """One copy under way; the memo holds the originals, so their ids stay theirs."""

    def __init__(self, keep: Keep | None) -> None:
        self._keep = keep
        self._memo: dict[int, tuple[object, Any]] = {}
        self._storages: dict[tuple[object, ...], Any] = {}

    def copy(self, value: Any) -> Any:
        if type(value) in _SHARED:
            return value
        known = self._memo.get(id(value))
        return known[1] if known is not None else self._new(value)

    def _new(self, value: Any) -> Any:
        kind = type(value)
        if kind is torch.Tensor or kind is torch.nn.Parameter:
            return self._tensor(value)
        if kind is list:
            made = self._note(value, [])
            made.extend([self.copy(element) for element in value])
            return made
        if kind is dict or kind is OrderedDict:
            made = self._note(value, kind())
            made.update((key, self.copy(element)) for key, element in value.items())
            return made
        if kind is tuple or kind is set or kind is frozenset:
            return self._note(value, kind([self.copy(element) for element in value]))
        return self._note(value, self._other(value))

    def _note(self, value: object, made: Any) -> Any:
        self._memo[id(value)] = (value, made)
        return made

    def _other(self, value: Any) -> Any:
        if type(value) is np.ndarray:
            return self._array(value)
        if isinstance(value, np.generic):
            return self._scalar(value)
        if isinstance(value, torch.Generator):
            return torch.Generator(value.device).set_state(value.get_state())
        if symbolic.is_symbolic(value):
            return value  # immutable
        if self._keep is None:
            raise AuthoringError(
                f"{typename(value)} cannot be an argument of a student's function",
                tip="pass tensors, arrays, numbers, text and lists or dicts of them; build objects in the worker",
            )
        return self._keep(value)

    # Tensors

    def _tensor(self, value: torch.Tensor) -> torch.Tensor:
        if value.layout is not torch.strided:
            raise AuthoringError(
                f"a tensor of layout {value.layout} cannot be an argument", tip="pass value.to_dense()"
            )
        made = self._with_storage(value)
        if type(value) is torch.nn.Parameter:
            made = torch.nn.Parameter(made, requires_grad=value.requires_grad)
        elif value.requires_grad:
            made.requires_grad_()
            with torch.enable_grad():
                made = made if value.is_leaf else made.clone()
        self._note(value, made)
        if value.is_leaf and value.grad is not None:
            made.grad = self.copy(value.grad)
        return made

    def _with_storage(self, value: torch.Tensor) -> torch.Tensor:
        """A tensor without history at the same place of a copied storage."""
        plain = value.detach()
        if plain.is_conj() or plain.is_neg():  # lazy views: what they show is not what their storage holds
            plain = plain.resolve_conj().resolve_neg()
        size = plain.untyped_storage().nbytes()
        # Two wraps of one NumPy array start at one address and may differ in size.
        key = (memory(plain), size, plain.dtype)
        known = self._storages.get(key)
        if known is None and plain.is_contiguous() and plain.nbytes == size:
            made = self._tensor_block(plain)
            self._storages[key] = made, plain  # the original too: its address stays taken
            return made
        if known is None:
            everything = plain.as_strided((size // plain.element_size(),), (1,), 0)
            known = self._storages[key] = self._tensor_block(everything), plain
        # Not a view of the copy: the reference may resize it or replace its data like any tensor.
        whole: torch.Tensor = known[0]
        return torch.empty(0, dtype=whole.dtype, device=whole.device).set_(
            whole.untyped_storage(), plain.storage_offset(), plain.shape, plain.stride()
        )

    # Arrays

    def _array(self, value: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        """An array at the same place of a copy of the array that owns the memory, so that views stay views."""
        owner = value
        while type(owner.base) is np.ndarray:
            owner = owner.base
        if owner.dtype != value.dtype or not (owner.flags.c_contiguous or owner.flags.f_contiguous):
            return self._array_block(value)
        key = (id(owner), "array")
        if key not in self._storages:
            self._storages[key] = self._array_block(owner.ravel(order="K")), owner
        flat: np.ndarray[Any, Any] = self._storages[key][0]
        first = (_address(value) - _address(owner)) // value.itemsize if value.size else 0
        steps = tuple(step // value.itemsize * flat.itemsize for step in value.strides)
        return np.ndarray(value.shape, flat.dtype, flat, first * flat.itemsize, steps)

    # What becomes of the elements

    def _tensor_block(self, block: torch.Tensor) -> torch.Tensor:
        return block.clone()

    def _array_block(self, block: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        return block.copy(order="K")

    def _scalar(self, value: np.generic[Any]) -> np.generic[Any]:
        return value


class _Doubling(_Copier):
    """A copy in 64 bits a part."""

    def _tensor_block(self, block: torch.Tensor) -> torch.Tensor:
        return block.to(_DOUBLE.get(block.dtype, block.dtype), copy=True)

    def _array_block(self, block: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        return block.astype(_numpy_dtype(block.dtype), order="K", copy=True)

    def _scalar(self, value: np.generic[Any]) -> np.generic[Any]:
        made: np.generic[Any] = value.astype(_numpy_dtype(value.dtype))
        return made


class _Perturbing(_Copier):
    """A copy with rounding noise."""

    def __init__(self, keep: Keep | None, seed: int) -> None:
        super().__init__(keep)
        self._random = np.random.default_rng(seed)

    def _tensor_block(self, block: torch.Tensor) -> torch.Tensor:
        if not block.dtype.is_floating_point and not block.dtype.is_complex:
            return block.clone()
        drawn = torch.as_tensor(self._random.uniform(-1, 1, tuple(block.shape)))  # a number for no dimensions
        noise = drawn.double() * torch.finfo(block.dtype).eps
        wide = block.to(torch.complex128 if block.dtype.is_complex else torch.float64)
        return (wide * (1 + noise.to(block.device))).to(block.dtype)

    def _array_block(self, block: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        if block.dtype.kind not in "fc":
            return block.copy(order="K")
        noise = self._random.uniform(-1, 1, block.shape) * np.finfo(block.dtype).eps
        return np.asarray(block * (1 + noise)).astype(block.dtype, order="K")


def _address(value: np.ndarray[Any, Any]) -> int:
    return int(value.__array_interface__["data"][0])


def _numpy_dtype(dtype: np.dtype[Any]) -> np.dtype[Any]:
    match dtype.kind:
        case "f":
            return np.dtype(np.float64)
        case "c":
            return np.dtype(np.complex128)
        case _:
            return dtype


_DOUBLE = {
    torch.float16: torch.float64,
    torch.bfloat16: torch.float64,
    torch.float32: torch.float64,
    torch.complex64: torch.complex128,
}
_SHARED = frozenset(
    {
        *(type(None), bool, int, float, complex, str, bytes, slice),
        *(torch.Size, torch.dtype, torch.device, EllipsisType),
    }
)
"""Types without changeable content: original and copy may be one object."""

# ruff: noqa: FBT001, FBT002 - the signatures of these methods are torch's
"""What a tensor of the device says of itself, and where its methods take a device, a generator or other bytes."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import torch
from torch.utils import _device

from autograder.worker.emulated.errors import NotEmulated, no_numpy
from autograder.worker.emulated.places import BACKEND, THE_DEVICE, inner
from autograder.worker.emulated.randomness import DeviceGenerator, Randomness

Tensor = torch.Tensor
Function = Callable[..., Any]
_swap: Function = torch.utils.swap_tensors

_TAKES_A_DEVICE = ("tensor", "as_tensor", "asarray")
_DRAWS = ("bernoulli", "multinomial", "normal", "poisson", "rand", "randint", "randn", "randperm")
_METHOD_DRAWS = (
    "bernoulli",
    "bernoulli_",
    "cauchy_",
    "exponential_",
    "geometric_",
    "log_normal_",
    "multinomial",
    "normal_",
    "random_",
    "uniform_",
)


def replace_tensor_methods(randomness: Randomness) -> None:
    """Make ``torch.Tensor`` speak of ``cuda`` where it would speak of the device by torch's name."""
    native: Any = torch._C.TensorBase
    _describe(native)
    _move(native)
    Tensor.data = property(native.data.__get__, functools.partial(_set_data, native.data.__set__))  # type: ignore[assignment]
    Tensor.numpy = _numpy(native.numpy)  # type: ignore[method-assign]
    Tensor.is_pinned = _is_pinned  # type: ignore[assignment,method-assign]
    Tensor.pin_memory = _pin_memory  # type: ignore[assignment,method-assign]
    for name in _METHOD_DRAWS:
        setattr(Tensor, name, _drawing_method(getattr(native, name), randomness))


def replace_functions(randomness: Randomness) -> None:
    """The functions of ``torch`` that read a device or a generator before an operator is called."""
    _device._device_constructors()  # remembered on its first call, and has to hold torch's own functions
    for name in _TAKES_A_DEVICE:
        setattr(torch, name, _with_inner_device(getattr(torch, name)))
    for name in _DRAWS:
        setattr(torch, name, _drawing_function(getattr(torch, name), randomness))
    for name in ("lstm", "gru", "rnn_tanh", "rnn_relu", "lstm_cell", "gru_cell", "rnn_tanh_cell", "rnn_relu_cell"):
        setattr(torch._VF, name, _speaking_of_cuda(getattr(torch._VF, name)))


def _describe(native: Any) -> None:
    place, type_name = native.device.__get__, native.type

    def device(self: Tensor) -> torch.device:
        found: torch.device = place(self)
        return THE_DEVICE if found.type == BACKEND else found

    def is_cuda(self: Tensor) -> bool:
        return bool(place(self).type == BACKEND)

    def type_(self: Tensor, dtype: Any = None, non_blocking: bool = False, **keywords: Any) -> Any:
        if dtype is None:
            return type_name(self).replace(f"torch.{BACKEND}.", "torch.cuda.")
        if "torch.cuda" in str(dtype):
            raise NotEmulated(f"Tensor.type({dtype})")
        return type_name(self, dtype, non_blocking, **keywords)

    Tensor.device = property(device)  # type: ignore[assignment]
    Tensor.is_cuda = property(is_cuda)  # type: ignore[assignment]
    Tensor.type = type_  # type: ignore[assignment]


def _move(native: Any) -> None:
    to, new_tensor = native.to, native.new_tensor

    @functools.wraps(to)
    def moved(self: Tensor, *arguments: Any, **keywords: Any) -> Tensor:
        if "device" in keywords:
            keywords["device"] = inner(keywords["device"])
        if arguments:
            arguments = (inner(arguments[0]), *arguments[1:])
        return to(self, *arguments, **keywords)  # type: ignore[no-any-return]

    def cuda(
        self: Tensor,
        device: Any = None,
        non_blocking: bool = False,
        memory_format: Any = torch.preserve_format,
    ) -> Tensor:
        place = inner(THE_DEVICE if device is None else device)
        if place.type != BACKEND:
            raise RuntimeError("Invalid device, must be cuda device")
        return to(self, place, non_blocking=non_blocking, memory_format=memory_format)  # type: ignore[no-any-return]

    Tensor.to = moved  # type: ignore[method-assign,assignment]
    Tensor.cuda = cuda  # type: ignore[assignment,method-assign]
    Tensor.new_tensor = _with_inner_device(new_tensor)  # type: ignore[method-assign]


def _set_data(assign: Function, self: Tensor, value: Tensor) -> None:
    """``x.data = y`` where one of them is on the device: torch refuses it for devices of extensions, not for CUDA.

    A new tensor takes the old one's place under the same name, so that optimizers and modules keep what they hold.
    """
    if self.is_cpu == value.is_cpu:
        assign(self, value)
        return
    gradient = self.grad
    moved: Tensor = Tensor._make_subclass(type(self), value.detach(), self.requires_grad)
    moved.__dict__.update(self.__dict__)
    try:
        _swap(self, moved)
    except RuntimeError as error:
        raise NotEmulated("Tensor.data", f"moved to another device while others hold it ({error})") from None
    if gradient is not None:
        self.grad = gradient.to(self.device)


def _numpy(native: Function) -> Function:
    @functools.wraps(native)
    def numpy(self: Tensor, *, force: bool = False) -> Any:
        if not self.is_cpu and not force:
            raise no_numpy()
        return native(self, force=force)

    return numpy


def _pin_memory(self: Tensor, device: Any = None) -> Tensor:  # noqa: ARG001 - torch's signature
    """A copy, as on a GPU; there are no pages to pin."""
    if not self.is_cpu:
        raise RuntimeError(f"cannot pin '{self.type()}' only dense CPU tensors can be pinned")
    return self.detach().clone()


def _is_pinned(self: Tensor, device: Any = None) -> bool:  # noqa: ARG001 - torch's signature
    if self.is_cpu:
        raise NotEmulated("Tensor.is_pinned")
    return False


def _with_inner_device(native: Function) -> Function:
    @functools.wraps(native)
    def function(*arguments: Any, **keywords: Any) -> Any:
        if keywords.get("device") is not None:
            keywords["device"] = inner(keywords["device"])
        return native(*arguments, **keywords)

    return function


def _drawing_method(native: Function, randomness: Randomness) -> Function:
    @functools.wraps(native)
    def method(self: Tensor, *arguments: Any, **keywords: Any) -> Any:
        if self.is_cpu:
            randomness.refuse_on_cpu(keywords.get("generator"))
        return native(self, *arguments, **keywords)

    return method


def _drawing_function(native: Function, randomness: Randomness) -> Function:
    @functools.wraps(native)
    def function(*arguments: Any, **keywords: Any) -> Any:
        if isinstance(keywords.get("generator"), DeviceGenerator) and _draws_on_cpu(arguments, keywords):
            randomness.refuse_on_cpu(keywords["generator"])
        return native(*arguments, **keywords)

    return function


def _draws_on_cpu(arguments: tuple[Any, ...], keywords: dict[str, Any]) -> bool:
    for value in (*arguments, *keywords.values()):
        if isinstance(value, Tensor):
            return value.is_cpu
    return torch.device(keywords.get("device") or torch.get_default_device()).type == "cpu"


def _speaking_of_cuda(native: Function) -> Function:
    """Recurrent layers compare devices before any operator of ours runs, and name them."""

    @functools.wraps(native)
    def function(*arguments: Any, **keywords: Any) -> Any:
        try:
            return native(*arguments, **keywords)
        except RuntimeError as error:
            if f"{BACKEND}:0" not in str(error):
                raise
            raise type(error)(str(error).replace(f"{BACKEND}:0", "cuda:0")) from None

    return function

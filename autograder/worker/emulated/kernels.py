"""The device's operators: the CPU's, run on the same bytes.

A kernel takes tensors of the device, looks at their bytes through tensors of the CPU, runs the operator there and
labels what is new as the device's. ``torch.library`` registers it for the device's dispatch key, below autograd, so
gradients, hooks, views and versions are torch's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import torch

from autograder.worker.emulated import rules
from autograder.worker.emulated.errors import NotEmulated, device_side_assert, no_such_device
from autograder.worker.emulated.memory import on_device, on_host
from autograder.worker.emulated.randomness import Randomness

Kernel = Callable[..., Any]
Operator = torch._ops.OpOverload
_CPU = torch.device("cpu")
_OUT_OF_RANGE = re.compile(r"out of range in self|out of bounds|out of DATA bounds")


def kernel_for(operator: Operator, randomness: Randomness) -> Kernel:
    """The device's version of an operator, by what its schema says."""
    arguments = operator._schema.arguments
    names = [argument.name for argument in arguments]
    if any(argument.is_out for argument in arguments):
        kernel = _storing(operator)
    elif "device" in names:
        kernel = _making(operator)
    elif operator._schema.is_mutable:
        kernel = _changing(operator)
    else:
        kernel = _computing(operator)
    return _drawing(kernel, names.index("generator"), randomness) if "generator" in names else kernel


def _computing(operator: Operator) -> Kernel:
    """Only new tensors come out."""
    call = _calling(operator)

    def kernel(*arguments: Any, **keywords: Any) -> Any:
        foreign: list[torch.Tensor] = []
        hosts = [_host(value, foreign) for value in arguments]
        result = call(hosts, _checked(operator, arguments, keywords, foreign))
        return on_device(result) if isinstance(result, torch.Tensor) else _labelled(result)

    return kernel


def _changing(operator: Operator) -> Kernel:
    """Arguments are written; what the schema says is one of them comes back as that object."""
    given, call = _given_back(operator), _calling(operator)

    def kernel(*arguments: Any, **keywords: Any) -> Any:
        foreign: list[torch.Tensor] = []
        hosts = [_host(value, foreign) for value in arguments]
        result = call(hosts, _checked(operator, arguments, keywords, foreign))
        if given == [0]:
            return arguments[0]
        if all(where is None for where in given):
            return _labelled(result)
        everything = [*arguments, *keywords.values()]
        return tuple(
            _labelled(new) if where is None else everything[where] for where, new in zip(given, result, strict=True)
        )

    return kernel


def _calling(operator: Operator) -> Callable[[list[Any], dict[str, Any]], Any]:
    """Call the operator; a number that stood for a tensor arrives here as a number, which not every overload takes."""
    run = operator._op  # what its __call__ calls: 0.2 us less
    tensors = [n for n, a in enumerate(operator._schema.arguments) if isinstance(a.type, torch.TensorType)]

    def call(arguments: list[Any], keywords: dict[str, Any]) -> Any:
        try:
            return run(*arguments, **keywords)
        except (RuntimeError, IndexError) as error:
            if _OUT_OF_RANGE.search(str(error)):
                raise device_side_assert() from None
            if not any(n < len(arguments) and isinstance(arguments[n], (int, float, complex)) for n in tensors):
                raise
        return operator.overloadpacket(*arguments, **keywords)

    return call


def _given_back(operator: Operator) -> list[int | None]:
    """For every result the position of the argument that it is, if it is one."""
    arguments = operator._schema.arguments
    written = {
        name: position
        for position, argument in enumerate(arguments)
        if argument.alias_info is not None and argument.alias_info.is_write
        for name in argument.alias_info.before_set
    }
    return [
        next((written[name] for name in result.alias_info.before_set if name in written), None)
        if result.alias_info is not None
        else None
        for result in operator._schema.returns
    ]


def _storing(operator: Operator) -> Kernel:
    """``out=``: computed beside it, because bytes that another library owns cannot grow."""
    names = [argument.name for argument in operator._schema.arguments if argument.is_out]
    call = _calling(operator)

    def kernel(*arguments: Any, **keywords: Any) -> Any:
        foreign: list[torch.Tensor] = []
        hosts = [_host(value, foreign) for value in arguments]
        host_keywords = _checked(operator, arguments, keywords, foreign)
        fresh = {name: torch.empty(0, dtype=keywords[name].dtype) for name in names}
        call(hosts, host_keywords | fresh)
        for name in names:
            store(keywords[name], fresh[name])
        return keywords[names[0]] if len(names) == 1 else tuple(keywords[name] for name in names)

    return kernel


def store(kept: torch.Tensor, computed: torch.Tensor) -> None:
    """Write a result of the CPU into a tensor of the device, which takes its shape and strides if it has another."""
    if kept.shape != computed.shape:
        offset = kept.storage_offset()
        if computed.numel() + offset > kept.untyped_storage().nbytes() // kept.itemsize:
            kept.set_(on_device(computed))  # type: ignore[call-overload] # torch's stub has no tensors here
            return
        kept.set_(kept.untyped_storage(), offset, computed.shape, computed.stride())  # what it is a part of is written
    on_host(kept).copy_(computed)


def _making(operator: Operator) -> Kernel:
    """There is an argument ``device``: a new tensor, alone or like another."""

    def kernel(*arguments: Any, **keywords: Any) -> Any:
        wanted = keywords.get("device")
        if wanted is not None and wanted.type == "meta":
            raise NotEmulated(operator._schema.name, "from the device to meta")
        if wanted is not None and wanted.index:
            raise no_such_device()
        foreign: list[torch.Tensor] = []
        hosts = [_host(value, foreign) for value in arguments]
        result = operator(*hosts, **(keywords | {"device": _CPU, "pin_memory": False}))
        return result if wanted is not None and wanted.type == "cpu" else on_device(result)

    return kernel


def _drawing(kernel: Kernel, position: int, randomness: Randomness) -> Kernel:
    """Random numbers: from the device's generator unless another of the device is given."""

    def drawing(*arguments: Any, **keywords: Any) -> Any:
        if position < len(arguments):
            generator = randomness.used_for(arguments[position])
            return kernel(*arguments[:position], generator, *arguments[position + 1 :], **keywords)
        return kernel(*arguments, **(keywords | {"generator": randomness.used_for(keywords.get("generator"))}))

    return drawing


def _checked(
    operator: Operator, arguments: Any, keywords: dict[str, Any], foreign: list[torch.Tensor]
) -> dict[str, Any]:
    """The keywords for the CPU, after the rules have seen what lies where."""
    hosts = {name: _host(value, foreign) for name, value in keywords.items()} if keywords else keywords
    if foreign:
        rules.check(operator, arguments, keywords)
    return hosts


def _host(value: Any, foreign: list[torch.Tensor]) -> Any:
    if isinstance(value, torch.Tensor):
        if value.is_cpu:
            foreign.append(value)
            return value
        return on_host(value)
    if type(value) in (list, tuple) and value and not isinstance(value[0], int):
        return [_host(item, foreign) for item in value]
    return value


def _labelled(result: Any) -> Any:
    if isinstance(result, torch.Tensor):
        return on_device(result)
    if isinstance(result, (list, tuple)):
        return type(result)([_labelled(item) for item in result])
    return result

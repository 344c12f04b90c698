"""The messages between judge and worker; a request gets exactly one reply, callbacks in between.

======== ============================================ =====================================================
request  head                                         body
======== ============================================ =====================================================
load     everything, promised, exercises, output      [cells, modules, skeletons]: text only
call     id, grad, to, seed?, drop, free              [arguments, keyword arguments], [[parameter, tensor]]
vjp      id, new, create                              cotangents
answer   ok                                           the callback's result
printed                                               nothing
======== ============================================ =====================================================

======== ============================================ =====================================================
reply    head                                         body
======== ============================================ =====================================================
done                                                  depends on the request
raised                                                [class names, text, frames, out of memory]
unusable                                              text: the result has no plain value
callback i                                            [arguments, keyword arguments]
======== ============================================ =====================================================
"""

from __future__ import annotations

from enum import StrEnum


class Request(StrEnum):
    """What a judge asks."""

    LOAD = "load"
    CALL = "call"
    VJP = "vjp"
    ANSWER = "answer"
    PRINTED = "printed"


class Reply(StrEnum):
    """What a worker answers."""

    DONE = "done"
    RAISED = "raised"
    UNUSABLE = "unusable"
    CALLBACK = "callback"


class To(StrEnum):
    """What a call is aimed at."""

    NAME = "name"
    """A name of the submission."""
    PROVIDED = "provided"
    """A name of the assignment's public ``provided.py``."""
    TORCH = "torch"
    """A constructor from the closed list."""
    OBJECT = "object"
    """A live object, by handle and :class:`How`."""


class How(StrEnum):
    """What is done with a live object."""

    CALL = "call"
    METHOD = "method"
    GET = "get"
    SET = "set"
    ITEM = "item"
    SET_ITEM = "set_item"
    LENGTH = "length"
    ITERATE = "iterate"
    NEXT = "next"


class Change(StrEnum):
    """What a call did to an argument (SEMANTICS 9)."""

    MEMORY = "memory"
    """A block was written in place: [block, buffer]."""
    REBOUND = "rebound"
    """A tensor has other memory, shape, strides, dtype or ``requires_grad``: [object, tensor]."""
    GRAD = "grad"
    """``.grad`` is another tensor or gone: [object, tensor or null]."""
    CONTENT = "content"
    """A list, dict or set holds other things: [object, content]."""


CONSTRUCTORS = frozenset(
    {
        "Generator",
        "nn.BatchNorm1d",
        "nn.BatchNorm2d",
        "nn.Conv1d",
        "nn.Conv2d",
        "nn.CrossEntropyLoss",
        "nn.Dropout",
        "nn.Embedding",
        "nn.Flatten",
        "nn.GRU",
        "nn.LSTM",
        "nn.LayerNorm",
        "nn.Linear",
        "nn.MSELoss",
        "nn.MaxPool2d",
        "nn.ModuleList",
        "nn.RNN",
        "nn.ReLU",
        "nn.Sequential",
        "nn.Sigmoid",
        "nn.Softmax",
        "nn.Tanh",
        "optim.Adam",
        "optim.AdamW",
        "optim.SGD",
        "utils.data.DataLoader",
        "utils.data.TensorDataset",
    }
)
"""What ``student.torch.<name>`` may build in a worker (SEMANTICS 12)."""

"""The messages between judge and worker; a request gets exactly one reply, callbacks in between.

======== ============================================ =====================================================
request  head                                         body
======== ============================================ =====================================================
read     everything, exercises                        [cells, skeletons]: text only
load     everything, promised, exercises, output,     [cells, modules, skeletons]; the plan that was read in a buffer
         device, memory
call     grad, to, seed?                              [arguments, keyword arguments], [[parameter, tensor]]
calls    calls: heads of calls, counts: of their       their bodies; all their buffers in a row
         buffers
vjp      graph, create, retain                        cotangents
answer   ok                                           the callback's result
printed                                               nothing
execute  seconds                                      [label, source, names of modules]; their texts in buffers
======== ============================================ =====================================================

======== ============================================ =====================================================
reply    head                                         body
======== ============================================ =====================================================
done     lost?                                        depends on the request
raised                                                [class names, text, frames, out of memory]
unusable                                              text: the result has no plain value
not_emulated                                          text: what the emulated device lacks
callback i, grad, connected                           [arguments, keyword arguments]
======== ============================================ =====================================================

Every request has a number ``n`` and may tell what to let go: graphs (``drop``) and handles (``free``). Every reply and
callback repeats the number of the request it belongs to, so a frame that a student's thread slips in between leaves
one too many, and the next exchange notices. A graph has the number of the request that made it.
"""

from __future__ import annotations

from enum import StrEnum


class Request(StrEnum):
    """What a judge asks."""

    READ = "read"
    """Of a worker that runs nothing: what of a submission is to be run."""
    LOAD = "load"
    CALL = "call"
    CALLS = "calls"
    """Several, one after the other, whatever becomes of each."""
    VJP = "vjp"
    ANSWER = "answer"
    PRINTED = "printed"
    EXECUTE = "execute"
    """One cell of a whole notebook; the answer is what it shows."""


class Reply(StrEnum):
    """What a worker answers."""

    DONE = "done"
    RAISED = "raised"
    UNUSABLE = "unusable"
    NOT_EMULATED = "not_emulated"
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
    GET = "get"
    SET = "set"
    ITEM = "item"
    SET_ITEM = "set_item"
    LENGTH = "length"
    TRUTH = "truth"
    ITERATE = "iterate"
    NEXT = "next"


class Change(StrEnum):
    """What a call did to an argument (SEMANTICS 9)."""

    MEMORY = "memory"
    """A block was written in place: [block, buffer]."""
    REBOUND = "rebound"
    """A tensor has other memory, shape, strides, dtype or ``requires_grad``: [object, tensor].

    A generator has another state: [object, state].
    """
    GRAD = "grad"
    """``.grad`` is another tensor or gone: [object, tensor or null]."""
    CONTENT = "content"
    """A list, dict or set holds other things: [object, content]."""


MAX_CALLBACKS = 10_000
"""In one call (SEMANTICS 15)."""

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

"""Values between judge and worker: a closed table of types, no pickle, nothing looked up by name.

A value becomes a *node* (JSON: numbers, strings, or a list that starts with a tag) and raw *buffers*. Three tables
make a call mean what it means in one process (SEMANTICS 9):

* every mutable object (list, dict, set, tensor, array) takes the next number in the order of traversal, on both
  sides, so a second occurrence travels as a reference and the worker can report what became of object ``i``;
* every memory block is sent once, and tensors and arrays are views of it with offset and strides; a reply names a
  block of its request instead of sending it, so a result may be a view of an argument;
* what has no plain value (a model, a function) goes through the ``foreign`` hook of the encoder and of the decoder.
"""

from autograder.worker.codec.decoder import Decoder
from autograder.worker.codec.encoder import Encoder
from autograder.worker.codec.frames import Bad, Buffer, Connection, Exhausted, Frame, Unsupported, pack
from autograder.worker.codec.tables import Node, block_bytes, extra_of, lent_index, tensor_bytes

__all__ = [
    "Bad",
    "Buffer",
    "Connection",
    "Decoder",
    "Encoder",
    "Exhausted",
    "Frame",
    "Node",
    "Unsupported",
    "block_bytes",
    "extra_of",
    "lent_index",
    "pack",
    "tensor_bytes",
]

"""Whatever a peer sends, the decoder's answer is a value, ``Bad``, the end or a timeout; memory stays bounded."""

from __future__ import annotations

import itertools
import json
import math
import random
import resource
import socket
import struct
import time
from collections import OrderedDict

import numpy as np
import pytest
import torch

from autograder.worker.codec import Bad, Connection, Decoder, Encoder, pack
from autograder.worker.codec.frames import HEADER, MAGIC, MAX_BUFFERS, MAX_BYTES, MAX_TEXT
from autograder.worker.codec.tables import NUMPY_DTYPES, TORCH_DTYPES


def buffers_of(*sizes):
    return [memoryview(bytearray(range(256)) * (n // 256 + 1))[:n] for n in sizes]


def decoder(*sizes, **options):
    return Decoder(buffers_of(*sizes), **options)


HUGE = 2**63
NAUGHTY = [
    *(None, True, False, -1, -2, 0, 1, 17, HUGE, -HUGE, 10**1200, 0.5, -0.0, 1e308, "", "f32", "b", "nan", "x" * 1000),
    *([], [[]], ["L"], ["T"], ["r", 0], ["r", -1], ["r", HUGE], ["no such tag"], [0], [None], [["L"]], {}, {"a": 1}),
    *([2**40, 2**40], [-1], [0, -1], [1] * 40, ["f", "nan"], ["c", ["f", "inf"], 1.0]),
]
TAGS = list("LEDOUZrTCVABWncfyzdsehpSNkGi")


@pytest.mark.parametrize(
    "node",
    [
        # sizes that lie
        *(["T", "f32", [3], 0], ["T", "f32", [2**40, 2**40], 0], ["T", "f32", [-4], 0], ["T", "f32", [4, 0], 9]),
        *(["T", "f32", [4.0], 0], ["T", "f32", "4", 0], ["T", "f32", [4], -2], ["T", "f32", [4], 7]),
        ["T", "f32", [4], True],
        *(["T", "f99", [4], 0], ["T", ["f32"], [4], 0], ["T", "f32", [4]], ["T"], ["T", "f32", [1] * 40, 0]),
        *(["T", "f32", [0, 2**40, 2**40], -1], ["T", "f32", [HUGE], 0], ["T", "f32", [0, 2**39, 2**39], -1]),
        *(["C", "f32", [3], 0], ["C", "f32", [4], ["L"]]),
        # flags and gradients that do not fit
        *(["T", "f32", [4], 0, 16], ["T", "f32", [4], 0, -1], ["T", "f32", [4], 0, "1"], ["T", "f32", [4], 0, None]),
        *(["T", "f32", [4], 0, 1, 5], ["T", "f32", [4], 0, 1, ["T", "f32", [2], 1]], ["T", "f32", [4], 0, 1, ["r", 0]]),
        *(["T", "f32", [4], 0, 1, ["T", "f64", [2], 0]], ["T", "f32", [4], 0, 1, ["L"]]),
        # views outside their memory
        *(["V", "f32", [2, 2], [2, 1], 1, 0], ["V", "f32", [5], [1], 0, 0], ["V", "f32", [4], [-1], 3, 0]),
        *(["V", "f32", [4], [1], -1, 0], ["V", "f32", [4], [1, 1], 0, 0], ["V", "f32", [4], [1], HUGE, 0]),
        *(["V", "f32", [2], [HUGE], 0, 0], ["V", "f32", [2], [2**40], 0, 0], ["V", "f32", [0], [1], 0, 0]),
        *(["V", "f32", [2**40], [0], 0, 0], ["V", "f32", [2**20, 2**20], [0, 0], 0, 0], ["V", "f32", [1], [1], 0.0, 0]),
        *(["V", "f32", [4], "1", 0, 0], ["V", "f32"], ["V", "b", [2], [2], 0, 0], ["V", "f32", [1], [1], 0, -2]),
        *(["W", "f32", [5], [4], 0, 0], ["W", "f32", [2], [-4], 0, 0], ["W", "f32", [2], [HUGE], 0, 0]),
        *(["W", "f32", [2**40], [0], 0, 0], ["W", "f32", [1], [4], -4, 0], ["W", "f32", [1], [4], 15, 0]),
        *(["W", "f32", [2], [2**62], 0, 0], ["W", "f32", [1], [4], 0, 9], ["W", "f32", [1], [], 0, 0]),
        ["W", "b", [16], [1], 0, 0],
        *(["A", "f32", [3], 0], ["A", "f32", [-4], 0], ["A", "f32", [2**40, 2**40], 0], ["A", "b", [16], 0]),
        *(["A", "f32", [0, 2**40, 2**40], 0], ["A", "O", [2], 0], ["A", "f32", [4], -2], ["B", "f32", [3], 0]),
        ["L", ["T", "f32", [4], 0], ["A", "f32", [4], 0]],
        # bytes that are no bool
        *(["T", "b", [16], 0], ["L", ["T", "u8", [16], 0], ["T", "b", [16], 0]]),
        # numbers
        *(["f", "NaN"], ["f", "1.5"], ["f", None], ["f"], ["f", ["nan"]], ["c", 1, 2], ["c", 1.0], ["c", ["L"], 1.0]),
        *(["n", "i8", 300], ["n", "i8", 1.5], ["n", "u8", -1], ["n", "b", 2], ["n", "f32", "1"], ["n", "f32", 1]),
        *(["n", "c64", 1.0], ["n", "x", 1], ["n", "f64", ["c", 1.0, 2.0]], ["n", "i64", 2**63], ["n", "f32"]),
        # references
        *(["r", 0], ["r", -1], ["r", HUGE], ["r", "0"], ["r"], ["r", True], ["L", ["r", 0]], ["D", "a", ["r", 0]]),
        *(["L", ["L", ["r", 0]]], ["E", ["U", ["r", 0]]], ["L", ["r", 1], ["L"]]),
        # containers
        *(["E", ["L"]], ["E", ["D"]], ["Z", ["L"]], ["D", "a"], ["D", ["L"], 1], ["O", "a", 1, "b"], ["D", ["E"], 1]),
        *([], [1], [None], [["L"]], ["?"], ["LL"], ["h", 0], ["p", 0], ["G", 1], ["k", 0], {"a": 1}, ["L", {}]),
        *(["z", "a"], ["z", HUGE], ["z", 1.0], ["d", "f99"], ["d"], ["d", ["L"]], ["s"], ["s", 1], ["s", 1, 2, 3, 4]),
        *(["y"], ["y", 9], ["y", "0"], ["y", -1]),
    ],
    ids=lambda node: json.dumps(node)[:60],
)  # fmt: skip
def test_what_no_honest_encoder_writes_is_bad(node):
    for read in (Decoder.value, Decoder.content):
        if read is Decoder.content and type(node) is list and node and node[:1] in (["L"], ["D"]) and "r" in str(node):
            continue  # a list whose number is known may hold what came before it
        with pytest.raises(Bad, match=r"^[\w ]*$"):
            read(decoder(16, 8), node)


def test_a_view_of_lent_memory_stays_inside_it():
    lent = {0: torch.zeros(4), 1: np.zeros(4, np.float32)}
    outside = [["T", "f32", [5], -2], ["V", "f32", [2], [4], 0, -2], ["A", "f32", [5], -3]]
    outside += [["W", "f32", [2], [16], 0, -3], ["T", "f32", [4], -(2**70)]]
    of_another_kind = [["T", "f32", [4], -3], ["A", "f32", [4], -2], ["T", "f32", [4], -4]]
    for node in outside + of_another_kind:
        with pytest.raises(Bad, match=r"^[\w ]*$"):
            Decoder([], lent=lent).value(node)
    assert Decoder([], lent=lent).value(["V", "f32", [2], [3], 0, -2]).shape == (2,)


@pytest.mark.parametrize("tag", TAGS)
def test_any_tag_with_any_fields_gives_a_value_or_bad(tag):
    rng = random.Random(tag)
    fields = [*NAUGHTY, *TORCH_DTYPES, *NUMPY_DTYPES, [4], [2, 2], [1], 0, 1, ["T", "f32", [4], 0]]
    for _ in range(600):
        node = [tag, *(rng.choice(fields) for _ in range(rng.randrange(8)))]
        for read in (Decoder.value, Decoder.content):
            attempt(lambda: read(decoder(16, 8, known=[[1]]), node))  # noqa: B023 - called at once


def attempt(act):
    """Run it; anything but a value or ``Bad`` is the failure of a test. Warnings are errors, so they would show too."""
    try:
        return act()
    except Bad as error:
        return error


@pytest.mark.parametrize("tag", ["L", "U", "Z", "i"])
def test_nesting_is_limited(tag):
    node = 0
    for _ in range(900):
        node = [tag, node]
    with pytest.raises(Bad, match="node"):
        decoder(foreign=lambda node, self, depth: self.value(node[1], depth + 1)).value(node)


def test_the_number_of_parts_is_limited():
    pairs = itertools.chain(*((str(i), i) for i in range(150_000)))
    for node in (["L", *range(300_000)], ["L", *(["L"] for _ in range(150_000))], ["D", *pairs]):
        with pytest.raises(Bad, match="node"):
            decoder().value(node)


def test_lists_that_double_thirty_times_are_refused():
    """Thirty short lists would be a billion parts to whoever walks or prints them."""
    node = ["L", 0]
    for number in range(29, 0, -1):
        node = ["L", node, ["r", number]]
    with pytest.raises(Bad, match="reference"):
        decoder().value(node)


def test_keys_that_share_one_hash_do_not_stop_the_judge():
    same_hash = [i * (2**61 - 1) for i in range(1, 60_000)]
    pairs = itertools.chain(*((n, 0) for n in same_hash))
    for node in (["E", *same_hash], ["D", *pairs], ["E", *(["U", n] for n in same_hash)]):
        with pytest.raises(Bad, match="keys"):
            decoder().value(node)


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10


@pytest.mark.parametrize(
    "node",
    [
        ["L", *(["y", 0] for _ in range(90_000))],
        ["L", *(["T", "u8", [8 << 20], 0] for _ in range(90_000))],
        ["L", *(["T", "b", [8 << 20], 0] for _ in range(90_000))],
        ["L", *(["V", "b", [1 << 27], [0], 0, 0] for _ in range(90_000))],
        ["L", *(["A", "b", [8 << 20], 0] for _ in range(90_000))],
        ["L", *(["W", "u8", [1 << 30], [0], 0, 0] for _ in range(90_000))],
    ],
    ids=["bytes", "whole", "bool", "expanded", "array", "expanded array"],
)
def test_one_buffer_named_often_costs_its_size_once(node):
    data = [memoryview(bytearray(8 << 20))]
    before = peak()
    attempt(lambda: Decoder(data).value(node))
    assert peak() - before < 300 << 20


def test_a_value_too_large_for_memory_is_bad_and_counts_as_memory():
    def hook(_node, _decoder, _depth):
        return bytearray(2**62)

    with pytest.raises(MemoryError, match="memory") as caught:
        Decoder([], foreign=hook).value(["L", ["h", 0]])
    assert isinstance(caught.value, Bad)


@pytest.mark.parametrize(
    "error", [RecursionError, AttributeError, ZeroDivisionError, KeyError, RuntimeWarning, OverflowError]
)
def test_no_error_of_a_hook_escapes(error):
    def hook(_node, _self, _depth):
        raise error("secret text")

    with pytest.raises(Bad, match=r"^fields$"):
        Decoder([], foreign=hook).value(["L", ["h", 0]])


# ---- frames


def pair():
    ours, theirs = socket.socketpair()
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 20)
    return ours, Connection(theirs)


def receive(data, *, close=True):
    """What a judge makes of these bytes."""
    ours, connection = pair()
    with ours, connection.sock:
        ours.sendall(data)
        if close:
            ours.shutdown(socket.SHUT_WR)
        return connection.receive(time.monotonic() + 5)


def frame(body=None, buffers=(), head=None):
    return b"".join(pack(head or {}, body, buffers))


def raw_frame(text, *, magic=MAGIC, count=0, text_size=None, padded=0, rest=b""):
    fill = b" " * (-(HEADER.size + len(text)) % 16)
    size = len(text) + len(fill) if text_size is None else text_size
    return HEADER.pack(magic, count, size, padded) + text + fill + rest


@pytest.mark.parametrize(
    "data",
    [
        raw_frame(b"[{},1]", magic=b"XX"),
        raw_frame(b"[{},1]", count=MAX_BUFFERS + 1),
        raw_frame(b"[{},1]", text_size=2**32 - 1),
        raw_frame(b"[{},1]", text_size=MAX_TEXT * 2),
        raw_frame(b"[{},1]", padded=MAX_BYTES + 16),
        raw_frame(b"[{},1]", padded=2**64 - 1),
        raw_frame(b"[{},1]", count=9),
        raw_frame(b"[{},1]", text_size=7),
        raw_frame(b"[{},1]") + b"x",
        raw_frame(b"[{},1]", padded=16, rest=bytes(16)),
        raw_frame(struct.pack("<Q", 2**63) + b"[{},1]", count=1),
        raw_frame(struct.pack("<Q", 32) + b"[{},1]", count=1, padded=16, rest=bytes(16)),
        raw_frame(struct.pack("<Q", 1) + b"[{},1]", count=1, padded=32, rest=bytes(32)),
        raw_frame(b""),
        raw_frame(b"[{},1"),
        raw_frame(b"[{},1]]"),
        raw_frame(b"[{}]"),
        raw_frame(b"[[],1]"),
        raw_frame(b"[1,{}]"),
        raw_frame(b'{"a":1,"b":2}'),
        raw_frame(b'"ab"'),
        raw_frame(b"[{},NaN]"),
        raw_frame(b"[{},-Infinity]"),
        raw_frame(b'[{},"\\ud800"]'),
        raw_frame(b'[{},"\\ud83d\\ude00"]'),
        raw_frame(b'[{},"\xed\xa0\x80"]'),
        raw_frame(b'[{},"\xff"]'),
        raw_frame(b"[{}," + b"9" * 5000 + b"]"),
        raw_frame(b"[{}," + b"[" * 100_000 + b"]" * 100_000 + b"]"),
        raw_frame(b'[{},{"a":' * 50_000),
        b"GET / HTTP/1.1\r\n\r\n",
        bytes(64),
        random.Random(1).randbytes(64).replace(MAGIC, b"  "),
    ],
    ids=lambda data: repr(bytes(data[16:46])),
)
def test_what_is_no_frame_is_bad(data):
    with pytest.raises(Bad, match=r"^[\w ]*$"):
        receive(data)


def test_a_backslash_before_u_is_no_surrogate():
    text = 'print("\\ud800")'
    assert receive(frame(text))[1] == text


def test_a_frame_that_ends_early_is_the_end():
    whole = frame([1, 2], [b"x" * 100])
    for cut in (0, 1, HEADER.size - 1, HEADER.size, HEADER.size + 5, len(whole) - 1):
        with pytest.raises(EOFError):
            receive(whole[:cut])


def test_a_frame_that_does_not_end_is_a_timeout():
    ours, connection = pair()
    with ours, connection.sock:
        ours.sendall(frame("a")[:-1])
        with pytest.raises(TimeoutError):
            connection.receive(time.monotonic() + 0.02)


class Drip:
    """A socket from which every read gives one byte, however many there are."""

    def __init__(self, sock):
        self.sock = sock
        self.reads = 0

    def fileno(self):
        return self.sock.fileno()

    def recv_into(self, view):
        self.reads += 1
        return self.sock.recv_into(view[:1])


def test_one_deadline_covers_the_whole_frame(monkeypatch):
    """A byte at a time, always in time for the next read: the deadline is that of the frame."""
    seconds = itertools.count()
    monkeypatch.setattr(time, "monotonic", lambda: next(seconds))
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.sendall(frame("a" * 1000))
        drip = Drip(theirs)
        with pytest.raises(TimeoutError):
            Connection(drip).receive(50)
        assert 10 < drip.reads <= 50


def test_a_peer_that_does_not_read_is_a_timeout():
    ours, connection = pair()
    with ours, connection.sock, pytest.raises(TimeoutError):
        connection.send(pack({}, None, [bytes(32 << 20)]), time.monotonic() + 0.02)


def test_a_peer_that_is_gone_is_an_os_error():
    ours, connection = pair()
    ours.close()
    with connection.sock, pytest.raises(OSError, match="Broken pipe"):
        connection.send(pack({}, None, [bytes(1 << 20)]), time.monotonic() + 5)


def test_a_claimed_size_is_not_allocated_before_it_arrives():
    before = peak()
    with pytest.raises(EOFError):
        receive(raw_frame(struct.pack("<Q", 0) + b"[{},1]", count=1, padded=MAX_BYTES))
    assert peak() - before < 32 << 20


def samples():
    w = torch.arange(12.0).reshape(3, 4).requires_grad_()
    w.grad = torch.ones(3, 4)
    a = np.arange(6.0).reshape(2, 3)
    yield [1, 2.5, True, None, "text", math.nan, 1j, b"bytes", ..., slice(1, 2), torch.float32, torch.Size((2, 3))]
    yield {"w": w, "view": w.detach()[1:, ::2], "bools": torch.tensor([True, False]), "ints": torch.arange(5)}
    yield [a, a[::-1], a.T, np.array([True, False]), np.float32(2), np.int8(-1)]
    yield OrderedDict(a=[1, {2, 3}, frozenset({4})], b=(w, w, [w]), c={"d": {"e": []}})


@pytest.mark.parametrize("flips", [1, 3])
def test_thousands_of_bit_flips_give_a_value_or_bad(flips):
    """Mutations of valid frames: each becomes a value, ``Bad``, the end, or waits for more bytes than there are."""
    rng = random.Random(flips)
    frames = []
    for value in samples():
        encoder = Encoder()
        frames.append(frame(encoder.node(value), encoder.buffers))
    counts = dict.fromkeys(("value", "Bad", "EOFError"), 0)
    for round_number in range(2500):
        data = bytearray(frames[round_number % len(frames)])
        for _ in range(flips):
            # most of a frame are elements, in which a flip is only another value: aim at the text as well
            last = len(data) if rng.random() < 0.3 else min(len(data), 700)
            data[rng.randrange(last)] ^= 1 << rng.randrange(8)
        counts[outcome(data)] += 1
    assert min(counts.values()) > 10


def outcome(data):
    try:
        _, body, buffers = receive(data)
        value = Decoder(buffers, foreign=refuse).value(body)
        Encoder().node(value)  # what was read can be used
    except (Bad, EOFError) as error:
        return "Bad" if isinstance(error, Bad) else "EOFError"
    return "value"


def refuse(_node, _decoder, _depth):
    raise Bad("tag")

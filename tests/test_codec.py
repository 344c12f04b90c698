"""Round trips: what crosses the boundary arrives as it was sent."""

from __future__ import annotations

import math
from collections import OrderedDict
from typing import NamedTuple

import numpy as np
import pytest
import torch

from autograder.worker.codec import Decoder, Encoder, Unsupported, extra_of, lent_index
from autograder.worker.codec.frames import _parse, pack
from autograder.worker.codec.tables import NUMPY_DTYPES, TORCH_DTYPES


class Point(NamedTuple):
    x: int
    y: list


def through_the_wire(node, buffers):
    """The node and buffers as the other side reads them from the bytes of a frame."""
    data = bytearray(b"".join(pack({}, node, buffers)))
    count, text_size = int.from_bytes(data[2:4], "little"), int.from_bytes(data[4:8], "little")
    _, body, received = _parse(memoryview(data), count, text_size)
    return body, received


def trip(value):
    encoder = Encoder()
    node, buffers = through_the_wire(encoder.node(value), encoder.buffers)
    return Decoder(buffers).value(node)


def same_tensor(a, b):
    assert type(a) is type(b)
    assert (a.dtype, a.shape, a.requires_grad, a.is_leaf) == (b.dtype, b.shape, b.requires_grad, b.is_leaf)
    torch.testing.assert_close(a.detach(), b.detach().resolve_conj().resolve_neg(), rtol=0, atol=0, equal_nan=True)


def name_of(value):
    """The name of a case, the same in every process: how a set prints depends on the seed of Python's hashes."""
    return f"set of {len(value)}" if isinstance(value, (set, frozenset)) else repr(value)


@pytest.mark.parametrize(
    "value",
    [
        *(None, True, False, 0, 1, -5, 2**3999, -(2**3999), 0.1, -0.0, 1e308, 5e-324),
        *("", "한글 \\ud800 \\\\u \u2028 \"'", "\x00"),
        *(1j, -0.0 + 3j, b"", b"\x00\xff", ..., slice(None), slice(1, None, -2), torch.float32, torch.Size((2, 0, -1))),
        *([], (), set(), frozenset(), {}, OrderedDict(), [[1, [2.5]], ("a", None)], {"a": {1: (2,)}, (1, "b"): [3]}),
        *({1, "a", (2, 3)}, frozenset({1.5}), OrderedDict([("z", 1), ("a", 2)])),
        *(math.inf, -math.inf, np.float32(0.1), np.float64("-inf"), np.int8(-128), np.uint64(2**64 - 1)),
        *(np.True_, np.complex64(1 + 2j), np.float16(65504)),
    ],
    ids=name_of,
)
def test_a_plain_value_arrives_equal_and_of_the_same_type(value):
    out = trip(value)
    assert out == value
    assert type(out) is type(value)
    if isinstance(value, (list, tuple, OrderedDict)):
        assert list(out) == list(value)


def test_nan_and_the_sign_of_zero_arrive():
    assert math.isnan(trip(math.nan))
    assert math.isnan(trip(np.float32("nan")))
    assert math.copysign(1, trip(-0.0)) == -1
    assert math.isnan(trip(complex(math.nan, 1)).real)


def test_named_tuples_and_the_results_of_torch_arrive_as_tuples():
    assert trip(Point(1, [2])) == (1, [2])
    values, indices = trip(torch.tensor([[3.0, 1.0]]).sort())
    assert values.tolist() == [[1, 3]]
    assert indices.tolist() == [[1, 0]]


@pytest.mark.parametrize("name", TORCH_DTYPES)
def test_a_tensor_of_every_dtype(name):
    value = torch.tensor([[0, 1, 2], [1, 0, 1]]).to(TORCH_DTYPES[name])
    same_tensor(trip(value), value)


@pytest.mark.parametrize("name", NUMPY_DTYPES)
def test_an_array_of_every_dtype(name):
    value = np.array([[0, 1, 2], [1, 0, 1]]).astype(NUMPY_DTYPES[name])
    out = trip(value)
    assert out.dtype == value.dtype
    np.testing.assert_array_equal(out, value)
    out[0, 0] = 1  # it can be written


def big():
    return torch.arange(60.0).reshape(3, 4, 5)


@pytest.mark.parametrize(
    "make",
    [
        lambda: torch.tensor(3.5),
        lambda: torch.empty(0),
        lambda: torch.empty(2, 0, 3, dtype=torch.int64),
        lambda: torch.tensor([math.nan, math.inf, -0.0]),
        lambda: big().permute(2, 0, 1),
        lambda: big()[1:, ::2, 3],
        lambda: torch.tensor([1.0, 2.0]).expand(3, 2),
        lambda: torch.tensor(1.0).expand(4),
        lambda: torch.tensor([1 + 2j, 3 - 1j]).conj(),
        lambda: torch.tensor([1 + 2j, 3 - 1j]).conj().imag,
        lambda: torch.tensor([1 + 2j]).real,
        lambda: torch.as_strided(torch.arange(9.0), (3, 2), (2, 1)),
        lambda: torch.ones(2, requires_grad=True),
        lambda: torch.nn.Parameter(torch.ones(2, 3)),
        lambda: torch.nn.Parameter(torch.ones(2), requires_grad=False),
        lambda: torch.zeros(100, 100)[5],
        lambda: torch.from_numpy(np.arange(6.0)[::2]),
    ],
)
def test_a_tensor_of_any_layout(make):
    value = make()
    same_tensor(trip(value), value)


@pytest.mark.parametrize(
    "make",
    [
        lambda: np.array(2.5),
        lambda: np.empty((0, 3)),
        lambda: np.arange(6.0)[::-1],
        lambda: np.arange(12).reshape(3, 4)[::-2, ::-1],
        lambda: np.asfortranarray(np.arange(6.0).reshape(2, 3)),
        lambda: np.asfortranarray(np.arange(6.0).reshape(2, 3))[:, 1:],
        lambda: np.arange(12.0).reshape(3, 4).T,
        lambda: np.broadcast_to(np.arange(3.0), (2, 3)),
        lambda: torch.arange(6.0).reshape(2, 3).numpy()[:, ::-1],
        lambda: np.zeros((100, 100))[7],
        lambda: np.frombuffer(b"\x01\x02\x03\x04", np.uint8),
        lambda: np.arange(4, dtype=np.float64).view(np.int32)[1::2],
        lambda: np.array([True, False])[::-1],
    ],
)
def test_an_array_of_any_layout(make):
    value = make()
    out = trip(value)
    assert out.dtype == value.dtype
    np.testing.assert_array_equal(out, value)


def test_one_object_twice_is_one_object():
    w, a, inner = torch.ones(2), np.ones(2), [1]
    out = trip([w, w, a, {"a": a}, inner, (inner, inner), {"w": w}])
    assert out[0] is out[1] is out[6]["w"]
    assert out[2] is out[3]["a"]
    assert out[4] is out[5][0] is out[5][1]


@pytest.mark.parametrize("size", [4, 40])
@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("kind", [torch.zeros, np.zeros])
def test_views_share_their_memory_whichever_comes_first(kind, order, size):
    whole = kind((size, size))
    out = trip([whole, whole[1], whole[1:, 2]][::order])[::order]
    out[0][1, 2] = 7
    assert float(out[1][2]) == float(out[2][0]) == 7
    out[1][0] = 3
    assert float(out[0][1, 0]) == 3


def test_views_with_other_dtypes_and_negative_strides_share_memory():
    flat = np.arange(8, dtype=np.float64)
    out = trip([flat, flat[::-1], flat.view(np.int64)])
    out[0][0] = 5
    assert out[1][-1] == 5
    assert out[2][0] == np.float64(5).view(np.int64)


def test_wraps_of_one_array_with_different_sizes_keep_their_values():
    array = np.arange(6.0)
    out = trip([torch.from_numpy(array[:2]), torch.from_numpy(array), torch.from_numpy(array[:4])])
    assert [x.tolist() for x in out] == [[0, 1], [0, 1, 2, 3, 4, 5], [0, 1, 2, 3]]


def test_a_small_window_on_a_large_block_does_not_carry_the_block():
    for value in (torch.zeros(10**6)[3:5], np.zeros(10**6)[3:5]):
        encoder = Encoder()
        encoder.node(value)
        assert sum(map(len, encoder.buffers)) < 100


def test_gradients_travel_with_their_tensor_and_keep_their_identity():
    w = torch.ones(3, requires_grad=True)
    w.grad = torch.full((3,), 2.0)
    plain = torch.zeros(2)
    plain.grad = torch.ones(2)
    out, grad, other = trip([w, w.grad, plain])
    assert out.grad is grad
    assert grad.tolist() == [2, 2, 2]
    assert other.grad.tolist() == [1, 1]
    assert not other.requires_grad


def test_hooks_see_a_tensor_before_its_gradient_on_both_sides():
    w = torch.ones(3, requires_grad=True)
    w.grad = torch.ones(3, requires_grad=True) * 2
    sent, received = [], []
    encoder = Encoder(tensor_hook=lambda x, _node: sent.append(x.tolist()))
    node = encoder.node(w)
    Decoder(encoder_buffers(encoder), tensor_hook=lambda x, _node: received.append(x.tolist()) or x).value(node)
    assert sent == received == [[1, 1, 1], [2, 2, 2]]


def encoder_buffers(encoder):
    return [memoryview(bytearray(b)) for b in encoder.buffers]


def test_a_resized_tensor_takes_its_memory_with_it():
    value = torch.zeros(4).resize_(2, 3)
    assert trip(value).shape == (2, 3)


def test_a_reply_may_show_memory_of_its_request():
    """A result that is a view of an argument is one on the other side as well."""
    sent, there_too = torch.zeros(3, 4), np.zeros((3, 4), order="F")
    request = Encoder()
    node, buffers = through_the_wire(request.node([sent, there_too]), request.buffers)
    worker = Decoder(buffers)
    x, a = worker.value(node)

    lent = {}
    for i, block in worker.elements.blocks.items():
        lent[block.untyped_storage().data_ptr(), block.untyped_storage().nbytes()] = lent_index(i)
    for i, block in worker.elements.array_blocks.items():
        lent[id(block), block.nbytes] = lent_index(i)
    reply = Encoder(known=worker.objects, lent=lent)
    node, buffers = through_the_wire(reply.node([x, x.T, x[1, 2:], a, a[::-1, 1], a.T]), reply.buffers)
    assert not buffers

    judge = Decoder(buffers, known=request.objects, lent=request.owners)
    same, turned, part, array, column, mirrored = judge.value(node)
    assert same is sent
    assert array is there_too
    sent[1, 2], there_too[2, 1] = 5, 6
    assert (turned[2, 1], part[0], column[0], mirrored[1, 2]) == (5, 5, 6, 6)


def nested(depth):
    value = []
    for _ in range(depth):
        value = [value]
    return value


def itself():
    value = []
    value.append(value)
    return value


def doubled(times):
    value = [0]
    for _ in range(times):
        value = [value, value]
    return value


def without_memory():
    value = torch.ones(40)[:20]
    value.untyped_storage().resize_(0)
    return value


@pytest.mark.filterwarnings("ignore")  # torch announces the end of some of these kinds of tensors
@pytest.mark.parametrize(
    ("make", "match"),
    [
        (lambda: torch.empty(2, device="meta"), "meta"),
        (lambda: torch.eye(2).to_sparse(), "sparse"),
        (lambda: torch.quantize_per_tensor(torch.ones(2), 0.1, 0, torch.qint8), "qint8"),
        (lambda: torch.zeros(1).expand(10**9), "too large"),
        (lambda: [torch.zeros(1).expand(50 << 20) for _ in range(6)], "too large"),
        (lambda: list(range(10**6)), "too many parts"),
        (lambda: nested(40), "nested too deep"),
        (itself, "contains itself"),
        (lambda: doubled(30), "too many parts"),
        (lambda: set(range(20_000)), "too many keys"),
        (lambda: dict.fromkeys(range(20_000)), "too many keys"),
        (lambda: 2**4001, "4,000 bits"),
        (lambda: "\ud800", "surrogate"),
        (lambda: {"\udfff": 1}, "surrogate"),
        (lambda: np.array(["a"]), "dtype U4"),
        (lambda: np.array([object()]), "dtype O8"),
        (lambda: np.zeros(2, dtype=">f4"), "dtype f4"),
        (object, "type"),
        (lambda: type("Fake", (float,), {})(1.0), "type"),
        (lambda: type("Fake", (torch.Tensor,), {})([1.0]), "type"),
        (lambda: torch.float8_e5m2, "dtype"),
        (without_memory, "memory"),
        (lambda: torch.nested.nested_tensor([torch.ones(1), torch.ones(2)]), "tensor"),
    ],
)  # fmt: skip
def test_what_has_no_entry_in_the_table_is_refused(make, match):
    with pytest.raises(Unsupported, match=match):
        Encoder().node(make())


def test_many_keys_that_are_text_may_travel():
    vocabulary = {f"word{i}": i for i in range(40_000)}
    assert trip(vocabulary) == vocabulary


def test_a_list_within_the_limit_of_parts_is_read_by_the_other_side():
    """The two sides count parts differently; what one sends the other must take."""
    for value in ([[] for _ in range(99_998)], [[i] for i in range(49_999)], list(range(99_999)), [1j] * 33_000):
        assert trip(value) == value


def test_the_extra_fields_of_a_node_are_found():
    encoder = Encoder()
    for value in (torch.ones(2, requires_grad=True), torch.ones(4, requires_grad=True)[::2]):
        assert extra_of(encoder.node(value))[0] in (1, 2)

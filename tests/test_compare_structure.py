"""What is one value and what is another: types, kinds of number, shapes, containers (SEMANTICS 20)."""

from collections import Counter, OrderedDict
from typing import NamedTuple

import numpy as np
import pytest
import torch
from torch.nn import Parameter

from autograder.compare import Kind, Mismatch, Rules, compare
from autograder.errors import AuthoringError


class AlwaysEqual:
    def __eq__(self, other):
        return True

    __hash__ = None


class AlwaysEqualInt(int):
    def __eq__(self, other):
        return True

    __hash__ = int.__hash__


class FloatSubclass(float):
    pass


class StrSubclass(str):
    __slots__ = ()


class ListSubclass(list):
    pass


class TensorSubclass(torch.Tensor):
    pass


class Pair(NamedTuple):
    m: float
    b: float


def twice(value):
    return [value, value]


def with_row(value):
    return [value, value[0]]


T = torch.tensor
A = np.array

ACCEPTED = [
    (None, None),
    ("anything", None),
    (True, True),
    (3, 3),
    (0.5, 0.5),
    (1 + 2j, 1 + 2j),
    ("text", "text"),
    (b"bytes", b"bytes"),
    (slice(1, None, 2), slice(1, None, 2)),
    (..., ...),
    (torch.float32, torch.float32),
    ([1, 2], (1, 2)),
    ((1, 2), [1, 2]),
    (torch.Size([1, 2]), (1, 2)),
    ([1, 2], torch.Size([1, 2])),
    ((1.0, 2.0), Pair(1.0, 2.0)),
    ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
    (OrderedDict(a=1), {"a": 1}),
    ({"a": 1}, OrderedDict(a=1)),
    ({"a": 1}, Counter("a")),
    ({np.int64(1): "x"}, {1: "x"}),
    ({(1, "a"): 2}, {(1, "a"): 2}),
    ({1, 2}, frozenset({2, 1})),
    (set(), set()),
    ({frozenset({1}), (1, 2)}, {(1, 2), frozenset({1})}),
    ([], []),
    ({}, {}),
    # a number is a number, whatever holds it
    (T(3), 3),
    (3, T(3)),
    (np.int32(3), 3),
    (3, np.int64(3)),
    (A(3), T(3)),
    (T(0.5), 0.5),
    (np.float32(0.5), T(0.5)),
    (0.5, np.float64(0.5)),
    (A(0.5), 0.5),
    (np.bool_(1), True),
    (True, T([True])[0]),
    (T(1j), 1j),
    # blocks
    (T([1.0, 2.0]), T([1.0, 2.0], dtype=torch.float64)),
    (A([1.0, 2.0]), A([1.0, 2.0], dtype=np.float32)),
    (Parameter(T([1.0])), T([1.0])),
    (Parameter(T([1.0])), Parameter(T([1.0]))),
    (torch.zeros(0), torch.zeros(0)),
    (torch.zeros(2, 0), torch.zeros(2, 0)),
    (np.zeros((0, 3)), np.zeros((0, 3))),
    (torch.arange(6.0).reshape(2, 3).T, torch.arange(6.0).reshape(2, 3).T.contiguous()),
    (torch.ones(1).expand(3), torch.ones(3)),
    (np.arange(4.0)[::-1], np.array([3.0, 2.0, 1.0, 0.0])),
    (torch.tensor([1 + 2j]).conj(), torch.tensor([1 - 2j])),
    (torch.tensor([1 + 2j]).conj().imag, torch.tensor([-2.0])),
    (T([1.0, 2.0], requires_grad=True), T([1.0, 2.0])),
    (T([1.0], requires_grad=True) * 2, T([2.0])),
]


@pytest.mark.parametrize("actual, expected", ACCEPTED)
def test_rule_20_the_same_value_is_accepted(actual, expected):
    compare(actual, expected)


REFUSED = [
    (Kind.NOTHING, None, 3),
    (Kind.NOTHING, None, T([1.0])),
    (Kind.NOTHING, None, [1]),
    (Kind.NOTHING, None, "text"),
    (Kind.NOTHING, [None], [1]),
    (Kind.STRUCTURE, [1], [None]),
    # exact types only: always-equal objects, subclasses of numbers and tensors
    (Kind.STRUCTURE, AlwaysEqual(), 3),
    (Kind.STRUCTURE, AlwaysEqual(), T([1.0])),
    (Kind.STRUCTURE, AlwaysEqual(), "text"),
    (Kind.STRUCTURE, AlwaysEqual(), [1]),
    (Kind.STRUCTURE, AlwaysEqual(), {"a": 1}),
    (Kind.STRUCTURE, AlwaysEqual(), {1}),
    (Kind.STRUCTURE, AlwaysEqual(), slice(1)),
    (Kind.STRUCTURE, AlwaysEqualInt(4), 4),
    (Kind.STRUCTURE, FloatSubclass(0.5), 0.5),
    (Kind.STRUCTURE, StrSubclass("a"), "a"),
    (Kind.STRUCTURE, ListSubclass([1]), [1]),
    (Kind.STRUCTURE, Pair(1, 2), (1, 2)),
    (Kind.STRUCTURE, torch.ones(1).as_subclass(TensorSubclass), torch.ones(1)),
    (Kind.STRUCTURE, np.ma.array([1.0]), A([1.0])),
    (Kind.STRUCTURE, A(["1"]), A([1.0])),
    (Kind.STRUCTURE, A([1.0], dtype=object), A([1.0])),
    (Kind.STRUCTURE, np.longdouble(1), 1.0),
    # containers are not blocks, blocks of one library not of the other
    (Kind.STRUCTURE, [1.0, 2.0], T([1.0, 2.0])),
    (Kind.STRUCTURE, T([1.0, 2.0]), [1.0, 2.0]),
    (Kind.STRUCTURE, T([1.0, 2.0]), (1.0, 2.0)),
    (Kind.STRUCTURE, A([1.0]), T([1.0])),
    (Kind.STRUCTURE, T([1.0]), A([1.0])),
    (Kind.STRUCTURE, "3", 3),
    (Kind.STRUCTURE, 3, "3"),
    (Kind.STRUCTURE, b"a", "a"),
    (Kind.STRUCTURE, [("a", 1)], {"a": 1}),
    (Kind.STRUCTURE, [1], {1}),
    (Kind.STRUCTURE, {1: 2}, [2]),
    (Kind.STRUCTURE, "float32", torch.float32),
    (Kind.STRUCTURE, T([1.0]), Parameter(T([1.0]))),
    (Kind.STRUCTURE, torch.eye(2).to_sparse(), torch.eye(2)),
    (Kind.STRUCTURE, {"a": {"b": [1.0]}}, {"a": {"b": T([1.0])}}),
    (Kind.LENGTH, [1], [1, 2]),
    (Kind.LENGTH, T([1.0]).tolist(), []),
    (Kind.LENGTH, (1.0, 2.0, 3.0), (1.0, 2.0)),
    (Kind.KEYS, {"a": 1}, {"a": 1, "b": 2}),
    (Kind.KEYS, {"a": 1, "b": 2}, {"a": 1}),
    (Kind.KEYS, {True: 1}, {1: 1}),
    (Kind.KEYS, {1.0: 1}, {1: 1}),
    (Kind.KEYS, {1, 2}, {1, 3}),
    (Kind.KEYS, {True}, {1}),
    (Kind.KEYS, {(1, True)}, {(1, 1)}),
    # shapes that would broadcast, or have nothing to compare
    (Kind.SHAPE, torch.ones(1), torch.ones(4, 5)),
    (Kind.SHAPE, torch.ones(5), torch.ones(4, 5)),
    (Kind.SHAPE, torch.ones(4, 1), torch.ones(4, 5)),
    (Kind.SHAPE, torch.empty(0, 1, 1), torch.ones(4, 5)),
    (Kind.SHAPE, torch.empty(0), torch.ones(3)),
    (Kind.SHAPE, torch.empty(0), torch.empty(0, 3)),
    (Kind.SHAPE, torch.ones(1), T(1.0)),
    (Kind.SHAPE, torch.ones(1), 1.0),
    (Kind.SHAPE, 1.0, torch.ones(1)),
    (Kind.SHAPE, T(1.0), torch.ones(3)),
    (Kind.SHAPE, np.ones(3), 1.0),
    (Kind.SHAPE, np.ones((3, 1)), np.ones(3)),
    # kinds of number never stand for each other
    (Kind.DTYPE, True, 1),
    (Kind.DTYPE, 1, True),
    (Kind.DTYPE, 14.0, 14),
    (Kind.DTYPE, 14, 14.0),
    (Kind.DTYPE, 1.0, 1 + 0j),
    (Kind.DTYPE, np.float64(3), 3),
    (Kind.DTYPE, T(3.0), 3),
    (Kind.DTYPE, T([1, 0]), T([True, False])),
    (Kind.DTYPE, T([True, False]), T([1, 0])),
    (Kind.DTYPE, T([1, 2]), T([1.0, 2.0])),
    (Kind.DTYPE, T([1.0, 2.0]), T([1, 2])),
    (Kind.DTYPE, T([1 + 0j]), T([1.0])),
    (Kind.DTYPE, T([1.0]), T([1 + 0j])),
    (Kind.DTYPE, [1], [1.0]),
    (Kind.DEVICE, torch.ones(2, device="meta"), torch.ones(2)),
    (Kind.VALUES, "texT", "text"),
    (Kind.VALUES, b"a", b"b"),
    (Kind.VALUES, torch.float32, torch.float64),
    (Kind.VALUES, slice(1, 2), slice(1, 3)),
    (Kind.NOTHING, slice(1, None), slice(1, 3)),
    (Kind.VALUES, [1, 2], [1, 3]),
    (Kind.VALUES, {"a": [1, (2, 3)]}, {"a": [1, (2, 4)]}),
    (Kind.VALUES, torch.zeros(3), torch.ones(3)),
    (Kind.VALUES, 0.0, 1.0),
    (Kind.VALUES, 3, 4),
]


@pytest.mark.parametrize("kind, actual, expected", REFUSED)
def test_rule_20_another_value_is_refused_as_what_differs_first(kind, actual, expected):
    with pytest.raises(Mismatch, match=r"^result") as found:
        compare(actual, expected)
    assert found.value.kind is kind, found.value


EXACT_REFUSED = [
    (T([1.0], dtype=torch.float64), T([1.0])),
    (T([1.0], dtype=torch.float16), T([1.0])),
    (T([1], dtype=torch.int32), T([1])),
    (A([1.0], dtype=np.float32), A([1.0])),
    (1.0, T(1.0)),
    (np.float32(1), 1.0),
    ([np.float32(1)], [1.0]),
]
EXACT_ACCEPTED = [
    (T([1.0]), T([1.0])),
    (np.float32(1), T(1.0)),
    (1.0, T(1.0, dtype=torch.float64)),
    (1, T(1)),
    ([1.0], [1.0]),
]


@pytest.mark.parametrize("actual, expected", EXACT_REFUSED)
def test_exact_dtype_is_demanded_on_request_only(actual, expected):
    compare(actual, expected)
    with pytest.raises(Mismatch, match="instead of") as found:
        compare(actual, expected, rules=Rules(exact_dtype=True))
    assert found.value.kind is Kind.DTYPE


@pytest.mark.parametrize("actual, expected", EXACT_ACCEPTED)
def test_a_python_number_counts_as_64_bit_where_the_dtype_is_exact(actual, expected):
    compare(actual, expected, rules=Rules(exact_dtype=True))


def test_strides_are_compared_on_request_only():
    columns, rows = torch.ones(3, 2).T, torch.ones(2, 3)
    compare(columns, rows)
    compare(np.ones((3, 2)).T, np.ones((2, 3)))
    for actual, expected in ((columns, rows), (np.ones((3, 2)).T, np.ones((2, 3)))):
        with pytest.raises(Mismatch, match=r"strides \(1, 2\) instead of \(3, 1\)") as found:
            compare(actual, expected, rules=Rules(strides=True))
        assert found.value.kind is Kind.STRIDES


@pytest.mark.parametrize(
    "actual, expected",
    [
        ([torch.ones(2), torch.ones(2)], twice(torch.ones(2))),
        (twice(torch.ones(2)), [torch.ones(2), torch.ones(2)]),
        ([torch.ones(2, 2), torch.ones(2)], with_row(torch.ones(2, 2))),
        (with_row(torch.ones(2, 2)), [torch.ones(2, 2), torch.ones(2)]),
        (with_row(np.ones((2, 2))), [np.ones((2, 2)), np.ones(2)]),
        (twice([1]), [[1], [1]]),
    ],
)
def test_aliasing_is_compared_on_request_only(actual, expected):
    compare(actual, expected)
    with pytest.raises(Mismatch, match=r"result\[1\]: .*(is one object|shares memory) with result\[0\]") as found:
        compare(actual, expected, rules=Rules(aliasing=True))
    assert found.value.kind is Kind.ALIASING


def test_the_same_aliasing_is_accepted():
    x, y = torch.ones(2, 2), torch.ones(2, 2)
    compare(
        [x, x[0], x, torch.ones(0), torch.ones(0)],
        [y, y[0], y, torch.ones(0), torch.ones(0)],
        rules=Rules(aliasing=True),
    )


def test_cycles_end():
    actual, expected = [1], [1]
    actual.append(actual)
    expected.append(expected)
    compare(actual, expected)
    with pytest.raises(Mismatch, match="1 items instead of 2"):
        compare([1, [1]], expected)
    with pytest.raises(Mismatch, match="items"):
        compare(actual, [1, [1]])


def test_shared_lists_do_not_take_exponential_time():
    actual, expected = [1.0, "x"], [1.0, "x"]
    for _ in range(200):
        actual, expected = [actual, actual], [expected, expected]
    compare(actual, expected)


def test_long_lists_of_simple_items_are_compared_as_a_whole():
    right = list(range(100_000))
    compare(tuple(right), right)
    compare(["a"] * 100_000, ["a"] * 100_000)
    with pytest.raises(Mismatch, match=r"result\[99999\]: 0 instead of 99999"):
        compare([*right[:-1], 0], right)
    with pytest.raises(Mismatch, match=r"result\[0\]: boolean instead of integer"):
        compare([True, 1], [1, 1])


def test_gradients_of_leaves_are_compared_and_none_equals_zeros():
    def leaf(gradient):
        x = torch.ones(2, requires_grad=True)
        x.grad = gradient
        return x

    compare(leaf(None), leaf(torch.zeros(2)))
    compare(leaf(torch.zeros(2)), leaf(None))
    compare(leaf(torch.ones(2)), leaf(torch.ones(2)))
    for actual in (None, torch.zeros(2), torch.full((2,), 2.0)):
        with pytest.raises(Mismatch, match=r"result\[0\]\.grad: ") as found:
            compare([leaf(actual)], [leaf(torch.ones(2))])
        assert found.value.kind is Kind.GRADIENT
        assert found.value.facts.cause is Kind.VALUES
    with pytest.raises(Mismatch, match=r"result\.grad: "):
        compare(leaf(torch.ones(2)), leaf(None))


def test_precise_gradients_decide():
    expected, precise = torch.ones(1, requires_grad=True), torch.ones(1, dtype=torch.float64, requires_grad=True)
    expected.grad, precise.grad = torch.tensor([0.1]), torch.tensor([0.2], dtype=torch.float64)
    actual = torch.ones(1, requires_grad=True)
    actual.grad = torch.tensor([0.2])
    compare(actual, expected, precise=precise)


def test_a_gradient_of_a_result_with_a_history_is_not_asked_for():
    leaf = torch.ones(2, requires_grad=True)
    leaf.grad = torch.ones(2)
    compare(torch.ones(2, requires_grad=True) * 1, leaf)


@pytest.mark.parametrize(
    "result", [torch.nn.Linear(1, 1), object(), iter([1]), torch.eye(2).to_sparse(), np.array(["a"])]
)
def test_a_reference_that_returns_what_cannot_be_compared_is_the_authors_fault(result):
    with pytest.raises(AuthoringError, match="cannot be compared"):
        compare([3], [result])


def test_every_kind_has_a_sentence_in_both_languages():
    for kind in Kind:
        assert kind.text.en.endswith((".", "?"))
        assert any("가" <= letter <= "힣" for letter in kind.text.ko)

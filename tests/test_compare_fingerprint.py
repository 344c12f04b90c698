"""Fingerprints: equal for equal values in any process, different for any change (SEMANTICS 10)."""

import subprocess
import sys
from collections import OrderedDict

import numpy as np
import pytest
import torch

from autograder.compare import fingerprint, independent_copy


def leaf(gradient):
    x = torch.ones(2, requires_grad=True)
    x.grad = gradient
    return x


def twice(value):
    return [value, value]


def first_again(first, second):
    return [first, second, first]


def second_again(first, second):
    return [first, second, second]


DIFFERENT = [
    *(None, True, False, 0, 1, 2**70, -1, 0.0, -0.0, 1.0, 1j, "", "a", b"", b"a", ...),
    *([], (), {}, set(), [1], (1,), {1}, [[1]], [1, 2], [2, 1], {"a": 1}, {"a": 2}, {"b": 1}, OrderedDict(a=1)),
    *(slice(1), slice(2), torch.float32, torch.float64, torch.Size([1])),
    *(np.float32(1), np.float64(1), np.int64(1), np.array(1.0), np.array([1.0]), np.array([1.0], dtype=np.float32)),
    *(
        np.array([[1.0]]),
        torch.tensor(1.0),
        torch.tensor([1.0]),
        torch.tensor([[1.0]]),
        torch.tensor([1.0], dtype=torch.bfloat16),
    ),
    *(torch.tensor([float("nan")]), torch.tensor([-0.0]), torch.tensor([0.0]), torch.tensor([1], dtype=torch.int32)),
    *(torch.nn.Parameter(torch.tensor([1.0])), leaf(None), leaf(torch.ones(2)), leaf(torch.zeros(2))),
    *(
        twice([1]),
        [[1], [1]],
        first_again([1], [1]),
        second_again([1], [1]),
        torch.Generator().manual_seed(1),
        torch.Generator().manual_seed(2),
    ),
]


def test_different_values_have_different_fingerprints():
    found = {}
    for value in DIFFERENT:
        same = found.setdefault(fingerprint(value), value)
        assert same is value or (type(same), type(value)) == (torch.Tensor, torch.nn.Parameter), (same, value)


@pytest.mark.parametrize("value", DIFFERENT, ids=lambda value: type(value).__name__)
def test_a_copy_has_the_same_fingerprint(value):
    assert fingerprint(independent_copy(value)) == fingerprint(value)


def test_neither_order_of_keys_nor_memory_layout_counts():
    assert fingerprint({"a": [1], "b": [2]}) == fingerprint({"b": [2], "a": [1]})
    assert fingerprint({"x", "y", "z"}) == fingerprint({"z", "y", "x"})
    x = torch.arange(6.0).reshape(2, 3)
    assert fingerprint(x.T) == fingerprint(x.T.contiguous())
    assert fingerprint(torch.tensor([1 + 1j]).conj()) == fingerprint(torch.tensor([1 - 1j]))


def test_rule_10_a_change_in_place_is_seen():
    value = {"w": [torch.zeros(3), np.zeros(3)]}
    before = fingerprint(value)
    assert fingerprint(value) == before
    value["w"][0][1] = 1
    assert fingerprint(value) != before
    value["w"][0][1] = 0
    value["w"][1][2] = 1
    assert fingerprint(value) != before


def test_a_cycle_ends():
    a, b = [1], [1]
    a.append(a)
    b.append([1, b])
    assert fingerprint(a) == fingerprint(independent_copy(a)) != fingerprint(b)


def test_things_without_content_count_by_their_type():
    assert fingerprint(iter([1])) == fingerprint(iter([2])) != fingerprint(iter((1,)))


def test_another_process_gives_the_same_fingerprint():
    program = (
        "import torch, numpy\n"
        "from autograder.compare import fingerprint\n"
        "print(fingerprint({'a': {'x', 'y', 'z', b'q'}, 'b': [torch.arange(3.0), numpy.ones(2), 0.1, None, 'é']}))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    value = {"a": {"x", "y", "z", b"q"}, "b": [torch.arange(3.0), np.ones(2), 0.1, None, "é"]}
    assert run.stdout.strip() == fingerprint(value)

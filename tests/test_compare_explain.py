"""Explanations are bounded, harmless in a terminal, and never walk a whole value (SEMANTICS 3)."""

import numpy as np
import pytest
import torch

from autograder.compare import Mismatch, compare, explain, shown
from autograder.compare.explain import VALUE_LIMIT

LONG = 2_000


class Loud:
    def __repr__(self):
        raise AssertionError("repr of a student's object was called")

    __str__ = __repr__


def deep(depth):
    value = []
    for _ in range(depth):
        value = [value]
    return value


def cycle():
    value = [1]
    value.append(value)
    return value


@pytest.mark.parametrize(
    "value, words",
    [
        (None, "None"),
        (True, "True"),
        (3, "3"),
        (0.1, "0.1"),
        (1 / 3, "0.333333333"),
        (2**500, "an integer of 501 bits"),
        (1 + 2j, "1+2j"),
        (np.float32(0.1), "0.100000001"),
        ("text", "'text'"),
        (b"1234", "4 bytes"),
        ([1, "a", None], "[1, 'a', None]"),
        ((1.5,), "(1.5)"),
        ({"a": [1]}, "{'a': [1]}"),
        ({3}, "{3}"),
        (frozenset(), "{}"),
        (list(range(10)), "[0, 1, 2, 3, 4, 5, ... 10 items]"),
        (torch.arange(8).reshape(2, 4), "tensor 2x4 int64 [0, 1, 2, 3, 4, 5, ...]"),
        (torch.tensor(1.5), "tensor 0-d float32 [1.5]"),
        (torch.empty(0, 3), "tensor 0x3 float32 []"),
        (torch.tensor([1.5], dtype=torch.bfloat16), "tensor 1 bfloat16 [1.5]"),
        (np.array([True, False]), "array 2 bool [True, False]"),
        (np.array([1, "a"], dtype=object), "array 2 object [1, an object of type str]"),
        (torch.ones(2, device="meta"), "tensor 2 float32 meta strided"),
        (torch.eye(2).to_sparse(), "tensor 2x2 float32 cpu sparse_coo"),
        (torch.float32, "torch.float32"),
        (slice(1, 2), "slice(1, 2, None)"),
        (Loud(), "an object of type Loud"),
        ([Loud()], "[an object of type Loud]"),
    ],
)
def test_a_value_in_words(value, words):
    assert explain(value) == words


@pytest.mark.parametrize(
    "value",
    [
        [float(i) for i in range(LONG)],
        ["x" * LONG] * LONG,
        {"k" * LONG + str(i): "v" * LONG for i in range(LONG)},
        [[["x" * LONG] * LONG] * LONG] * LONG,
        deep(900),
        cycle(),
        "x" * 10**6,
        torch.ones(1).expand(10**12),
        torch.zeros(2, LONG, LONG).transpose(0, 2),
        type("A" * LONG, (), {})(),
        2**100_000,
    ],
    ids=lambda value: type(value).__name__[:10],
)
def test_every_explanation_is_short(value):
    assert len(explain(value)) <= VALUE_LIMIT
    with pytest.raises(Mismatch, match="instead of") as found:
        compare(value, b"something else")
    assert len(str(found.value)) < 3 * VALUE_LIMIT


def test_rule_3_two_lists_of_2000_floats_are_explained_in_one_short_line():
    right = [float(i) for i in range(LONG)]
    with pytest.raises(Mismatch, match=r"result: 1 of 2000 differ, worst at \[1999\]: 0 instead of 1999") as found:
        compare([*right[:-1], 0.0], right)
    assert len(str(found.value)) < VALUE_LIMIT
    assert "\n" not in str(found.value)


@pytest.mark.parametrize(
    "text, words",
    [
        ("\x1b[2J", r"'\x1b[2J'"),
        ("a\u202eb", r"'a\u202eb'"),
        ("\u2066\u200b\ufeff", r"'\u2066\u200b\ufeff'"),
        ("a\nb\r\t\x00\x85", r"'a\nb\r\t\x00\x85'"),
        ("\u2028\xa0", r"'\u2028\xa0'"),
        ("\ud800\ue000", r"'\ud800\ue000'"),
        ("\\n", r"'\\n'"),
        ("경사 하강법", "'경사 하강법'"),
        ("x" * 81, "'" + "x" * 80 + "'... (81 characters)"),
    ],
)
def test_text_is_shown_escaped_and_shortened(text, words):
    assert shown(text) == words


def test_text_chosen_by_a_student_reaches_no_message_raw():
    for actual, expected in (("\x1b[31m\u202e", "x"), ({"\x1b[31m": 1}, {"a": 1}), ({"\x1b[31m"}, {"a"})):
        with pytest.raises(Mismatch, match=r"x1b\[31m") as found:
            compare(actual, expected)
        assert "\x1b" not in str(found.value)
        assert "\x1b" not in found.value.facts.actual

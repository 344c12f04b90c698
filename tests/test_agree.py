"""``agree`` through functions of this process: SEMANTICS 11 and 18 to 20."""

import numpy as np
import pytest
import torch

from autograder.model import Kind
from autograder.remote import AuthorMistake
from autograder.remote.errors import student_raised
from autograder.testing import CURRENT, Answer, Make, Memo, Mismatch, Running, agree


@pytest.fixture
def running():
    """A hidden test that runs."""
    running = Running("test_it.py::test_it", "seed", Memo())
    token = CURRENT.set(running)
    yield running
    CURRENT.reset(token)


@pytest.fixture
def make():
    return Make(7)


def watched(function, calls):
    def wrapper(*args, **kwargs):
        calls.append([getattr(value, "dtype", type(value)) for value in args])
        return function(*args, **kwargs)

    return wrapper


# ---- SEMANTICS 18


def test_semantics_18_the_reference_runs_in_the_given_dtypes_and_in_float64(running, make):
    calls = []
    reference = watched(lambda x, i, n: x[i] * n, calls)
    agree(lambda x, i, n: x[i] * n, reference, make.tensor(4), torch.tensor([0, 2]), 3)
    assert calls == [[torch.float32, torch.int64, int], [torch.float64, torch.int64, int]]


def test_semantics_18_it_runs_once_for_all_students(make):
    calls, memo = [], Memo()
    x = make.tensor(4)
    for _ in range(3):
        token = CURRENT.set(Running("test_it.py::test_it", "seed", memo))
        agree(lambda x: 2 * x, watched(lambda x: x + x, calls), x)
        CURRENT.reset(token)
    assert len(calls) == 2


def test_semantics_18_both_sides_get_equal_independent_copies(running, make):
    seen = []

    def note(x, values):
        seen.append((x, values))
        x += 1
        values.append(1)

    x, values = make.tensor(3), [2.0]
    agree(note, note, x, values)
    assert values == [2.0]
    assert len({id(tensor) for tensor, _ in seen} | {id(x)}) == len(seen) + 1


def test_semantics_18_exact_dtype_on_request(running, make):
    x = make.tensor(3)
    agree(lambda x: (2 * x).double(), lambda x: 2 * x, x)
    with pytest.raises(Mismatch, match="float64 instead of float32"):
        agree.where(exact_dtype=True)(lambda x: (2 * x).double(), lambda x: 2 * x, x)


def test_semantics_18_a_leaf_stays_a_leaf_and_its_gradient_is_compared(running, make):
    def step(w):
        (w * w).sum().backward()

    w = make.tensor(3, requires_grad=True)
    agree(step, step, w)
    with pytest.raises(Mismatch) as caught:
        agree(lambda w: (3 * w).sum().backward(), step, w)
    assert caught.value.kind is Kind.GRADIENT


# ---- SEMANTICS 19


def variance_by_sums(x):
    """Right, and in float32 at mean 3 off by 1e-4."""
    return (x * x).mean() - x.mean() ** 2


def variance_by_other_sums(x):
    return (x @ x) / len(x) - (x.sum() / len(x)) ** 2


def test_semantics_19_what_rounding_alone_does_to_right_code_is_accepted(running):
    for seed in range(100):
        x = Make(seed).tensor(200, mean=3.0, scale=0.3)
        agree(variance_by_other_sums, variance_by_sums, x)
        agree(lambda x: x.var(unbiased=False), variance_by_sums, x)


def test_semantics_19_what_is_wrong_by_more_is_refused(running):
    for seed in range(20):
        x = Make(seed).tensor(200, mean=3.0, scale=0.3)
        with pytest.raises(Mismatch, match=r"error .* of the norm"):
            agree(lambda x: x.var(unbiased=True), lambda x: x.var(unbiased=False), x)


def test_semantics_19_each_row_has_its_own_bound_on_request(running):
    x = torch.tensor([[1e4, 1e4], [1.0, 1.0]])
    small_row_is_wrong = torch.tensor([[1e4, 1e4], [1.0, 1.25]])
    agree(lambda x: small_row_is_wrong, lambda x: x, x)
    with pytest.raises(Mismatch, match=r"\[1, 1\]"):
        agree.where(per=-1)(lambda x: small_row_is_wrong, lambda x: x, x)


def test_semantics_19_nan_and_sentinels_are_compared_by_position(running):
    x = torch.tensor([1.0, 2.0])
    with pytest.raises(Mismatch) as caught:
        agree(lambda x: torch.tensor([1.0, torch.nan]), lambda x: x, x)
    assert caught.value.kind is Kind.NON_FINITE
    agree(lambda x: torch.stack([x, torch.full_like(x, -1e9)]), lambda x: torch.stack([x, torch.full_like(x, -1e9)]), x)


# ---- SEMANTICS 20


@pytest.mark.parametrize(
    ("given", "right"),
    [
        ([1.0, 2.0], (1.0, 2.0)),
        (torch.tensor(2.0), 2.0),
        (np.float64(2.0), 2.0),
        (2.0, torch.tensor(2.0)),
        (torch.ones(2, dtype=torch.float64), torch.ones(2)),
        (torch.ones(3, 2).t(), torch.ones(2, 3)),
        ("anything", None),
    ],
)
def test_semantics_20_what_counts_as_the_same_value(running, given, right):
    agree(lambda: given, lambda: right)


@pytest.mark.parametrize(
    ("given", "right", "kind"),
    [
        (None, 2.0, Kind.NOTHING),
        ([2.0], 2.0, Kind.STRUCTURE),
        (2, 2.0, Kind.DTYPE),
        (True, 1, Kind.DTYPE),
        (torch.ones(2, 1), torch.ones(2), Kind.SHAPE),
        ((1.0, 2.0), (1.0, 2.0, 3.0), Kind.LENGTH),
        ({"a": 1}, {"b": 1}, Kind.KEYS),
        (np.ones(2), torch.ones(2), Kind.STRUCTURE),
    ],
)
def test_semantics_20_what_does_not(running, given, right, kind):
    with pytest.raises(Mismatch) as caught:
        agree(lambda: given, lambda: right)
    assert caught.value.kind is kind


def test_semantics_20_no_gradient_equals_one_of_zeros(running, make):
    def clear(w):
        w.grad = None

    def zero(w):
        w.grad.zero_()

    agree(clear, zero, make.tensor(3, with_grad=True))
    agree(zero, clear, make.tensor(3, with_grad=True))


def test_semantics_20_a_changed_argument_is_refused_and_can_be_left_out(running, make):
    def in_place(x):
        return x.mul_(2)

    with pytest.raises(Mismatch) as caught:
        agree(in_place, lambda x: 2 * x, make.tensor(3))
    assert caught.value.kind is Kind.SIDE_EFFECT
    agree.where(arguments=False)(in_place, lambda x: 2 * x, make.tensor(3))


# ---- SEMANTICS 11, and exceptions


def test_semantics_11_a_one_shot_argument_is_new_on_each_side_and_its_elements_are_compared(running, make):
    def consume(values):
        iterator = iter(values)
        for value in iterator:
            value.mul_(2)

    values = make.once([make.tensor(2), make.tensor(3)])
    agree(consume, consume, values)
    with pytest.raises(Mismatch, match="argument"):
        agree(lambda values: [None for _ in values][:0], consume, values)


def refuses(x):
    raise ValueError("no")


def raised(name):
    def function(x):
        raise student_raised((name,), "as it may", (), exhausted=False)

    return function


def test_where_the_reference_raises_the_student_must_raise_the_same(running):
    agree(raised("ValueError"), refuses, 1)
    with pytest.raises(Mismatch, match="a value where ValueError must be raised") as caught:
        agree(lambda x: x, refuses, 1)
    assert caught.value.kind is Kind.NO_EXCEPTION
    with pytest.raises(TypeError, match="as it may"):
        agree(raised("TypeError"), refuses, 1)


def test_an_unknown_rule_is_the_authors_mistake():
    with pytest.raises(AuthorMistake, match=r"agree\.where\(\) has no rule 'tolerance'"):
        agree.where(tolerance=1)


def test_the_reference_in_the_students_place_may_raise_what_it_raises():
    """SEMANTICS 1 runs the test that way; a refusal is no fault then."""

    def refuse(x):
        raise ValueError(x)

    agree(refuse, refuse, 1)


def answer(result):
    return Answer(result, None)


@pytest.mark.parametrize(
    "result", [torch.ones(2), 3, [1], zip([1], [2], strict=True)], ids=lambda value: type(value).__name__
)
def test_nothing_is_recognised_in_none_and_none_in_nothing_else(result):
    """Beside a reference that returns None every result would do, so a wrong solution that prints had every hint."""
    assert not agree.same(answer(result), answer(None))
    assert not agree.same(answer(None), answer(result))
    assert agree.same(answer(None), answer(None))


def test_a_wrong_solution_may_give_what_cannot_be_compared():
    lazy = zip([1], [2], strict=True)
    assert not agree.same(answer([(1, 2)]), answer(lazy))


def test_what_a_call_puts_into_a_dict_is_seen(running, make):
    def right(state):
        state["mean"] = state["mean"] + 1

    def forgets(_state):
        pass

    state = {"mean": make.tensor(3)}
    agree.where(in_place=False)(right, right, state)
    with pytest.raises(Mismatch, match="mean"):
        agree.where(in_place=False)(forgets, right, state)

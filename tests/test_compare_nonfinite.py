"""NaN, infinities and sentinels are compared by position first and left out of norms (SEMANTICS 19)."""

import math

import numpy as np
import pytest
import torch

from autograder.compare import Kind, Mismatch, Rules, compare

NAN, INF = math.nan, math.inf


def tensor(*values, dtype=torch.float32):
    return torch.tensor(values, dtype=dtype)


@pytest.mark.parametrize(
    "actual, expected",
    [
        (tensor(NAN, 1), tensor(0, 1)),
        (tensor(0, 1), tensor(NAN, 1)),
        (tensor(NAN, NAN), tensor(1, 2)),
        (tensor(INF, 1), tensor(0, 1)),
        (tensor(0, 1), tensor(INF, 1)),
        (tensor(-INF, 1), tensor(INF, 1)),
        (tensor(1, INF), tensor(INF, 1)),
        (tensor(NAN, 1), tensor(INF, 1)),
        (tensor(-1e9, 1), tensor(-INF, 1)),
        (tensor(-INF, 1), tensor(-1e9, 1)),
        (tensor(1e9, 1), tensor(-1e9, 1)),
        (tensor(-1e9, 1), tensor(1, -1e9)),
        (tensor(0, 1), tensor(-1e9, 1)),
        (tensor(-1e9, 1), tensor(0, 1)),
        (torch.tensor([complex(NAN, 0)]), torch.tensor([1j])),
        (torch.tensor([complex(0, INF)]), torch.tensor([complex(INF, 0)])),
        (NAN, 1.0),
        (1.0, INF),
        (np.array([NAN]), np.array([1.0])),
        ([1.0, NAN], [1.0, 2.0]),
    ],
)
def test_another_pattern_is_refused(actual, expected):
    with pytest.raises(Mismatch, match="instead of") as found:
        compare(actual, expected)
    assert found.value.kind is Kind.NON_FINITE, found.value


@pytest.mark.parametrize(
    "actual, expected",
    [
        (tensor(INF, 1), tensor(INF, 1)),
        (tensor(-INF, 1.000001), tensor(-INF, 1)),
        (INF, INF),
        (tensor(-1e9, 1), tensor(-1e9, 1)),
        (tensor(-1e9 + 3, 5, dtype=torch.float64), tensor(-1e9, 5, dtype=torch.float64)),
        (tensor(1e8 * (1 + 1e-6), 1), tensor(1e8 * (1 - 1e-6), 1)),
        (tensor(1e8 * (1 - 1e-6), 1), tensor(1e8 * (1 + 1e-6), 1)),
        (torch.full((3,), torch.finfo(torch.float32).min), torch.full((3,), torch.finfo(torch.float32).min)),
        (torch.tensor([complex(INF, 1)]), torch.tensor([complex(INF, 1)])),
        ([INF, 1.0], [INF, 1.0]),
    ],
)
def test_the_same_pattern_is_accepted(actual, expected):
    compare(actual, expected)


def test_rule_19_nan_equals_nothing_by_default_not_even_itself():
    x = tensor(NAN, 1)
    for actual, expected in ((x, x), (x, x.clone()), (NAN, NAN), (np.array([NAN]), np.array([NAN]))):
        with pytest.raises(Mismatch, match="only where the rules say equal_nan"):
            compare(actual, expected)
        compare(actual, expected, rules=Rules(equal_nan=True))
    with pytest.raises(Mismatch, match="1 of 2 differ"):
        compare(tensor(NAN, NAN), x, rules=Rules(equal_nan=True))


@pytest.mark.parametrize("marker", [INF, -INF, 1e9, -1e9, torch.finfo(torch.float32).min])
def test_markers_do_not_hide_wrong_values_beside_them(marker):
    right = tensor(marker, 1, 2, 3)
    wrong = tensor(marker, 1, 2, 3.1)
    with pytest.raises(Mismatch, match=r"1 of 4 differ, worst at \[3\]: 3.0999") as found:
        compare(wrong, right)
    assert found.value.kind is Kind.VALUES


def test_adding_a_mask_is_as_right_as_filling_it_in():
    scores = torch.linspace(-3, 3, 16, dtype=torch.float64).reshape(4, 4)
    mask = torch.triu(torch.ones(4, 4, dtype=torch.bool), 1)
    compare(scores + mask * -1e9, scores.masked_fill(mask, -1e9))
    with pytest.raises(Mismatch, match="instead of"):
        compare(scores + mask * -2e9, scores.masked_fill(mask, -1e9))


def test_large_is_infinite_on_request():
    rules = Rules(large_is_infinite=True)
    compare(tensor(-1e9, 1), tensor(-INF, 1), rules=rules)
    compare(tensor(-INF, 1), tensor(-3e38, 1), rules=rules)
    with pytest.raises(Mismatch, match="instead of"):
        compare(tensor(1e9, 1), tensor(-INF, 1), rules=rules)
    with pytest.raises(Mismatch, match="instead of"):
        compare(tensor(-1e9, 2), tensor(-INF, 1), rules=rules)


def test_honest_large_numbers_are_compared_by_value():
    right = torch.tensor([1.2e9, 3.4e10])
    compare(right * (1 + 1e-6), right)
    with pytest.raises(Mismatch, match="of the norm") as found:
        compare(right * 1.01, right)
    assert found.value.kind is Kind.VALUES
    with pytest.raises(Mismatch, match="instead of"):
        compare(1.01e9, 1.0e9)


def test_where_the_reference_overflows_in_the_cases_dtype_both_answers_are_right():
    expected, precise = tensor(INF, 1), torch.tensor([7e4, 1.0], dtype=torch.float64)
    compare(tensor(INF, 1), expected, precise=precise)
    compare(tensor(7e4, 1), expected, precise=precise)
    for wrong in (tensor(-INF, 1), tensor(NAN, 1), tensor(6e4, 1)):
        with pytest.raises(Mismatch, match="instead of"):
            compare(wrong, expected, precise=precise)


def test_a_nan_of_the_reference_in_the_cases_dtype_excuses_nobody():
    with pytest.raises(Mismatch, match="instead of"):
        compare(tensor(NAN, 1), tensor(NAN, 1), precise=torch.tensor([2.0, 1.0], dtype=torch.float64))
    compare(tensor(2, 1), tensor(NAN, 1), precise=torch.tensor([2.0, 1.0], dtype=torch.float64))


def test_rows_of_markers_only_have_no_norm():
    right = torch.tensor([[-INF, -INF], [1.0, 2.0]])
    compare(right.clone(), right, rules=Rules(per=-1))
    with pytest.raises(Mismatch, match=r"worst at \[1, 1\]"):
        compare(torch.tensor([[-INF, -INF], [1.0, 2.5]]), right, rules=Rules(per=-1))

"""Hidden tests of dropout_forward."""

import pytest
import torch

from autograder.testing import agree

pytestmark = pytest.mark.exercise("dropout_forward")


def with_holes_filled(dropout):
    """The result of training, with the value of a kept element in place of every dropped one."""

    def ask(x, p):
        out = dropout(x, p, "train")
        return torch.where(out == 0, x / (1 - p), out)

    return ask


def share(condition, parts):
    """How much of it is true, to the nearest of so many parts: 18,000 draws err by 0.004, which these parts forgive."""
    return (parts * condition.to(torch.float32).mean()).round() / parts


def dropped_share(dropout):
    return lambda x, p: share(dropout(x, p, "train") == 0, 8)


def coincidences(dropout):
    """How often two neighbours in a column, two in a row and two calls say the same."""

    def ask(x, p):
        first, second = dropout(x, p, "train") == 0, dropout(x, p, "train") == 0
        return torch.stack(
            [
                share(first[1:] == first[:-1], 2),
                share(first[:, 1:] == first[:, :-1], 2),
                share(first == second, 2),
            ]
        )

    return ask


def gradient(dropout):
    """The gradient of a sum of squares; None where none arrives."""

    def ask(x, *further):
        out = dropout(x, *further)
        return torch.autograd.grad(out.square().sum(), x)[0] if out.requires_grad else None

    return ask


@pytest.mark.points(1)
@pytest.mark.message(ko="마스크가 True인 원소는 1 - p로 나누고 나머지는 0으로 만들어야 합니다.")
@pytest.mark.parametrize(("shape", "p"), [((5, 7), 0.25), ((2, 3, 4), 0.75)], ids=["matrix", "cube"])
def test_a_given_mask(student, reference, make, shape, p):
    """Where a given mask is True, elements must be divided by 1 - p; the others must become 0."""
    agree(student.dropout_forward, reference.dropout_forward, make.tensor(*shape), p, "train", make.mask(*shape))


@pytest.mark.points(1)
@pytest.mark.message(ko="평가할 때는 x 그대로이고, 학습할 때만 원소를 버려야 합니다.")
def test_drops_in_training_only(student, reference, make):
    """In a test the result must equal x, whatever the mask; in training the mask must count."""
    x, mask = make.tensor(6, 5, dtype=torch.float64), make.mask(6, 5)
    agree(student.dropout_forward, reference.dropout_forward, x, 0.25, "test", mask=mask)
    agree(student.dropout_forward, reference.dropout_forward, x, 0.25, "test")
    agree(student.dropout_forward, reference.dropout_forward, x, 0.25, "train", mask=mask)


@pytest.mark.points(1)
@pytest.mark.message(ko="마스크를 주지 않으면 각 원소를 확률 p로 버려야 합니다.")
@pytest.mark.parametrize("p", [0.25, 0.625])
def test_drops_the_right_share(student, reference, make, p):
    """Without a mask, elements must be dropped with probability p."""
    x = 1 + make.tensor(120, 150).abs()
    agree(dropped_share(student.dropout_forward), dropped_share(reference.dropout_forward), x, p)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="마스크를 주지 않아도 남은 원소는 1 - p로 나누어야 합니다.")
def test_scales_what_it_keeps(student, reference, make):
    """Without a mask, the elements that are kept must be divided by 1 - p."""
    x = 1 + make.tensor(14, 15).abs()
    agree(with_holes_filled(student.dropout_forward), with_holes_filled(reference.dropout_forward), x, 0.25)


@pytest.mark.points(1)
@pytest.mark.message(ko="원소마다, 호출할 때마다 따로 뽑아야 합니다.")
def test_every_draw_is_independent(student, reference, make):
    """Every element and every call must be drawn independently."""
    x = 1 + make.tensor(120, 150).abs()
    agree(coincidences(student.dropout_forward), coincidences(reference.dropout_forward), x, 0.5)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="기울기는 남은 원소로만, 같은 배율로 전달되어야 합니다.")
def test_gradient(student, reference, make):
    """The gradient must reach the kept elements only, by the same factor."""
    x, mask = make.tensor(4, 9, dtype=torch.float64, requires_grad=True), make.mask(4, 9)
    agree(gradient(student.dropout_forward), gradient(reference.dropout_forward), x, 0.375, "train", mask)

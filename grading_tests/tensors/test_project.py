"""Hidden tests of project."""

import pytest
import torch

from autograder.testing import agree

pytestmark = pytest.mark.exercise("project")


def columns(make, m, n):
    """Independent columns that are neither orthogonal nor of length 1: R is triangular with 1 to n on its diagonal."""
    Q, _ = torch.linalg.qr(make.tensor(m, n, dtype=torch.float64))
    R = make.tensor(n, n, dtype=torch.float64, scale=0.5).triu(diagonal=1)
    return Q @ (R + torch.diag(torch.arange(1.0, n + 1, dtype=torch.float64)))


def twice(project):
    return lambda b, A: project(project(b, A), A)


def of_the_sum(project):
    return lambda b, c, A: project(b + c, A)


def sum_of_both(project):
    return lambda b, c, A: project(b, A) + project(c, A)


def onto_mixed_columns(project):
    """Onto the same space, spanned by combinations of the columns."""
    return lambda b, A, mixing: project(b, A @ mixing)


def onto_the_columns(project):
    return lambda b, A, _mixing: project(b, A)


@pytest.mark.points(1.5)
@pytest.mark.message(ko="결과는 열공간에서 b와 가장 가까운 벡터여야 합니다.")
@pytest.mark.parametrize(("m", "n"), [(5, 2), (9, 4), (3, 1)], ids=["plane", "four columns", "line"])
def test_finds_the_closest_vector(student, reference, make, m, n):
    """The result must be the vector of the column space that is closest to b."""
    A = columns(make, m, n)
    b = A.sum(dim=1) + make.tensor(m, dtype=torch.float64, scale=0.25)  # far from orthogonal to the columns
    agree(student.project, reference.project, b.to(torch.float32), A.to(torch.float32))


@pytest.mark.points(1)
@pytest.mark.message(ko="두 번 정사영해도 한 번과 같아야 합니다.")
def test_projecting_twice_changes_nothing(student, reference, make):
    """Projecting twice must be the same as once."""
    agree(twice(student.project), reference.project, make.tensor(6, dtype=torch.float64), columns(make, 6, 3))


@pytest.mark.points(1)
@pytest.mark.message(ko="같은 공간을 생성하는 다른 열을 써도 결과는 같아야 합니다.")
def test_depends_on_the_space_only(student, reference, make):
    """Other columns that span the same space must give the same result."""
    mixing = torch.tensor([[2.0, 1.0, 0.0], [0.0, -1.0, 0.5], [1.0, 0.0, 4.0]], dtype=torch.float64)
    b, A = make.tensor(7, dtype=torch.float64), columns(make, 7, 3)
    agree(onto_mixed_columns(student.project), onto_the_columns(reference.project), b, A, mixing)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="합의 정사영은 정사영의 합이어야 합니다.")
def test_is_linear(student, reference, make):
    """The projection of a sum must be the sum of the projections."""
    b, c = make.tensor(8, dtype=torch.float64), make.tensor(8, dtype=torch.float64)
    agree(of_the_sum(student.project), sum_of_both(reference.project), b, c, columns(make, 8, 2))

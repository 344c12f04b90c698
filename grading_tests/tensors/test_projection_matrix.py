"""Hidden tests of projection_matrix."""

import pytest
import torch

from autograder.testing import agree

pytestmark = pytest.mark.exercise("projection_matrix")


def columns(make, m, n, dtype=torch.float64):
    """Independent columns that are neither orthogonal nor of length 1: R is triangular with 1 to n on its diagonal."""
    Q, _ = torch.linalg.qr(make.tensor(m, n, dtype=torch.float64))
    R = make.tensor(n, n, dtype=torch.float64, scale=0.5).triu(diagonal=1)
    return (Q @ (R + torch.diag(torch.arange(1.0, n + 1, dtype=torch.float64)))).to(dtype)


def twice(projection_matrix):
    def ask(A):
        P = projection_matrix(A)
        return P @ P

    return ask


def turned(projection_matrix):
    return lambda A: projection_matrix(A).T


def applied(projection_matrix):
    """What becomes of vectors in the column space."""
    return lambda A: projection_matrix(A) @ A


def unchanged(A):
    return A.clone()


@pytest.mark.points(1.5)
@pytest.mark.message(ko="A의 열공간으로 정사영하는 행렬이어야 합니다.")
@pytest.mark.parametrize(("m", "n"), [(5, 2), (7, 4)], ids=["plane", "four columns"])
def test_projects_on_the_column_space(student, reference, make, m, n):
    """The matrix must be A (A^T A)^-1 A^T."""
    agree(student.projection_matrix, reference.projection_matrix, columns(make, m, n, torch.float32))


@pytest.mark.points(0.5)
@pytest.mark.message(ko="열이 하나면 직선 위로 정사영하고, 열이 m개면 단위 행렬이어야 합니다.")
@pytest.mark.parametrize(("m", "n"), [(4, 1), (3, 3)], ids=["line", "whole space"])
def test_a_line_and_the_whole_space(student, reference, make, m, n):
    """One column must give the projection on a line, m columns the identity."""
    agree(student.projection_matrix, reference.projection_matrix, columns(make, m, n))


@pytest.mark.points(1)
@pytest.mark.message(ko="P P = P이고 P는 대칭이어야 합니다.")
def test_is_idempotent_and_symmetric(student, reference, make):
    """P P must be P, and P must be symmetric."""
    A = columns(make, 6, 3)
    agree(twice(student.projection_matrix), reference.projection_matrix, A)
    agree(turned(student.projection_matrix), reference.projection_matrix, A)


@pytest.mark.points(1)
@pytest.mark.message(ko="열공간의 벡터는 정사영해도 그대로여야 합니다. 즉 P A = A입니다.")
def test_leaves_the_column_space_alone(student, make):
    """Vectors in the column space must stay as they are: P A = A."""
    agree(applied(student.projection_matrix), unchanged, columns(make, 8, 3))

"""Hidden tests of standardize."""

import pytest
import torch

from autograder.testing import agree

pytestmark = pytest.mark.exercise("standardize")


def in_another_unit(standardize):
    """The same features after a change of units: shifted and stretched."""
    return lambda x: standardize(4 * x + 8)


@pytest.mark.points(1.5)
@pytest.mark.message(ko="특성(열)마다 평균은 0, 표준편차는 1이 되어야 합니다. 분산은 N으로 나눕니다.")
@pytest.mark.parametrize(("samples", "features"), [(9, 4), (3, 7)], ids=["tall", "wide"])
def test_each_feature_has_mean_0_and_deviation_1(student, reference, make, samples, features):
    """Each feature (column) must get mean 0 and standard deviation 1, with the variance divided by N."""
    agree(student.standardize, reference.standardize, make.tensor(samples, features, mean=2.0, scale=3.0))


@pytest.mark.points(1)
@pytest.mark.message(ko="값이 모두 같은 특성은 NaN이 아니라 0이 되고, 다른 특성은 그대로 계산되어야 합니다.")
@pytest.mark.parametrize("samples", [8, 1], ids=["constant feature", "one sample"])
def test_a_constant_feature_becomes_0(student, reference, make, samples):
    """A feature whose values are all equal must become 0 instead of NaN, and leave the others alone."""
    x = make.tensor(samples, 5, mean=-1.0)
    x[:, 1] = 2.5
    x[:, 4] = 0.0
    agree(student.standardize, reference.standardize, x)


@pytest.mark.points(1)
@pytest.mark.message(ko="단위가 크게 다른 특성들도 서로 영향을 주지 않아야 합니다.")
def test_features_in_different_units(student, reference, make):
    """Features in very different units must not influence each other."""
    x = make.tensor(7, 3) * torch.tensor([2.0**-10, 1.0, 2.0**10])
    agree.where(per=0)(student.standardize, reference.standardize, x)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="특성을 옮기거나 늘여도 결과는 같아야 합니다.")
def test_does_not_depend_on_the_unit(student, reference, make):
    """Shifting and stretching a feature must not change the result."""
    x = make.tensor(6, 4, dtype=torch.float64)
    # the habit of adding 1e-8 to the denominator moves the result by 1e-9
    close = agree.where(level={torch.float64: 1e-7})
    close(in_another_unit(student.standardize), reference.standardize, x)

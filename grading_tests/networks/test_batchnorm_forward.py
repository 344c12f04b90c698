"""Hidden tests of batchnorm_forward."""

import pytest
import torch

from autograder.testing import agree

pytestmark = pytest.mark.exercise("batchnorm_forward")


def batch(make, samples=6, features=4, scale=3.0, **how):
    """x, gamma and beta; x is neither centred nor of unit variance."""
    x = make.tensor(samples, features, mean=2.0, scale=scale, **how)
    return x, make.tensor(features, mean=1.0, **how), make.tensor(features, **how)


def statistics(make, features=4, **how):
    """A running mean and a running variance."""
    return make.tensor(features, **how), 0.5 + make.tensor(features, **how).abs()


def layer(norm, mean, var):
    """A layer that keeps its own dict, and that dict: whether it is updated in place does not matter."""
    state = {"running_mean": mean.clone(), "running_var": var.clone()}
    return lambda x, gamma, beta, *settings, training: norm(x, gamma, beta, state, *settings, training), state


def training_output(norm):
    def ask(x, gamma, beta, mean, var, momentum, eps):
        step, _ = layer(norm, mean, var)
        return step(x, gamma, beta, momentum, eps, training=True)

    return ask


def after_training(norm):
    """What the dict holds after one step of training."""

    def ask(x, gamma, beta, mean, var, momentum, eps):
        step, state = layer(norm, mean, var)
        step(x, gamma, beta, momentum, eps, training=True)
        return state["running_mean"], state["running_var"]

    return ask


def output_and_state(norm):
    """The output of a test, and what the dict holds afterwards."""

    def ask(x, gamma, beta, mean, var, momentum, eps):
        step, state = layer(norm, mean, var)
        return step(x, gamma, beta, momentum, eps, training=False), state["running_mean"], state["running_var"]

    return ask


def trained_and_tested(norm):
    """The output for new samples after training on some batches."""

    def ask(batches, new, gamma, beta, mean, var, momentum, eps):
        step, _ = layer(norm, mean, var)
        for x in batches:
            step(x, gamma, beta, momentum, eps, training=True)
        return step(new, gamma, beta, momentum, eps, training=False)

    return ask


def gradients(norm):
    """The gradients of x, gamma and beta; None where none arrives."""

    def ask(x, gamma, beta, mean, var, momentum, eps):
        step, _ = layer(norm, mean, var)
        out, wanted = step(x, gamma, beta, momentum, eps, training=True), (x, gamma, beta)
        return torch.autograd.grad((out**3).sum(), wanted, allow_unused=True) if out.requires_grad else None

    return ask


@pytest.mark.points(1.5)
@pytest.mark.message(ko="학습할 때는 각 특성을 배치의 평균과 (N으로 나눈) 분산으로 정규화해야 합니다.")
@pytest.mark.parametrize(("eps", "scale"), [(2.0**-16, 3.0), (0.5, 0.5)], ids=["small eps", "large eps"])
def test_output_in_training(student, reference, make, eps, scale):
    """In training, every feature must be normalised with its mean and its variance (over N) in the batch."""
    data = (*batch(make, scale=scale), *statistics(make))
    agree(training_output(student.batchnorm_forward), training_output(reference.batchnorm_forward), *data, 0.125, eps)


@pytest.mark.points(1.5)
@pytest.mark.message(ko="학습한 뒤 state에는 새 값에 momentum의 가중치를 준 이동 통계가 들어 있어야 합니다.")
@pytest.mark.parametrize("momentum", [0.125, 0.75])
def test_running_statistics(student, reference, make, momentum):
    """After training, state must hold the running statistics, in which the new value has the weight momentum."""
    data = (*batch(make, samples=5, features=3), *statistics(make, 3))
    agree(after_training(student.batchnorm_forward), after_training(reference.batchnorm_forward), *data, momentum, 0.25)


@pytest.mark.points(1.5)
@pytest.mark.message(ko="평가할 때는 이동 통계로 정규화하고 state를 바꾸지 않아야 합니다.")
@pytest.mark.parametrize("samples", [7, 1])
def test_output_in_a_test(student, reference, make, samples):
    """In a test, the running statistics must be used and left as they are."""
    how = {"features": 5, "dtype": torch.float64}
    data = (*batch(make, samples=samples, **how), *statistics(make, **how))
    agree(output_and_state(student.batchnorm_forward), output_and_state(reference.batchnorm_forward), *data, 0.25, 0.5)


@pytest.mark.points(1)
@pytest.mark.message(ko="여러 배치로 학습한 뒤의 평가 결과가 맞아야 합니다.")
def test_learns_over_several_batches(student, reference, make):
    """After training on several batches, the output in a test must be right."""
    batches = [make.tensor(samples, 3, mean=4.0, scale=2.0) for samples in (5, 8, 2)]
    data = (*batch(make, samples=4, features=3), *statistics(make, 3))
    ask, right = trained_and_tested(student.batchnorm_forward), trained_and_tested(reference.batchnorm_forward)
    agree(ask, right, batches, *data, 0.25, 0.125)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="기울기는 배치의 평균과 분산을 거쳐서도 x에 전달되어야 합니다.")
def test_gradients(student, reference, make):
    """Gradients must reach gamma, beta and x, also by way of the mean and variance of the batch."""
    data = batch(make, dtype=torch.float64, requires_grad=True)
    state = statistics(make, dtype=torch.float64)
    agree(gradients(student.batchnorm_forward), gradients(reference.batchnorm_forward), *data, *state, 0.125, 0.25)

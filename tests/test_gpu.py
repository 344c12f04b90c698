"""Graded on a real GPU, where there is one: the same hidden tests, device bugs, limits, one worker at a time."""

import pytest
from lower_triangle import RIGHT, TESTS, WRONG

from autograder.grading.gpu import Gpu
from autograder.model import Device
from autograder.sandbox import Tier, Zygote, selftest
from autograder.worker.lockdown.readable import gpu_devices

needs_a_gpu = pytest.mark.skipif(not gpu_devices(), reason="there is no GPU here")
CUDA = (Device.CPU, Device.CUDA)


@pytest.fixture
def lower(course):
    """An exercise about a mask, on the CPU and on the GPU."""
    body = RIGHT.strip().rpartition("\n")[2].strip()
    return course.exercise("lower", "x", body, TESTS, devices=["cpu", "cuda"])


def on_gpu(graded, student):
    cases = graded.test(student, "test_keeps_the_lower_triangle").cases
    return next(case for case in cases if case.device is Device.CUDA)


@needs_a_gpu
def test_tier_g_holds_with_a_gpu():
    with Zygote(("torch", "numpy"), Tier.G) as zygote:
        assert selftest.examine(zygote) == ()


@needs_a_gpu
def test_right_code_is_right_and_a_device_bug_is_found(lower):
    lower.submit("ann", RIGHT).submit("bob", f"import torch\ndef lower(x):\n    {WRONG['cpu_mask']}\n")
    graded = lower.grade(devices=CUDA)
    assert on_gpu(graded, "ann").outcome.value == "PASSED", on_gpu(graded, "ann").detail
    assert on_gpu(graded, "bob").outcome.value == "ERROR"
    assert graded.scores() == {"ann": 2, "bob": 0}
    assert graded.report.isolation.endswith("; G with a GPU, on cuda")


MISBEHAVES = {
    "TIMEOUT": "while True:\n        pass",
    "MEMORY": "torch.empty(1 << 40, dtype=torch.uint8, device=x.device)",
    "CRASHED": "import os; os._exit(0)",
}


@needs_a_gpu
@pytest.mark.parametrize("outcome", MISBEHAVES)
def test_what_ends_a_worker_costs_nobody_else(lower, outcome):
    how = f"if x.is_cuda:\n        {MISBEHAVES[outcome]}\n    return x.tril()"
    lower.submit("ann", RIGHT).submit("eve", f"import torch\ndef lower(x):\n    {how}\n")
    graded = lower.grade(devices=CUDA)
    assert on_gpu(graded, "eve").outcome.value == outcome, on_gpu(graded, "eve").detail
    assert graded.scores()["ann"] == 2


@needs_a_gpu
def test_products_keep_the_digits_of_float32(course):
    test = {"test_product": "agree(student.product, reference.product, make.tensor(256, 512), make.tensor(512, 128))"}
    course.exercise("product", "a, b", "return a @ b", test, devices=["cpu", "cuda"])
    course.submit("ann", "def product(a, b):\n    return a @ b\n")
    assert course.grade(devices=CUDA).scores() == {"ann": 1}


class Waited(Exception):
    """Somebody else has the GPU."""


def test_one_judge_at_a_time_has_the_gpu_and_says_that_it_waits(tmp_path):
    def wait():
        raise Waited

    one, other = (Gpu((), (), tmp_path / "state" / "gpu.lock") for _ in range(2))
    with one.turn(wait), pytest.raises(Waited), other.turn(wait):
        pass
    with other.turn(wait):
        pass


def test_without_a_gpu_the_reason_is_a_sentence(tmp_path):
    if gpu_devices():
        pytest.skip("there is a GPU here")
    assert Gpu((), (), tmp_path / "gpu.lock").refusal() == "this runner has no device 'cuda'"

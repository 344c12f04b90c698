"""Graded on the emulated accelerator, through judges and workers: device bugs cost points, right code costs none."""

import json

import pytest
from course import Watched
from lower_triangle import RIGHT, TESTS, WRONG

from autograder.errors import ExitCode
from autograder.model import Device, Outcome
from autograder.reports import report_json

BOTH = (Device.CPU, Device.EMULATED)


@pytest.fixture
def lower(course):
    """An exercise about a mask, which runs on the CPU and on the emulated accelerator."""
    body = "return x.masked_fill(~torch.ones(x.shape, dtype=torch.bool, device=x.device).tril(), 0.0)"
    return course.exercise("lower", "x", body, TESTS, devices=["cpu", "emulated"])


def outcomes(graded, student, name="test_keeps_the_lower_triangle"):
    return {case.device.value: case.outcome.value for case in graded.test(student, name).cases}


def test_right_code_is_right_on_both_devices(lower):
    graded = lower.submit("ann", RIGHT).grade(devices=BOTH)
    assert graded.scores() == {"ann": 2}
    for name in ("test_keeps_the_lower_triangle", "test_passes_the_gradient_on"):
        assert outcomes(graded, "ann", name) == {"cpu": "PASSED", "emulated": "PASSED"}


@pytest.mark.parametrize(
    ("bug", "outcome", "sentence"),
    [
        ("cpu_mask", "ERROR", "a tensor of yours (a mask, an index, zeros) is created on the CPU"),
        ("cpu_result", "FAILED", "The result lies on the CPU."),
        ("numpy", "ERROR", "NumPy sees only what lies on the CPU."),
    ],
)
def test_a_device_bug_passes_on_the_cpu_and_is_explained(lower, bug, outcome, sentence):
    lines = "\n".join(
        f"    {line.strip() if bug != 'cpu_result' else line[8:]}" for line in WRONG[bug].strip("\n").splitlines()
    )
    lower.submit("bob", f"import torch\ndef lower(x):\n{lines}\n")
    graded = lower.grade(devices=BOTH)
    assert outcomes(graded, "bob") == {"cpu": "PASSED", "emulated": outcome}
    assert graded.scores() == {"bob": 0}
    told = json.loads((lower.out / "bob" / "feedback.json").read_text("utf-8"))["exercises"][0]
    assert told["tests"][0]["device"] == "emulated"
    assert told["tests"][0]["reason"]["en"].startswith("It works on the CPU. On a GPU it does not: ")
    assert sentence in told["tests"][0]["reason"]["en"]


def test_what_is_wrong_on_the_cpu_is_not_about_devices(lower):
    lower.submit("cyd", "import torch\ndef lower(x):\n    return x\n")
    lower.grade(devices=BOTH)
    told = json.loads((lower.out / "cyd" / "feedback.json").read_text("utf-8"))["exercises"][0]["tests"][0]
    assert "device" not in told
    assert "GPU" not in told["reason"]["en"]


HIDES = """
import torch
def lower(x):
    try:
        x.to_sparse()
    except:
        pass
    return x.tril()
"""
LOADS = """
import torch
table = torch.eye(4, device="cuda" if torch.cuda.is_available() else "cpu").to_sparse().to_dense()
def lower(x):
    return x.tril() * table[0, 0].item()
"""


@pytest.mark.parametrize("source", [HIDES, LOADS], ids=["hidden by a bare except", "while loading"])
def test_what_cannot_be_emulated_is_not_run_and_named(lower, source):
    lower.submit("dee", source)
    graded = lower.grade(devices=BOTH)
    cases = graded.test("dee", "test_keeps_the_lower_triangle").cases
    assert {case.device.value: case.outcome.value for case in cases} == {"cpu": "PASSED", "emulated": "NOT_RUN"}
    assert "_to_sparse" in cases[1].detail
    assert graded.of("dee").provisional  # the device was asked for


def test_by_default_a_listed_emulated_device_decides_and_what_it_lacks_does_not(lower):
    lower.submit("bob", f"import torch\ndef lower(x):\n    {WRONG['cpu_mask']}\n").submit("dee", HIDES)
    graded = lower.grade(devices=())
    assert outcomes(graded, "bob") == {"cpu": "PASSED", "emulated": "ERROR"}
    assert graded.scores() == {"bob": 0, "dee": 2}
    assert not graded.of("dee").provisional


WHERE = """
from autograder.testing import on_cpu

SEEN = {"cpu": ["cpu", "cpu"], "emulated": ["cuda:0", "cuda"]}


def number_of(where):
    return lambda data, device: len(where(data, device))


@pytest.mark.points(1)
def test_arguments_go_to_the_device(student, reference, make, device):
    \"\"\"The submission sees its own device, the reference the CPU.\"\"\"
    assert student.where(make.tensor(2), device) == SEEN[device.token.value]
    assert reference.where(make.tensor(2), device) == SEEN["cpu"]


@pytest.mark.points(1)
def test_a_generator_arrives(student, make, device):
    \"\"\"A generator is one of the CPU on every device.\"\"\"
    drawn = student.draw(make.tensor(2), torch.Generator().manual_seed(3))
    assert torch.equal(drawn, torch.rand(2, generator=torch.Generator().manual_seed(3)))


@pytest.mark.points(1)
def test_by_hand(student, make, device):
    \"\"\"What the reference in the student's place gets lies on the CPU as well.\"\"\"
    first, second = student.where(on_cpu(make.tensor(2)), device)
    assert (first, second) == ("cpu", SEEN[device.token.value][1] if hasattr(student, "torch") else "cpu")


@pytest.mark.points(1)
def test_some_stay(student, reference, make, device):
    \"\"\"What is marked stays on the CPU.\"\"\"
    assert student.where(on_cpu(make.tensor(2)), device)[0] == "cpu"
    agree(number_of(student.where), number_of(reference.where), on_cpu(make.tensor(2)), device)
"""


def test_the_device_of_a_case_and_what_stays_on_the_cpu(course):
    body = "return [str(data.device), str(device)]"
    course.exercise("where", "data, device", body, WHERE, devices=["cpu", "emulated"])
    draw = "def draw(x, generator):\n    return torch.rand(2, generator=generator).to(x.device)\n"
    course.submit("ann", f"import torch\ndef where(data, device):\n    {body}\n{draw}")
    course.submit("bob", f"import torch\ndef where(data, device):\n    return 'cpu'\n{draw}")
    graded = course.grade(devices=BOTH)
    assert graded.scores() == {"ann": 4, "bob": 1}, [test.cases for test in graded.of("ann").exercises[0].tests]
    assert {case.outcome.value for case in graded.test("bob", "test_by_hand").cases} == {"FAILED"}


MODEL = """
import torch
from torch import nn
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(3, 2)
    def forward(self, x):
        return self.linear(x)
def train(net, x, y):
    optimizer = torch.optim.SGD(net.parameters(), lr=0.5)
    for _ in range(3):
        optimizer.zero_grad()
        loss = ((net(x) - y) ** 2).mean()
        loss.backward()
        optimizer.step()
    return loss.item()
"""


def test_models_live_on_the_device_and_their_parameters_have_mirrors(course):
    tests = """
    @pytest.mark.points(1)
    def test_forward(student, make, device):
        \"\"\"A model maps samples.\"\"\"
        net, x = student.Net().to(device), make.tensor(5, 3)
        y = net(x)
        y.sum().backward()
        weight = net.linear.weight
        assert torch.allclose(y, x @ weight.detach().T + net.linear.bias.detach(), atol=1e-6)
        assert torch.allclose(weight.grad, x.sum(0).expand(2, 3), atol=1e-5)


    @pytest.mark.points(1)
    def test_a_parameter_that_is_set_here_counts_there(student, make, device):
        \"\"\"What a test writes into a parameter must arrive.\"\"\"
        net = student.Net().to(device)
        with torch.no_grad():
            net.linear.weight.fill_(2.0)
            net.linear.bias.zero_()
        assert torch.equal(net(torch.ones(1, 3)), torch.full((1, 2), 6.0))
    """
    course.exercise("Net", "", "return None", tests, devices=["cpu", "emulated"])
    course.submit("ann", MODEL)
    graded = course.grade(devices=BOTH)
    details = [case.detail for test in graded.of("ann").exercises[0].tests for case in test.cases]
    assert graded.scores() == {"ann": 2}, details


def test_random_numbers_of_the_device_start_at_the_same_place_for_everyone(course):
    course.exercise(
        "draw",
        "device",
        "return torch.rand(3, device=device)",
        {"test_draw": "assert tuple(student.draw(device).shape) == (3,)\nassert student.draw(device)[0] > 2"},
        devices=["cpu", "emulated"],
    )
    for student in ("ann", "bob"):
        course.submit(student, "import torch\ndef draw(device):\n    return torch.rand(3, device=device)\n")
    graded = course.grade(devices=BOTH)
    ann, bob = (graded.test(student, "test_draw").cases for student in ("ann", "bob"))
    assert [case.detail for case in ann] == [case.detail for case in bob]
    assert ann[0].detail != ann[1].detail
    assert ann[1].outcome is Outcome.FAILED


def test_progress_counts_submissions_and_not_their_devices(lower):
    watched = Watched()
    lower.submit("ann", RIGHT).submit("bob", HIDES).grade(watched, devices=BOTH)
    assert watched.begun == 2
    assert sorted(watched.graded_ids) == ["ann", "bob"]


def test_a_gpu_that_is_asked_for_and_not_there_is_said_and_the_rest_is_graded(lower):
    lower.exercise(
        "upper",
        "x",
        "return x.triu()",
        {"test_upper": "agree(student.upper, reference.upper, make.tensor(3, 3))"},
        devices=["cpu", "cuda"],
    )
    lower.submit("ann", f"{RIGHT}\ndef upper(x):\n    return x.triu()\n")
    done = lower.run_grade("--device", "cpu", "--device", "cuda")
    assert done.returncode == ExitCode.SOME_UNGRADED
    assert "cuda was asked for and has not run everything (this runner has no device 'cuda')" in " ".join(
        done.stdout.split()
    )
    report = report_json.read(lower.out / "report.json")
    assert [(entry.score, entry.provisional) for entry in report.submissions] == [(3, True)]

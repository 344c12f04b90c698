"""Values above 64 KiB travel without a copy: their memory lives until they are sent; digests are of what was sent."""

import pytest
import torch

from autograder.model import Cell, Limits, Submission
from autograder.remote import Budget, Program, Session, Student
from autograder.sandbox import Tier, Zygote

SOURCE = """
import torch
def made(n):
    return torch.arange(n, dtype=torch.float64)
def kept(x):
    return float(x.sum())
def changed(x):
    x.zero_()
    return 0.0
"""


@pytest.fixture(scope="module")
def session():
    limits = Limits()
    with Zygote(("torch", "numpy"), Tier.D) as zygote:
        session = Session(zygote.worker(limits), Submission("large", (Cell("cell 1", SOURCE),)), Budget(limits))
        session.load(Program(("made", "kept", "changed"), ("torch", "numpy")))
        yield session
        session.close()


@pytest.mark.parametrize("size", [8_000, 9_000, 20_000, 200_000, 3_000_000])
def test_a_large_result_arrives_as_it_was_returned(session, size):
    student = Student(lambda: session)
    assert torch.equal(student.made(size), torch.arange(size, dtype=torch.float64))


@pytest.mark.parametrize("size", [100, 100_000])
def test_the_digest_of_inputs_does_not_depend_on_what_the_student_does_with_them(session, size):
    student = Student(lambda: session)
    digests = set()
    for function in (student.kept, student.changed):
        argument = torch.arange(size, dtype=torch.float64)
        function(argument)
        digests.add(session.input_digest())
    assert not argument.any()
    assert len(digests) == 1

"""Calls that are made together: the same results as one by one, fewer turns, and nobody blamed for another call."""

import itertools
import math

import pytest
import torch
from course import Course

import autograder.remote.session as sessions
from autograder.model import Cell, Limits, Outcome, Submission
from autograder.remote import Budget, Foresight, Program, Session, Student, StudentFault, foresight
from autograder.remote.foresight import MOST_BYTES, Asked, Astray, Pause
from autograder.sandbox import WorkerDied
from autograder.worker.messages import Request

LIMITS = Limits(call_seconds=3, load_seconds=20, total_seconds=60)
PROGRAM = Program(("f", "g"), ("torch",))
RIGHT = """
    def f(x): return x + 1
    def g(x): return x * 2
"""


class Seen(Session):
    """A session that counts its requests."""

    def __init__(self, *args):
        super().__init__(*args)
        self.requests = []

    def _exchange(self, head, *args):
        self.requests.append(head["op"])
        return super()._exchange(head, *args)


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """However slow this machine is today."""
    monkeypatch.setattr(foresight, "MOST_SECONDS", math.inf)
    monkeypatch.setattr(sessions, "LIMIT_SECONDS", LIMITS.call_seconds)


@pytest.fixture
def open_session(zygote):
    opened = []

    def make(source, known=()):
        submission = Submission("alice", (Cell("cell 1", source),))
        session = Seen(zygote.worker(LIMITS), submission, Budget(LIMITS))
        opened.append(session)
        session.load(PROGRAM)
        session.foresight = Foresight(known)
        session.requests.clear()
        return session

    yield make
    for session in opened:
        session.close()


def dedented(source):
    return "\n".join(line.removeprefix("    ") for line in source.splitlines())


def ask(session, numbers=range(6), then=lambda _student: None):
    student = Student(lambda: session)
    results = []
    for number in numbers:
        session.begin_test(number, {})
        results.append(student.f(torch.tensor([float(number)])).tolist())
        results.append(student.g(number))
        then(student)
    return results


def trail_of(session):
    ask(session)
    return session.foresight.trail()


def test_what_one_submission_was_asked_the_next_is_asked_at_once(open_session):
    known = trail_of(first := open_session(dedented(RIGHT)))
    second = open_session(dedented(RIGHT), known)
    assert ask(second) == ask(open_session(dedented(RIGHT)))
    assert first.requests == [Request.CALL] * 12
    assert second.requests == [Request.CALLS]


def test_a_call_nobody_foresaw_starts_again(open_session):
    known = trail_of(open_session(dedented(RIGHT)))
    session = open_session(dedented(RIGHT), known)
    with pytest.raises(Astray, match=r"^$"):
        ask(session, numbers=[0, 1, 7])
    assert session.foresight.is_astray
    assert session.foresight.trail() == ()


def test_the_first_call_that_differs_is_just_made(open_session):
    known = trail_of(open_session(dedented(RIGHT)))
    session = open_session(dedented(RIGHT), known)
    assert ask(session, numbers=[7, 1]) == [[8.0], 14, [2.0], 2]
    assert session.requests == [Request.CALL] * 4
    assert not session.foresight.is_astray


def test_a_backward_pass_is_not_foreseen_and_not_overtaken(open_session):
    def backward(student):
        x = torch.ones(2, requires_grad=True)
        student.f(x).sum().backward()
        assert x.grad.tolist() == [1, 1]

    first = open_session(dedented(RIGHT))
    ask(first, then=backward)
    known = first.foresight.trail()
    assert known.count(Pause.HERE) == 6
    second = open_session(dedented(RIGHT), known)
    ask(second, then=backward)
    assert second.requests == [Request.CALLS, Request.VJP] * 6


def test_a_function_that_is_passed_in_is_not_foreseen(open_session):
    first = open_session("def f(x): return x + 1\ndef g(function): return function(3)")
    student = Student(lambda: first)
    assert [student.g(lambda x: x + 1), student.f(1)] == [4, 2]
    assert [type(step) for step in first.foresight.trail()] == [Pause, Asked]


def test_what_one_of_the_calls_raises_is_raised_where_the_test_makes_it(open_session):
    known = trail_of(open_session(dedented(RIGHT)))
    picky = "def f(x):\n    if x[0] == 2: raise ValueError('two')\n    return x + 1\ndef g(x): return x * 2"
    session = open_session(picky, known)
    student = Student(lambda: session)
    for number in range(3):
        session.begin_test(number, {})
        if number < 2:
            assert student.f(torch.tensor([float(number)])).tolist() == [number + 1]
            assert student.g(number) == 2 * number
    with pytest.raises(StudentFault, match="two") as caught:
        student.f(torch.tensor([2.0]))
    assert caught.value.frames == (("cell 1", 2),)
    assert session.requests == [Request.CALLS]


@pytest.mark.parametrize("deed", ["import os; os._exit(3)", "while True: pass", "return iter([])", "return object()"])
def test_what_ends_the_worker_is_found_call_by_call(open_session, deed):
    known = trail_of(open_session(dedented(RIGHT)))
    source = f"def f(x): return x + 1\ndef g(x):\n    if x == 3:\n        {deed}\n    return x * 2"
    session = open_session(source, known)
    lonely = open_session(source)
    with pytest.raises((Astray, StudentFault, AssertionError)) as caught:
        assert ask(session) == ask(lonely)
    dies = deed.startswith(("import", "while"))
    assert isinstance(caught.value, Astray) is dies
    if dies:
        with pytest.raises(WorkerDied, match=r"exit code 3|time"):
            ask(lonely)
        assert session.budget.call_seconds() == 3  # nobody has used up an exercise's time yet


def test_calls_that_carry_much_are_made_one_by_one(open_session):
    session = open_session(dedented(RIGHT))
    student = Student(lambda: session)
    student.f(torch.zeros(MOST_BYTES // 4))
    assert session.foresight.trail() == ()


def test_a_malformed_answer_to_many_calls_is_believed_in_no_part(open_session):
    known = trail_of(open_session(dedented(RIGHT)))
    forged = """
    def forge():
        import gc
        [server] = (thing for thing in gc.get_objects() if type(thing).__name__ == "Server")
        server._requests["calls"] = lambda head, body, buffers: ({}, [[{"k": "done"}, 4, 0]] * 3, [])
    def f(x, forged=forge()): return x + 1
    def g(x): return x * 2
    """
    session = open_session(dedented(forged), known)
    with pytest.raises(Astray, match=r"^$"):
        ask(session)


# ---- graded for real

TESTS = """
    @pytest.mark.points(1)
    @pytest.mark.parametrize("number", range(5))
    def test_counts(student, reference, number):
        \"\"\"Counts.\"\"\"
        agree(student.f, reference.f, number)

    @pytest.mark.points(1)
    def test_builds_on_its_own_result(student, reference):
        \"\"\"Builds.\"\"\"
        assert student.f(student.f(10)) == reference.f(reference.f(10))

    @pytest.mark.points(1)
    def test_starts_anew(student):
        \"\"\"Anew.\"\"\"
        assert student.f(0) == 1
"""
ANSWERS = {
    "a-right": ("def f(x): return x + 1", 3),
    "b-right": ("def f(x):\n    y = x\n    return y + 1", 3),
    "c-wrong-late": ("def f(x): return 99 if x == 11 else x + 1", 2),
    "d-hangs-late": ("def f(x):\n    while x == 11: pass\n    return x + 1", 2),
    "e-ends-late": ("import os\ndef f(x):\n    if x == 11: os._exit(0)\n    return x + 1", 2),
    "f-raises": ("def f(x):\n    if x == 11: raise KeyError(x)\n    return x + 1", 2),
    "g-counts-calls": ("n = 0\ndef f(x):\n    global n\n    n += 1\n    return x + 1 if n < 7 else -1", 3),
    "h-all-wrong": ("def f(x): return x", 0),
    "i-right": ("f = lambda x: 1 + x", 3),
}


def test_who_comes_later_gets_what_who_comes_first_gets(tmp_path):
    """Whether calls are foreseen depends on who was graded before; no score may."""
    course = Course(tmp_path, call_seconds=1)
    course.exercise("f", "x", "return x + 1", TESTS, points=3)
    for student, (source, _) in ANSWERS.items():
        course.submit(student, source)
    together = course.grade()
    assert together.scores() == {student: score for student, (_, score) in ANSWERS.items()}
    for student in ANSWERS:
        (course.submissions / f"{student}.py").unlink()
    for student, (source, score) in itertools.islice(ANSWERS.items(), 2, 7):
        course.submit(student, source)
        assert course.grade(fresh=True).scores() == {student: score}
        (course.submissions / f"{student}.py").unlink()
    late = {result.id: result for result in together.report.submissions}
    assert _outcomes(late["d-hangs-late"]) == [Outcome.PASSED, Outcome.TIMEOUT, Outcome.PASSED]
    assert _outcomes(late["e-ends-late"]) == [Outcome.PASSED, Outcome.CRASHED, Outcome.PASSED]


def _outcomes(result):
    cases = ((test.name, case.outcome) for test in result.exercises[0].tests for case in test.cases)
    return [next(iter(found)) for _, found in _by_test(cases)]


def _by_test(cases):
    for name, group in itertools.groupby(cases, key=lambda pair: pair[0]):
        yield name, {outcome for _, outcome in group}

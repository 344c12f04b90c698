"""Whose fault it is, graded for real: SEMANTICS 1 to 5 and 10."""

from pathlib import Path

import pytest
from course import Course, Watched

from autograder.errors import ExitCode
from autograder.grading.judging import Judging
from autograder.grading.options import ExecutorName
from autograder.grading.score import exit_code
from autograder.grading.work import Settings, Work
from autograder.intake import read_cohort
from autograder.manifest import load_assignment
from autograder.model import Outcome


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """One cohort for all rules; a student hands in what a rule is about and nothing else."""
    course = Course(tmp_path_factory.mktemp("blame") / "course", load_seconds=2)
    add_structure(course)
    add_state(course)
    add_bounds(course)
    add_reload(course)
    add_lasting(course)
    return course.grade(jobs=2)


# ---- SEMANTICS 1


def add_structure(course):
    course.exercise(
        "pair",
        "x",
        "return x, 2 * x",
        {
            "test_second": "_, second = student.pair(make.tensor(3))\nassert second.shape == (3,)",
            "test_backward": """
                x = make.tensor(3, requires_grad=True)
                student.pair(x)[1].sum().backward()
                assert x.grad.tolist() == [2.0, 2.0, 2.0]
                """,
            "test_of_an_author_in_a_hurry": "student.pair(make.tensor(3))\nundefined_name  # noqa: F821",
        },
    )
    course.submit("right", "def pair(x):\n    return x, x + x")
    course.submit("one-value", "def pair(x):\n    return 2 * x.sum()")
    course.submit("detached", "def pair(x):\n    return x.detach(), 2 * x.detach()")


def test_semantics_1_a_result_of_another_structure_is_failed_and_not_the_authors_fault(graded):
    assert graded.case("one-value", "test_second").outcome is Outcome.FAILED
    assert graded.case("one-value", "test_second").kind == "structure"
    assert graded.case("detached", "test_backward").outcome is Outcome.FAILED
    assert graded.case("detached", "test_backward").kind == "structure"
    assert graded.case("right", "test_second").outcome is Outcome.PASSED
    assert graded.case("right", "test_backward").outcome is Outcome.PASSED


def test_semantics_1_a_test_that_fails_for_the_reference_too_is_the_authors_fault(graded):
    for student in ("right", "one-value", "detached"):
        case = graded.case(student, "test_of_an_author_in_a_hurry")
        assert case.outcome is Outcome.GRADER_ERROR
        assert "the test fails for the reference as well: NameError" in case.detail
    assert exit_code(graded.report) is ExitCode.SOME_UNGRADED


# ---- SEMANTICS 2


def add_state(course):
    course.exercise(
        "double",
        "x",
        "return 2 * x",
        {
            "test_once": "agree(student.double, reference.double, make.tensor(3))",
            "test_again": "agree(student.double, reference.double, make.tensor(4))",
        },
    )
    course.submit("counts-calls", "calls = []\ndef double(x):\n    calls.append(1)\n    return 2 * x * len(calls)")
    course.submit("breaks-torch", "import torch\ndef double(x):\n    y = x + x\n    torch.add = None\n    return y")
    course.submit("uses-torch", "import torch\ndef double(x):\n    return torch.add(x, x)")
    course.submit("always-wrong", "def double(x):\n    return x")


def test_semantics_2_what_an_earlier_test_left_behind_costs_nothing(graded):
    assert graded.outcomes("counts-calls")["test_once"] == "PASSED"
    case = graded.case("counts-calls", "test_again")
    assert case.outcome is Outcome.PASSED
    assert "FAILED at first, PASSED in a fresh worker" in case.detail


def test_semantics_2_a_failure_in_a_fresh_worker_is_final(graded):
    assert graded.case("always-wrong", "test_once").outcome is Outcome.FAILED
    assert "at first" not in graded.case("always-wrong", "test_again").detail


def test_semantics_2_what_one_student_breaks_is_whole_for_the_next(graded):
    assert graded.outcomes("breaks-torch")["test_once"] == "PASSED"
    assert graded.outcomes("uses-torch") | {"test_once": "PASSED", "test_again": "PASSED"} == graded.outcomes(
        "uses-torch"
    )


# ---- SEMANTICS 3


def add_bounds(course):
    course.exercise(
        "many",
        "n",
        "return [0.5] * n",
        {
            "test_two_thousand_floats": "assert student.many(3000) == [0.5] * 3000",
            "test_a_long_text": "assert student.many(1) == [0.5]",
        },
    )
    course.submit("long-list", "def many(n):\n    return [0.5 + i % 7 for i in range(n)]")
    course.submit("long-text", "def many(n):\n    return '%s\\x1b[2J{x}' * 100_000")


def test_semantics_3_values_are_explained_within_bounds(graded):
    case = graded.case("long-list", "test_two_thousand_floats")
    assert case.outcome is Outcome.FAILED
    assert "[0.5, 1.5, 2.5" in case.detail
    assert "==" in case.detail
    assert len(case.detail) < 1100
    case = graded.case("long-text", "test_a_long_text")
    assert case.outcome is Outcome.FAILED
    assert "\x1b" not in case.detail
    assert len(case.detail) < 1100


FRAGILE = {
    "test_before": "assert student.word() != 'wrong'",
    "test_fragile": """
        import os, signal
        word = student.word()
        if word == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        while word == "hang":
            pass
        """,
    "test_after": "assert student.word() != 'wrong'",
}


@pytest.mark.parametrize("word", ["die", "hang"])
def test_semantics_3_a_judge_that_dies_or_hangs_costs_one_case(course, word):
    course.exercise("word", "", "return 'right'", FRAGILE)
    for student, answer in {"a-before": "right", "b-fragile": word, "c-after": "right"}.items():
        course.submit(student, f"def word():\n    return '{answer}'")
    found, watcher = {}, Watched()
    cohort = read_cohort([course.submissions], load_assignment(course.project, "small"))
    tests = frozenset(f"test_word.py::{name}" for name in FRAGILE)
    work = [Work(submission, tests) for submission in cohort.submissions]
    judging = Judging(Settings(course.root, "small", "seed"), 1, ExecutorName.LOCAL, watcher, silent_seconds=5)
    judging.run(work, lambda judged: found.update({judged.work.submission.id: judged.results}))
    assert sorted(watcher.graded_ids) == ["a-before", "b-fragile", "c-after"]
    outcomes = {
        student: [cases[0].outcome.value for _, cases in sorted(results.items())] for student, results in found.items()
    }
    assert outcomes["a-before"] == outcomes["c-after"] == ["PASSED"] * 3
    assert outcomes["b-fragile"] == ["PASSED", "PASSED", "GRADER_ERROR"]  # after, before, fragile
    (case,) = found["b-fragile"]["test_word.py::test_fragile", "cpu"]
    assert "the judge was lost during this case" in case.detail
    assert ("SIGKILL" in case.detail) if word == "die" else ("no sign of life" in case.detail)


KILLS_ITS_ZYGOTE = """
    import os, pathlib, signal
    once = pathlib.Path(__file__).parent / ".once"
    if student.name() == "bob" and not once.exists():
        once.touch()
        for process in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                parent = int((process / "stat").read_text().rpartition(")")[2].split()[1])
                if parent == os.getppid() and b"autograder.worker" in (process / "cmdline").read_bytes():
                    os.kill(int(process.name), signal.SIGKILL)
            except OSError:
                pass
    assert student.name()
"""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for a process in /proc")
def test_semantics_3_a_zygote_that_is_killed_costs_nobody_anything(course):
    tests = {
        "test_before": "assert student.name()",
        "test_kills": KILLS_ITS_ZYGOTE,
        "test_after": "assert student.name()",
    }
    course.exercise("name", "", "return 'ann'", tests)
    for student in ("ann", "bob", "cyd", "dan", "eve"):
        course.submit(student, f"def name():\n    return '{student}'")
    graded = course.grade()
    assert (course.tests / ".once").exists()
    assert set(graded.scores().values()) == {3}


# ---- SEMANTICS 4


def add_unpromised(course):
    course.exercise("widen", "x", "return x[None]", {"test_widen": "assert student.widen(make.tensor(2)).ndim == 2"})
    course.submit("uses-it", "import einops\ndef widen(x):\n    return einops.rearrange(x, 'n -> 1 n')")
    course.submit("needs-it-to-define", "import einops\n@einops.jit\ndef widen(x):\n    return x[None]")
    course.submit("takes-it-from-there", "from einops import widen")
    course.submit("never-uses-it", "import einops\ndef widen(x):\n    return x[None]")
    course.submit("does-not-define-it", "def widened(x):\n    return x[None]")


def test_semantics_4_an_unpromised_package_is_an_error_of_its_users_with_a_note(course):
    add_unpromised(course)
    graded = course.grade()
    for student in ("uses-it", "needs-it-to-define", "takes-it-from-there"):
        case = graded.case(student, "test_widen")
        assert (student, case.outcome, case.kind) == (student, Outcome.ERROR, "ImportError")
        assert case.line.startswith(f"{student}.py, line ")
        assert any("does not promise the package 'einops'" in note for note in graded.of(student).notes)
    assert graded.case("never-uses-it", "test_widen").outcome is Outcome.PASSED
    assert graded.case("does-not-define-it", "test_widen").outcome is Outcome.MISSING


# ---- SEMANTICS 5

HIDDEN_FROM_A_READER = {
    "NameError": ("", "exec('FACTOR = 3')", "FACTOR"),
    "KeyError": ("TABLE = {}", "exec(\"TABLE['factor'] = 3\")", "TABLE['factor']"),
    "IndexError": ("FACTORS = []", "exec('FACTORS.append(3)')", "FACTORS[0]"),
    "AttributeError": ("class Settings:\n    pass", "exec('Settings.factor = 3')", "Settings.factor"),
}


def add_reload(course):
    course.exercise(
        "triple",
        "x",
        "return 3 * x",
        {
            "test_triple": "assert student.triple(2) == 6",
            "test_none": "assert student.triple(0) == 0",
            "test_of_a_list": "assert student.triple([1]) == [1, 1, 1]",
        },
    )
    for error, (before, change, factor) in HIDDEN_FROM_A_READER.items():
        course.submit(f"needs-everything-{error}", f"{before}\n{change}\ndef triple(x):\n    return x * {factor}")
    slow = "import time\ntime.sleep(1000)\n"
    course.submit("own-key-error", f"{slow}def triple(x):\n    return {{2: 6, 0: 0}}[x] if x != [1] else {{}}[1]")
    course.submit("first-key-error", f"{slow}def triple(x):\n    return {{0: 0}}[x] if x != [1] else [1, 1, 1]")


@pytest.mark.parametrize("error", HIDDEN_FROM_A_READER)
def test_semantics_5_after_such_an_error_everything_is_loaded_once_more(graded, error):
    outcomes = graded.outcomes(f"needs-everything-{error}")
    assert {outcomes[name] for name in ("test_triple", "test_none", "test_of_a_list")} == {"PASSED"}
    assert "ERROR at first, PASSED in a fresh worker" in graded.case(f"needs-everything-{error}", "test_triple").detail


def test_semantics_5_loading_everything_takes_nothing_from_what_works_without_it(graded):
    assert graded.case("own-key-error", "test_of_a_list").outcome is Outcome.ERROR
    assert graded.case("own-key-error", "test_triple").outcome is Outcome.PASSED
    outcomes = graded.outcomes("first-key-error")
    assert [outcomes[name] for name in ("test_triple", "test_none", "test_of_a_list")] == ["ERROR", "PASSED", "PASSED"]
    assert graded.case("first-key-error", "test_triple").kind == "KeyError"


# ---- SEMANTICS 10


def add_lasting(course):
    course.exercise(
        "grow",
        "values",
        "return [*values, 1]",
        """
        SHARED = [1.0, 2.0]
        OF_THE_MODULE = [3.0]


        @pytest.fixture(scope="module")
        def lasting():
            return {"list": [5.0]}


        @pytest.mark.points(1)
        def test_a_global(student):
            \"\"\"It must give a longer list.\"\"\"
            assert student.grow(SHARED) == [1.0, 2.0, 1]


        @pytest.mark.points(1)
        @pytest.mark.parametrize("values", [[7.0]], ids=["seven"])
        def test_a_parameter(student, values):
            \"\"\"It must give a longer list.\"\"\"
            assert student.grow(values) == [7.0, 1]


        @pytest.mark.points(1)
        def test_a_fixture_of_the_module(student, lasting):
            \"\"\"It must give a longer list.\"\"\"
            assert student.grow(lasting["list"]) == [5.0, 1]


        @pytest.mark.points(1)
        def test_that_changes_a_global_itself(student):
            \"\"\"It must give a longer list.\"\"\"
            if student.grow([]) == [1]:
                OF_THE_MODULE.append(4.0)
        """,
        points=4,
    )
    course.submit("in-place", "def grow(values):\n    values.append(1)\n    return values")
    course.submit("keeps-it", "def grow(values):\n    return values + [1]")
    course.submit("zzz-keeps-it-too", "def grow(values):\n    return values + [1]")


@pytest.mark.parametrize(
    ("test", "name"),
    [("test_a_global", "SHARED"), ("test_a_parameter", "values"), ("test_a_fixture_of_the_module", "lasting")],
)
def test_semantics_10_a_student_cannot_change_what_outlives_the_test(graded, test, name):
    (case,) = graded.test("in-place", test).cases
    assert case.outcome is Outcome.GRADER_ERROR
    assert f"'{name}'" in case.detail
    assert "lives longer than" in case.detail
    for other in ("keeps-it", "zzz-keeps-it-too"):
        assert [case.outcome for case in graded.test(other, test).cases] == [Outcome.PASSED]


def test_semantics_10_a_test_that_changes_what_outlives_it_is_the_authors_fault(graded):
    for student in ("keeps-it", "zzz-keeps-it-too"):  # the second one meets the value as it was
        case = graded.case(student, "test_that_changes_a_global_itself")
        assert case.outcome is Outcome.GRADER_ERROR
        assert case.detail == "'OF_THE_MODULE' changed, which lives longer than this test"


def test_semantics_1_a_fault_in_our_own_code_is_no_students():
    """The reference in the student's place would pass: it never travels through what is broken."""
    from autograder.plugin.attempt import classify
    from autograder.worker.codec import Encoder

    with pytest.raises(AttributeError, match="dtype") as caught:
        Encoder(known=[1]).tensor(object())
    assert classify(caught.value, {}, "call").outcome is Outcome.GRADER_ERROR
    with pytest.raises(TypeError, match="unpack") as caught:
        _, _ = 1.0
    attempt = classify(caught.value, {}, "call")
    assert (attempt.outcome, attempt.unclear) == (Outcome.FAILED, True)

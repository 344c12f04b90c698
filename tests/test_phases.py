"""A test runs as pytest runs it: fixtures in order, torn down whatever happens, hooks of a conftest.py asked."""

import pytest
from course import Course

from autograder.model import Outcome

TESTS = """
    class Log:
        lines = ""

        @classmethod
        def append(cls, line):
            cls.lines += line + "; "

        @classmethod
        def count(cls, line):
            return cls.lines.count(line)

    LOG = Log

    @pytest.fixture(scope="module")
    def once():
        LOG.append("once")
        return LOG

    @pytest.fixture
    def each(once):
        LOG.append("set up")
        yield
        LOG.append("torn down")

    @pytest.mark.points(1)
    def test_a_is_wrong(student, each):
        \"\"\"Is two.\"\"\"
        assert student.f(1) == 2

    @pytest.mark.points(1)
    def test_b_finds_everything_torn_down(student, once):
        \"\"\"Is torn down.\"\"\"
        assert student.f(0) in (0, 1)
        assert LOG.count("once") == 1
        assert LOG.count("set up") == LOG.count("torn down") > 0

    @pytest.mark.points(1)
    @pytest.mark.parametrize("number", [1, 2])
    def test_c_sees_its_own_parameters(student, request, number):
        \"\"\"Has parameters.\"\"\"
        assert request.node.callspec.params == {"number": number}
        assert student.f(number) >= number
"""


@pytest.fixture
def course(tmp_path):
    made = Course(tmp_path).exercise("f", "x", "return x + 1", TESTS, points=3)
    return made.submit("right", "def f(x): return x + 1").submit("wrong", "def f(x): return x")


def test_fixtures_live_as_long_as_their_scope_says(course):
    assert course.grade().scores() == {"right": 3, "wrong": 2}


def test_a_fixture_that_fails_at_its_end_fails_the_test(course):
    text = (course.tests / "test_f.py").read_text("utf-8")
    broken = text.replace('LOG.append("torn down")', 'LOG.append("torn down"); raise OSError("no disk")')
    (course.tests / "test_f.py").write_text(broken, "utf-8")
    graded = course.grade()
    (case,) = graded.of("right").exercises[0].tests[0].cases
    assert (case.outcome, "no disk" in case.detail) == (Outcome.GRADER_ERROR, True)
    assert graded.of("right").exercises[0].tests[1].cases[0].outcome is Outcome.PASSED


@pytest.mark.parametrize("hook", ["pytest_runtest_setup(item)", "pytest_runtest_call(item)", "pytest_pyfunc_call()"])
def test_hooks_of_the_authors_are_asked(course, hook):
    deed = "import sys; sys.modules['asked'] = sys"
    (course.tests / "conftest.py").write_text(f"def {hook}:\n    {deed}\n", "utf-8")
    asked = """
    @pytest.mark.points(1)
    def test_hook(student):
        \"\"\"Was asked.\"\"\"
        import sys
        assert student.f(1) == 2 and "asked" in sys.modules
    """
    course.exercise("f", "x", "return x + 1", asked, points=1)
    assert course.grade().scores() == {"right": 1, "wrong": 0}
    (course.tests / "conftest.py").unlink()
    assert course.grade(fresh=True).scores() == {"right": 0, "wrong": 0}

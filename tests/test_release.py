"""The student folder: complete, reproducible, runnable without us, and nothing hidden in it."""

import ast
import tomllib
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbgrader.preprocessors import CheckCellMetadata, ComputeChecksums, LockCells
from nbgrader.utils import determine_grade, is_grade

from autograder.errors import AuthoringError, UsageError
from autograder.manifest import Project, load_assignment
from autograder.model import DEFAULT_PRELOAD
from autograder.notebook import fill, hidden_lines
from autograder.releasing import release
from autograder.releasing.folder import replace_folder
from autograder.releasing.requirements import DISTRIBUTIONS

ROOT = Path(__file__).parent.parent
ESSENTIALS = load_assignment(Project(ROOT), "essentials")

MANIFEST = """schema = 1
title = { en = "Demo", ko = "예제" }
preload = ["numpy", "sklearn"]
[[exercise]]
id = "mean_square"
points = 2.5
devices = ["cpu", "cuda"]
"""
NOTEBOOK = """# Demo 예제

```{code-cell}
import numpy as np
```

```{code-cell}
:exercise: mean_square
```

```{code-cell}
:check: mean_square
assert mean_square(np.array([1.0, 3.0])) == 5.0
```

Draw it.

```{code-cell}
curve = [mean_square(np.array([value])) for value in range(3)]
```
"""
REFERENCE = '''import numpy as np


def mean_square(values):
    """The mean of the squares.

    >>> float(mean_square(np.array([2.0])))
    4.0
    """
    ### BEGIN SOLUTION
    squares = np.square(values, dtype=np.float64)  # widened first
    return squares.sum() / len(squares)
    ### END SOLUTION
'''
ALTERNATIVE = """import numpy as np


def mean_square(values):
    return float(np.dot(values, values) / values.size)
"""
WRONG = """HINT = {
    "en": "Squaring comes first, "
    "averaging after it.",
    "ko": "먼저 제곱하고 나중에 평균을 내세요.",
}


def mean_square(values):
    return values.mean() ** 2 + 0 * len(values)
"""
TESTS = '''import numpy as np
import pytest
from autograder.testing import agree

pytestmark = pytest.mark.exercise("mean_square")


@pytest.mark.points(2.5)
@pytest.mark.message(ko="긴 배열에서도 제곱의 평균이어야 합니다.")
def test_of_many(student, reference):
    """It must be the mean of the squares of a long array, too."""
    values = np.array([1.0, 3.0])
    tricky = np.linspace(-1e4, 1e4, 1001)[::-3]
    agree(student.mean_square, reference.mean_square, tricky)
'''
FILES = {
    "assignments/demo/assignment.toml": MANIFEST,
    "assignments/demo/demo.md": NOTEBOOK,
    "solutions/demo/mean_square.py": REFERENCE,
    "solutions/demo/alternative/mean_square/by_dot.py": ALTERNATIVE,
    "solutions/demo/wrong/mean_square/squares_the_mean.py": WRONG,
    "grading_tests/demo/test_mean_square.py": TESTS,
}


@pytest.fixture
def project(tmp_path):
    for name, text in FILES.items():
        write(tmp_path, name, text)
    return Project(tmp_path)


def write(root, name, text):
    file = root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def run(project, name="demo", out="release"):
    return release(project, load_assignment(project, name), project.root / out)


def contents(folder):
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def cells(folder, name="demo"):
    return nbformat.reads((folder / f"{name}.ipynb").read_text("utf-8"), as_version=4).cells


def test_the_folder_holds_what_a_student_needs(project):
    write(project.root, "assignments/demo/provided.py", "SIZE = 3\n")
    write(project.root, "assignments/demo/assets/pictures/line.svg", "<svg/>")
    write(project.root, "assignments/demo/assets/.ipynb_checkpoints/line.svg", "<svg/>")
    released = run(project)
    assert released.path == project.root / "release" / "demo"
    assert released.files == ("README.md", "assets/pictures/line.svg", "demo.ipynb", "provided.py", "requirements.txt")
    assert sorted(contents(released.path)) == list(released.files)
    assert (released.path / "provided.py").read_text() == "SIZE = 3\n"
    assert (released.path / "requirements.txt").read_text() == "jupyter>=1.1\nnumpy>=1.26\nscikit-learn>=1.4\n"


def test_the_readme_states_points_limits_and_packages_in_both_languages(project):
    readme = (run(project).path / "README.md").read_text("utf-8")
    for part in (
        "# Demo · 예제",
        "hand in `demo.ipynb`",
        "저장하고 `demo.ipynb` 파일을",
        "| `mean_square` | 2.5 | CPU, GPU |",
    ):
        assert part in readme
    for part in ("| 5 s |", "| 1024 MiB |", "can import `numpy`, `sklearn`", "`numpy`, `sklearn` 및 파이썬"):
        assert part in readme


def test_the_exercise_cell_is_the_skeleton_and_the_check_is_the_authors(project):
    released = cells(run(project).path)
    (exercise,) = (
        cell.source for cell in released if cell.metadata.get("nbgrader", {}).get("grade_id") == "mean_square"
    )
    assert exercise.startswith("import numpy as np\n\n\ndef mean_square(values):\n")
    assert exercise.endswith('    raise NotImplementedError("Write your solution here. / 여기에 풀이를 작성하세요.")')
    (check,) = (cell.source for cell in released if is_grade(cell))
    assert check == "assert mean_square(np.array([1.0, 3.0])) == 5.0"


def test_a_notebook_named_in_the_manifest_is_released_under_that_name(project):
    write(project.root, "assignments/demo/assignment.toml", 'file = "homework.ipynb"\n' + MANIFEST)
    assert "homework.ipynb" in run(project).files


def test_a_script_to_hand_in_is_written_in_a_notebook_all_the_same(project):
    write(project.root, "assignments/demo/assignment.toml", 'file = "homework.py"\n' + MANIFEST)
    released = run(project)
    assert "demo.ipynb" in released.files
    assert "hand in `homework.py` (made of `demo.ipynb`)" in (released.path / "README.md").read_text("utf-8")


def test_two_releases_have_the_same_bytes_and_the_second_leaves_nothing_of_the_first(project):
    write(project.root, "assignments/demo/assets/old.txt", "old")
    first = contents(run(project).path)
    assert contents(run(project, out="elsewhere").path) == first
    (project.root / "assignments/demo/assets/old.txt").unlink()
    again = run(project)
    assert "assets/old.txt" not in contents(again.path)
    assert [entry.name for entry in again.path.parent.iterdir()] == ["demo"]


def test_requirements_have_the_bounds_our_own_package_has():
    tables = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    ours = {*tables["dependencies"], *tables["optional-dependencies"]["course"]}
    assert set(DISTRIBUTIONS) == set(DEFAULT_PRELOAD)
    assert set(DISTRIBUTIONS.values()) <= ours


PROSE, CHECK, PROVIDED, ASSET = "prose", "check", "provided", "asset"


def put(project, place, text):
    """Let ``text`` reach the students in one of four ways."""
    if place == PROSE:
        write(project.root, "assignments/demo/demo.md", NOTEBOOK + "\nRemember: `" + text + "`, that is all.\n")
    elif place == CHECK:
        write(project.root, "assignments/demo/demo.md", NOTEBOOK.replace("assert", text + "\nassert"))
    elif place == PROVIDED:
        write(project.root, "assignments/demo/provided.py", text + "\n")
    else:
        write(project.root, "assignments/demo/assets/data.txt", "first\n" + text + "\n")


SOLUTION = "squares = np.square(values, dtype=np.float64)"
HIDDEN_TEST = "tricky = np.linspace(-1e4, 1e4, 1001)[::-3]"


@pytest.mark.parametrize(
    ("place", "where"),
    [
        (PROSE, "demo.ipynb, cell 7, line 1"),
        (CHECK, "demo.ipynb, cell 4, line 1"),
        (PROVIDED, "provided.py, line 1"),
        (ASSET, "assets/data.txt, line 2"),
    ],
)
def test_a_line_of_a_solution_is_found_wherever_it_is_released(project, place, where):
    put(project, place, SOLUTION)
    with pytest.raises(
        AuthoringError, match=r"gives away line 11 of solutions/demo/mean_square\.py: 'squares = "
    ) as caught:
        run(project)
    assert caught.value.where == where


@pytest.mark.parametrize(
    ("place", "where"), [(PROSE, "demo.ipynb, cell 7, line 1"), (ASSET, "assets/data.txt, line 2")]
)
def test_a_line_of_a_hidden_test_is_found_where_it_is_no_public_check(project, place, where):
    put(project, place, HIDDEN_TEST)
    with pytest.raises(
        AuthoringError, match=r"line 13 of grading_tests/demo/test_mean_square\.py: 'tricky = "
    ) as caught:
        run(project)
    assert caught.value.where == where


@pytest.mark.parametrize(
    ("place", "text", "file", "line"),
    [
        pytest.param(
            PROSE, "float(np.dot(values, values) / values.size)", "alternative/mean_square/by_dot", 5, id="alternative"
        ),
        pytest.param(
            PROSE, "values.mean() ** 2 + 0 * len(values)", "wrong/mean_square/squares_the_mean", 9, id="wrong"
        ),
        pytest.param(
            PROSE, "먼저 제곱하고 나중에 평균을 내세요.", "wrong/mean_square/squares_the_mean", 4, id="Korean hint"
        ),
        pytest.param(
            PROSE,
            "Squaring comes first, averaging after it.",
            "wrong/mean_square/squares_the_mean",
            2,
            id="hint over two lines",
        ),
        pytest.param(
            CHECK,
            "squares=np.square(\n    values,\n    dtype=np.float64)",
            "demo/mean_square",
            11,
            id="statement over lines",
        ),
        pytest.param(CHECK, "widened = np.square(values, dtype=np.float64)", "demo/mean_square", 11, id="value alone"),
        pytest.param(CHECK, "x = 1  # widened first, all of them", "", 0, id="a few common words"),
        pytest.param(CHECK, "values = np.array([1.0, 3.0])", "", 0, id="check that a hidden test repeats"),
        pytest.param(PROSE, "It must be the mean of the squares of a long array, too.", "", 0, id="sentence of a test"),
        pytest.param(PROSE, "The mean of the squares.", "", 0, id="docstring of the skeleton"),
        pytest.param(PROSE, "def mean_square(values):", "", 0, id="signature"),
    ],
)
def test_what_gives_something_away_is_told_from_what_does_not(project, place, text, file, line):
    put(project, place, text)
    if not file:
        assert run(project).path.is_dir()
        return
    with pytest.raises(AuthoringError, match=rf"gives away line {line} of solutions/demo.*{file.split('/')[-1]}\.py"):
        run(project)


def test_a_solution_may_repeat_provided_code_but_provided_code_not_a_solution(project):
    helper = "def norm(values):\n    return np.sqrt(np.square(values).sum()) * 1.0\n"
    write(project.root, "assignments/demo/provided.py", "import numpy as np\n" + helper)
    write(project.root, "solutions/demo/alternative/mean_square/by_norm.py", ALTERNATIVE + helper)
    assert "provided.py" in run(project).files
    put(project, PROVIDED, SOLUTION)
    with pytest.raises(AuthoringError, match=r"gives away line 11 of solutions/demo/mean_square\.py"):
        run(project)


def test_a_refused_release_leaves_the_old_folder_untouched(project):
    before = contents(run(project).path)
    put(project, PROSE, SOLUTION)
    with pytest.raises(AuthoringError, match="gives away"):
        run(project)
    assert contents(project.root / "release" / "demo") == before
    assert [entry.name for entry in (project.root / "release").iterdir()] == ["demo"]


@pytest.mark.parametrize(
    "line", ["import autograder.testing", "from autograder import testing", "from solutions.demo import x"]
)
def test_released_code_does_not_import_ours(project, line):
    put(project, CHECK, line)
    with pytest.raises(AuthoringError, match="which students do not have") as caught:
        run(project)
    assert caught.value.where == "demo.ipynb, cell 4, line 1"


def test_a_missing_reference_is_named(project):
    (project.root / "solutions/demo/mean_square.py").unlink()
    with pytest.raises(AuthoringError, match="the file is missing") as caught:
        run(project)
    assert caught.value.where == "solutions/demo/mean_square.py"


def test_a_reference_must_define_its_exercise_outside_the_regions(project):
    write(
        project.root,
        "solutions/demo/mean_square.py",
        "### BEGIN SOLUTION\ndef mean_square(x):\n    return x\n### END SOLUTION\n",
    )
    with pytest.raises(AuthoringError, match="outside its solution regions nothing defines 'mean_square'"):
        run(project)


def test_a_reference_without_markers_is_never_released(project):
    write(project.root, "solutions/demo/mean_square.py", ALTERNATIVE)
    with pytest.raises(AuthoringError, match="has no '### BEGIN SOLUTION'"):
        run(project)


def test_a_linked_asset_is_refused(project):
    (project.root / "assignments/demo/assets").mkdir()
    asset = project.root / "assignments/demo/assets/data.py"
    asset.symlink_to(project.root / "grading_tests/demo/test_mean_square.py")
    with pytest.raises(AuthoringError, match="an asset is a link") as caught:
        run(project)
    assert caught.value.where == "assignments/demo/assets/data.py"


def test_a_folder_that_is_no_release_is_not_deleted(project):
    write(project.root, "release/demo/thesis.tex", "years of work")
    with pytest.raises(UsageError, match=r"a folder without 'demo\.ipynb'"):
        run(project)
    assert (project.root / "release/demo/thesis.tex").read_text() == "years of work"


def test_a_write_that_fails_half_way_leaves_the_old_folder_and_no_remains(tmp_path):
    replace_folder(tmp_path / "demo", {"sign": b"old"}, sign="sign")
    with pytest.raises(UsageError, match=r"cannot be written: .*too long"):
        replace_folder(tmp_path / "demo", {"sign": b"new", "x" * 300: b""}, sign="sign")
    assert contents(tmp_path) == {"demo/sign": b"old"}


@pytest.mark.parametrize("name", ["release/demo", "release"])
def test_a_file_in_the_way_is_reported_and_stays(project, name):
    write(project.root, name, "a file")
    with pytest.raises(UsageError, match=r"is a file or a link|cannot be written"):
        run(project)
    assert (project.root / name).read_text() == "a file"


@pytest.fixture(scope="module")
def essentials(tmp_path_factory):
    """The real assignment, released."""
    project = Project(ROOT)
    return release(project, ESSENTIALS, tmp_path_factory.mktemp("release")).path


def test_essentials_are_released_twice_with_equal_bytes(essentials, tmp_path):
    project = Project(ROOT)
    again = release(project, ESSENTIALS, tmp_path)
    assert contents(again.path) == contents(essentials)


def test_essentials_satisfy_nbgrader(essentials):
    node = nbformat.read(essentials / "essentials.ipynb", as_version=4)
    for step in (CheckCellMetadata, LockCells, ComputeChecksums):
        before = nbformat.writes(node)
        node, _ = step().preprocess(node, {})
        assert nbformat.writes(node) == before
    assert sum(determine_grade(cell)[1] for cell in node.cells if is_grade(cell)) == 32


def test_essentials_hold_no_line_of_a_reference_and_no_hint(essentials):
    project = Project(ROOT)
    text = "\n".join(cell.source for cell in cells(essentials, "essentials")) + (essentials / "README.md").read_text(
        "utf-8"
    )
    checked = 0
    for exercise in ESSENTIALS.exercises:
        reference = project.reference_file("essentials", exercise.id).read_text("utf-8")
        wrong = [ast.parse(file.read_text("utf-8")) for file in project.wrong("essentials", exercise.id)]
        hints = [sentence for tree in wrong for sentence in ast.literal_eval(tree.body[0].value).values()]
        lines = [line.text.strip() for line in hidden_lines(reference) if len(line.text) > 30]
        checked += len(hints) + len(lines)
        assert not [hidden for hidden in [*lines, *hints] if hidden in text]
    assert checked > 50


def run_from_top_to_bottom(folder, answers):
    """Per exercise, what its check left behind: in ``folder``, in a kernel that cannot import any of our packages."""
    node = fill(nbformat.read(folder / "essentials.ipynb", as_version=4), answers)
    blocking = "import sys\nsys.modules.update(dict.fromkeys(['autograder', 'solutions', 'grading_tests']))"
    node.cells.insert(0, nbformat.v4.new_code_cell(blocking))
    NotebookClient(node, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
    assert all(cell.execution_count for cell in node.cells if cell.cell_type == "code")
    return {cell.metadata.nbgrader.grade_id: cell for cell in node.cells if is_grade(cell)}


def test_essentials_unsolved_run_from_top_to_bottom_and_nbgrader_gives_nothing(essentials):
    checks = run_from_top_to_bottom(essentials, {})
    grades = {name: determine_grade(check) for name, check in checks.items()}
    assert grades == {f"{e.id}-tests": (0, e.points) for e in ESSENTIALS.exercises}
    for check in checks.values():
        assert [output.ename for output in check.outputs] == ["NotImplementedError"]


def test_essentials_solved_run_from_top_to_bottom_and_nbgrader_gives_full_points(essentials):
    project = Project(ROOT)
    exercises = ESSENTIALS.exercises
    answers = {e.id: project.reference_file("essentials", e.id).read_text("utf-8") for e in exercises}
    checks = run_from_top_to_bottom(essentials, answers)
    grades = {name: determine_grade(check) for name, check in checks.items()}
    assert grades == {f"{e.id}-tests": (e.points, e.points) for e in exercises}
    for check in checks.values():
        (output,) = check.outputs
        assert output.name == "stdout"
        assert "right" in output.text

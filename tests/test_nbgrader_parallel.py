"""`autograder nbgrader autograde`: the gradebook of the plain command, resumed, and nothing changed by bad input."""

import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from course import COMMAND
from nbgrader_course import RIGHT, NbgraderCourse, cell_of, small_project
from sqlalchemy import create_engine, text

HOLDER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("begin immediate")
print("held", flush=True)
sys.stdin.read()
"""
POSTGRES = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))


def submit_everything(course):
    def twice(notebook):
        notebook["cells"].append(dict(cell_of(notebook, "add")))

    def without_metadata(notebook):
        for cell in notebook["cells"]:
            cell["metadata"] = {}

    course.submit("right", RIGHT)
    course.submit("half", {"add": RIGHT["add"]})
    course.submit("raises", {**RIGHT, "scale": "def scale(x, factor):\n    raise ValueError('no')"})
    course.submit("twice", RIGHT, change=twice)
    course.submit("bare", RIGHT, change=without_metadata)
    course.submit("exits", {**RIGHT, "add": "import os\n\ndef add(a, b):\n    os._exit(0)"})
    course.submit_bytes("broken", b"{")
    course.submit("late", RIGHT, when="2026-03-02 13:00:00 UTC")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A course with submissions; nothing is graded."""
    root = tmp_path_factory.mktemp("parallel")
    made = NbgraderCourse(root / "course", small_project(root / "project").root)
    made.init("small")
    config = made.folder / "nbgrader_config.py"
    penalty = 'c = get_config()\nc.LateSubmissionPlugin.penalty_method = "zero"\n'
    config.write_text(penalty + config.read_text("utf-8"), "utf-8")
    made.nbgrader("generate_assignment", "small")
    made.nbgrader("db", "assignment", "add", "small", "--duedate=2026-03-01 12:00:00 UTC")
    submit_everything(made)
    return made


def copied(course, folder):
    """The same course elsewhere, with the same project."""
    shutil.copytree(course.folder, folder / "course")
    (folder / "project").symlink_to(course.project)
    return NbgraderCourse(folder / "course", course.project)


@pytest.fixture
def course(prepared, tmp_path):
    return copied(prepared, tmp_path)


@pytest.fixture(scope="module")
def plain(prepared, tmp_path_factory):
    """The course after `nbgrader autograde`."""
    made = copied(prepared, tmp_path_factory.mktemp("plain"))
    made.nbgrader("autograde", "small")
    return made


def everything(url):
    """Every row of grades, comments and submissions, as values; ids are drawn anew in every gradebook."""
    queries = {
        "grade": "select s.id as student, n.name as notebook, c.name as cell, x.* from grade x",
        "comment": "select s.id as student, n.name as notebook, c.name as cell, x.* from comment x",
    }
    joined = (
        " join base_cell c on c.id = x.cell_id join submitted_notebook sn on sn.id = x.notebook_id"
        " join notebook n on n.id = sn.notebook_id join submitted_assignment sa on sa.id = sn.assignment_id"
        " join student s on s.id = sa.student_id"
    )
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            found = {name: connection.execute(text(query + joined)).mappings().all() for name, query in queries.items()}
            found["submission"] = connection.execute(
                text(
                    "select s.id as student, sa.timestamp as handed_in, sn.late_submission_penalty as penalty"
                    " from submitted_notebook sn join submitted_assignment sa on sa.id = sn.assignment_id"
                    " join student s on s.id = sa.student_id"
                )
            )
            found["submission"] = found["submission"].mappings().all()
    finally:
        engine.dispose()
    return {name: sorted(map(_values, rows)) for name, rows in found.items()}


def _values(row):
    drawn = {"id", "cell_id", "notebook_id"}
    return repr([(key, _plain(value)) for key, value in row.items() if key not in drawn])


def _plain(value):
    """SQLite keeps truth as a number and moments as texts."""
    if isinstance(value, (bool, int, float)):
        return float(value)
    return str(value)[:19] if value is not None else None


def sqlite_url(course):
    return f"sqlite:///{course.folder / 'gradebook.db'}"


def notebooks(course):
    """Everything under autograded/, by name."""
    root = course.folder / "autograded"
    return {str(file.relative_to(root)): file.read_bytes() for file in root.rglob("*") if file.is_file()}


def test_it_leaves_the_same_gradebook_and_notebooks_as_the_plain_command(course, plain):
    said = course.autograder("autograde", "small", "--jobs", 2, code=3)
    assert everything(sqlite_url(course)) == everything(sqlite_url(plain))
    assert notebooks(course) == notebooks(plain)
    assert "8 graded, 0 skipped, 1 for a person to look at" in said
    assert "broken: Not graded: small/small.ipynb is not valid JSON" in said
    assert said.index("judging") < said.index("writing 8 submissions")


def test_it_goes_on_where_it_was_interrupted(course, plain):
    """Killed while it writes: what is written stays, and who was being written is graded again."""
    command = [sys.executable, "-c", COMMAND, "nbgrader", "autograde", "small"]
    running = subprocess.Popen(
        command,
        cwd=course.folder,
        env=course.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    for line in running.stdout:
        if line.startswith("wrote 2 of"):
            running.send_signal(signal.SIGKILL)
            break
    running.stdout.close()
    running.wait()
    said = course.autograder("autograde", "small")
    assert re.search(r"([1-6]) graded, ([2-7]) skipped", said)
    assert "judging 7" not in said
    assert everything(sqlite_url(course)) == everything(sqlite_url(plain))
    assert notebooks(course) == notebooks(plain)
    assert not list(course.folder.rglob(".autograder-unfinished"))


def test_one_student_and_force_mean_what_they_mean_to_nbgrader(course):
    assert "1 graded, 0 skipped" in course.autograder("autograde", "small", "--student", "right")
    assert "0 graded, 1 skipped" in course.autograder("autograde", "small", "--student", "right")
    said = course.autograder("autograde", "small", "--student", "right", "--force")
    assert "1 graded, 0 skipped" in said
    assert "judging" not in said  # the results store knows it
    assert {student for student, _ in course.rows()} == {"right"}


# ---- bad input: nothing changes


def untouched(course, *arguments, says):
    """The command refuses, says so, and leaves every byte of the course as it was."""
    before = {file: file.read_bytes() for file in sorted(course.folder.rglob("*")) if file.is_file()}
    said = course.autograder("autograde", *arguments, code=2)
    assert says in " ".join(said.split()), said
    assert {file: file.read_bytes() for file in sorted(course.folder.rglob("*")) if file.is_file()} == before


def test_a_gradebook_that_another_program_holds(course):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(course.folder / "gradebook.db")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        assert holder.stdout.readline() == b"held\n"
        untouched(course, "small", says="is held by another program")
    finally:
        holder.communicate()


def test_a_gradebook_of_an_older_nbgrader(course):
    course.query("alter table grade drop column extra_credit")
    untouched(course, "small", says="was made by another version of nbgrader: grade has no extra_credit")


def test_an_assignment_that_the_gradebook_does_not_know(course):
    (course.folder / "gradebook.db").unlink()
    untouched(course, "small", says="knows no assignment 'small'")


def test_an_assignment_that_nobody_handed_in(course):
    untouched(course, "smal", says="No notebooks were matched")


def test_a_course_without_our_lines(course):
    (course.folder / "nbgrader_config.py").write_text("c = get_config()\n")
    untouched(course, "small", says="has none of our steps")


def test_a_course_without_a_configuration(course):
    (course.folder / "nbgrader_config.py").unlink()
    untouched(course, "small", says="is no nbgrader course")


def test_a_folder_of_two_courses(course):
    for name in ("spring", "autumn"):
        (course.folder / name).mkdir()
        shutil.copy(course.folder / "nbgrader_config.py", course.folder / name)
    (course.folder / "nbgrader_config.py").unlink()
    untouched(course, "small", says="holds courses and is none")


def test_a_project_that_is_not_there(course):
    (course.folder.parent / "project").unlink()
    untouched(course, "small", says="no folder 'assignments'")


def test_hidden_tests_that_cannot_be_read(prepared, tmp_path):
    made = copied(prepared, tmp_path)
    (tmp_path / "project").unlink()
    shutil.copytree(prepared.project, tmp_path / "project")
    (tmp_path / "project" / "grading_tests" / "small" / "test_add.py").write_text("def (")
    untouched(NbgraderCourse(made.folder, tmp_path / "project"), "small", says="test_add.py")


# ---- PostgreSQL


@pytest.fixture
def postgres():
    """A server of its own with an empty database; its URL."""
    driver = pytest.importorskip("psycopg2", reason="PostgreSQL needs a driver: pip install psycopg2-binary")
    if not POSTGRES:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    programs = POSTGRES[-1].parent
    user = "postgres" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name  # it refuses to run as root
    folder = Path(tempfile.mkdtemp(prefix="autograder-postgres-"))
    shutil.chown(folder, user)
    options = f"-c listen_addresses='' -c unix_socket_directories={folder}"

    def run(program, *arguments):
        subprocess.run(
            [str(programs / program), *arguments], user=user, cwd=folder, check=True, capture_output=True, timeout=120
        )

    try:
        run("initdb", "-D", str(folder / "data"), "-U", "course", "--auth=trust")
        run("pg_ctl", "-D", str(folder / "data"), "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield f"postgresql+{driver.__name__}://course@/postgres?host={folder}"
        finally:
            run("pg_ctl", "-D", str(folder / "data"), "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def test_postgresql_gets_the_same_rows(prepared, plain, postgres, tmp_path):
    course = copied(prepared, tmp_path)
    config = course.folder / "nbgrader_config.py"
    config.write_text(
        f"c = get_config()\nc.CourseDirectory.db_url = {postgres!r}\n{config.read_text('utf-8')}", "utf-8"
    )
    course.nbgrader("generate_assignment", "small", "--force")
    course.nbgrader("db", "assignment", "add", "small", "--duedate=2026-03-01 12:00:00 UTC")
    course.autograder("autograde", "small", "--jobs", 2, code=3)
    assert everything(postgres) == everything(sqlite_url(plain))

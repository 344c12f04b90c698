"""What ``make bench`` relies on: it measures the real programs, and its rivals judge the same work."""

import importlib
import io
import json
import math
import os
import signal
import sys
from collections import Counter
from pathlib import Path

import psutil
import pytest
from rich.console import Console

ROOT = Path(__file__).parent.parent
SOLUTIONS = ROOT / "solutions" / "essentials"
EXERCISES = [file.stem for file in sorted(SOLUTIONS.glob("*.py"))]
ANSWERS = sorted((SOLUTIONS / "alternative").rglob("*.py")) + sorted((SOLUTIONS / "wrong").rglob("*.py"))


@pytest.fixture(autouse=True)
def benchmarks(monkeypatch):
    """The folder is run from the repository and not installed."""
    monkeypatch.syspath_prepend(str(ROOT))


@pytest.fixture
def places(tmp_path):
    from benchmarks.places import Places

    return Places(tmp_path, seed="tests")


def function(file, exercise):
    names = {}
    exec(file.read_text("utf-8"), names)
    return names[exercise]


def plain_check(exercise):
    return importlib.import_module(f"benchmarks.plain_checks.{exercise}").check


# ---- rivals judge the same work


@pytest.mark.filterwarnings("ignore:The .grad attribute of a Tensor that is not a leaf")
@pytest.mark.parametrize("answer", ANSWERS, ids=lambda file: "/".join(file.parts[-3:]))
def test_in_notebook_checks_accept_every_right_answer_and_refuse_every_wrong_one(answer):
    exercise = answer.parent.name
    reference = function(SOLUTIONS / f"{exercise}.py", exercise)
    passed = True
    try:
        plain_check(exercise)(function(answer, exercise), reference)
    except Exception:  # noqa: BLE001 - wrong answers raise whatever they like
        passed = False
    assert passed is (answer.parent.parent.name == "alternative")


def test_in_notebook_checks_call_as_often_as_the_hidden_tests_and_one_process_earns_the_same(places):
    from benchmarks.expected import check_scores
    from benchmarks.watching import watch

    cohort = places.cohort(3)
    command = [sys.executable, "-m", "benchmarks.in_process", "calls", str(ROOT), *map(str, cohort.files)]
    result = json.loads(watch(command, ROOT).lines[-1].text)
    counted = Counter()
    for exercise in EXERCISES:
        reference = function(SOLUTIONS / f"{exercise}.py", exercise)

        def counting(*args, exercise=exercise, reference=reference):
            counted[exercise] += 1
            return reference(*args)

        plain_check(exercise)(counting, reference)
    assert result["calls"] == counted
    assert len(result["seconds"]) == 3
    check_scores("one process", result["earned"], cohort.plan)


def test_plain_pytest_gives_points_for_right_answers_only(places):
    from benchmarks.cohort import write_cohort
    from benchmarks.plain_pytest import grade_one

    write_cohort(places.root / "right", 1, "s", raising=0, absent=0)
    write_cohort(places.root / "wrong", 1, "s", wrong=1.0)
    course = places.course()
    _, right = grade_one(course, places.root / "right" / "student-0001.ipynb")
    _, wrong = grade_one(course, places.root / "wrong" / "student-0001.ipynb")
    assert right == dict.fromkeys(EXERCISES, 1.0)
    assert wrong == dict.fromkeys(EXERCISES, 0.0)


@pytest.mark.parametrize("judged", [False, True], ids=["stock", "with our judge"])
def test_nbgrader_gives_points_for_right_answers_only(places, judged):
    from benchmarks.cohort import write_cohort
    from benchmarks.expected import UnexpectedScores
    from benchmarks.nbgrader_course import NBGRADER, OURS, NbgraderCourse
    from benchmarks.places import Cohort

    folder = places.root / f"half-wrong-{judged}"
    cohort = Cohort(folder, write_cohort(folder, 2, "s", wrong=0.5))
    course = NbgraderCourse(places.fresh("nbgrader"), OURS if judged else NBGRADER)
    if judged:
        course.prepare_ours(places.course())
    else:
        course.prepare_stock()
    figures = course.grade(cohort)
    assert figures.total > figures.start_up > 0
    claimed = {name: dict.fromkeys(answers, "right") for name, answers in cohort.plan.items()}
    with pytest.raises(UnexpectedScores, match=r"nbgrader: \d+ scores are not what they must be"):
        course.check(claimed)


# ---- our own rows


def test_a_row_of_ours_comes_from_the_real_command_and_a_second_run_runs_nothing(places):
    from benchmarks import ours

    cohort = places.cohort(2)
    grading = ours.Grading(places.course(), cohort)
    figures = ours.first_run(grading.run(jobs=2), len(cohort))
    report = grading.report.read_bytes()
    assert 0 < figures.start_up < figures.total
    assert 0 < figures.steady < figures.each < figures.total
    assert not ours.has_run_something(grading.run(jobs=2))
    assert grading.report.read_bytes() == report


def test_the_row_of_a_dask_cluster_comes_from_one_and_nothing_of_it_is_left(places):
    from benchmarks.measuring import Measuring

    row = Measuring(places, 1).grade_on_dask("dask", places.cohort(2))
    assert 0 < row.figures.start_up < row.figures.total
    left = [
        process for process in psutil.Process().children(recursive=True) if process.status() != psutil.STATUS_ZOMBIE
    ]
    assert not [process for process in left if any("dask" in word for word in process.cmdline())]


@pytest.mark.parametrize(
    ("kind", "share", "said"),
    [
        ("right", 0.5, "right answer earned 50%"),
        ("wrong", 1.0, "wrong answer earned 100%"),
        ("raising", 0.25, "raising answer earned 25%"),
        ("absent", 1.0, "absent answer earned 100%"),
    ],
)
def test_a_score_that_is_not_the_expected_one_makes_the_benchmark_void(kind, share, said):
    from benchmarks.cohort import Answer
    from benchmarks.expected import UnexpectedScores, check_scores

    plan = {"a": {"attention": Answer.RIGHT}, "b": {"attention": Answer(kind)}}
    with pytest.raises(UnexpectedScores, match=f"who: 1 scores are .*\n  b, attention: {said}"):
        check_scores("who", {"a": {"attention": 1.0}, "b": {"attention": share}}, plan)
    with pytest.raises(UnexpectedScores, match="b, attention: missing"):
        check_scores("who", {"a": {"attention": 1.0}}, plan)


def test_a_notebook_that_does_not_earn_what_it_must_is_noticed_in_the_real_report(places):
    from benchmarks.cohort import Answer
    from benchmarks.expected import UnexpectedScores
    from benchmarks.ours import Grading
    from benchmarks.places import Cohort

    cohort = places.cohort(1)
    claimed = {name: dict.fromkeys(answers, Answer.WRONG) for name, answers in cohort.plan.items()}
    right = Counter(cohort.plan["student-0001"].values())[Answer.RIGHT]
    with pytest.raises(UnexpectedScores, match=f"autograder grade: {right} scores .*\n.*earned 100%"):
        Grading(places.course(), Cohort(cohort.folder, claimed)).run(jobs=1)


# ---- watching


def test_a_failing_command_is_told_with_its_output(tmp_path):
    from benchmarks.watching import CommandFailed, watch

    with pytest.raises(CommandFailed, match="ended with 3:\nlast words"):
        watch([sys.executable, "-c", "print('last words'); raise SystemExit(3)"], tmp_path)


def test_a_process_below_the_command_is_seen_with_its_parent(tmp_path):
    from benchmarks.watching import watch

    child = "import signal; signal.pause()"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"

    def end_child(processes):
        found = [process.pid for process in processes if process.command[-1:] == (child,)]
        for pid in found:
            os.kill(pid, signal.SIGTERM)
        return bool(found)

    watched = watch([sys.executable, "-c", parent], tmp_path, enough=end_child)
    below = {process.command[-1]: process for process in watched.processes}
    assert below[child].parent == below[parent].pid
    assert below[child].born >= below[parent].born == 0
    assert math.isnan(watched.peak_mb)


def test_memory_counts_every_process_below_the_command(tmp_path):
    from benchmarks.watching import watch

    child = "import sys; held = b'x' * (50 << 20); print('held', flush=True); sys.stdin.read()"
    parent = f"""
import pathlib, signal, subprocess, sys
signal.pthread_sigmask(signal.SIG_BLOCK, {{signal.SIGUSR1}})
child = subprocess.Popen([sys.executable, "-c", {child!r}], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
child.stdout.readline()
held = b"y" * (50 << 20)
pathlib.Path("ready").touch()
signal.sigwait({{signal.SIGUSR1}})
child.communicate()
"""
    looks = []

    def end_after_a_whole_look(processes):
        looks.append((tmp_path / "ready").exists())
        if looks.count(True) == 2:
            os.kill(next(process.pid for process in processes if process.born == 0), signal.SIGUSR1)
        return False

    watched = watch([sys.executable, "-c", parent], tmp_path, memory=True, enough=end_after_a_whole_look)
    assert 100 < watched.peak_mb < 200
    assert 50 < watched.own_mb < watched.peak_mb  # of the parent alone


# ---- the table


def test_the_table_fits_a_terminal_and_ratios_come_from_its_rows():
    from benchmarks.figures import Figures, Row
    from benchmarks.table import Ratio, show

    ours = Row("autograder, 1 job, 1 core", 200, Figures(total=13.0, start_up=3.0, steady=0.05, each=0.065), 512.4)
    other = Row("nbgrader autograde", 10, Figures(total=26.0, start_up=1.0, steady=2.5, each=2.6))
    limit = Row("one process, only calls", 200, Figures(steady=0.0125))
    console = Console(width=80, record=True, file=io.StringIO())
    show([ours, other, limit], [Ratio(ours, other), Ratio(ours, limit)], console)
    lines = [line.rstrip() for line in console.export_text().splitlines()]
    assert lines[1].split()[-6:] == ["200", "13.0", "3.0", "0.0500", "0.0650", "512"]
    assert lines[3].split()[-2:] == ["200", "0.0125"]
    assert lines[4] == "autograder, 1 job, 1 core: 50 times as fast as nbgrader autograde (40 all in)"
    assert lines[5] == "autograder, 1 job, 1 core: 4.0 times as slow as one process, only calls"


def test_what_follows_from_the_rows_is_said_in_their_units():
    from benchmarks.figures import Figures, Row
    from benchmarks.table import Growth, Overhead, Scaling

    one, two = (
        Row(name, 200, Figures(steady=steady), own_mb=190.4) for name, steady in (("one", 0.1), ("two", 0.0625))
    )
    dask = Row("dask", 200, Figures(steady=0.075))
    large = Row("two", 1000, Figures(steady=0.06), own_mb=210)
    assert list(Scaling(one, two).lines()) == ["two: 0.80 of twice the speed of one"]
    assert list(Overhead(two, dask).lines()) == ["dask: +12 ms a submission beside two, 1.20 times its time"]
    assert list(Growth([two, large]).lines()) == [
        "each, and the coordinator's memory, by the size of the cohort: 200: 0.0625 s, 190 MB; 1000: 0.0600 s, 210 MB"
    ]


def test_of_several_runs_the_median_of_each_figure_counts():
    from benchmarks.figures import Figures, repeated

    runs = iter([Figures(total=3.0, steady=1.0), Figures(total=1.0, steady=2.0), Figures(total=2.0, steady=9.0)])
    figures = repeated(3, lambda: next(runs))
    assert (figures.total, figures.steady) == (2.0, 2.0)
    assert math.isnan(figures.start_up)

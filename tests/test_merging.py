"""``autograder merge``: reports of the same submissions from different runners become one."""

import json
import shutil

import pytest
from course import Course

from autograder.errors import ExitCode, ReportError, UsageError
from autograder.grading.merging import merge
from autograder.model import Device
from autograder.reports import report_json

DOUBLE = """
import torch
def double(x):
    return x + torch.full(x.shape, 1.0{device}) * x
"""


@pytest.fixture(scope="module")
def runners(tmp_path_factory):
    """Two students graded on the CPU by one runner and on the emulated accelerator by another; both are required."""
    course = Course(tmp_path_factory.mktemp("merging") / "course")
    course.manifest_lines.append('required_devices = ["cpu", "emulated"]')
    test = {"test_double": "agree(student.double, reference.double, make.tensor(3, 2))"}
    course.exercise("double", "x", "return 2 * x", test, devices=["cpu", "emulated"])
    course.submit("ann", DOUBLE.format(device=", device=x.device")).submit("bob", DOUBLE.format(device=""))
    for device in (Device.CPU, Device.EMULATED):
        course.grade(devices=(device,), out=course.root / device.value, seed="S")
    return course


@pytest.fixture
def reports(runners, tmp_path):
    """Copies of the two folders, to be changed."""
    for device in ("cpu", "emulated"):
        shutil.copytree(runners.root / device, tmp_path / device)
    return tmp_path


def edit(file, change):
    data = json.loads(file.read_text("utf-8"))
    change(data)
    file.write_text(json.dumps(data), "utf-8")


def merged(runners, reports, *, order=("cpu", "emulated")):
    return merge(runners.project, [reports / name / "report.json" for name in order], reports / "out")


def test_what_was_provisional_becomes_final(runners, reports):
    cpu = report_json.read(reports / "cpu" / "report.json")
    assert [(entry.id, entry.score, entry.provisional) for entry in cpu.submissions] == [
        ("ann", 1, True),
        ("bob", 1, True),
    ]
    report = merged(runners, reports)
    assert [(entry.id, entry.score, entry.provisional) for entry in report.submissions] == [
        ("ann", 1, False),
        ("bob", 0, False),
    ]
    assert not any("provisional" in note for entry in report.submissions for note in entry.notes)
    assert report == report_json.read(reports / "out" / "report.json")
    told = json.loads((reports / "out" / "bob" / "feedback.json").read_text("utf-8"))
    assert told["exercises"][0]["first"]["text"]["en"].startswith("It works on the CPU. On a GPU it does not: ")


def test_the_order_of_the_reports_does_not_matter(runners, reports):
    one = {entry.id: (entry.score, entry.provisional) for entry in merged(runners, reports).submissions}
    other = merged(runners, reports, order=("emulated", "cpu"))
    assert {entry.id: (entry.score, entry.provisional) for entry in other.submissions} == one


def test_it_is_one_run_on_both_devices(runners, reports):
    together = runners.grade(devices=(Device.CPU, Device.EMULATED), seed="S", out=reports / "together")
    assert {entry.id: entry.score for entry in merged(runners, reports).submissions} == together.scores()


def test_a_contradiction_is_shown_and_refused(runners, reports):
    shutil.copytree(reports / "cpu", reports / "again")

    def fail(data):
        data["submissions"][0]["exercises"][0]["tests"][0]["cases"][0]["outcome"] = "FAILED"

    edit(reports / "again" / "report.json", fail)
    with pytest.raises(ReportError, match=r"ann, test_double.py::test_double, cpu: PASSED in .*, FAILED in .*again"):
        merged(runners, reports, order=("cpu", "again"))
    assert not (reports / "out" / "report.json").exists()


def test_a_verdict_counts_before_a_fault_of_ours(runners, reports):
    shutil.copytree(reports / "cpu", reports / "again")

    def fault(data):
        data["submissions"][0]["exercises"][0]["tests"][0]["cases"][0]["outcome"] = "GRADER_ERROR"

    edit(reports / "again" / "report.json", fault)
    for order in (("again", "cpu", "emulated"), ("emulated", "cpu", "again")):
        assert merged(runners, reports, order=order).submissions[0].score == 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"seed": "T"}, "the reports have different seeds: 'S' in .* and 'T' in "),
        ({"assignment": "large"}, "the reports have different assignments: 'small' in .* and 'large' in "),
    ],
)
def test_reports_of_other_things_are_refused(runners, reports, change, message):
    edit(reports / "emulated" / "report.json", lambda data: data.update(change))
    with pytest.raises(UsageError, match=message):
        merged(runners, reports)


def test_other_work_under_the_same_name_is_refused(runners, reports):
    edit(reports / "emulated" / "report.json", lambda data: data["submissions"][1].update(digest="0" * 64))
    with pytest.raises(UsageError, match="bob handed in something else in each of "):
        merged(runners, reports)


def test_other_hidden_tests_are_refused(runners, reports):
    def rename(data):
        data["submissions"][0]["exercises"][0]["tests"][0]["name"] = "test_triple"

    edit(reports / "emulated" / "report.json", rename)
    with pytest.raises(ReportError, match=r"double had other hidden tests .* \(test_triple\)"):
        merged(runners, reports)


def test_one_report_is_not_enough(runners, reports):
    with pytest.raises(UsageError, match="there is nothing to merge with"):
        merged(runners, reports, order=("cpu",))


def test_the_command_says_what_it_wrote_and_what_is_wrong(runners, reports):
    done = runners.run("merge", reports / "cpu", reports / "emulated", "--out", reports / "out")
    assert done.returncode == ExitCode.OK
    assert f"report: {reports / 'out' / 'report.json'}" in done.stdout
    done = runners.run("merge", reports / "cpu", reports / "nowhere", "--out", reports / "out")
    assert done.returncode == ExitCode.USAGE
    assert "there is no report" in done.stderr

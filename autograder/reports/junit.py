"""JUnit XML as pytest writes it, for the tools of a continuous integration.

One test suite per submission, one test case per hidden test function, because that is what earns points. ``score``
and ``max_score`` are properties of both; the format has no other place for them. ``failure`` is the student's fault,
``error`` the grader's, ``skipped`` a device that was not there. An unreadable submission is a suite with one error, so
that nobody reads it as "no failures". The texts are an instructor's: they tell what hidden tests expect.

It is ``junit.xml`` of every run and the export ``junit``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

from autograder.model import CaseResult, Outcome, Report, SubmissionResult, TestResult, Unreadable
from autograder.model.report import number
from autograder.reports.files import write_file
from autograder.reports.format import Exported, File, Material
from autograder.reports.safe import plain, plain_lines


@dataclass(frozen=True, slots=True)
class Junit:
    """``autograder export REPORT --to junit``; what is unreadable is in the file, as an error."""

    name: str = "junit"
    settings: Mapping[str, str] = field(default_factory=dict)

    def export(self, report: Report, material: Material) -> Exported:  # noqa: ARG002 - the report says it all
        """``junit.xml``."""
        return Exported((File("junit.xml", content(report)),))


def write(report: Report, path: Path) -> None:
    """Write the report.

    Raises:
        ReportError: the file cannot be written.

    """
    write_file(path, content(report))


def content(report: Report) -> bytes:
    """The file's bytes: valid XML whatever a student's text holds."""
    root = ET.Element("testsuites", name=f"autograder {report.assignment}")
    for submission in report.submissions:
        root.append(_suite(submission, report))
    for entry in report.unreadable:
        root.append(_unreadable_suite(entry))
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _suite(submission: SubmissionResult, report: Report) -> ET.Element:
    cases = [
        _test_case(submission.id, exercise.id, test) for exercise in submission.exercises for test in exercise.tests
    ]
    suite = _new_suite(submission.id, cases)
    properties = _properties(submission.score, submission.max_score)
    _property(properties, "raw_score", str(number(submission.raw_score)))
    _property(properties, "penalty", str(number(submission.penalty)))
    if submission.submitted_at:
        _property(properties, "submitted_at", submission.submitted_at)
    _property(properties, "provisional", "true" if submission.provisional else "false")
    _property(properties, "isolation", report.isolation)
    for exercise in submission.exercises:
        _property(properties, f"score.{exercise.id}", str(number(exercise.score)))
    for note in submission.notes:
        _property(properties, "note", note)
    suite.insert(0, properties)
    return suite


def _unreadable_suite(entry: Unreadable) -> ET.Element:
    case = ET.Element("testcase", classname=plain(entry.id), name="can be read", time="0.000")
    ET.SubElement(case, "error", message=plain(entry.reason))
    return _new_suite(entry.id, [case])


def _new_suite(name: str, cases: list[ET.Element]) -> ET.Element:
    suite = ET.Element("testsuite", name=plain(name))
    for attribute, tag in (("errors", "error"), ("failures", "failure"), ("skipped", "skipped")):
        suite.set(attribute, str(sum(case.find(tag) is not None for case in cases)))
    suite.set("tests", str(len(cases)))
    suite.set("time", f"{sum(float(case.get('time', '0')) for case in cases):.3f}")
    suite.extend(cases)
    return suite


def _test_case(submission: str, exercise: str, test: TestResult) -> ET.Element:
    time = f"{sum(case.seconds for case in test.cases):.3f}"
    element = ET.Element("testcase", classname=f"{plain(submission)}.{exercise}", name=plain(test.name), time=time)
    element.append(_properties(test.score, test.max_score))
    tag = _verdict(test)
    if tag:
        told = [case for case in test.cases if case.outcome is not Outcome.PASSED]
        message = test.message.en or test.message.ko or test.name
        verdict = ET.SubElement(element, tag, message=plain(message))
        verdict.text = "\n".join(map(_told, told))
    return element


def _verdict(test: TestResult) -> str:
    """The tag of what became of a test; empty if it passed."""
    outcomes = {case.outcome for case in test.cases}
    if Outcome.GRADER_ERROR in outcomes:
        return "error"
    if outcomes - {Outcome.PASSED, Outcome.NOT_RUN}:
        return "failure"
    return "" if Outcome.PASSED in outcomes else "skipped"


def _told(case: CaseResult) -> str:
    where = f"{case.device}[{plain(case.parameters)}]" if case.parameters else case.device.value
    kind = f" ({plain(case.kind)})" if case.kind else ""
    lines = [f"{where}: {case.outcome}{kind}"]
    lines += [plain_lines(text) for text in (case.line, case.detail) if text]
    return "\n  ".join(lines)


def _properties(score: Decimal, max_score: Decimal) -> ET.Element:
    element = ET.Element("properties")
    _property(element, "score", str(number(score)))
    _property(element, "max_score", str(number(max_score)))
    return element


def _property(element: ET.Element, name: str, value: str) -> None:
    ET.SubElement(element, "property", name=plain(name), value=plain(value))

"""A student learns what helps, at the level the manifest sets, and nothing a hidden test holds."""

import json
import os
import subprocess
import sys
from decimal import Decimal

import jsonschema
import pytest

from autograder.compare import Kind
from autograder.errors import ReportError
from autograder.grading.feedback import FIRST_THINGS_FIRST, SCHEMA, feedback
from autograder.manifest import Language
from autograder.model import (
    Assignment,
    CaseResult,
    Device,
    Exercise,
    ExerciseResult,
    FeedbackLevel,
    Outcome,
    SubmissionResult,
    TestResult,
    Text,
)
from autograder.reports.feedback_files import folder_names, markdown, write

SECRET = "expected tensor [1.2345] for input [6.789]"
STUDENT_TEXT = "ValueError: the hidden input was 6.789"
LINE = "cell 7, line 3: w -= lr * w.grad"
HINT = Text("Which sign has a step against the gradient?", "기울기의 반대 방향이면 부호가 무엇일까요?")


def case(outcome, device=Device.CPU, **facts):
    return CaseResult(device, Outcome(outcome), 0.1, **facts)


def promise(number, *cases):
    earned = 2 if cases and all(c.outcome is Outcome.PASSED for c in cases) else 0
    message = Text(f"Promise {number} holds.", f"약속 {number}이 지켜집니다.")
    return TestResult(f"test_promise_{number}", Decimal(earned), Decimal(2), message, cases)


def outcome_of(exercises, level=FeedbackLevel.MESSAGE, language=Language.EN, notes=(), uses=()):
    """Feedback on exercises given as ``name: tests``."""
    results = tuple(
        ExerciseResult(name, sum(t.score for t in tests), sum(t.max_score for t in tests), tuple(tests))
        for name, tests in exercises.items()
    )
    declared = tuple(Exercise(result.id, result.max_score, uses=tuple(uses)) for result in results)
    assignment = Assignment("essentials", Text("Essentials", "기초"), declared, feedback=level)
    total, most = sum(r.score for r in results), sum(r.max_score for r in results)
    return feedback(assignment, SubmissionResult("alice", total, most, False, notes, results), language)  # noqa: FBT003


WRONG = {
    "gradient_step": [
        promise(1, case("PASSED")),
        promise(2, case("FAILED", kind="values", detail=SECRET, line=LINE, hint=HINT)),
        promise(3, case("ERROR", kind="ValueError", detail=STUDENT_TEXT, line="cell 7, line 2: raise ValueError(x)")),
    ]
}

TEXT = {
    "type": "object",
    "properties": {"en": {"type": "string"}, "ko": {"type": "string"}},
    "minProperties": 1,
    "additionalProperties": False,
}
POINTS = {"type": "number"}


def closed(required, **properties):
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


SHAPE = closed(
    ["schema", "assignment", "title", "id", "score", "max_score", "provisional", "notes", "exercises"],
    schema={"const": SCHEMA},
    assignment={"type": "string"},
    title=TEXT,
    id={"type": "string"},
    score=POINTS,
    max_score=POINTS,
    provisional={"type": "boolean"},
    notes={"type": "array", "items": {"type": "string"}},
    exercises={
        "type": "array",
        "items": closed(
            ["id", "score", "max_score"],
            id={"type": "string"},
            score=POINTS,
            max_score=POINTS,
            first=closed(["text"], text=TEXT, line={"type": "string"}),
            tests={
                "type": "array",
                "items": closed(
                    ["score", "max_score", "outcome"],
                    score=POINTS,
                    max_score=POINTS,
                    outcome={"enum": [outcome.value for outcome in Outcome]},
                    message=TEXT,
                    reason=TEXT,
                    line={"type": "string"},
                    hint=TEXT,
                    detail={"type": "string"},
                ),
            },
        ),
    },
)


class TestLevels:
    @pytest.mark.parametrize("level", FeedbackLevel)
    @pytest.mark.parametrize("language", Language)
    def test_it_has_the_documented_shape(self, level, language):
        jsonschema.validate(outcome_of(WRONG, level, language), SHAPE)

    def test_none_is_points_only(self):
        told = outcome_of(WRONG, FeedbackLevel.NONE)
        assert told["exercises"] == [{"id": "gradient_step", "score": 2, "max_score": 6}]

    def test_outcome_is_the_outcome_and_its_sentence(self):
        tests = outcome_of(WRONG, FeedbackLevel.OUTCOME)["exercises"][0]["tests"]
        assert tests == [
            {"score": 2, "max_score": 2, "outcome": "PASSED"},
            {"score": 0, "max_score": 2, "outcome": "FAILED", "reason": {"en": "The result is not right."}},
            {"score": 0, "max_score": 2, "outcome": "ERROR", "reason": {"en": "Your code raised an exception."}},
        ]

    def test_message_adds_promise_kind_hint_class_and_own_line(self):
        right, wrong, raised = outcome_of(WRONG)["exercises"][0]["tests"]
        assert right == {"score": 2, "max_score": 2, "outcome": "PASSED", "message": {"en": "Promise 1 holds."}}
        assert wrong == {
            "score": 0,
            "max_score": 2,
            "outcome": "FAILED",
            "message": {"en": "Promise 2 holds."},
            "reason": {"en": Kind.VALUES.text.en},
            "line": LINE,
            "hint": {"en": HINT.en},
        }
        assert raised["reason"] == {"en": "Your code raised `ValueError`."}
        assert raised["line"] == "cell 7, line 2: raise ValueError(x)"

    def test_counterexample_adds_the_values_but_no_text_of_an_exception(self):
        _, wrong, raised = outcome_of(WRONG, FeedbackLevel.COUNTEREXAMPLE)["exercises"][0]["tests"]
        assert wrong["detail"] == SECRET
        assert "detail" not in raised

    @pytest.mark.parametrize("level", [FeedbackLevel.NONE, FeedbackLevel.OUTCOME, FeedbackLevel.MESSAGE])
    @pytest.mark.parametrize("outcome", Outcome)
    def test_no_hidden_value_and_no_name_of_a_hidden_test_below_counterexample(self, level, outcome):
        told = case(outcome, kind="6.789", detail=SECRET, input_digest="abc123", parameters="6.789-shape")
        text = json.dumps(outcome_of({"one": [promise(1, told)]}, level, Language.BOTH))
        for hidden in ("6.789", "1.2345", "abc123", "test_promise"):
            assert hidden not in text

    @pytest.mark.parametrize("level", FeedbackLevel)
    def test_what_an_exception_said_is_never_repeated(self, level):
        told = outcome_of({"one": [promise(1, case("ERROR", kind="ValueError", detail=STUDENT_TEXT))]}, level)
        assert "6.789" not in json.dumps(told) + markdown(told)

    @pytest.mark.parametrize("kind", ["Leak6789", "print", "__doc__", ""])
    def test_a_class_of_the_students_own_making_is_not_named(self, kind):
        told = outcome_of({"one": [promise(1, case("ERROR", kind=kind))]})
        assert told["exercises"][0]["tests"][0]["reason"] == {"en": "Your code raised an exception."}


class TestSentences:
    @pytest.mark.parametrize("kind", Kind)
    @pytest.mark.parametrize("language", [Language.EN, Language.KO])
    def test_every_kind_of_mismatch_has_its_sentence(self, kind, language):
        told = outcome_of({"one": [promise(1, case("FAILED", kind=kind.value))]}, language=language)
        assert told["exercises"][0]["tests"][0]["reason"] == {language: kind.text.to_dict()[language]}

    def test_an_unknown_kind_is_still_a_wrong_result(self):
        told = outcome_of({"one": [promise(1, case("FAILED", kind="new kind"))]})
        assert told["exercises"][0]["tests"][0]["reason"] == {"en": "The result is not right."}

    @pytest.mark.parametrize("outcome", [outcome for outcome in Outcome if outcome is not Outcome.PASSED])
    def test_every_outcome_has_a_sentence_in_both_languages(self, outcome):
        told = outcome_of({"one": [promise(1, case(outcome))]}, language=Language.BOTH)
        reason = told["exercises"][0]["tests"][0]["reason"]
        assert reason["en"] != reason["ko"]
        assert all("{" not in text and text for text in reason.values())

    def test_the_name_of_a_missing_exercise_is_told(self):
        first = outcome_of({"attention": [promise(1, case("MISSING"))]})["exercises"][0]["first"]
        assert first["text"]["en"].startswith("`attention` is not defined")

    def test_where_a_translation_is_missing_the_other_language_stands_in(self):
        only = TestResult("t", Decimal(0), Decimal(1), Text(en="Only English."), (case("FAILED"),))
        told = outcome_of({"one": [only]}, language=Language.KO)
        assert told["exercises"][0]["tests"][0]["message"] == {"ko": "Only English."}

    def test_a_grader_fault_is_not_the_students(self):
        test = promise(1, case("PASSED"), case("GRADER_ERROR", detail="fixture x"))
        entry = outcome_of({"one": [test]})["exercises"][0]
        assert "not your mistake" in entry["tests"][0]["reason"]["en"]
        assert "first" not in entry


class TestWhatToLookAtFirst:
    def test_the_order_covers_every_outcome_once(self):
        assert sorted(FIRST_THINGS_FIRST) == sorted(Outcome)

    def test_an_exception_comes_before_a_wrong_value(self):
        first = outcome_of(WRONG)["exercises"][0]["first"]
        assert first["text"] == {"en": "Your code raised `ValueError`."}
        assert first["line"] == "cell 7, line 2: raise ValueError(x)"

    def test_of_two_wrong_cases_the_one_with_a_hint_is_told(self):
        cases = (case("FAILED", kind="values"), case("FAILED", kind="shape", hint=HINT), case("PASSED"))
        assert outcome_of({"one": [promise(1, *cases)]})["exercises"][0]["tests"][0]["hint"] == {"en": HINT.en}

    def test_nothing_to_look_at_where_nothing_was_lost(self):
        tests = [promise(1, case("PASSED")), promise(2, case("NOT_RUN")), promise(3)]
        entry = outcome_of({"one": tests})["exercises"][0]
        assert "first" not in entry
        assert [test["outcome"] for test in entry["tests"]] == ["PASSED", "NOT_RUN", "NOT_RUN"]

    def test_semantics_27_an_exercise_that_another_builds_on_comes_first(self):
        told = outcome_of(
            {"update_state": [promise(1, case("FAILED"))], "train": [promise(2, case("ERROR"))]}, uses=("update_state",)
        )
        update_state, train = told["exercises"]
        assert train["first"] == {"text": {"en": "Mend `update_state` first: this may follow from it."}}
        assert update_state["id"] == "update_state"


PAGE = """\
# Essentials: 2 / 6 points

`alice`

## `gradient_step`: 2 / 6 points

**Look at this first:** Your code raised `ValueError`.

> `cell 7, line 2: raise ValueError(x)`

- ✓ 2/2 Promise 1 holds.
- ✗ 0/2 Promise 2 holds.
  - The values are not right; the difference is larger than rounding explains.
  - `cell 7, line 3: w -= lr * w.grad`
  - Hint: Which sign has a step against the gradient?
- ✗ 0/2 Promise 3 holds.

## Notes

- `chose answer.py`
"""


class TestFiles:
    def test_the_page_reads_from_top_to_bottom(self):
        assert markdown(outcome_of(WRONG, notes=("chose answer.py",))) == PAGE

    def test_both_languages_are_two_pages(self):
        english, korean = markdown(outcome_of(WRONG, language=Language.BOTH)).split("\n---\n\n")
        assert english == markdown(outcome_of(WRONG, language=Language.EN))
        assert korean == markdown(outcome_of(WRONG, language=Language.KO))
        assert korean.startswith("# 기초: 2 / 6 점\n")

    @pytest.mark.parametrize("level", FeedbackLevel)
    def test_every_level_has_a_page(self, level):
        assert markdown(outcome_of(WRONG, level)).startswith("# Essentials: 2 / 6 points\n")

    def test_no_text_of_a_student_is_markup(self):
        nasty = "`</code><img src=x onerror=alert(1)>\x1b[2J\u202e"
        told = outcome_of({"one": [promise(1, case("ERROR", line=nasty))]}, notes=(nasty,))
        assert markdown(told).count("`` `</code><img src=x onerror=alert(1)>\\x1b[2J\\u202e ``") == 2
        assert "\x1b" not in json.dumps(told, ensure_ascii=False)

    def test_both_files_are_written(self, tmp_path):
        told = outcome_of(WRONG, language=Language.BOTH)
        write(told, tmp_path / "김민수")
        assert json.loads((tmp_path / "김민수" / "feedback.json").read_text(encoding="utf-8")) == told
        assert (tmp_path / "김민수" / "feedback.md").read_text(encoding="utf-8") == markdown(told)
        assert "기울기" in (tmp_path / "김민수" / "feedback.json").read_text(encoding="utf-8")

    def test_a_folder_that_cannot_be_made_is_told(self, tmp_path):
        (tmp_path / "alice").write_text("")
        with pytest.raises(ReportError, match=r"alice/feedback\.json: cannot be written"):
            write(outcome_of(WRONG), tmp_path / "alice")


class TestFolderNames:
    @pytest.mark.parametrize("name", ["alice", "Alice", "김민수", "kim min-su (2)", "20261234_과제", "a.b", "x" * 120])
    def test_an_ordinary_id_is_its_own_folder(self, name):
        assert folder_names([name]) == {name: name}

    @pytest.mark.parametrize(
        "name",
        [
            *("", ".", "..", "../../etc/passwd", "a/b", "a\\b", "C:evil", ".hidden", "-rf", "~root", "end.", "end "),
            *("report.json", "scores.csv", "junit.XML", "NUL", "aux.txt", "a-0123456789ab"),
            *("a\nb", "\x1b[2J", "\u202egnp", "\ud800", "x" * 300, "김" * 100),
        ],
    )
    def test_any_other_id_gets_a_folder_inside(self, name, tmp_path):
        folder = folder_names([name])[name]
        (tmp_path / folder).mkdir()
        assert [entry.name for entry in tmp_path.iterdir()] == [folder]
        assert folder != name
        assert folder.isprintable()

    @pytest.mark.parametrize(
        "ids",
        [
            ["kim", "Kim", "KIM"],
            ["a/b", "a_b", "a\\b", "a:b"],
            ["김", "\u1100\u1175\u11b7"],
            ["straße", "STRASSE"],
            ["x" * 300, "x" * 301],
        ],
    )
    def test_two_ids_never_share_a_folder(self, ids):
        names = folder_names(ids)
        assert set(names) == set(ids)
        assert len({name.casefold() for name in names.values()}) == len(ids)

    def test_nobody_can_take_the_folder_of_another(self):
        taken = folder_names(["a/b"])["a/b"]
        names = folder_names(["a/b", taken])
        assert names["a/b"] == taken
        assert names[taken] != taken


def test_the_coordinators_side_needs_neither_torch_nor_pytest():
    modules = ["executor", "reports.terminal", "reports.junit", "reports.report_json", "reports.scores_csv"]
    modules += ["reports.feedback_files", "grading.score", "grading.feedback"]
    code = "".join(f"import autograder.{module}\n" for module in modules)
    code += "import sys; print({'torch', 'pytest', '_pytest'} & set(sys.modules))"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout == "set()\n"

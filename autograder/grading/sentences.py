"""What a student is told about a case, in both languages; none of it reveals a hidden value."""

from __future__ import annotations

import builtins

from autograder.model import CaseResult, Kind, Outcome, Text

FOLLOWS = Text(
    en="Mend `{used}` first: this may follow from it.",
    ko="먼저 `{used}`부터 고치세요. 이 문제는 거기에서 비롯되었을 수 있습니다.",
)

_OUTCOMES = {
    Outcome.PASSED: Text(en="Right.", ko="맞았습니다."),
    Outcome.FAILED: Text(en="The result is not right.", ko="결과가 올바르지 않습니다."),
    Outcome.ERROR: Text(en="Your code raised an exception.", ko="코드 실행 중에 예외가 발생했습니다."),
    Outcome.TIMEOUT: Text(
        en="Your code took too long and was stopped. Is there a loop that does not end?",
        ko="실행 시간이 너무 길어 중단되었습니다. 끝나지 않는 반복문이 없는지 확인하세요.",
    ),
    Outcome.MEMORY: Text(
        en="Your code needed more memory than it may use. Is a tensor larger than it has to be?",
        ko="허용된 것보다 많은 메모리를 사용했습니다. 필요 이상으로 큰 텐서가 없는지 확인하세요.",
    ),
    Outcome.CRASHED: Text(
        en="Your code ended the Python process. Does it call `exit`, or something that does?",
        ko="코드가 파이썬 프로세스를 종료시켰습니다. `exit` 같은 호출이 없는지 확인하세요.",
    ),
    Outcome.MISSING: Text(
        en="`{exercise}` is not defined in what you handed in. Is the name spelled right, and does its cell run?",
        ko="제출한 파일에 `{exercise}` 정의가 없습니다. 이름의 철자와 해당 셀의 오류를 확인하세요.",
    ),
    Outcome.UNFINISHED: Text(
        en="`{exercise}` is still the skeleton you were given.",
        ko="`{exercise}` 함수는 아직 처음 받은 뼈대 코드 그대로입니다.",
    ),
    Outcome.NOT_RUN: Text(
        en="This has not run yet; it waits for a device.",
        ko="아직 실행되지 않았습니다. 필요한 장치에서 실행되기를 기다리고 있습니다.",
    ),
    Outcome.GRADER_ERROR: Text(
        en="The grader had a fault of its own. It is not your mistake; a person will look at it.",
        ko="채점기 자체에 오류가 있었습니다. 여러분의 잘못이 아니며, 담당자가 확인할 것입니다.",
    ),
}

_RAISED = Text(en="Your code raised `{name}`.", ko="코드 실행 중에 `{name}` 예외가 발생했습니다.")


def filled(text: Text, **values: str) -> Text:
    """The sentence with its places filled in."""
    return Text(en=text.en.format(**values), ko=text.ko.format(**values))


def outcome_sentence(outcome: Outcome, exercise: str) -> Text:
    """What became of a test, and no more."""
    return filled(_OUTCOMES[outcome], exercise=exercise)


def reason_sentence(case: CaseResult, exercise: str) -> Text:
    """What became of a case: with the kind of mismatch, or the class of the exception where it is a builtin one."""
    if case.outcome is Outcome.ERROR and _is_builtin_exception(case.kind):
        return filled(_RAISED, name=case.kind)
    if case.outcome is Outcome.FAILED:
        return _mismatch_sentence(case.kind)
    return outcome_sentence(case.outcome, exercise)


def _mismatch_sentence(kind: str) -> Text:
    return Kind(kind).text if kind in Kind.__members__.values() else _OUTCOMES[Outcome.FAILED]


def _is_builtin_exception(name: str) -> bool:
    """A student may name a class as they like; that text is not echoed."""
    builtin = getattr(builtins, name, None)
    return isinstance(builtin, type) and issubclass(builtin, BaseException)

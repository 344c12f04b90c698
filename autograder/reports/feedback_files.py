"""A student's feedback as files: ``feedback.json`` for tools, ``feedback.md`` to read."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from autograder.reports.files import write_file
from autograder.reports.safe import code_span

NAME_BYTES = 150
"""Bytes of a folder's name; file systems allow 255."""

_UNSAFE = re.compile(r'[<>:"/\\|?*]|^[.~ -]|[. ]$')
_RESERVED = re.compile(
    r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?|.*\.(json|csv|xml|html|md|tmp)|export|.*-[0-9a-f]{12}", re.IGNORECASE
)
"""Names Windows keeps for devices, names of reports and exports beside the folders, and names that look like ours."""


def folder_names(ids: Iterable[str]) -> dict[str, str]:
    """A folder name for each id: the id itself wherever that is safe.

    Two ids never share a folder, not even where upper and lower case or Unicode forms are one to the file system.
    """
    ids = list(dict.fromkeys(ids))
    shared = Counter(map(_folded, ids))
    return {name: name if shared[_folded(name)] == 1 and _is_safe(name) else _marked(name) for name in ids}


def write(feedback: dict[str, Any], folder: Path) -> None:
    """Write both files into the student's folder, which is made if it is not there.

    Raises:
        ReportError: a file cannot be written.

    """
    text = json.dumps(feedback, ensure_ascii=False, indent=2, allow_nan=False)
    write_file(folder / "feedback.json", f"{text}\n".encode())
    write_file(folder / "feedback.md", markdown(feedback).encode())


def markdown(feedback: dict[str, Any]) -> str:
    """The feedback as a page, once in each of its languages."""
    pages = ("\n".join(_page(feedback, language)) for language in feedback["title"])
    return "\n\n---\n\n".join(pages) + "\n"


def _page(feedback: dict[str, Any], language: str) -> Iterator[str]:
    words = _WORDS[language]
    yield f"# {feedback['title'][language]}: {_points(feedback, words)}"
    yield ""
    yield code_span(feedback["id"])
    if "penalty" in feedback:
        yield f"\n{words['late']} {feedback['raw_score']} - {feedback['penalty']} = {feedback['score']}"
    if feedback["provisional"]:
        yield f"\n{words['provisional']}"
    for exercise in feedback["exercises"]:
        yield f"\n## `{exercise['id']}`: {_points(exercise, words)}\n"
        yield from exercise_lines(exercise, language)
    if feedback["notes"]:
        yield f"\n## {words['notes']}\n"
        yield from (f"- {code_span(note)}" for note in feedback["notes"])


def exercise_lines(exercise: dict[str, Any], language: str) -> Iterator[str]:
    """One exercise in one of the feedback's languages, Markdown: what to look at first, then every test."""
    words, first = _WORDS[language], exercise.get("first", {})
    if first:
        yield f"**{words['first']}** {first['text'][language]}"
        if "line" in first:
            yield f"\n> {code_span(first['line'])}"
        yield ""
    for test in exercise.get("tests", ()):
        sentence = test.get("message") or test.get("reason") or {language: words[test["outcome"]]}
        yield f"- {_MARKS.get(test['outcome'], _LOST)} {test['score']}/{test['max_score']} {sentence[language]}"
        yield from (f"  - {line}" for line in _details(test, first, language))


def _details(test: dict[str, Any], first: dict[str, Any], language: str) -> Iterator[str]:
    """What is to say about a test besides its sentence; what stands at the top of the exercise is not said again."""
    if "message" in test and "reason" in test and test["reason"] != first.get("text"):
        yield test["reason"][language]
    if "line" in test and test["line"] != first.get("line"):
        yield code_span(test["line"])
    if "hint" in test:
        yield f"{_WORDS[language]['hint']} {test['hint'][language]}"
    if "detail" in test:
        yield code_span(test["detail"])


def _points(entry: dict[str, Any], words: dict[str, str]) -> str:
    return f"{entry['score']} / {entry['max_score']} {words['points']}"


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())


def _is_safe(name: str) -> bool:
    fits = 0 < len(name.encode("utf-8", "replace")) <= NAME_BYTES
    return fits and name.isprintable() and not _UNSAFE.search(name) and not _RESERVED.fullmatch(name)


def _marked(name: str) -> str:
    """What can be kept of the id, and a digest of all of it."""
    stem = "".join(character if character.isprintable() else "_" for character in _UNSAFE.sub("_", name))
    kept = stem.encode()[:NAME_BYTES].decode(errors="ignore").strip()
    return f"{kept or '_'}-{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


_LOST = "✗"
_MARKS = {"PASSED": "✓", "NOT_RUN": "?", "GRADER_ERROR": "!"}

_WORDS = {
    "en": {
        "points": "points",
        "first": "Look at this first:",
        "late": "Handed in late:",
        "hint": "Hint:",
        "notes": "Notes",
        "provisional": "This score is provisional: some tests still wait for a device.",
        "PASSED": "Right.",
    },
    "ko": {
        "points": "점",
        "first": "먼저 볼 것:",
        "late": "지각 제출:",
        "hint": "힌트:",
        "notes": "참고",
        "provisional": "아직 확정되지 않은 점수입니다. 일부 테스트가 필요한 장치에서 실행되기를 기다리고 있습니다.",
        "PASSED": "맞았습니다.",
    },
}

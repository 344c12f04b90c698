"""A student's feedback as a web page of its own: for platforms that hand files to students."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from autograder.reports.safe import plain

STYLE = "body{font-family:sans-serif;max-width:50em;margin:2em auto;padding:0 1em}code{white-space:pre-wrap}"


def page(feedback: dict[str, Any]) -> bytes:
    """The page, UTF-8, once in each of the feedback's languages; every text is text, whatever it holds."""
    languages = list(feedback["title"])
    body = "\n<hr>\n".join("\n".join(_section(feedback, language)) for language in languages)
    head = f'<meta charset="utf-8"><title>{_text(feedback["title"][languages[0]])}</title><style>{STYLE}</style>'
    return (
        f'<!DOCTYPE html>\n<html lang="{languages[0]}"><head>{head}</head>\n<body>\n{body}\n</body></html>\n'.encode()
    )


def _section(feedback: dict[str, Any], language: str) -> Iterator[str]:
    yield f'<section lang="{language}"><h1>{_text(feedback["title"][language])}: {_points(feedback)}</h1>'
    yield f"<p><code>{_text(feedback['id'])}</code></p>"
    if feedback.get("penalty"):
        yield f"<p>{feedback['raw_score']} &minus; {feedback['penalty']} = {feedback['score']}</p>"
    for exercise in feedback["exercises"]:
        yield f"<h2><code>{_text(exercise['id'])}</code>: {_points(exercise)}</h2>"
        yield from _exercise(exercise, language)
    if feedback["notes"]:
        yield f"<ul>{''.join(f'<li>{_text(note)}</li>' for note in feedback['notes'])}</ul>"
    yield "</section>"


def _exercise(exercise: dict[str, Any], language: str) -> Iterator[str]:
    if first := exercise.get("first"):
        line = f"<br><code>{_text(first['line'])}</code>" if "line" in first else ""
        yield f"<p><strong>{_text(first['text'][language])}</strong>{line}</p>"
    if tests := exercise.get("tests", ()):
        yield f"<ul>{''.join(f'<li>{_test(test, language)}</li>' for test in tests)}</ul>"


def _test(test: dict[str, Any], language: str) -> str:
    said = [test[key][language] for key in ("message", "reason", "hint") if key in test]
    code = [test[key] for key in ("line", "detail") if key in test]
    parts = [
        f"{_text(test['outcome'])} {_points(test)}",
        *map(_text, said),
        *(f"<code>{_text(text)}</code>" for text in code),
    ]
    return "<br>".join(parts)


def _points(entry: dict[str, Any]) -> str:
    return f"{entry['score']} / {entry['max_score']}"


def _text(text: str) -> str:
    return escape(plain(text))

"""What a student and a teacher are told about loading: a bounded list of bounded sentences."""

from __future__ import annotations

MAX_NOTES = 50
MAX_LENGTH = 240


def plain(text: object, limit: int = 60) -> str:
    """Student-chosen text on one line: printable characters only, at most `limit` of them."""
    cut = str(text)[: limit + 1]
    shown = "".join(character if character.isprintable() else " " for character in cut)
    return shown if len(cut) <= limit else shown[: limit - 1] + "…"


class Notes:
    """Collects sentences; a kind can be noted once however often it occurs."""

    def __init__(self) -> None:
        self._sentences: list[str] = []
        self._kinds: set[str] = set()

    def add(self, sentence: str) -> None:
        """Keep a sentence, unless there are enough already or it is there."""
        sentence = plain(sentence, MAX_LENGTH)
        if len(self._sentences) < MAX_NOTES and sentence not in self._sentences:
            self._sentences.append(sentence)

    def once(self, kind: str, sentence: str) -> None:
        """Keep the first sentence of a kind."""
        if kind not in self._kinds:
            self._kinds.add(kind)
            self.add(sentence)

    def all(self) -> tuple[str, ...]:
        """The sentences in the order they came."""
        return tuple(self._sentences)

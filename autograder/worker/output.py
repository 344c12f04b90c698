"""What a submission prints: kept up to a limit, counted beyond it, never written anywhere."""

from __future__ import annotations

import io


class Output(io.TextIOBase):
    """Stands for ``sys.stdout`` and ``sys.stderr``; a million lines cost the time of counting them."""

    encoding = "utf-8"

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit
        self._kept: list[str] = []
        self._size = 0

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, text: str) -> int:
        """Keep the text while there is room."""
        if self._size < self._limit:
            self._kept.append(text[: self._limit - self._size])
        self._size += len(text)
        return len(text)

    def take(self) -> str:
        """What was kept; a last line says how much was not."""
        text = "".join(self._kept)
        if self._size > self._limit:
            text += f"\n[{self._size - self._limit} more characters were printed]"
        return text

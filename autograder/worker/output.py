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
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        # by str's own methods: a subclass may give anything as its length
        size = str.__len__(text)
        if self._size < self._limit:
            self._kept.append(str.__getitem__(text, slice(self._limit - self._size)))
        self._size += size
        return size

    def take(self) -> str:
        """What was kept; a last line says how much was not."""
        text = "".join(self._kept)
        if self._size > self._limit:
            text += f"\n[{self._size - self._limit} more characters were printed]"
        return text

"""What a submission prints: kept up to a limit, dropped beyond it, never written anywhere."""

from __future__ import annotations

import io
from collections.abc import Callable


class Output(io.TextIOBase):
    """Stands for ``sys.stdout`` and ``sys.stderr``."""

    encoding = "utf-8"

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit
        self._kept: list[str] = []
        self._size = 0
        self.write: Callable[[str], int] = self._keep

    def writable(self) -> bool:
        """Always."""
        return True

    def _keep(self, text: str) -> int:
        # by str's own methods: a subclass may give anything as its length or as a part of itself
        size = str.__len__(text)
        self._kept.append(str.__getitem__(text, slice(self._limit - self._size)))
        self._size += size
        if self._size > self._limit:
            # a million lines must not cost the time of a million Python calls: a builtin takes the rest
            self.write = len
        return size

    def take(self) -> str:
        """What was kept; a last line says if that is not all."""
        text = "".join(self._kept)
        return f"{text}\n[more was printed than is kept]" if self._size > self._limit else text

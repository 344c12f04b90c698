"""A sentence in the two languages of the course."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Text:
    """The same sentence in English and Korean; either may be empty."""

    en: str = ""
    ko: str = ""

    def to_dict(self) -> dict[str, str]:
        """Plain data for JSON."""
        return {"en": self.en, "ko": self.ko}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Text:
        """The inverse of :meth:`to_dict`."""
        return cls(en=str(data.get("en", "")), ko=str(data.get("ko", "")))

"""Typed access to TOML: every complaint names the file, the table, the key and the value."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from autograder.errors import ManifestError
from autograder.manifest.nearest import suggestion
from autograder.manifest.project import Project

SCHEMA = 1
LONGEST_SHOWN = 60
MOST = 1_000_000
"""No limit and no number of points is larger; what is, was mistyped."""
CENT = Decimal("0.01")

Choice = TypeVar("Choice", bound=StrEnum)

_KINDS: dict[type, str] = {
    bool: "boolean",
    int: "integer",
    Decimal: "float",
    str: "string",
    list: "array",
    dict: "table",
}


def shown(value: object) -> str:
    """A TOML value and its type: ``-3 (integer)``."""
    text = repr(value) if isinstance(value, (str, list, dict)) else str(value)
    if isinstance(value, bool):
        text = text.lower()
    if len(text) > LONGEST_SHOWN:
        text = f"{text[:LONGEST_SHOWN]}..."
    return f"{text} ({_KINDS.get(type(value), 'date or time')})"


def quoted(values: Sequence[str]) -> str:
    """``'cpu', 'cuda'``."""
    return ", ".join(repr(str(value)) for value in values)


def read_toml(project: Project, path: Path) -> Table:
    """A file as a table whose schema is known to be ours.

    Raises:
        ManifestError: the file cannot be read, is not TOML, or is of another schema.

    """
    where = project.shown(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")  # Notepad writes a byte order mark
        # Decimals: `points = 0.1` is a tenth and not the nearest binary fraction.
        table = Table(tomllib.loads(text, parse_float=Decimal), where)
    except OSError as error:
        raise ManifestError(f"cannot be read: {error.strerror}", where=where) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ManifestError(f"line {line} is not UTF-8", where=where, tip="Save the file as UTF-8.") from error
    except (ValueError, RecursionError) as error:  # besides syntax: integers of 5,000 digits, arrays 1,000 deep
        raise ManifestError(f"is not TOML: {error}", where=where, tip="Correct that line.") from error
    table.check_schema()
    return table


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a TOML file."""

    data: Mapping[str, Any]
    file: str
    """As messages name it."""
    label: str = ""
    """``[limits]`` or ``exercise 'attention'``; empty for the file itself."""

    def error(self, what: str, tip: str = "") -> ManifestError:
        """A complaint about this table."""
        where = f"{self.file}, {self.label}" if self.label else self.file
        return ManifestError(what, where=where, tip=tip)

    def check_schema(self) -> None:
        """Refuse a file of another schema before its unknown keys confuse anybody."""
        schema = self.integer("schema")
        if schema != SCHEMA:
            raise self.error(
                f"schema is {schema}, this autograder reads schema {SCHEMA}",
                tip="Update the autograder." if schema > SCHEMA else f"Write schema = {SCHEMA}.",
            )

    def allow(self, *known: str) -> None:
        """Refuse keys that nobody reads."""
        for key in self.data:
            if key not in known:
                place = f"{self.label} of {Path(self.file).name}" if self.label else Path(self.file).name
                raise self.error(
                    f"unknown key {key!r} in {place}{suggestion(key, known)}", tip=f"Known keys: {', '.join(known)}."
                )

    def text(self, key: str, default: str | None = None) -> str:
        """A string; required if there is no default."""
        return str(self._value(key, (str,), "a string", default))

    def sentence(self, key: str) -> str:
        """A required string with something in it."""
        value = self.text(key).strip()
        if not value:
            raise self.error(f"{key} must not be empty")
        return value

    def integer(self, key: str, default: int | None = None) -> int:
        """A whole number; required if there is no default."""
        return int(self._value(key, (int,), "a whole number", default))

    def positive_integer(self, key: str, default: int) -> int:
        """A whole number above 0."""
        value = self.integer(key, default)
        self._check_positive(key, Decimal(value))
        return value

    def number(self, key: str, default: Decimal | None = None) -> Decimal:
        """A finite number; required if there is no default."""
        value = Decimal(self._value(key, (int, Decimal), "a number", default))
        if not value.is_finite():
            raise self.error(f"{key} must be a finite number, got {shown(value)}")
        return value

    def seconds(self, key: str, default: float) -> float:
        """A duration above 0 in seconds."""
        value = self.number(key, Decimal(default))
        self._check_positive(key, value)
        return float(value)

    def points(self, key: str) -> Decimal:
        """A required number of points: 0 or more, at most two decimals (SEMANTICS 25)."""
        value = self.number(key)
        if not 0 <= value <= MOST:
            raise self.error(f"{key} must be between 0 and {MOST}, got {shown(self.data[key])}")
        if value != value.quantize(CENT):
            raise self.error(
                f"{key} must have at most two decimals, got {shown(self.data[key])}",
                tip="Gradebooks round; write for example 1.67, 1.67 and 1.66.",
            )
        return value

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """An array of different strings; required if there is no default."""
        values = self._value(key, (list, tuple), "an array of strings", default)
        for index, value in enumerate(values):
            if not isinstance(value, str):
                raise self.error(f"{key} must hold strings only, entry {index + 1} is {shown(value)}")
            if value in values[:index]:
                raise self.error(f"{key} names {value!r} twice")
        return tuple(values)

    def choice(self, key: str, default: Choice) -> Choice:
        """One member of a closed set."""
        return self._member(key, self.text(key, default.value), type(default))

    def choices(self, key: str, default: tuple[Choice, ...]) -> tuple[Choice, ...]:
        """Some members of a closed set, at least one."""
        values = self.texts(key, tuple(member.value for member in default))
        if not values:
            raise self.error(f"{key} must not be empty", tip=f"Choices: {', '.join(type(default[0]))}.")
        return tuple(self._member(key, value, type(default[0])) for value in values)

    def table(self, key: str) -> Table:
        """A table; empty if the key is absent."""
        label = f"{self.label} {key}" if self.label else f"[{key}]"
        return Table(self._value(key, (dict,), "a table", {}), self.file, label)

    def tables(self, key: str) -> tuple[Table, ...]:
        """An array of tables; empty if the key is absent. An entry is named by its id where it has one."""
        wanted = f"an array of tables, written [[{key}]]"
        values = self._value(key, (list,), wanted, [])
        for value in values:
            if not isinstance(value, dict):
                raise self.error(f"{key} must be {wanted}, got {shown(values)}")
        ids = [value.get("id") for value in values]
        labels = [f"{key} {entry!r}" if isinstance(entry, str) else f"{key} {n}" for n, entry in enumerate(ids, 1)]
        return tuple(Table(value, self.file, label) for value, label in zip(values, labels, strict=True))

    def _check_positive(self, key: str, value: Decimal) -> None:
        if not 0 < value <= MOST:
            raise self.error(f"{key} must be greater than 0 and at most {MOST}, got {shown(self.data[key])}")

    def _member(self, key: str, value: str, kind: type[Choice]) -> Choice:
        known = [member.value for member in kind]
        if value not in known:
            raise self.error(
                f"{key} cannot be {value!r}{suggestion(value, known)}", tip=f"Choices: {', '.join(known)}."
            )
        return kind(value)

    def _value(self, key: str, kinds: tuple[type, ...], wanted: str, default: Any) -> Any:
        if key not in self.data:
            if default is None:
                raise self.error(f"{key} is missing", tip=f"Add {key} ({wanted}).")
            return default
        value = self.data[key]
        # bool is a kind of int in Python; `points = true` is a mistake.
        if not isinstance(value, kinds) or isinstance(value, bool):
            raise self.error(f"{key} must be {wanted}, got {shown(value)}")
        return value

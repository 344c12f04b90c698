"""``assignments/<name>/assignment.toml`` -> Assignment."""

from __future__ import annotations

import keyword
import unicodedata
from decimal import Decimal

from autograder.manifest.nearest import suggestion
from autograder.manifest.project import Project
from autograder.manifest.table import Table, quoted, read_toml
from autograder.model import DEFAULT_PRELOAD, Assignment, Device, Exercise, FeedbackLevel, Limits, Text

RESERVED = ("provided", "torch")
"""Hidden tests write ``student.provided`` and ``student.torch`` for what is not the student's (SEMANTICS 12)."""


def load_assignment(project: Project, name: str) -> Assignment:
    """The assignment as its manifest declares it.

    Raises:
        UsageError: the project has no assignment of that name.
        ManifestError: the manifest is wrong; says file, key, value and the next step.

    """
    table = read_toml(project, project.manifest_file(project.existing(name)))
    table.allow("schema", "title", "file", "required_devices", "feedback", "preload", "limits", "exercise")
    entries = table.tables("exercise")
    assignment = Assignment(
        name=name,
        title=_title(table, name),
        exercises=tuple(_exercise(entry) for entry in entries),
        required_devices=table.choices("required_devices", (Device.CPU,)),
        feedback=table.choice("feedback", FeedbackLevel.MESSAGE),
        preload=_dotted_names(table, "preload", DEFAULT_PRELOAD),
        limits=_limits(table.table("limits")),
        file=_file(table),
    )
    _check_ids(table, assignment)
    for entry, exercise in zip(entries, assignment.exercises, strict=True):
        _check_uses(entry, exercise, assignment)
        _check_devices(entry, exercise, assignment)
    _check_required_devices(table, assignment)
    return assignment


def _title(table: Table, name: str) -> Text:
    title = table.table("title")
    title.allow("en", "ko")
    return Text(en=title.text("en", "" if "ko" in title.data else name), ko=title.text("ko", ""))


def _file(table: Table) -> str:
    name = table.text("file", "")
    if name and ("/" in name or "\\" in name or not name.endswith((".ipynb", ".py"))):
        raise table.error(
            f"file must be the name of a notebook or Python file, got {name!r}",
            tip='For example file = "homework1.ipynb".',
        )
    return name


def _limits(table: Table) -> Limits:
    table.allow("call_seconds", "load_seconds", "total_seconds", "memory_mb", "output_kb")
    default = Limits()
    return Limits(
        call_seconds=table.seconds("call_seconds", default.call_seconds),
        load_seconds=table.seconds("load_seconds", default.load_seconds),
        total_seconds=table.seconds("total_seconds", default.total_seconds),
        memory_mb=table.positive_integer("memory_mb", default.memory_mb),
        output_kb=table.positive_integer("output_kb", default.output_kb),
    )


def _exercise(table: Table) -> Exercise:
    table.allow("id", "points", "devices", "forbids", "uses")
    return Exercise(
        id=_id(table),
        points=_points(table),
        devices=table.choices("devices", (Device.CPU,)),
        forbids=_dotted_names(table, "forbids", ()),
        uses=table.texts("uses", ()),
    )


def _points(table: Table) -> Decimal:
    points = table.points("points")
    if not points:
        raise table.error("points must be greater than 0, got 0", tip="Leave out what earns nothing.")
    return points


def _id(table: Table) -> str:
    value = table.text("id")
    # Python reads identifiers in NFKC; another spelling would never be found in a namespace.
    if not value.isidentifier() or keyword.iskeyword(value) or unicodedata.normalize("NFKC", value) != value:
        raise table.error(
            f"id must be a Python name, got {value!r}",
            tip="An exercise is called like the function or class students write.",
        )
    if value in RESERVED:
        raise table.error(f"id {value!r} is reserved: hidden tests write student.{value} for something else")
    return value


def _dotted_names(table: Table, key: str, default: tuple[str, ...]) -> tuple[str, ...]:
    names = table.texts(key, default)
    for name in names:
        if not all(part.isidentifier() for part in name.split(".")):
            raise table.error(f"{key} must hold dotted Python names, got {name!r}", tip='For example "torch.optim".')
    return names


def _check_ids(table: Table, assignment: Assignment) -> None:
    ids = [exercise.id for exercise in assignment.exercises]
    if not ids:
        raise table.error("has no exercise", tip="Add [[exercise]] with id and points.")
    for exercise_id in ids:
        if ids.count(exercise_id) > 1:
            raise table.error(f"{ids.count(exercise_id)} exercises have the id {exercise_id!r}", tip="Ids are unique.")


def _check_uses(table: Table, exercise: Exercise, assignment: Assignment) -> None:
    known = [other.id for other in assignment.exercises if other is not exercise]
    for other in exercise.uses:
        if other == exercise.id:
            raise table.error(f"uses names the exercise {other!r} itself")
        if other not in known:
            raise table.error(
                f"uses names the unknown exercise {other!r}{suggestion(other, known)}",
                tip=f"Other exercises: {', '.join(known) or 'none'}.",
            )


def _check_devices(table: Table, exercise: Exercise, assignment: Assignment) -> None:
    """Without a device in common, the score of every student would be provisional for ever (SEMANTICS 25)."""
    if not set(exercise.devices) & set(assignment.required_devices):
        raise table.error(
            f"devices has none of the required devices ({quoted(assignment.required_devices)}), "
            f"got {quoted(exercise.devices)}",
            tip="Add one to the exercise's devices, or to required_devices.",
        )


def _check_required_devices(table: Table, assignment: Assignment) -> None:
    used = {device for exercise in assignment.exercises for device in exercise.devices}
    for device in assignment.required_devices:
        if device not in used:
            raise table.error(
                f"required_devices names {device.value!r}, which no exercise runs on",
                tip="Add it to the devices of an exercise.",
            )

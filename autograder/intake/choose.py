"""Which file of a submission is its answer, and what the others are for.

The file of the name the assignment asks for wins, then the one that defines most exercises, then a notebook before a
``.py`` file, then the newest, then the first by name. The other ``.py`` files are modules it can import.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from autograder.errors import SubmissionRefused
from autograder.intake.archive import open_zip
from autograder.intake.inventory import file_limit, suffix
from autograder.intake.limits import IntakeLimits
from autograder.intake.quoting import quoted
from autograder.intake.source import Entry, Listing, Source
from autograder.model import Assignment, Cell, Module
from autograder.notebook.extract import code_cells, plain_file, readable_size
from autograder.reports.safe import plain

OTHERS_SHOWN = 3
NAMED = "it has the name the assignment asks for"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is executed of a submission."""

    cells: tuple[Cell, ...]
    modules: tuple[Module, ...]
    notes: tuple[str, ...]
    submitted_at: str = ""
    """As the source says."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A file that was read and may be the answer."""

    entry: Entry
    cells: tuple[Cell, ...]
    defines: frozenset[str]
    """Exercises, by a look at the text only."""

    @property
    def path(self) -> str:
        return self.entry.path

    @property
    def is_notebook(self) -> bool:
        return suffix(self.path) == ".ipynb"


def read_answer(source: Source, assignment: Assignment, limits: IntakeLimits) -> Answer:
    """The answer in a submission, its modules, and a note on every choice.

    Raises:
        SubmissionRefused: nothing to grade in it, or something unsafe.

    """
    listing = source.listing()
    if not listing.code and len(listing.archives) == 1 and source.opens_archives:
        return _in_archive(source, listing, assignment, limits)
    if not listing.code:
        raise _without_code(listing)
    wanted = _wanted(listing.code, assignment)
    candidates, notes = _candidates(source, wanted, assignment, limits)
    chosen, reason = _best(candidates, source, assignment)
    others = [candidate for candidate in candidates if candidate is not chosen]
    modules, clashes = _modules(chosen, others)
    choice = _choice(chosen, listing.code, others, reason)
    told = (*listing.notes, *choice, *notes, *_remarks(chosen, others), *clashes)
    return Answer(chosen.cells, modules, told, listing.submitted_at)


def _in_archive(source: Source, listing: Listing, assignment: Assignment, limits: IntakeLimits) -> Answer:
    (archive,) = listing.archives
    _refuse_larger(archive, limits)
    data = source.read([archive])[archive.path]
    try:
        with open_zip(data, limits) as inside:
            answer = read_answer(inside, assignment, limits)
    except SubmissionRefused as error:
        raise _in_file(error, archive.path) from None
    notes = (*listing.notes, f"Read from {quoted(archive.path)}.", *answer.notes)
    return Answer(answer.cells, answer.modules, notes, listing.submitted_at)


def _without_code(listing: Listing) -> SubmissionRefused:
    names = [entry.path for entry in listing.archives] + list(listing.others)
    found = ", ".join(quoted(name, 60) for name in names[:OTHERS_SHOWN])
    more = ", ..." if len(names) > OTHERS_SHOWN else ""
    inside = f", only {found}{more}" if names else ""
    return SubmissionRefused(
        " ".join([f"holds no notebook and no .py file{inside}", *(f"({note})" for note in listing.notes)]),
        tip="ask the student to hand in the notebook itself",
    )


def _has_name(path: str, assignment: Assignment) -> bool:
    name = unicodedata.normalize("NFC", assignment.submission_file)
    return path.rpartition("/")[2].casefold() == name.casefold()


def _wanted(code: Sequence[Entry], assignment: Assignment) -> list[Entry]:
    """Notebooks beside the one with the right name are not even read: they may be large or broken."""
    named = [entry for entry in code if _has_name(entry.path, assignment)]
    return [entry for entry in code if not named or entry in named or suffix(entry.path) == ".py"]


def _candidates(
    source: Source,
    wanted: Sequence[Entry],
    assignment: Assignment,
    limits: IntakeLimits,
) -> tuple[list[_Candidate], list[str]]:
    """Every wanted file that can be read, and a note on each that cannot; one with the right name must be readable."""
    readable, refused = list[Entry](), list[tuple[Entry, SubmissionRefused]]()
    for entry in wanted:
        try:
            _refuse_larger(entry, limits)
            readable.append(entry)
        except SubmissionRefused as error:
            refused.append((entry, error))
    candidates = list[_Candidate]()
    pattern = _definitions(assignment)
    for path, data in source.read(readable).items():
        entry = next(entry for entry in readable if entry.path == path)
        try:
            cells = _cells(path, data, limits)
            defines = frozenset(name for cell in cells for name in pattern.findall(cell.source))
            candidates.append(_Candidate(entry, cells, defines))
        except SubmissionRefused as error:
            refused.append((entry, error))
    for entry, reason in refused:
        if not candidates or _has_name(entry.path, assignment):
            raise reason if len(wanted) == 1 else _in_file(reason, entry.path)
    return candidates, [f"{quoted(entry.path)} is not read: it {reason.what}." for entry, reason in refused]


def _refuse_larger(entry: Entry, limits: IntakeLimits) -> None:
    if entry.size > (limit := file_limit(entry.path, limits)):
        raise SubmissionRefused(
            f"is {readable_size(entry.size)}, more than the {readable_size(limit)} that are read",
            tip="ask the student to clear the outputs and hand it in again",
        )


def _cells(path: str, data: bytes, limits: IntakeLimits) -> tuple[Cell, ...]:
    if suffix(path) == ".ipynb":
        return code_cells(data, limits.reading)
    return (plain_file(data, plain(path.rpartition("/")[2]), limits.reading),)


def _in_file(error: SubmissionRefused, path: str) -> SubmissionRefused:
    where = f"{quoted(path)}: {error.where}" if error.where else quoted(path)
    return SubmissionRefused(error.what, where=where, tip=error.tip)


def _definitions(assignment: Assignment) -> re.Pattern[str]:
    names = "|".join(re.escape(exercise.id) for exercise in assignment.exercises)
    return re.compile(rf"^(?:def|class)[ \t]+({names})\b", re.MULTILINE)


def _best(candidates: Sequence[_Candidate], source: Source, assignment: Assignment) -> tuple[_Candidate, str]:
    """The answer and the first criterion that set it apart."""
    left = list(candidates)
    total = len(assignment.exercises)
    criteria = (
        (NAMED, lambda one: _has_name(one.path, assignment)),
        ("it defines {defined} of {total} exercises", lambda one: len(one.defines)),
        ("a notebook goes before a .py file", lambda one: one.is_notebook),
        ("it is the newest", lambda one: source.modified(one.entry)),
    )
    reason = NAMED if _has_name(left[0].path, assignment) else "the others cannot be read"
    for sentence, key in criteria:
        if len(left) == 1:
            break
        keys = [key(one) for one in left]
        best = [one for one, value in zip(left, keys, strict=True) if value == max(keys)]
        if len(best) < len(left):
            left, reason = best, sentence
    if len(left) > 1:
        reason = "it is the first by name"
    return left[0], reason.format(defined=len(left[0].defines), total=total)


def _choice(chosen: _Candidate, code: Sequence[Entry], others: Sequence[_Candidate], reason: str) -> list[str]:
    """A note, unless a single notebook stands beside modules: then there was nothing to choose."""
    notebooks = sum(suffix(entry.path) == ".ipynb" for entry in code)
    scripts = len(code) - notebooks
    if len(code) == 1 or (notebooks == 1 and chosen.is_notebook and not any(other.defines for other in others)):
        return []
    counts = [f"{n} {what}{'s' * (n > 1)}" for n, what in ((notebooks, "notebook"), (scripts, ".py file")) if n]
    among = " and ".join(counts)
    return [f"Chose {quoted(chosen.path)} among {among}: {reason}."]


def _remarks(chosen: _Candidate, others: Sequence[_Candidate]) -> list[str]:
    """What a person may want to know about the choice."""
    notes = [] if any(cell.source.strip() for cell in chosen.cells) else [f"{quoted(chosen.path)} holds no code."]
    for other in others:
        fate = "Not graded" if other.is_notebook else "Graded only if the answer imports it"
        if names := sorted(other.defines - chosen.defines):
            notes.append(f"{fate}: {', '.join(names)} in {quoted(other.path)}.")
    return notes


def _modules(chosen: _Candidate, others: Sequence[_Candidate]) -> tuple[tuple[Module, ...], list[str]]:
    """The other ``.py`` files by import name; beside the answer before elsewhere."""
    modules: dict[str, Module] = {}
    notes = list[str]()
    folder = chosen.path.rpartition("/")[0]
    beside = f"{folder}/" if folder else ""
    for other in sorted(others, key=lambda other: (not other.path.startswith(beside), other.path)):
        name = _module_name(other.path.removeprefix(beside))
        if other.is_notebook or not name:
            continue
        if name in modules:
            notes.append(f"{quoted(other.path)} is not importable: another file has the module name {name}.")
        else:
            modules[name] = Module(name, other.cells[0].source)
    return tuple(modules[name] for name in sorted(modules)), notes


def _module_name(path: str) -> str:
    """``tools/draw.py`` is imported as ``tools.draw``; empty if no import statement can spell it."""
    parts = unicodedata.normalize("NFKC", path[: -len(".py")]).split("/")
    if parts[-1] == "__init__":
        parts.pop()
    return ".".join(parts) if all(part.isidentifier() for part in parts) else ""

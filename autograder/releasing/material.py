"""Everything an assignment consists of, as texts: what ``validate`` looks at and puts to the test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.grading.suite import Suite, read_suite
from autograder.manifest import Project
from autograder.model import Assignment, Device
from autograder.notebook import Notebook
from autograder.releasing.build import student_files, student_notebook
from autograder.releasing.sources import Sources, read_sources, read_text


@dataclass(frozen=True, slots=True)
class Answer:
    """One file of ``solutions/``: somebody's answer to one exercise."""

    exercise: str
    shown: str
    """The file as messages name it."""
    text: str

    @property
    def name(self) -> str:
        """``flips_the_mask``."""
        return Path(self.shown).stem


@dataclass(frozen=True, slots=True)
class Material:
    """One assignment."""

    project: Project
    assignment: Assignment
    suite: Suite
    sources: Sources
    notebook: Notebook
    """What students get, with the skeletons in it."""
    files: Mapping[str, bytes]
    """The student folder."""
    references: Mapping[str, Answer]
    """By exercise."""
    alternatives: Mapping[str, tuple[Answer, ...]]
    wrong: Mapping[str, tuple[Answer, ...]]
    devices: tuple[Device, ...]
    """Where tests are tried."""

    @property
    def answers(self) -> tuple[Answer, ...]:
        """All of them: references, alternatives, wrong solutions."""
        others = (*self.alternatives.values(), *self.wrong.values())
        return (*self.references.values(), *(answer for group in others for answer in group))


def read_material(project: Project, assignment: Assignment, devices: Sequence[Device] = ()) -> Material:
    """Read it; nothing is executed. Without ``devices`` the usual ones are tried.

    Raises:
        AuthoringError: tests, references, notebook and manifest do not fit together, or something hidden would be
            released.

    """
    sources = read_sources(project, assignment)

    def answer(file: Path, exercise: str) -> Answer:
        return Answer(exercise, project.shown(file), read_text(project, file))

    ids = [exercise.id for exercise in assignment.exercises]
    name = assignment.name
    return Material(
        project=project,
        assignment=assignment,
        suite=read_suite(project, assignment),
        sources=sources,
        notebook=student_notebook(assignment, sources),
        files=student_files(project, assignment),
        references={e: answer(project.reference_file(name, e), e) for e in ids},
        alternatives={e: tuple(answer(file, e) for file in project.alternatives(name, e)) for e in ids},
        wrong={e: tuple(answer(file, e) for file in project.wrong(name, e)) for e in ids},
        devices=tuple(dict.fromkeys(devices)) or assignment.usual_devices,
    )

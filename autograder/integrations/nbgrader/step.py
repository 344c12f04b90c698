"""What our steps in nbgrader's pipelines share."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, Integer, List, Unicode

from autograder.model import DEFAULT_PRELOAD


@dataclass(frozen=True, slots=True)
class Place:
    """The notebook that is converted."""

    student: str
    """Name of the folder under ``submitted/``; a dot where nobody's notebook is meant."""
    assignment: str
    notebook: str
    """File name without ``.ipynb``."""

    @classmethod
    def of(cls, resources: Any) -> Place:
        """As nbgrader hands it to every step."""
        of = resources["nbgrader"]
        return cls(str(of["student"]), str(of["assignment"]), str(of["notebook"]))


class AutograderStep(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader has no types
    """A step of ours; not nbconvert's own base class, whose steps are skipped without a word."""

    project = Unicode("", help="The folder that holds assignments/.").tag(config=True)
    jobs = Integer(0, help="Judges at a time while all collected submissions are graded; 0 means one per core.").tag(
        config=True
    )
    devices = List(Unicode(), help="Devices that exercises run on; none means cpu, and emulated where listed.").tag(
        config=True
    )
    preload = List(
        Unicode(),
        list(DEFAULT_PRELOAD),
        help="Libraries opened once for notebooks that are executed as a whole.",
    ).tag(config=True)
    allow_process_only = Bool(default_value=False, help="Grade even where no isolation works (tier D).").tag(
        config=True
    )

    @property
    def folder(self) -> Path:
        """The project's root."""
        return Path(self.project)

    @property
    def converter(self) -> Any:
        """What converts all notebooks of one nbgrader command; our parent is only its exporter."""
        return self.parent.parent

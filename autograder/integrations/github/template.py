"""What a student's template repository on GitHub has besides the student folder.

Nothing hidden is in it: the public checks are those of the notebook, and the release holds every file against what is
hidden. There is no secret in it either, because every student can read and change all of it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import takewhile
from pathlib import Path

from autograder.integrations.github import released
from autograder.manifest import Project
from autograder.model import Assignment
from autograder.notebook import CellKind
from autograder.releasing import Sources, read_sources
from autograder.releasing.requirements import JUPYTER, requirements

FOLDER = ".github/public_checks"
WORKFLOW = ".github/workflows/public-checks.yml"
SCRIPTS = ("checks.py", "one_check.py")
TOTAL_SECONDS = 90
"""For all checks; the job ends after three minutes, and setting up Python takes one of them."""
MINUTES = 3
PYTHON = "3.11"
TORCH_FOR_CPUS = "https://download.pytorch.org/whl/cpu"
"""The packages of the default index bring 3 GB of CUDA, which no hosted runner can use and no three minutes load."""

_WORKFLOW = """\
# Runs the public checks of this assignment on every push. They give no points: hidden tests decide those elsewhere.
name: Public checks

on:
  push:
  workflow_dispatch:

permissions:
  contents: read

concurrency:
  group: public-checks-${{{{ github.ref }}}}
  cancel-in-progress: true

jobs:
  public-checks:
    runs-on: ubuntu-latest
    timeout-minutes: {minutes}
    outputs:
      result: ${{{{ steps.checks.outputs.result }}}}
    steps:
      - uses: actions/checkout@v4
        with:
          persist-credentials: false
      - uses: actions/setup-python@v5
        with:
          python-version: "{python}"
          cache: pip
          cache-dependency-path: {folder}/requirements.txt
      - name: Install packages
        run: python -m pip install --quiet --extra-index-url {index} -r {folder}/requirements.txt
      - name: Public checks
        id: checks
        run: python {folder}/checks.py
      - name: Keep the result for Classroom 50
        uses: actions/upload-artifact@v4
        with:
          name: classroom50-result
          path: result.json
      - name: All public checks hold
        if: steps.checks.outputs.passed != 'true'
        run: exit 1
"""
_GITIGNORE = """\
__pycache__/
.ipynb_checkpoints/
.venv/
result.json
"""


def template_files(project: Project, assignment: Assignment) -> dict[str, bytes]:
    """The files by their names in the repository; the same sources give the same bytes.

    Raises:
        AuthoringError: notebook, manifest and references do not fit together.

    """
    sources = read_sources(project, assignment)
    scripts = Path(next(iter(released.__path__)))
    return {
        WORKFLOW: workflow().encode(),
        f"{FOLDER}/requirements.txt": requirements(assignment).replace(f"{JUPYTER}\n", "").encode(),
        f"{FOLDER}/checks.json": _json(_plan(assignment, sources)),
        **{f"{FOLDER}/{name}": (scripts / name).read_bytes() for name in SCRIPTS},
        ".gitignore": _GITIGNORE.encode(),
    }


def workflow() -> str:
    """The workflow; it is the same for every assignment."""
    return _WORKFLOW.format(minutes=MINUTES, python=PYTHON, folder=FOLDER, index=TORCH_FOR_CPUS)


def _plan(assignment: Assignment, sources: Sources) -> dict[str, object]:
    """What the script is to check."""
    above = takewhile(lambda cell: cell.kind is not CellKind.EXERCISE, sources.cells)
    title = " · ".join(dict.fromkeys(text for text in (assignment.title.en, assignment.title.ko) if text))
    return {
        "assignment": assignment.name,
        "title": title or assignment.name,
        "file": assignment.submission_file,
        "check_seconds": min(TOTAL_SECONDS, assignment.limits.load_seconds + assignment.limits.call_seconds),
        "total_seconds": TOTAL_SECONDS,
        "setup": [cell.source for cell in above if cell.kind is CellKind.CODE],
        "checks": [
            {"exercise": cell.exercise, "source": cell.source} for cell in sources.cells if cell.kind is CellKind.CHECK
        ],
    }


def _json(data: Mapping[str, object]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()

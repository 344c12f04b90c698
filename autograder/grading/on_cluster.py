"""Judges on a Dask cluster: what goes there with the work, and what a worker must have for it."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from autograder.errors import UsageError
from autograder.executor import Executor, OnEvent, Task
from autograder.grading.batch import grade_batch
from autograder.grading.versions import versions
from autograder.grading.work import Settings, Work
from autograder.manifest import Project, load_assignment
from autograder.model import Device


def start_on_cluster(address: str, settings: Settings, on_event: OnEvent, silent_seconds: float) -> Executor:
    """The executor for the cluster whose scheduler is at ``host:port``; the assignment travels to its workers.

    Raises:
        UsageError: the library is not installed, or the cluster cannot do this work; says why.

    """
    try:
        from autograder.executor.dask import Bundle, DaskExecutor  # noqa: PLC0415 - the one that needs the extra
    except ModuleNotFoundError as error:
        raise UsageError(
            f"--executor dask://{address} needs a package that is not installed: {error.name}",
            tip="python -m pip install 'autograder[dask]', here and on the machines of the cluster",
        ) from error
    project, name = Project(settings.root), settings.assignment
    folders = (project.assignment_folder(name), project.solutions_folder(name), project.tests_folder(name))
    return DaskExecutor(
        functools.partial(task_at, settings),
        address=address,
        on_event=on_event,
        versions=functools.partial(versions, load_assignment(project, name).preload),
        bundle=Bundle.of(project.root, folders),
        resources=resources,
        silent_seconds=silent_seconds,
    )


def task_at(settings: Settings, root: Path) -> Task:
    """The task of a judge, where the course lies at ``root`` on its machine."""
    return functools.partial(grade_batch, replace(settings, root=root))


def resources(work: Work) -> Mapping[str, float]:
    """What a work item takes on its Dask worker, by the names that ``dask worker --resources`` gives them."""
    return {"GPU": 1} if Device.CUDA in work.devices else {}

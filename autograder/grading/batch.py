"""One judge process: the task that an executor runs."""

from __future__ import annotations

from autograder.executor import Channel
from autograder.grading.work import Settings
from autograder.manifest import Project, load_assignment
from autograder.model import Device
from autograder.sandbox.choose import Search


def grade_batch(settings: Settings, channel: Channel) -> None:
    """Warm up once, then grade what the channel brings.

    Raises:
        AutograderError: the assignment, its tests or the isolation do not allow to grade.

    """
    project = Project(settings.root)
    assignment = load_assignment(project, settings.assignment)
    hidden = (project.tests_folder(assignment.name), project.solutions_folder(assignment.name))
    search = Search(assignment.preload, hidden=hidden, emulated=Device.EMULATED in settings.devices)
    try:
        # imports torch and pytest, while the zygote boots for two seconds
        from autograder.grading.session import run_session  # noqa: PLC0415

        run_session(settings, channel, search)
    finally:
        search.close()

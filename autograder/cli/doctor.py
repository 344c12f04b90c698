"""``autograder doctor``."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress

from rich.console import Console

from autograder.cli.common import HERE, Root, say
from autograder.errors import AutograderError, SandboxError, UsageError
from autograder.grading.options import default_jobs
from autograder.grading.versions import versions
from autograder.manifest import Project, load_assignment, load_course
from autograder.model import DEFAULT_PRELOAD
from autograder.reports.safe import plain
from autograder.sandbox import ORDINARY, Tier
from autograder.sandbox.choose import CONTAINER_TIP, Choice, choose
from autograder.worker.lockdown.order import Layer

LAYERS = {
    Layer.NAMESPACES: "no other process, no network and no file of the machine is there to be named",
    Layer.PRIVILEGES: "no capability, not root, and nothing to gain from another program",
    Layer.LANDLOCK: "files: only Python's libraries, read-only; no TCP, no signal to another process",
    Layer.LIMITS: "memory, processor time, open files, size of files",
    Layer.SECCOMP: "system calls from a list; opens files to read them, starts no process, opens no socket",
    Layer.DEVICES: "the device files of a GPU are open",
    Layer.DEVICES: "the device files of a GPU may be opened and commanded, and its driver may reserve addresses",
    Layer.NO_OPEN: "system calls from a list; opens no file, starts no process, opens no socket",
}
"""What each layer gives by itself."""


def doctor(root: Root = HERE) -> None:
    """Say how well this machine isolates submissions, what is installed, and whether results can be kept."""
    console = Console()
    troubles: list[AutograderError] = []
    for line in _lines(root, troubles):
        say(console, plain(line))
    if troubles:
        raise troubles[0]


def _lines(root: Root, troubles: list[AutograderError]) -> Iterator[str]:
    """Each part says what it found; what keeps ``grade`` from working here is a trouble."""
    yield from (f"{name} {version}" for name, version in versions().items())
    yield f"cores: {default_jobs()} of {os.cpu_count()}"
    project = _project(root)
    yield from _course(project, troubles)
    yield from _isolation(_preload(project), troubles)


def _project(root: Root) -> Project | None:
    """A machine can be looked at before there is a course on it."""
    try:
        return Project.find(root.resolve())
    except UsageError:
        return None


def _course(project: Project | None, troubles: list[AutograderError]) -> Iterator[str]:
    if project is None:
        yield "course: none here; looked for a folder 'assignments' from here upwards"
        return
    yield f"course: {project.root}; assignments: {', '.join(project.names()) or 'none'}"
    from sqlalchemy import make_url  # noqa: PLC0415 - takes a while

    from autograder.store import Store  # noqa: PLC0415 - the same library

    try:
        url = load_course(project).database
        with Store.open(url) as store:
            store.begin("doctor").close(finished=True)  # writes, as every run does
        yield f"results store: {make_url(url).render_as_string(hide_password=True)}, writable"
    except AutograderError as error:
        troubles.append(error)
        yield f"results store: {error}"


def _preload(project: Project | None) -> tuple[str, ...]:
    """Every package that some assignment, or one without a list of its own, has ready in its workers."""
    names = list(DEFAULT_PRELOAD)
    if project is not None:
        for assignment in project.names():
            with suppress(AutograderError):  # a manifest that cannot be read is the business of validate
                names += load_assignment(project, assignment).preload
    return tuple(dict.fromkeys(names))


def _isolation(
    preload: tuple[str, ...], troubles: list[AutograderError], tiers: Sequence[Tier] = ORDINARY
) -> Iterator[str]:
    try:
        zygote, choice = choose(preload, tiers, allow_process_only=True)
    except SandboxError as error:
        troubles.append(error)
        yield f"isolation: {error}"
        return
    zygote.close()
    skipped = choice.facts.skipped
    yield f"packages ready in a worker: {', '.join(name for name in preload if name not in skipped)}"
    yield from (f"  not {name}: {why}" for name, why in skipped.items())
    yield "isolation, tried with attacks that must fail and work that must succeed:"
    yield from (f"  {line}" for line in choice.lines())
    yield from _layers(choice)
    if choice.tier is Tier.D:
        what = "only a separate process holds here (tier D), and official grading refuses that"
        troubles.append(SandboxError(what, where="isolation", tip=CONTAINER_TIP))


def _layers(choice: Choice) -> Iterator[str]:
    """In the order in which the lock-down applies them."""
    yield f"layers of {choice.tier.description}:"
    for layer in Layer:
        if layer in choice.tier.layers:
            yield f"  {layer.value}: {LAYERS[layer]}"

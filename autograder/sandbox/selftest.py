"""Does a zygote's isolation hold? Asked by trying: attacks must fail, work must succeed, the clock must decide.

A call that returns 0 proves nothing: a filter with one wrong jump was accepted by the kernel, let every workload pass
and every attack through; only attacks show that.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from autograder.errors import SandboxError
from autograder.model import Limits
from autograder.sandbox import probes, workloads
from autograder.sandbox.canaries import canaries
from autograder.sandbox.conversation import Unexpected, call, load, post, result
from autograder.sandbox.death import Cause, WorkerDied
from autograder.sandbox.tier import Tier
from autograder.sandbox.worker import Worker
from autograder.sandbox.zygote import Zygote

PATIENCE_SECONDS = 30.0
"""For a battery that takes a tenth of a second on an idle machine."""
BUSY_SECONDS = 0.05
LIMITS = Limits(memory_mb=256, total_seconds=PATIENCE_SECONDS)
SEED = bytes(8)
ONE_DEADLY = "trace_a_sibling"
"""Each takes a worker of its own, and one filter holds them all; the tests try every one."""


def examine(zygote: Zygote) -> tuple[str, ...]:
    """Everything that speaks against grading with this zygote; nothing when its tier holds."""
    try:
        facts = zygote.wait_ready()
        found = [] if facts.version == sys.version else [f"another Python runs inside: {facts.version}"]
        found += failing_workloads(zygote)
        if zygote.tier is not Tier.D:
            through = attacks(zygote, quick(zygote.tier))
            found += [f"an attack got through: {name}: {what}" for name, what in through.items()]
    except SandboxError as error:
        return (error.what,)
    except (WorkerDied, Unexpected, OSError) as error:
        return (str(error),)
    return tuple(found)


def quick(tier: Tier) -> tuple[str, ...]:
    """The probes whose refusal depends on the machine; what a zygote must not hold is the business of the tests."""
    names = (*probes.SEALED, *probes.FILES, *probes.PROCESSES, *probes.LIMITS, ONE_DEADLY)
    return tuple(name for name in names if _is_refused(name, tier))


def every(tier: Tier) -> tuple[str, ...]:
    """All probes that must be refused in a tier."""
    return tuple(name for name in probes.PROBES if _is_refused(name, tier))


def _is_refused(name: str, tier: Tier) -> bool:
    if name in probes.SEALED:
        return tier is Tier.A
    return tier is not Tier.G or name not in probes.ADDRESS_SPACE


def attacks(zygote: Zygote, names: Sequence[str], further: Mapping[str, str] | None = None) -> dict[str, str]:
    """Try the named probes; those that got through, with what they returned. ``further`` canaries are the caller's."""
    deadly = [name for name in names if name in probes.DEADLY]
    harmless = [name for name in names if name not in probes.DEADLY]
    with contextlib.ExitStack() as stack:
        sibling, *workers = (stack.enter_context(_worker(zygote)) for _ in range(1 + max(1, len(deadly))))
        zygote.settle(sibling)
        given = {**stack.enter_context(canaries(sibling)), **(further or {})}
        for worker in workers:
            load(worker, Path(probes.__file__).read_text(), ["attempt"], PATIENCE_SECONDS)
        through: dict[str, str] = call(workers[0], "attempt", harmless, given, seconds=PATIENCE_SECONDS)
        doomed = list(zip(workers, deadly, strict=False))
        for worker, name in doomed:
            post(worker, "attempt", [name], given, seconds=PATIENCE_SECONDS)
        for worker, _ in doomed:
            with contextlib.suppress(WorkerDied):
                through |= result(worker, PATIENCE_SECONDS)
    return through


def failing_workloads(zygote: Zygote) -> list[str]:
    """What a submission needs and does not get: of the preloaded packages, in tier C without opening files."""
    names = [name for name in workloads.WORKLOADS if workloads.PACKAGE.get(name) in (None, *zygote.preload)]
    if zygote.tier is Tier.C:
        names = [name for name in names if name not in workloads.OPENS_FILES]
    on_gpu = zygote.tier is Tier.G
    names = [name for name in names if on_gpu or name not in workloads.NEEDS_A_GPU]
    with _worker(zygote) as worker:
        source, device = Path(workloads.__file__).read_text(), "cuda" if on_gpu else "cpu"
        load(worker, source, ["attempt", "stay"], PATIENCE_SECONDS, device)
        failed: dict[str, str] = call(worker, "attempt", names, seconds=PATIENCE_SECONDS)
        return [f"does not work: {name}: {how}" for name, how in failed.items()] + surviving_loops(zygote, worker)


def surviving_loops(zygote: Zygote, worker: Worker) -> list[str]:
    """A loop with every signal blocked must end when the judge's clock says so; it takes the worker with it."""
    try:
        call(worker, "stay", seconds=BUSY_SECONDS)
    except WorkerDied as died:
        zygote.end_of(worker)  # waits for its end
        return [] if died.death.cause is Cause.TIMEOUT else [f"a busy loop ended as {died}"]
    return ["a busy loop returned"]


@contextmanager
def _worker(zygote: Zygote) -> Iterator[Worker]:
    with contextlib.closing(zygote.worker(LIMITS, SEED)) as worker:
        yield worker

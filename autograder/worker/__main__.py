"""The zygote: import and warm the libraries once, seal the process, then fork a locked worker whenever asked.

Started by exec with a small environment and one argument, never forked from a judge, so it holds no hidden test, no
reference, no seed and no token. The argument names the descriptor of its control socket.
"""

from __future__ import annotations

import ast
import contextlib
import functools
import gc
import os
import resource
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.worker import hygiene
from autograder.worker.control import Control
from autograder.worker.hugepages import merge_heap
from autograder.worker.lockdown import order
from autograder.worker.lockdown.readable import readable
from autograder.worker.lockdown.rehearsal import rehearse
from autograder.worker.options import Options
from autograder.worker.warm import warm
from autograder.worker.zygote import Zygote

if TYPE_CHECKING:  # imports torch, before the libraries are warmed in their order
    from autograder.worker.home import Homes

KILL_FIRST = "1000"
"""``oom_score_adj``: when memory runs out, the kernel ends a worker, not the judge."""


def main() -> None:
    """Boot and serve; whatever goes wrong on the way is told on the control socket."""
    options = Options.from_json(sys.argv[1])
    control = Control(options.take_control())
    try:
        zygote = boot(options, control)
    except Exception as error:
        kind = "" if isinstance(error, OSError) else f"{type(error).__name__}: "
        control.answer({"failed": f"{kind}{error}"[:1000]})
        if options.debug:
            raise
        return
    zygote.run_and_tell()
    os._exit(0)  # taking the interpreter down touches every page of the shared heap: 0.4 s for each clone


def boot(options: Options, control: Control) -> Zygote:
    """Everything before the first fork, in the order the lock-down asks for."""
    gc.disable()  # a quarter of the import time goes into looking for garbage that is not there yet
    prepare_process()
    order.separate(options.layers)
    rehearse(options.layers)
    skipped = warm(options.preload)
    from autograder.worker.serve import run

    homes, emulation = prepare_homes(options)
    warm_parser()
    facts = {
        "skipped": skipped,
        "emulation": emulation,
        "version": sys.version,
        "capability": processor_capability(),
        "readable": [str(path) for path in readable()],
    }
    hygiene.forget_repository(readable())
    hygiene.forget_environment()
    null = os.open(os.devnull, os.O_RDWR)
    gc.freeze()  # and not collected before: that takes 0.2 s and frees no memory
    gc.enable()
    if order.ON_LINUX:
        merge_heap()
    seal = order.seal(options.layers)
    return Zygote(options, control, seal, null, functools.partial(run, homes=homes), facts)


def prepare_homes(options: Options) -> tuple[Homes, str]:
    """The devices its workers can be for; and why the emulated one is not among them, if it is not."""
    from autograder.worker.emulated import CannotEmulate, prepare
    from autograder.worker.home import Homes

    if not options.emulated:
        return Homes(), "not asked for"
    try:
        return Homes(prepare()), ""
    except CannotEmulate as error:
        return Homes(), str(error)


def warm_parser() -> None:
    """Parse something once: loading a submission starts with that, and its types are made at the first use.

    Takes 1 to 2 ms off each of the first loads of 5 ms.
    """
    for _ in ast.walk(ast.parse(Path(__file__).read_text("utf-8"))):
        pass


def prepare_process() -> None:
    """Few descriptors, and the first to go when memory runs out."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    few = hygiene.MOST_DESCRIPTORS if most == resource.RLIM_INFINITY else min(hygiene.MOST_DESCRIPTORS, most)
    resource.setrlimit(resource.RLIMIT_NOFILE, (few, most))
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(KILL_FIRST)


def processor_capability() -> str:
    """Which kernels torch picks here; judge and worker must agree, or they round differently."""
    if "torch" not in sys.modules:
        return ""
    import torch

    return torch.backends.cpu.get_cpu_capability()


if __name__ == "__main__":
    main()

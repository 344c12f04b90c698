"""Choose a tier on a machine where some system calls fail or lie; prints the choice as JSON.

Argument: JSON of ``[{"name of call": errno}, whether D is allowed]``; errno 0 makes the call return success and do
nothing, as a kernel or container layer might that only pretends. Run as a program, because the restriction stays.
"""

from __future__ import annotations

import json
import sys

from autograder.errors import SandboxError
from autograder.sandbox import choose
from autograder.worker.lockdown import bpf, kernel, seccomp
from autograder.worker.lockdown.syscalls import number, this_machine


def restrict(calls: dict[str, int]) -> None:
    """For this process and everything it starts."""
    machine = this_machine()
    rules = {number(name): bpf.Rule(bpf.refuse(errno)) for name, errno in calls.items()}
    program = bpf.assemble(rules, machine=machine.audit, default=bpf.ALLOW, refuse_x32=False)
    kernel.no_new_privileges()
    seccomp.install(bpf.to_bytes(program))


def main() -> None:
    """Restrict, choose, tell."""
    calls, allow_process_only = json.loads(sys.argv[1])
    restrict(calls)
    try:
        zygote, choice = choose(allow_process_only=allow_process_only)
    except SandboxError as error:
        answer = {"error": str(error), "tip": error.tip}
    else:
        zygote.close()
        answer = {"tier": choice.tier, "lines": choice.lines()}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()

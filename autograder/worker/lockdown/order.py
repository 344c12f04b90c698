"""The order of the lock-down. Each line depends on the ones above it.

``separate()``, once, while the zygote is small and has one thread:

1. user, mount, pid, network, ipc and uts namespaces; a fork into the new pid namespace

``seal()``, once, after the libraries are warm:

2. a new read-only root
3. another identity where root started us, no capabilities, nothing to gain from exec
4. undumpable (a change of identity resets the flag)
5. the Landlock rules and the seccomp filter, opened and assembled but not entered

``lock()``, in every fork, after its descriptors and generators are its own:

6. die with the zygote (a fork does not inherit it)
7. Landlock: its scope keeps a fork from its siblings, so each enters on its own
8. limits
9. seccomp last: it refuses most of the calls above
"""

from __future__ import annotations

import os
import signal
import sys
from dataclasses import dataclass
from enum import StrEnum

from autograder.worker.lockdown import capabilities, kernel, landlock, namespaces, rlimits
from autograder.worker.lockdown.policy import Files
from autograder.worker.lockdown.readable import gpu_devices, gpu_facts, readable
from autograder.worker.lockdown.seccomp import Filter

ON_LINUX = sys.platform == "linux"


class Layer(StrEnum):
    """One independent reason why an attack fails."""

    NAMESPACES = "namespaces"
    PRIVILEGES = "privileges"
    LANDLOCK = "landlock"
    LIMITS = "limits"
    SECCOMP = "seccomp"
    NO_OPEN = "no_open"
    """Seccomp that refuses to open any file."""
    DEVICES = "devices"
    """No layer but a hole in three: a GPU's device files, commands to its driver, and its address space."""


Layers = frozenset[Layer]


@dataclass(frozen=True, slots=True)
class Seal:
    """What a sealed zygote has ready for its forks."""

    size: rlimits.Size | None
    """``None`` where limits are not wanted or the system has no ``/proc``."""
    rules: int | None
    """Descriptor of the Landlock rules, ``None`` without that layer."""
    filter: Filter | None
    """``None`` without seccomp."""


def separate(layers: Layers) -> None:
    """Enter the namespaces; returns in another process than it was called in."""
    if Layer.NAMESPACES in layers:
        namespaces.enter()


def seal(layers: Layers) -> Seal:
    """Close the zygote itself and prepare what its forks enter; ``OSError`` names the layer that does not work."""
    trees = readable() + (gpu_facts() if Layer.DEVICES in layers else ())
    size = rlimits.Size.of_this_process() if ON_LINUX else None
    if Layer.NAMESPACES in layers:
        namespaces.new_root(trees)
        trees = (*trees, namespaces.HOME)
    elif Layer.PRIVILEGES in layers and ON_LINUX:
        capabilities.leave_root(trees)
    if Layer.PRIVILEGES in layers and ON_LINUX:
        capabilities.drop()
    if ON_LINUX:
        kernel.no_new_privileges()
        kernel.undumpable()
        kernel.die_with_parent(signal.SIGKILL)
    devices = gpu_devices() if Layer.DEVICES in layers else ()
    rules = landlock.ruleset(trees, devices) if Layer.LANDLOCK in layers else None
    return Seal(size, rules, _filter(layers))


def lock(seal: Seal, layers: Layers, memory: int, processor_seconds: int) -> None:
    """Close a fork for good: ``memory`` in bytes on top of the zygote."""
    if ON_LINUX:
        kernel.die_with_parent(signal.SIGKILL)
    if seal.rules is not None:
        landlock.enforce(seal.rules)
        os.close(seal.rules)
    if Layer.LIMITS in layers:
        rlimits.apply(seal.size, memory, processor_seconds, gpu=Layer.DEVICES in layers)
    if seal.filter is not None:
        seal.filter.install()


def _filter(layers: Layers) -> Filter | None:
    if Layer.NO_OPEN in layers:
        return Filter(Files.NONE)
    if Layer.DEVICES in layers:
        return Filter(Files.DEVICES) if Layer.SECCOMP in layers else None
    return Filter(Files.READ_ONLY) if Layer.SECCOMP in layers else None

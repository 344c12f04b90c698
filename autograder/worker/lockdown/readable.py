"""What a worker may read: the standard library, installed packages and shared libraries; nothing of the course.

Not ``/usr`` and ``sys.prefix`` as a whole: a container image may well keep the course in ``/usr/src/app``.
"""

from __future__ import annotations

import site
import sys
import sysconfig
from pathlib import Path

SHARED_LIBRARIES = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/nix/store")
SMALL_THINGS = (
    "/etc/alternatives",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/usr/share/fonts",
    "/usr/share/zoneinfo",
    "/dev/null",
    "/dev/zero",
    "/dev/urandom",
)
GPU_DEVICES = ("nvidiactl", "nvidia-uvm", "nvidia-uvm-tools", "nvidia-modeset", "nvidia[0-9]*", "nvidia-caps/*")
"""Below ``/dev``: what the driver of NVIDIA's GPUs opens and sends its commands to."""
GPU_FACTS = ("/proc/driver/nvidia", "/proc/devices", "/proc/cpuinfo", "/proc/meminfo", "/sys/devices", "/sys/bus/pci")
"""What it reads about the machine: its own version, processors and memory nodes, the bus."""


def gpu_devices() -> tuple[Path, ...]:
    """The device files of this machine's GPUs; none where there is no driver."""
    return tuple(sorted({path for pattern in GPU_DEVICES for path in Path("/dev").glob(pattern)}))


def gpu_facts() -> tuple[Path, ...]:
    """What the driver reads, as far as it is there."""
    return tuple(path for path in map(Path, GPU_FACTS) if path.exists())


def readable() -> tuple[Path, ...]:
    """Existing files and trees, none inside another, by the names they are asked for and by their real ones."""
    paths = sysconfig.get_paths()
    wanted = [
        *SHARED_LIBRARIES,
        *(paths[kind] for kind in ("stdlib", "platstdlib", "purelib", "platlib")),
        *site.getsitepackages(),
        *(f"{prefix}/lib" for prefix in (sys.prefix, sys.base_prefix)),
        *SMALL_THINGS,
    ]
    named = [Path(path).absolute() for path in wanted]
    found = {path for path in [*named, *(path.resolve() for path in named)] if path.exists()}
    return tuple(sorted(path for path in found if not found.intersection(path.parents)))

"""What a fork must not inherit: the repository, the environment, the parent's generators and descriptors."""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Iterable
from pathlib import Path

from autograder.worker.lockdown.namespaces import HOME

SOCKET = 3
"""The one descriptor of a worker beside 0, 1 and 2, which are ``/dev/null``."""
MOST_DESCRIPTORS = 4096
"""A zygote limits itself to these, so closing up to here closes all. Not to fewer: the limit also bounds how many
descriptors all processes of the user may have on their way through sockets."""


def forget_repository(readable: Iterable[Path]) -> None:
    """Make ``import solutions``, ``import grading_tests`` and ``import autograder.grading`` fail from here on.

    Only paths inside the readable trees stay, and the finders of editable installations go, whoever made them.
    """
    trees = set(readable)
    sys.path[:] = [entry for entry in sys.path if trees.intersection((Path(entry), *Path(entry).parents))]
    sys.meta_path[:] = [finder for finder in sys.meta_path if not _is_editable(finder)]
    sys.path_hooks[:] = [hook for hook in sys.path_hooks if not _is_editable(hook)]
    sys.path_importer_cache.clear()
    for name in ("autograder", "autograder.worker"):
        sys.modules[name].__path__ = []
    for name in [name for name in sys.modules if "editable" in name]:
        del sys.modules[name]


def forget_environment() -> None:
    """Leave the variables a program may look for. The kernel keeps the first ones, so no secret may be among them."""
    os.environ.clear()
    os.environ.update(HOME=str(HOME), TMPDIR=str(HOME), PATH="", LANG="C.UTF-8", MPLBACKEND="Agg")


def keep_descriptors(null: int, connection: int, rules: int | None, *, debug: bool) -> None:
    """Leave 0, 1 and 2, the connection at 3, and the Landlock rules until they are entered."""
    for descriptor in (0, 1) if debug else (0, 1, 2):
        os.dup2(null, descriptor)
    os.dup2(connection, SOCKET)
    last = MOST_DESCRIPTORS if rules is None else rules
    os.closerange(SOCKET + 1, last)
    os.closerange(last + 1, MOST_DESCRIPTORS)


def seed_generators(seed: bytes) -> None:
    """Start torch's, numpy's and Python's global generators from 8 bytes (SEMANTICS 22)."""
    number = int.from_bytes(seed, "little")
    random.seed(seed)  # bytes are hashed; as a number it would give numpy's very stream
    if "torch" in sys.modules:
        import torch

        # not torch.manual_seed(): it also queues a CUDA seed with a formatted stack, 2.5 ms
        torch.default_generator.manual_seed(number)
    if "numpy" in sys.modules:
        import numpy as np

        np.random.seed([number & 0xFFFFFFFF, number >> 32])  # noqa: NPY002 - the generator student code reads


def _is_editable(thing: object) -> bool:
    """Whether a finder or path hook belongs to an editable installation (setuptools, editables, meson, ...)."""
    place = getattr(thing, "__module__", None) or type(thing).__module__
    return "editable" in place

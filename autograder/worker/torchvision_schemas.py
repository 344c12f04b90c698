"""Import torchvision beside a torch it was not built for.

torchvision from the package index is built against CUDA torch. Beside a CPU torch its C++ operators do not load, and
0.28 then fails at import, because two Python registrations find no schema. With the schemas defined, transforms,
datasets and models work; the operators themselves (``nms``, ``roi_align``, ...) say that they are missing when called.
"""

from __future__ import annotations

import contextlib
import importlib.util
from pathlib import Path

SCHEMAS = {
    "torchvision::nms": "(Tensor dets, Tensor scores, float iou_threshold) -> Tensor",
    "torchvision::qnms": "(Tensor dets, Tensor scores, float iou_threshold) -> Tensor",
}


def define_missing_schemas() -> None:
    """Define the schemas where torchvision's own operators cannot be loaded; call it before ``import torchvision``.

    Does nothing where torchvision is absent, complete or already imported. For worker and judge alike.
    """
    found = importlib.util.find_spec("torchvision")
    if found is None or found.origin is None:
        return
    import torch

    for library in Path(found.origin).parent.glob("_C*.*"):
        with contextlib.suppress(OSError):  # built for another torch
            torch.ops.load_library(str(library))  # type: ignore[no-untyped-call]
    for name, schema in SCHEMAS.items():
        namespace, operator = name.split("::")
        if not hasattr(getattr(torch.ops, namespace), operator):
            torch.library.define(name, schema)

"""The key under which a result may be used again (SEMANTICS 24)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from autograder.model import Device, Limits

FORMAT = "autograder/cache/v1"
"""Changes when the meaning of a part or of a kept result does."""


def cache_key(
    *,
    submission: str,
    test: str,
    seed: str,
    device: Device,
    tier: str,
    limits: Limits,
    versions: Mapping[str, str],
    everything_loaded: bool,
) -> str:
    """SHA-256 over all that decides the result of one test for one submission, in hexadecimal.

    Args:
        submission: ``Submission.digest``: what is executed, whoever handed it in.
        test: ``HiddenTest.digest``: the test, its module and helpers, references, what the worker loads besides.
        seed: the run's seed.
        device: where the cases run.
        tier: isolation tier; a system call refused in one is granted in another.
        limits: what the submission may use.
        versions: of Python, the libraries in worker and judge, and this package.
        everything_loaded: whether all statements of the submission were executed, or only those of SEMANTICS 5.

    """
    parts = {
        "format": FORMAT,
        "submission": submission,
        "test": test,
        "seed": seed,
        "device": device.value,
        "tier": tier,
        "limits": [
            float(limits.call_seconds),  # 5 and 5.0 are one limit
            float(limits.load_seconds),
            float(limits.total_seconds),
            limits.memory_mb,
            limits.output_kb,
        ],
        "versions": dict(versions),
        "everything_loaded": everything_loaded,
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()

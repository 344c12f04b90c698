"""The key under which a result may be used again (SEMANTICS 24)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from autograder.model import Device, Limits

FORMAT = "autograder/cache/v2"
"""Changes when the meaning of a part or of a kept result does."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one submission on one device: what they share is written down once, then one short hash each."""

    shared: str

    @classmethod
    def of(
        cls,
        *,
        submission: str,
        seed: str,
        device: Device,
        tier: str,
        limits: Limits,
        versions: Mapping[str, str],
        everything_loaded: bool,
    ) -> Keys:
        """Take in all that decides a result besides the test.

        Args:
            submission: ``Submission.digest``: what is executed, whoever handed it in.
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
        return cls(hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest())

    def key(self, test: str) -> str:
        """The key of one test, by ``HiddenTest.digest``; in hexadecimal."""
        return hashlib.sha256(f"{self.shared} {test}".encode()).hexdigest()

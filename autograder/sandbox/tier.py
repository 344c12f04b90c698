"""How well a worker is isolated."""

from __future__ import annotations

from enum import StrEnum

from autograder.worker.lockdown.order import Layer, Layers


class Tier(StrEnum):
    """From best to least; G is for workers that use a GPU, which need more than B gives."""

    A = "A"
    """Sealed: own namespaces and root, no capabilities, Landlock, limits, seccomp."""
    B = "B"
    """Confined: Landlock, limits, seccomp, no capabilities; for containers that forbid namespaces."""
    C = "C"
    """Filter only: seccomp that opens no file, limits; for kernels without Landlock."""
    D = "D"
    """Process only: stops what cheats inside one process, not what reads files or uses the network."""
    G = "G"
    """B with a GPU: its device files, commands to its driver, and address space without a limit."""

    @property
    def description(self) -> str:
        """For reports and people."""
        return _DESCRIPTIONS[self]

    @property
    def layers(self) -> Layers:
        """What a zygote of this tier applies."""
        return _LAYERS[self]


_COMMON = frozenset({Layer.PRIVILEGES, Layer.LIMITS})
_LAYERS: dict[Tier, Layers] = {
    Tier.A: _COMMON | {Layer.NAMESPACES, Layer.LANDLOCK, Layer.SECCOMP},
    Tier.B: _COMMON | {Layer.LANDLOCK, Layer.SECCOMP},
    Tier.C: _COMMON | {Layer.NO_OPEN},
    Tier.D: _COMMON,
    Tier.G: _COMMON | {Layer.LANDLOCK, Layer.SECCOMP, Layer.DEVICES},
}
ORDINARY = (Tier.A, Tier.B, Tier.C, Tier.D)
"""Those that are tried for workers without a GPU, best first."""
_DESCRIPTIONS = {
    Tier.A: "A sealed",
    Tier.B: "B confined",
    Tier.C: "C filter only",
    Tier.D: "D process only",
    Tier.G: "G with a GPU",
}

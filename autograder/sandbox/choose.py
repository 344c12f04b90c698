"""Choose the best isolation that works here, by trying it, and say why the better ones do not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import SandboxError
from autograder.sandbox.selftest import examine
from autograder.sandbox.tier import ORDINARY, Tier
from autograder.sandbox.zygote import Facts, Zygote

CONTAINER_TIP = (
    "grade in a container, which gives B or better on any laptop: "
    'docker run --rm -it -v "$PWD":/course -w /course python:3.11 make grade; '
    "or accept it for this run with --allow-process-only"
)


@dataclass(frozen=True, slots=True)
class Attempt:
    """What trying one tier has shown."""

    tier: Tier
    reasons: tuple[str, ...]
    """What speaks against it; nothing if it holds."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The tier that submissions run in, and how it was found."""

    tier: Tier
    attempts: tuple[Attempt, ...]
    """From the best tier down to the chosen one."""
    facts: Facts

    def lines(self) -> list[str]:
        """For ``autograder doctor``: one line for each reason, the last one the choice."""
        refused = [f"{a.tier.description}: {reason}" for a in self.attempts for reason in a.reasons]
        return [*refused, f"{self.tier.description}: holds"]


class Search:
    """Starts the first zygote at once, so that its boot overlaps with what the caller imports meanwhile.

    Args:
        preload: packages to import and warm in the workers.
        tiers: which to try, best first.
        hidden: files and folders that no worker may read.
        emulated: some workers are to have the emulated accelerator.
        debug: leave the workers' standard error open.

    """

    def __init__(
        self,
        preload: Iterable[str] = (),
        tiers: Sequence[Tier] = ORDINARY,
        *,
        hidden: Iterable[Path] = (),
        emulated: bool = False,
        debug: bool = False,
    ) -> None:
        self._preload, self._tiers, self._emulated, self._debug = tuple(preload), tuple(tiers), emulated, debug
        self._hidden = tuple(hidden)
        self._zygote = self._start(self._tiers[0])

    def finish(self, *, allow_process_only: bool = False) -> tuple[Zygote, Choice]:
        """Wait, examine, and fall to the next tier where one does not hold; the zygote is the one that passed.

        Raises:
            SandboxError: none of the tiers holds, or only D does and is not allowed.

        """
        attempts: list[Attempt] = []
        for tier in self._tiers:
            if tier is Tier.D and not allow_process_only:
                break
            if attempts:
                self._zygote = self._start(tier)
            zygote = self._zygote
            reasons = examine(zygote)
            attempts.append(Attempt(tier, reasons))
            if not reasons:
                facts = zygote.wait_ready()
                self._refuse_readable(zygote, facts)
                return zygote, Choice(tier, tuple(attempts), facts)
            zygote.close()
        found = "; ".join(f"{a.tier.description}: {'; '.join(a.reasons)}" for a in attempts)
        raise SandboxError(f"no isolation works on this machine ({found})", where="sandbox", tip=CONTAINER_TIP)

    def close(self) -> None:
        """End the zygote: the one that was chosen, or the one that was being tried."""
        self._zygote.close()

    def _start(self, tier: Tier) -> Zygote:
        return Zygote(self._preload, tier, emulated=self._emulated, debug=self._debug)

    def _refuse_readable(self, zygote: Zygote, facts: Facts) -> None:
        trees = {Path(path).resolve() for path in facts.readable}
        for path in self._hidden if zygote.tier in (Tier.A, Tier.B, Tier.G) else ():
            where = path.resolve()
            if trees.intersection((where, *where.parents)):
                zygote.close()
                raise SandboxError(
                    "a submission could read the hidden side: it lies among the libraries of Python",
                    where=str(path),
                    tip="move the course out of the folders that hold installed packages",
                )


def choose(
    preload: Iterable[str] = (),
    tiers: Sequence[Tier] = ORDINARY,
    *,
    hidden: Iterable[Path] = (),
    allow_process_only: bool = False,
) -> tuple[Zygote, Choice]:
    """:class:`Search` in one call, for who has nothing to do meanwhile."""
    return Search(preload, tiers, hidden=hidden).finish(allow_process_only=allow_process_only)

"""What ``make bench`` prints."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from benchmarks.figures import Row


@dataclass(frozen=True, slots=True)
class Ratio:
    """One way of grading beside another, both of this run."""

    ours: Row
    other: Row

    def lines(self) -> Iterator[str]:
        """How many times as fast, or as slow, per submission."""
        steady = self.other.figures.steady / self.ours.figures.steady
        each = self.other.figures.each / self.ours.figures.each
        if steady >= 1:
            yield f"{self.ours.name}: {steady:.0f} times as fast as {self.other.name} ({each:.0f} all in)"
        else:
            yield f"{self.ours.name}: {1 / steady:.1f} times as slow as {self.other.name}"


@dataclass(frozen=True, slots=True)
class Scaling:
    """How much of twice the work of one judge on one core two judges do."""

    one: Row
    two: Row

    def lines(self) -> Iterator[str]:
        """The efficiency: 1 is twice as fast."""
        efficiency = self.one.figures.steady / (2 * self.two.figures.steady)
        yield f"{self.two.name}: {efficiency:.2f} of twice the speed of {self.one.name}"


@dataclass(frozen=True, slots=True)
class Overhead:
    """What another way of running costs on top."""

    plain: Row
    other: Row

    def lines(self) -> Iterator[str]:
        """Milliseconds a submission, and times."""
        before, after = self.plain.figures.steady, self.other.figures.steady
        yield (
            f"{self.other.name}: {1000 * (after - before):+.0f} ms a submission beside {self.plain.name}, "
            f"{after / before:.2f} times its time"
        )


@dataclass(frozen=True, slots=True)
class Growth:
    """What a submission costs in a small cohort and in a large one."""

    rows: Sequence[Row]

    def lines(self) -> Iterator[str]:
        """Seconds a submission and memory of the coordinator, by the size of the cohort."""
        told = [f"{row.count}: {row.figures.steady:.4f} s, {row.own_mb:.0f} MB" for row in self.rows]
        yield f"each, and the coordinator's memory, by the size of the cohort: {'; '.join(told)}"


Finding = Ratio | Scaling | Overhead | Growth


def show(rows: Sequence[Row], ratios: Sequence[Finding], console: Console) -> None:
    """Print the table and what follows from it."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("", no_wrap=True)
    for header in ("n", "total s", "start s", "s each", "s all in", "MB"):
        table.add_column(header, justify="right")
    for row in rows:
        figures = row.figures
        table.add_row(
            row.name,
            str(row.count),
            _number(figures.total, 1),
            _number(figures.start_up, 1),
            _number(figures.steady, 4),
            _number(figures.each, 4),
            _number(row.peak_mb, 0),
        )
    console.print(table)
    for ratio in ratios:
        for line in ratio.lines():
            console.print(line, highlight=False, soft_wrap=True)


def _number(value: float, digits: int) -> str:
    return "" if math.isnan(value) else f"{value:.{digits}f}"

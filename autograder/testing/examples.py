"""``given``: Hypothesis draws the examples once per run, every student gets the same list (SEMANTICS 23)."""

from __future__ import annotations

import contextlib
import functools
import inspect
from collections.abc import Callable, Iterator
from typing import Any, cast

import hypothesis
import numpy as np
import torch
from hypothesis import HealthCheck, Phase
from hypothesis import strategies as st
from hypothesis.internal.conjecture import providers

from autograder.compare import independent_copy
from autograder.testing.running import Running, current

EXAMPLES = 25
Test = Callable[..., None]
STEADY = hypothesis.settings(
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
    print_blob=False,
)
"""What happened in an earlier run, or how busy the machine is, changes nothing."""


def given(*, examples: int = EXAMPLES, **strategies: st.SearchStrategy[Any]) -> Callable[[Test], Test]:
    """Run a test on examples of these strategies; the test's other parameters are fixtures.

    The engine would cost 25 ms per submission for 40 examples, and every student would meet other ones.

    Args:
        examples: how many are drawn.
        strategies: one per parameter, by name.

    """

    def decorate(test: Test) -> Test:
        signature = inspect.signature(test)
        fixtures = [p for name, p in signature.parameters.items() if name not in strategies]

        @functools.wraps(test)
        def replay(**fixture_values: Any) -> None:
            __tracebackhide__ = True
            running = current()
            drawn = running.memo.get(
                (running.test, "examples"), lambda: draw(strategies, examples, running.numbers("examples"))
            )
            for example in drawn:
                running.example = example
                test(**fixture_values, **independent_copy(example, keep=lambda value: value))
            running.example = {}

        replay.__signature__ = signature.replace(parameters=fixtures)  # type: ignore[attr-defined]
        del replay.__wrapped__  # pytest would ask for the strategies as fixtures
        return replay

    return decorate


def draw(strategies: dict[str, st.SearchStrategy[Any]], examples: int, seed: int) -> list[dict[str, Any]]:
    """Examples from a fixed seed: no database, no deadline, nothing taken from the modules that happen to be loaded."""
    found: list[dict[str, Any]] = []

    @hypothesis.seed(seed)
    @hypothesis.settings(STEADY, max_examples=examples)
    @hypothesis.given(st.fixed_dictionaries(strategies))
    def collect(example: dict[str, Any]) -> None:
        found.append(example)

    with no_harvested_constants():
        collect()
    return found


def steady_hypothesis() -> None:
    """Tests that use Hypothesis itself, and are imported after this, have these settings unless they say otherwise."""
    hypothesis.settings.register_profile("autograder", STEADY)
    hypothesis.settings.load_profile("autograder")


@contextlib.contextmanager
def steadily_drawn(test: object, running: Running) -> Iterator[None]:
    """While this runs, a test that uses Hypothesis itself draws what the seed says."""
    if not hypothesis.is_hypothesis_test(test):
        yield
        return
    hypothesis.seed(running.numbers("examples"))(cast("Test", test))
    with no_harvested_constants():
        yield


@contextlib.contextmanager
def no_harvested_constants() -> Iterator[None]:
    """Hypothesis mixes in constants from the source of loaded modules; a replay loads others and would draw others."""
    provider: Any = providers.HypothesisProvider
    original = getattr(provider, "_maybe_draw_constant", None)
    if original is None:
        yield
        return
    provider._maybe_draw_constant = lambda *_args, **_kwargs: None  # noqa: SLF001 - there is no public switch
    try:
        yield
    finally:
        provider._maybe_draw_constant = original  # noqa: SLF001


def tensors(
    shape: tuple[int, ...] | st.SearchStrategy[tuple[int, ...]],
    dtype: torch.dtype = torch.float32,
    elements: st.SearchStrategy[float] | None = None,
) -> st.SearchStrategy[torch.Tensor]:
    """Tensors of a shape, or of drawn shapes.

    Args:
        shape: the shape, or a strategy of shapes.
        dtype: the dtype.
        elements: values; without it normal ones, drawn as a block, which is faster and keeps off ties.

    """
    shapes = st.just(shape) if isinstance(shape, tuple) else shape
    if elements is None:
        return st.builds(lambda size, seed: _normal(size, dtype, seed), shapes, st.integers(0, 2**32 - 1))

    def filled(size: tuple[int, ...]) -> st.SearchStrategy[torch.Tensor]:
        count = int(np.prod(size, dtype=np.int64))
        values = st.lists(elements, min_size=count, max_size=count)
        return values.map(lambda flat: torch.tensor(flat, dtype=dtype).reshape(size))

    return shapes.flatmap(filled)


def _normal(size: tuple[int, ...], dtype: torch.dtype, seed: int) -> torch.Tensor:
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(size, generator=generator, dtype=torch.float64).to(dtype)

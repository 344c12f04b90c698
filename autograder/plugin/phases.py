"""One run of a test: set up, call, tear down, as pytest's own protocol does, without what only reports.

pytest asks forty hooks and makes three reports for each test, which nobody reads here: 0.15 ms, as long as all of a
judge's work on a remote call. A ``conftest.py`` that implements one of the hooks gets the whole protocol.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from _pytest.assertion import util

from autograder.compare import explain

HOOKS = (
    *("pytest_runtest_protocol", "pytest_runtest_setup", "pytest_runtest_call", "pytest_runtest_teardown"),
    *("pytest_runtest_logreport", "pytest_runtest_logstart", "pytest_runtest_logfinish", "pytest_pyfunc_call"),
)
OURS = ("_pytest.", "autograder.")
"""Modules whose hooks do nothing for a judge beyond what :func:`run` does."""

Told = Callable[[str, float, BaseException | None], None]
"""Is told of each phase: its name, how many seconds it took, what it raised."""


def is_plain(item: pytest.Item) -> bool:
    """Whether nobody but pytest itself takes part in running this test."""
    hooks = [impl for name in HOOKS for impl in getattr(item.config.hook, name).get_hookimpls()]
    return isinstance(item, pytest.Function) and all(impl.function.__module__.startswith(OURS) for impl in hooks)


def run(item: pytest.Function, tell: Told) -> None:
    """Run a test once; only what stands above a single one stays set up (``nextitem`` is its module)."""
    # the private half of pytest's runner: there is no public way to run a test that makes no reports
    state = item.session._setupstate  # noqa: SLF001
    request: object = item._request  # noqa: SLF001
    if request is False:  # it has run before
        item._initrequest()  # noqa: SLF001
    try:
        if _phase("setup", lambda: state.setup(item), tell):
            with bounded_words(item.config):
                _phase("call", lambda: _call(item), tell)
        _phase("teardown", lambda: state.teardown_exact(item.parent), tell)  # type: ignore[arg-type]
    finally:
        item._request = False  # type: ignore[assignment]  # noqa: SLF001
        item.funcargs = None  # type: ignore[assignment]


def _call(item: pytest.Function) -> None:
    item.obj(**{name: item.funcargs[name] for name in item._fixtureinfo.argnames})  # noqa: SLF001


def _phase(name: str, step: Callable[[], object], tell: Told) -> bool:
    raised: BaseException | None = None
    begun = time.perf_counter()
    try:
        step()
    except (KeyboardInterrupt, pytest.exit.Exception):
        raise
    except BaseException as error:  # noqa: BLE001 - pytest's own outcomes are no Exceptions
        raised = error
    tell(name, time.perf_counter() - begun, raised)
    return raised is None


@contextmanager
def bounded_words(config: pytest.Config) -> Iterator[None]:
    """Explain ``assert a == b`` with our bounded formatter (SEMANTICS 3).

    pytest's diff of two lists of 2,000 floats takes 34 s. The hook for other explanations does not help: pytest
    computes its own beside it.
    """
    before = util._reprcompare, util._config  # noqa: SLF001 - see above
    util._reprcompare, util._config = _in_bounds, config  # noqa: SLF001
    try:
        yield
    finally:
        util._reprcompare, util._config = before  # noqa: SLF001


def _in_bounds(operator: str, left: object, right: object) -> str:
    return f"{explain(left)} {operator} {explain(right)}".replace("\n", "\\n").replace("%", "%%")

"""Values that live longer than one test: no student may change them for the next (SEMANTICS 10)."""

from __future__ import annotations

import operator
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pytest
import torch

from autograder.compare import fingerprint, independent_copy

_CHANGEABLE = (list, dict, OrderedDict, set, torch.Tensor, torch.nn.Parameter, np.ndarray)
DEPTH = 4
"""How deep containers are looked into."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """One value as it was when it was first seen."""

    name: str
    read: Callable[[], Any]
    write: Callable[[Any], None]
    digest: str
    pristine: Any

    def put_back(self) -> None:
        """Give the tests to come an equal value in place of the changed one."""
        self.write(independent_copy(self.pristine, keep=lambda value: value))


@dataclass(frozen=True, slots=True)
class _Around:
    """What lives longer than one test and is within its reach."""

    kept: tuple[_Kept, ...]
    """Of its module and its parameters."""
    fixtures: tuple[pytest.FixtureDef[Any], ...]


class Lasting:
    """Watches names of test modules, values of ``parametrize``, and results of fixtures that outlive a test."""

    def __init__(self) -> None:
        self._items: dict[pytest.Item, _Around] = {}
        self._modules: dict[str, list[_Kept]] = {}
        self._fixtures: dict[pytest.FixtureDef[Any], tuple[object, list[_Kept]]] = {}

    def watch(self, item: pytest.Item) -> None:
        """Remember what there is when a test begins; its fixtures are set up."""
        for _ in self._of(item):
            pass

    def protected(self, item: pytest.Item) -> Mapping[int, str]:
        """Ids of the watched objects and of what they hold, with the name to blame."""
        return {key: kept.name for kept in self._of(item) for key in _ids(kept.read(), DEPTH)}

    def changed(self, item: pytest.Item) -> str:
        """The first watched name whose value changed, put back as it was; empty if none did."""
        for kept in self._of(item):
            if fingerprint(kept.read()) != kept.digest:
                kept.put_back()
                return kept.name
        return ""

    def _of(self, item: pytest.Item) -> Iterator[_Kept]:
        if not isinstance(item, pytest.Function):
            return
        around = self._items.get(item)
        if around is None:
            around = self._items[item] = self._around(item)
        yield from around.kept
        for definition in around.fixtures:
            if definition.cached_result is not None:
                yield from self._of_fixture(definition)

    def _around(self, item: pytest.Function) -> _Around:
        name, module = item.module.__name__, vars(item.module)
        if name not in self._modules:
            values = {key: value for key, value in module.items() if not key.startswith("__") and key != "pytestmark"}
            self._modules[name] = list(_kept(values, module))
        callspec = getattr(item, "callspec", None)
        parameters = [] if callspec is None else list(_kept(callspec.params, callspec.params))
        return _Around((*self._modules[name], *parameters), tuple(_lasting_fixtures(item)))

    def _of_fixture(self, definition: pytest.FixtureDef[Any]) -> list[_Kept]:
        results = _Results(definition)
        value = results[definition.argname]
        known = self._fixtures.get(definition)
        if known is None or known[0] is not value:  # set up anew since
            known = self._fixtures[definition] = value, list(_kept({definition.argname: value}, results))
        return known[1]


class _Results:
    """The result of a fixture, as a place to read and write."""

    def __init__(self, definition: pytest.FixtureDef[Any]) -> None:
        self._definition = definition

    def __getitem__(self, _name: str) -> Any:
        result = self._definition.cached_result
        return None if result is None else result[0]

    def __setitem__(self, _name: str, value: Any) -> None:
        _, key, _ = self._definition.cached_result or (None, None, None)
        self._definition.cached_result = (value, key, None)


def _lasting_fixtures(item: pytest.Function) -> Iterator[pytest.FixtureDef[Any]]:
    """Fixtures of the test that are set up once for several tests; ours all have the scope of one."""
    definitions = item._fixtureinfo.name2fixturedefs  # noqa: SLF001 - the only way from a test to its fixtures
    for name in item.fixturenames:
        for definition in definitions.get(name, ())[-1:]:
            if definition.scope != "function":
                yield definition


def _kept(values: Mapping[str, Any], place: Any) -> Iterator[_Kept]:
    for name, value in values.items():
        if any(_ids(value, DEPTH)):
            read, write = partial(operator.getitem, place, name), partial(operator.setitem, place, name)
            yield _Kept(name, read, write, fingerprint(value), independent_copy(value, keep=lambda part: part))


def _ids(value: Any, depth: int) -> list[int]:
    found = [id(value)] if type(value) in _CHANGEABLE else []
    if depth and isinstance(value, (list, tuple, dict)):
        for part in value.values() if isinstance(value, dict) else value:
            found += _ids(part, depth - 1)
    return found

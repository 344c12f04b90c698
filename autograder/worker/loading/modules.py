"""Modules of a multi-file submission, imported from memory (SEMANTICS 7).

Nothing of a submission is ever put on ``sys.path``, and nothing of it takes the place of an installed module: the
finder comes last, so whatever is installed is found before it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from types import ModuleType

from autograder.worker.loading.places import file_name

Execute = Callable[[str, str, ModuleType], None]
"""Runs source with a label in a module."""


class OwnModules(MetaPathFinder, Loader):
    """Finds and runs the submission's own modules.

    Args:
        sources: source by dotted name; ``pkg.__init__`` makes ``pkg`` a package, ``pkg.mod`` alone does so too.
        execute: runs the source of a module in its namespace.

    """

    def __init__(self, sources: Mapping[str, str], execute: Execute) -> None:
        self._execute = execute
        self._sources = {name.removesuffix(".__init__"): text for name, text in sources.items()}
        self._packages = {name.removesuffix(".__init__") for name in sources if name.endswith(".__init__")}
        for name in sources:
            parents = name.split(".")[:-1]
            self._packages |= {".".join(parents[:depth]) for depth in range(1, len(parents) + 1)}
        self.shadowed = sorted(name for name in self._top_level() if _is_installed(name))
        """Top-level names that are left to the installed modules of that name."""

    @property
    def names(self) -> frozenset[str]:
        """Top-level names that import the submission's own modules."""
        return self._top_level().difference(self.shadowed)

    def _top_level(self) -> frozenset[str]:
        return frozenset(name.partition(".")[0] for name in self._sources)

    def install(self) -> None:
        """Become the last finder of this process, in place of that of an earlier submission."""
        for finder in [finder for finder in sys.meta_path if isinstance(finder, OwnModules)]:
            sys.meta_path.remove(finder)
            for name, module in list(sys.modules.items()):
                if getattr(module, "__loader__", None) is finder:
                    del sys.modules[name]
        if self._sources:
            sys.meta_path.append(self)

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002 - importlib's signature
        target: ModuleType | None = None,  # noqa: ARG002
    ) -> ModuleSpec | None:
        """Importlib's question whether this finder has a module."""
        if fullname.partition(".")[0] in self.shadowed or not (fullname in self._sources or fullname in self._packages):
            return None
        return ModuleSpec(fullname, self, origin=file_name(self.label(fullname)), is_package=fullname in self._packages)

    def exec_module(self, module: ModuleType) -> None:
        """Importlib's request to run a module."""
        self._execute(self.label(module.__name__), self._sources.get(module.__name__, ""), module)

    def label(self, name: str) -> str:
        """How messages name a module: its file."""
        path = name.replace(".", "/")
        return f"{path}/__init__.py" if name in self._packages else f"{path}.py"

    def sources(self) -> dict[str, str]:
        """Source by dotted name of the modules that can be imported."""
        return {name: text for name, text in self._sources.items() if name.partition(".")[0] in self.names}


def _is_installed(name: str) -> bool:
    if name in sys.stdlib_module_names:
        return True
    module = sys.modules.get(name)
    if module is not None:
        return not isinstance(getattr(module, "__loader__", None), OwnModules)
    try:
        found = find_spec(name)
    except (ImportError, ValueError, OSError):
        return False
    return found is not None and not isinstance(found.loader, OwnModules)

"""What a statement reads, binds, changes and calls: the questions that decide which statements run.

One pass over the syntax tree, without recursion (a student's expression may be nested deeper than our stack), keeps
the names of each scope apart; then inner scopes hand what they do not bind themselves to the scope around them.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, field

MUTATORS = frozenset({
    "append", "extend", "insert", "pop", "popitem", "remove", "clear", "update", "setdefault", "add", "discard", "sort",
    "reverse", "move_to_end", "appendleft", "popleft", "extendleft", "rotate", "fill", "put", "itemset", "resize",
    "setflags", "step", "zero_grad", "load_state_dict", "register_buffer", "register_parameter", "register_module",
    "register_forward_hook", "add_module", "fit", "partial_fit", "set_params", "send", "__setitem__", "__setattr__",
    "__delitem__",
})  # fmt: skip
"""Methods that change their object even where their result is used."""

CHANGES_ARGUMENT = frozenset({
    "shuffle", "fill_diagonal", "copyto", "put", "place", "putmask", "heapify", "heappush", "heappop", "insort",
    "setattr", "delattr", "next",
})  # fmt: skip
"""Library functions that change their first argument."""

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_LEAVES = frozenset(
    [str, int, type(None), ast.Constant]
    + [
        leaf
        for kind in (ast.expr_context, ast.operator, ast.unaryop, ast.boolop, ast.cmpop)
        for leaf in kind.__subclasses__()
    ]
)
"""Types of field values that hold no names; skipping them halves the time."""


@dataclass(slots=True)
class Facts:
    """What running a statement, or calling a function, does to the names of the notebook."""

    reads: set[str] = field(default_factory=set)
    """Names whose value is used otherwise than by calling it."""
    calls: set[str] = field(default_factory=set)
    """Names that are called."""
    binds: set[str] = field(default_factory=set)
    """Names that get, or lose, a value."""
    changes: set[str] = field(default_factory=set)
    """Names whose object is changed in place."""
    passes: set[tuple[str, int | str, str]] = field(default_factory=set)
    """``(function, position or keyword, name)`` for each name handed to a function that is called by name."""
    parameters: tuple[str, ...] = ()
    """Of a function: its parameters in order."""
    changed_parameters: set[str] = field(default_factory=set)
    """Of a function: parameters whose object it changes in place."""


def of_statement(node: ast.stmt) -> Facts:
    """What running this top-level statement does; of a definition, what defining and calling it does."""
    module = _Scope(None)
    scopes = _Walk().run(node, module)
    facts = module.facts
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        facts.binds.discard(node.name)
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        body = scopes[0].facts
        facts.parameters = body.parameters
        facts.changed_parameters = body.changes.intersection(body.parameters)
    return facts


class _Scope:
    """The names of one function, class, comprehension or of the notebook itself."""

    __slots__ = ("facts", "global_names", "is_class", "is_comprehension", "outer_names", "parent")

    def __init__(self, parent: _Scope | None, *, is_class: bool = False, is_comprehension: bool = False) -> None:
        self.parent = parent
        self.is_class = is_class
        self.is_comprehension = is_comprehension
        self.facts = Facts()
        self.global_names: set[str] = set()
        self.outer_names: set[str] = set()

    def close(self) -> None:
        """Hand what is not this scope's own to the scope around it."""
        if self.parent is None:
            return
        inner, outer = self.facts, self.parent.facts
        own = inner.binds - self.global_names - self.outer_names
        hidden = own | set(inner.parameters)
        outer.reads |= inner.reads - hidden
        outer.calls |= inner.calls - hidden
        outer.changes |= inner.changes - hidden
        outer.passes |= {entry for entry in inner.passes if entry[2] not in hidden and entry[0] not in hidden}
        outer.binds |= inner.binds & self.outer_names
        self._hand_up_globals(inner.binds & self.global_names)

    def _hand_up_globals(self, names: set[str]) -> None:
        """``global`` names belong to the notebook, whatever lies between."""
        if not names:
            return
        scope = self
        while scope.parent is not None:
            scope = scope.parent
        scope.facts.binds |= names


class _Walk:
    """The pass over a tree; `stack` holds nodes still to visit with their scopes."""

    def __init__(self) -> None:
        self._stack: list[tuple[ast.AST, _Scope]] = []
        self._scopes: list[_Scope] = []

    def run(self, root: ast.stmt, module: _Scope) -> list[_Scope]:
        """Visit everything below `root` and close the scopes, inner ones first; the outermost function comes first."""
        self._stack.append((root, module))
        while self._stack:
            node, scope = self._stack.pop()
            visit = _VISITS.get(type(node))
            if visit is None:
                self.children(node, scope)
            else:
                visit(self, node, scope)
        for scope in reversed(self._scopes):
            scope.close()
        return self._scopes

    def children(self, node: ast.AST, scope: _Scope) -> None:
        """Visit what lies directly below a node, in the same scope."""
        for value in vars(node).values():
            if type(value) is list:
                self._stack += [(entry, scope) for entry in value if type(entry) not in _LEAVES]
            elif type(value) not in _LEAVES:
                self._stack.append((value, scope))

    def push(self, scope: _Scope, *nodes: ast.AST | None) -> None:
        """Visit these nodes."""
        self._stack += [(node, scope) for node in nodes if node is not None and type(node) not in _LEAVES]

    def open(self, parent: _Scope, *, is_class: bool = False, is_comprehension: bool = False) -> _Scope:
        """A new scope inside `parent`; a class's own names are not seen by the functions in it."""
        while parent.is_class and not is_comprehension and parent.parent is not None and not is_class:
            parent = parent.parent
        scope = _Scope(parent, is_class=is_class, is_comprehension=is_comprehension)
        self._scopes.append(scope)
        return scope

    def name(self, node: ast.Name, scope: _Scope) -> None:
        if isinstance(node.ctx, ast.Load):
            scope.facts.reads.add(node.id)
        else:
            scope.facts.binds.add(node.id)

    def function(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda, scope: _Scope) -> None:
        arguments = node.args
        every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
        every += [extra for extra in (arguments.vararg, arguments.kwarg) if extra is not None]
        self.push(scope, *arguments.defaults, *arguments.kw_defaults, *(entry.annotation for entry in every))
        inner = self.open(scope)
        inner.facts.parameters = tuple(entry.arg for entry in every)
        if isinstance(node, ast.Lambda):
            self.push(inner, node.body)
            return
        scope.facts.binds.add(node.name)
        self.push(scope, node.returns, *node.decorator_list)
        self.push(inner, *node.body)

    def class_(self, node: ast.ClassDef, scope: _Scope) -> None:
        scope.facts.binds.add(node.name)
        self.push(scope, *node.decorator_list, *node.bases, *node.keywords)
        self.push(self.open(scope, is_class=True), *node.body)

    def comprehension(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp, scope: _Scope) -> None:
        inner = self.open(scope, is_comprehension=True)
        first, *others = node.generators
        self.push(scope, first.iter)  # evaluated outside: in ``[x for x in x]`` the last x is the outer one
        self.push(inner, first.target, *first.ifs, *others)
        if isinstance(node, ast.DictComp):
            self.push(inner, node.key, node.value)
        else:
            self.push(inner, node.elt)

    def walrus(self, node: ast.NamedExpr, scope: _Scope) -> None:
        self.push(scope, node.value)
        while scope.is_comprehension and scope.parent is not None:
            scope = scope.parent
        scope.facts.binds.add(node.target.id)

    def declaration(self, node: ast.Global | ast.Nonlocal, scope: _Scope) -> None:
        names = scope.global_names if isinstance(node, ast.Global) else scope.outer_names
        names.update(node.names)

    def import_(self, node: ast.Import | ast.ImportFrom, scope: _Scope) -> None:
        scope.facts.binds.update(alias.asname or alias.name.partition(".")[0] for alias in node.names)

    def named(self, node: ast.ExceptHandler | ast.MatchAs | ast.MatchStar, scope: _Scope) -> None:
        if node.name:
            scope.facts.binds.add(node.name)
        self.children(node, scope)

    def rest(self, node: ast.MatchMapping, scope: _Scope) -> None:
        if node.rest:
            scope.facts.binds.add(node.rest)
        self.children(node, scope)

    def augmented(self, node: ast.AugAssign, scope: _Scope) -> None:
        if isinstance(node.target, ast.Name):
            scope.facts.reads.add(node.target.id)
            scope.facts.changes.add(node.target.id)  # in place for tensors, arrays and lists
        self.children(node, scope)

    def element(self, node: ast.Attribute | ast.Subscript, scope: _Scope) -> None:
        if not isinstance(node.ctx, ast.Load):
            _add_root(scope.facts.changes, node)
        self.children(node, scope)

    def expression(self, node: ast.Expr, scope: _Scope) -> None:
        """A method called for nothing but its effect changes its object: ``cache.append(1)``."""
        value = node.value
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute):
            _add_root(scope.facts.changes, value.func)
        self.push(scope, value)

    def call(self, node: ast.Call, scope: _Scope) -> None:
        facts, function = scope.facts, node.func
        method = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        if isinstance(function, ast.Name):
            facts.calls.add(function.id)
            _add_passed(facts.passes, function.id, node)
        else:
            if method in MUTATORS or _is_in_place(method):
                _add_root(facts.changes, function)
            self.push(scope, function)
        if node.args and (method in CHANGES_ARGUMENT or _is_in_place(method)):
            _add_root(facts.changes, node.args[0])
        self.push(scope, *node.args, *node.keywords)


def _is_in_place(method: str) -> bool:
    """PyTorch's convention: ``add_``, ``xavier_uniform_``."""
    return method.endswith("_") and not method.endswith("__")


def _add_passed(passes: set[tuple[str, int | str, str]], function: str, node: ast.Call) -> None:
    for position, argument in enumerate(node.args):
        root = _root(argument)
        if root:
            passes.add((function, position, root))
    for keyword in node.keywords:
        root = _root(keyword.value)
        if root and keyword.arg:
            passes.add((function, keyword.arg, root))


def _add_root(names: set[str], node: ast.AST) -> None:
    root = _root(node)
    if root:
        names.add(root)


def _root(node: ast.AST) -> str:
    """The name at the beginning of ``name.a[b].c``; empty if it does not begin with a name."""
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Starred)):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


_VISITS: dict[type, Callable[..., None]] = {
    ast.Name: _Walk.name,
    **dict.fromkeys(_FUNCTIONS, _Walk.function),
    ast.ClassDef: _Walk.class_,
    **dict.fromkeys((ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp), _Walk.comprehension),
    ast.NamedExpr: _Walk.walrus,
    **dict.fromkeys((ast.Global, ast.Nonlocal), _Walk.declaration),
    **dict.fromkeys((ast.Import, ast.ImportFrom), _Walk.import_),
    **dict.fromkeys((ast.ExceptHandler, ast.MatchAs, ast.MatchStar), _Walk.named),
    ast.MatchMapping: _Walk.rest,
    ast.AugAssign: _Walk.augmented,
    **dict.fromkeys((ast.Attribute, ast.Subscript), _Walk.element),
    ast.Expr: _Walk.expression,
    ast.Call: _Walk.call,
}

"""``agree``: call the student's function and the reference on equal inputs, and compare everything."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

import torch

from autograder.compare import (
    ABSENT,
    Inputs,
    Levels,
    Mismatch,
    Rules,
    compare,
    compare_arguments,
    double_precision_copy,
    fingerprint,
    hold,
    independent_copy,
    perturbed_copy,
)
from autograder.errors import AuthoringError
from autograder.model import Kind
from autograder.remote import AuthorMistake, Once, OnCpu, StudentFault
from autograder.testing.running import Answer, Traffic, current

Function = Callable[..., Any]
PERTURBED_RUNS = 4


@dataclass(frozen=True, slots=True)
class _Expected:
    """What the reference gives on some inputs."""

    answer: Answer
    precise: Answer | None
    """The same computed in float64; ``None`` where that is not possible."""
    untouched: str = ""
    """Digest of its arguments afterwards: most functions leave them as they are."""


@dataclass(frozen=True, slots=True)
class Agree:
    """``agree(actual_fn, expected_fn, *args, **kwargs)`` raises ``Mismatch`` where the two differ.

    Both are called on equal, independent copies of the arguments; results and arguments afterwards are compared
    (SEMANTICS 18 to 20). The reference runs twice, in the given dtypes and in float64, once per run for all students.
    """

    rules: Rules = field(default_factory=Rules)
    arguments: bool = True
    """Compare the arguments after the call as well."""

    def where(
        self,
        *,
        level: Mapping[torch.dtype, float] | None = None,
        arguments: bool = True,
        **rules: Any,
    ) -> Agree:
        """The same with other rules.

        Args:
            level: largest accepted error relative to the norm, per dtype.
            arguments: False to compare the results only.
            rules: fields of ``autograder.compare.Rules``, such as ``exact_dtype=True`` or ``per=-1``.

        """
        known = {f.name for f in fields(Rules)} - {"levels"}
        unknown = sorted(set(rules) - known)
        if unknown:
            raise AuthorMistake(f"agree.where() has no rule {unknown[0]!r}; it has {', '.join(sorted(known))}")
        if level is not None:
            names = {str(dtype).removeprefix("torch."): value for dtype, value in level.items()}
            rules["levels"] = replace(Levels(), **names)
        return replace(self, rules=replace(self.rules, **rules), arguments=arguments)

    def __call__(self, actual: Function, expected: Function, /, *args: Any, **kwargs: Any) -> None:
        """Compare one call.

        Raises:
            Mismatch: the results, or what became of the arguments, differ.
            StudentFault: the student's code raised although the reference does not.

        """
        __tracebackhide__ = True
        running = current()
        number = running.next_comparison()
        inputs = Inputs(args, kwargs)
        before = fingerprint((_plain(args), _plain(kwargs)))
        key = (running.test, number, before)
        here, here_by_name = _here(args), _here(kwargs)
        right = running.memo.get(key, lambda: _expected(expected, here, here_by_name))
        if running.recorded is not None:
            running.recorded.append(_answer(actual, here, here_by_name, independent_copy, Exception))
            return
        wanted = right.answer.raised
        # the reference in the student's place raises what it raises, not a StudentFault
        caught = StudentFault if wanted is None else (StudentFault, type(wanted))
        traffic = running.traffic()
        given = _answer(actual, args, kwargs, independent_copy, caught)
        untouched = (
            right.untouched == before
            and not self.rules.aliasing
            and (_changed_nothing(traffic, running.traffic()) or _digest(given) == before)
        )
        try:
            self._judge(given, right, inputs, untouched=untouched)
        except Mismatch as mismatch:
            others = running.memo.get((*key, "rounded"), lambda: _rounded(expected, here, here_by_name, right))
            if Kind.VALUES in (mismatch.kind, mismatch.facts.cause) and self._is_rounding(given, others, inputs):
                return
            running.failed = (number, given)
            raise mismatch.with_traceback(None) from None
        except StudentFault:
            running.failed = (number, given)
            raise

    def _is_rounding(self, given: Answer, others: tuple[_Expected, ...], inputs: Inputs) -> bool:
        """Whether rounding explains the difference: one run of the reference can err little by luck.

        The sums formula of least squares at mean 3 is right code; judged by one run, 2 % of its results are refused.
        """
        for other in others:
            try:
                self._judge(given, other, inputs)
            except Mismatch:
                continue
            return True
        return False

    def same(self, one: Answer, other: Answer) -> bool:
        """Whether two sides gave the same: how a wrong solution is recognised in a student's (SEMANTICS 21)."""
        if one.raised is not None or other.raised is not None:
            return _said(one.raised) == _said(other.raised)
        if (one.result is None) != (other.result is None):  # beside a reference's None any result would do
            return False
        alike = replace(self, rules=replace(self.rules, equal_nan=True))
        try:
            alike._judge(one, _Expected(other, None), Inputs())  # noqa: SLF001 - the same class
        except (Mismatch, AuthoringError):  # the second: a wrong solution may give what no reference can
            return False
        return True

    def _judge(self, given: Answer, right: _Expected, inputs: Inputs, *, untouched: bool = False) -> None:
        __tracebackhide__ = True
        if right.answer.raised is not None:
            _same_exception(given, right.answer.raised)
            return
        if given.raised is not None:
            raise given.raised
        precise = right.precise
        compare(
            given.result,
            right.answer.result,
            precise=ABSENT if precise is None else precise.result,
            rules=self.rules,
            inputs_scale=inputs,
        )
        if untouched:  # equal digests on both sides; comparing them would cost more than the call itself
            return
        if self.arguments and given.arguments is not None and right.answer.arguments is not None:
            compare_arguments(
                given.arguments,
                right.answer.arguments,
                precise=None if precise is None else precise.arguments,
                rules=self.rules,
                inputs_scale=inputs,
            )


agree = Agree()
"""The rules that fit most exercises."""


def _expected(expected: Function, args: Any, kwargs: Any) -> _Expected:
    plain = _answer(expected, args, kwargs, independent_copy, Exception)
    if plain.raised is not None:
        return _Expected(plain, None)
    before = torch.get_default_dtype()
    torch.set_default_dtype(torch.float64)
    try:
        precise = _answer(expected, args, kwargs, double_precision_copy, Exception)
    finally:
        torch.set_default_dtype(before)
    return _Expected(plain, precise if precise.raised is None else None, _digest(plain))


def _changed_nothing(before: Traffic, after: Traffic) -> bool:
    """Whether the submission was asked and left its arguments alone; cheaper than a digest of them."""
    return after.calls > before.calls and after.changes == before.changes


def _digest(answer: Answer) -> str:
    return "" if answer.arguments is None else fingerprint(answer.arguments.arguments)


def _rounded(expected: Function, args: Any, kwargs: Any, right: _Expected) -> tuple[_Expected, ...]:
    """The reference on inputs with rounding noise; the float64 values stay those of the inputs themselves."""
    copies = [functools.partial(perturbed_copy, seed=seed) for seed in range(PERTURBED_RUNS)]
    answers = [_answer(expected, args, kwargs, copy, Exception) for copy in copies]
    return tuple(_Expected(answer, right.precise) for answer in answers if answer.raised is None)


def _answer(
    function: Function,
    args: Any,
    kwargs: Any,
    copy: Callable[..., Any],
    caught: type[BaseException] | tuple[type[BaseException], ...],
) -> Answer:
    """Call on copies; what is caught becomes part of the answer."""
    copied_args, copied_kwargs = copy((args, kwargs), keep=_Keep(copy))
    held = hold((_plain(copied_args), _plain(copied_kwargs)))
    try:
        result = function(*copied_args, **copied_kwargs)
    except caught as error:
        return Answer(None, None, error)
    return Answer(result, held)


class _Keep:
    """Copies what the codec knows and ``copies`` does not: one-shot iterators, values that stay on the CPU.

    Functions and handles stay what they are.
    """

    def __init__(self, copy: Callable[..., Any]) -> None:
        self._copy = copy

    def __call__(self, value: object) -> object:
        if type(value) is Once:
            return Once(self._copy(value.values, keep=self))
        return OnCpu(self._copy(value.value, keep=self)) if type(value) is OnCpu else value


def _plain(value: Any) -> Any:
    """One-shot iterators as lists, so that what is in them is compared and fingerprinted."""
    if type(value) is Once:
        return value.values
    if type(value) is OnCpu:
        return _plain(value.value)
    if type(value) is tuple:
        parts = tuple([_plain(part) for part in value])
        return parts if any(new is not old for new, old in zip(parts, value, strict=True)) else value
    if type(value) is dict:
        made = {key: _plain(part) for key, part in value.items()}
        # the very dict where nothing is to be replaced: what a call puts into it has to be seen
        return made if any(made[key] is not part for key, part in value.items()) else value
    return value


def _here(value: Any) -> Any:
    """Arguments for a function that runs in this process, where everything lies on the CPU."""
    if type(value) is OnCpu:
        return value.value
    if type(value) in (tuple, list):
        return type(value)([_here(part) for part in value])
    if type(value) is dict:
        return {key: _here(part) for key, part in value.items()}
    return value


def _said(error: BaseException | None) -> str:
    """Class and text: one class alone has too many causes to tell a misconception by."""
    if error is None:
        return ""
    return str(error) if isinstance(error, StudentFault) else f"{type(error).__name__}: {error}"


def _same_exception(given: Answer, right: BaseException) -> None:
    __tracebackhide__ = True
    if isinstance(given.raised, type(right)):
        return
    if given.raised is not None:
        raise given.raised
    raise Mismatch(Kind.NO_EXCEPTION, "result", f"a value where {type(right).__name__} must be raised")

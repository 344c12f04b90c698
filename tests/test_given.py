"""Examples that are drawn once and replayed, and strategies of tensors (SEMANTICS 23)."""

import sys
import types

import hypothesis
import pytest
import torch
from hypothesis import strategies as st

from autograder.testing import CURRENT, Memo, Running, given, tensors

STRATEGIES = {
    "n": st.integers(),
    "text": st.text(max_size=5),
    "x": tensors(st.tuples(st.integers(1, 3))),
    "values": st.lists(st.floats(allow_nan=False)),
}


def replay(test, seed="seed", memo=None, **fixtures):
    """One run of a test for one student."""
    token = CURRENT.set(Running("test_it.py::test_it", seed, memo or Memo()))
    try:
        test(**fixtures)
    finally:
        CURRENT.reset(token)


def asked(seed="seed", memo=None, **options):
    seen = []

    @given(**options, **STRATEGIES)
    def test(**example):
        seen.append(str(example))

    replay(test, seed, memo)
    return seen


def test_semantics_23_25_examples_by_default_the_same_for_the_same_seed():
    assert len(asked()) == 25
    assert asked() == asked()
    assert asked() != asked("another seed")
    assert len(asked(examples=7)) == 7


def test_semantics_23_they_are_drawn_once_per_run_and_replayed():
    memo, drawn = Memo(), []

    @given(n=st.integers().map(lambda n: drawn.append(n) or n))
    def test(n):
        pass

    for _ in range(3):
        replay(test, memo=memo)
    assert len(drawn) <= 30


def test_semantics_23_constants_of_loaded_modules_play_no_part(monkeypatch):
    before = asked()
    module = types.ModuleType("a_module_with_constants")
    module.__file__ = __file__
    monkeypatch.setitem(sys.modules, "a_module_with_constants", module)
    assert 918273645 + len("a constant that only this file holds") > 0
    assert asked() == before


def test_semantics_23_no_profile_of_the_user_applies_and_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = hypothesis.settings.get_current_profile_name()
    hypothesis.settings.register_profile("of a user", max_examples=3, deadline=1)
    hypothesis.settings.load_profile("of a user")
    try:
        assert len(asked()) == 25
    finally:
        hypothesis.settings.load_profile(before)
    assert not list(tmp_path.iterdir())


def test_semantics_23_what_one_student_does_to_an_example_the_next_one_does_not_meet():
    memo = Memo()
    seen = []

    @given(values=st.lists(st.integers(), min_size=1), x=tensors((2,)))
    def test(values, x):
        seen.append((list(values), x.tolist()))
        values.append(1)
        x.zero_()

    replay(test, memo=memo)
    first, seen[:] = list(seen), []
    replay(test, memo=memo)
    assert seen == first


def test_fixtures_come_beside_the_examples():
    @given(n=st.integers(0, 3))
    def test(student, n):
        student.append(n)

    student = []
    replay(test, student=student)
    assert 4 <= len(student) <= 25


def test_a_failing_example_is_known_to_the_plugin():
    running = Running("test_it.py::test_it", "seed", Memo())
    token = CURRENT.set(running)

    @given(n=st.integers())
    def test(n):
        assert n != running.memo.get((running.test, "examples"), list)[3]["n"]

    with pytest.raises(AssertionError):
        test()
    CURRENT.reset(token)
    fourth = running.memo.get((running.test, "examples"), list)[3]
    assert running.example == fourth


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64, torch.complex64])
def test_tensors_of_a_shape_or_of_drawn_shapes(dtype):
    shapes = set()

    @given(a=tensors((2, 3), dtype), b=tensors(st.tuples(st.integers(0, 2), st.integers(1, 2)), dtype))
    def test(a, b):
        assert a.shape == (2, 3)
        assert a.dtype is b.dtype is dtype
        shapes.add(b.shape)

    replay(test)
    assert len(shapes) > 2


def test_tensors_with_elements_of_a_strategy():
    @given(x=tensors((2, 2), torch.int64, st.integers(5, 9)))
    def test(x):
        assert x.dtype is torch.int64
        assert 5 <= int(x.min()) <= int(x.max()) <= 9

    replay(test)

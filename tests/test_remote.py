"""Remote calls mean what they mean in one process: SEMANTICS 9 to 13 and 15, against a real worker."""

from __future__ import annotations

import gc
import time
from collections import OrderedDict

import numpy as np
import pytest
import torch

from autograder.model import Limits
from autograder.remote import AuthorMistake, Missing, Once, RemoteObject, Unusable
from autograder.sandbox import WorkerDied

# ---- 9: objects, views, what a call changes


def test_semantics_9_the_same_object_twice_is_one_object(submit):
    """A solution that steps twice over ``[w, w]`` does so here as well."""
    student = submit("""
        def step(tensors):
            for t in tensors:
                t -= 1
            return tensors[0] is tensors[1]
    """)
    w = torch.zeros(3)
    assert student.step([w, w]) is True
    assert w.tolist() == [-2, -2, -2]


def test_semantics_9_an_argument_that_comes_back_is_the_argument(submit):
    student = submit("""
        def same(x): return x
        def pair(a, b): return [b, {"a": a}]
    """)
    for value in (torch.ones(2), torch.ones(2, requires_grad=True), np.ones(2), [1], {"k": 1}, {1}, OrderedDict(a=1)):
        assert student.same(value) is value
    x = torch.ones(2, requires_grad=True)
    product = x * 2
    assert student.same(product) is product
    a, b = [1], torch.ones(1)
    result = student.pair(a, b)
    assert result[0] is b
    assert result[1]["a"] is a
    assert student.same(x=x) is x


@pytest.mark.parametrize("size", [3, 40])
@pytest.mark.parametrize("kind", [torch.zeros, np.zeros])
@pytest.mark.parametrize("view_first", [False, True])
def test_semantics_9_views_of_arguments_share_memory_in_the_worker(submit, kind, size, view_first):
    student = submit("""
        def write(x, row): row[0] = 5; return float(x[1, 0])
        def write_first(row, x): row[0] = 5; return float(x[1, 0])
    """)
    x = kind((size, size))
    seen = student.write_first(x[1], x) if view_first else student.write(x, x[1])
    assert seen == 5
    assert float(x[1, 0]) == 5


def test_semantics_9_writing_through_a_view_changes_only_the_view(submit):
    student = submit("""
        def fill(x): x.fill_(7)
        def fill_array(a): a[...] = 7
    """)
    base = torch.zeros(4, 5)
    student.fill(base[1:3, ::2])
    assert base.sum() == 7 * 6
    turned = torch.zeros(3, 4)
    student.fill(turned.T[1])
    assert turned[:, 1].tolist() == [7, 7, 7]
    array = np.zeros((4, 5))
    student.fill_array(array[::-2, 1:3])
    assert array.sum() == 7 * 4
    assert array[3].tolist() == [0, 7, 7, 0, 0]
    ordered = np.zeros((3, 4), order="F")
    student.fill_array(ordered[1:])
    assert ordered.sum(axis=1).tolist() == [0, 28, 28]


def test_semantics_9_a_result_that_is_a_view_of_an_argument_is_one_here(submit):
    student = submit("""
        def part(x): return x[1]
        def turned(a): return a.T[::-1]
        def both(x):
            x.add_(1)
            return x.view(-1), x.t()
    """)
    x = torch.zeros(3, 4)
    part = student.part(x)
    x[1, 2] = 5
    assert part[2] == 5
    a = np.zeros((2, 3))
    turned = student.turned(a)
    turned[0, 1] = 6
    assert a[1, 2] == 6
    flat, mirrored = student.both(x)
    assert flat[6] == mirrored[2, 1] == x[1, 2] == 6
    x[1, 2] = 8
    assert flat[6] == mirrored[2, 1] == 8


def test_semantics_9_a_result_is_no_view_of_memory_that_was_only_copied(submit):
    """Of a small window on a large block a copy is sent; a result that shows it has values, and memory of its own."""
    student = submit("def middle(x): return x[1:3]")
    large = torch.arange(100_000.0)
    result = student.middle(large[5:10])
    assert result.tolist() == [6, 7]
    result[0] = -1
    assert large[6] == 6


def test_semantics_9_results_share_memory_among_each_other(submit):
    student = submit("""
        import torch
        def views():
            x = torch.arange(12.).reshape(3, 4)
            return x, x[1], x.T
    """)
    x, row, turned = student.views()
    x[1, 2] = 50
    assert row[2] == turned[2, 1] == 50


def test_semantics_9_rebinding_an_argument(submit):
    """``t.data = ...`` and methods that change the shape reach the tensor itself."""
    student = submit("""
        def new_data(t): t.data = t.data * 2
        def unsqueeze(t): t.unsqueeze_(0)
        def resize(t): t.resize_(2, 3).fill_(1)
        def shrink(t): t.resize_(1)
        def double(t): t.data = t.data.double()
        def turn(t): t.t_()
        def ask(t): t.requires_grad_()
        def stop(t): t.requires_grad_(False)
        def swap(t, u): t.data, u.data = u.data, t.data
        def reshape(a): a.shape = (3, 2)
    """)
    w = torch.ones(2, 2, requires_grad=True)
    student.new_data(w)
    assert w.tolist() == [[2, 2], [2, 2]]
    assert w.is_leaf
    assert w.requires_grad
    for act, shape in ((student.unsqueeze, (1, 2)), (student.resize, (2, 3)), (student.shrink, (1,))):
        t = torch.arange(2.0)
        act(t)
        assert tuple(t.shape) == shape
    t = torch.arange(6.0).reshape(2, 3)
    student.turn(t)
    assert t.tolist() == [[0, 3], [1, 4], [2, 5]]
    student.double(t)
    assert t.dtype is torch.float64
    student.ask(t)
    assert t.requires_grad
    student.stop(t)
    assert not t.requires_grad
    u = torch.zeros(4)
    student.swap(t, u)
    assert (t.shape, u.shape) == ((4,), (3, 2))
    a = np.arange(6.0).reshape(2, 3)
    student.reshape(a)
    assert a.tolist() == [[0, 1], [2, 3], [4, 5]]


def test_semantics_9_rebinding_keeps_the_memory_that_other_arguments_show(submit):
    student = submit("def unsqueeze(t, other): t.unsqueeze_(0); return None")
    base = torch.zeros(3)
    view = base[:]
    student.unsqueeze(view, base)
    base[1] = 4
    assert view.tolist() == [[0, 4, 0]]


def test_semantics_9_gradients_zeroed_replaced_and_taken_away(submit):
    student = submit("""
        import torch
        def zero(w): w.grad.zero_()
        def none(w): w.grad = None
        def new(w): w.grad = torch.full_like(w, 9)
        def backward(w): (w * w).sum().backward()
        def share(w, v): v.grad = w.grad
        def returned(w): return w.grad
    """)
    w = torch.ones(2, requires_grad=True)
    w.grad = grad = torch.full((2,), 3.0)
    assert student.returned(w) is grad
    student.zero(w)
    assert w.grad is grad
    assert grad.tolist() == [0, 0]
    student.backward(w)
    assert w.grad is grad
    assert grad.tolist() == [2, 2]
    v = torch.zeros(2, requires_grad=True)
    student.share(w, v)
    assert v.grad is grad
    student.new(w)
    assert w.grad.tolist() == [9, 9]
    assert grad.tolist() == [2, 2]
    student.none(w)
    assert w.grad is None
    student.backward(w)
    assert w.grad.tolist() == [2, 2]


def test_semantics_9_lists_dicts_sets_and_what_they_hold(submit):
    student = submit("""
        import torch
        def change(a, d, s, o):
            inner = a[1]
            inner.append(a[0])
            a.append(torch.ones(1))
            a[0] = inner
            d["new"] = d.pop("old")
            d["self"] = s
            s.add(3); s.discard(1)
            o.move_to_end("x")
    """)
    tensor, inner, s = torch.zeros(2), [1], {1, 2}
    a, d, o = [tensor, inner], {"old": tensor}, OrderedDict(x=1, y=2)
    student.change(a, d, s, o)
    assert a[0] is a[1] is inner
    assert inner[1] is tensor
    assert a[2].tolist() == [1]
    assert d["new"] is tensor
    assert d["self"] is s
    assert s == {2, 3}
    assert list(o) == ["y", "x"]


def test_semantics_9_what_was_not_changed_is_not_written(submit):
    student = submit("def read(a, d, t, n): return len(a) + len(d) + t.sum() + n.sum()")
    t, n, a, d = torch.ones(2), np.ones(2), [1, 2.5], {"a": [1]}
    n.flags.writeable = False
    version, held = t._version, d["a"]
    assert student.read(a, d, t, n) == 7
    assert t._version == version
    assert d["a"] is held


def test_semantics_9_an_argument_that_contains_itself_is_unusable(submit):
    student = submit("""
        def myself(a): a.append(a)
        def each_other(a, b): a.append(b); b["a"] = a
        def chain(lists):
            for one, next in zip(lists, lists[1:]): one.append(next)
        def double(lists):
            for one, next in zip(lists, lists[1:]): one += [next, next]
        def result():
            a = []; a.append([a]); return a
    """)
    a, b = [1], {}
    with pytest.raises(Unusable, match="contains itself"):
        student.myself(a)
    with pytest.raises(Unusable, match="contains itself"):
        student.each_other(a, b)
    repr((a, b))  # nothing is left that would not end
    with pytest.raises(Unusable, match="too much"):
        student.chain([[] for _ in range(2000)])
    with pytest.raises(Unusable, match="too much"):
        student.double([[] for _ in range(31)])
    with pytest.raises(Unusable, match="contains itself"):
        student.result()


def test_semantics_9_dtypes_and_kinds_of_results(submit):
    student = submit("""
        import numpy as np, torch
        from collections import namedtuple, defaultdict, Counter
        P = namedtuple("P", "x y")
        def many():
            d = defaultdict(list); d["a"].append(1)
            return (P(1, 2), torch.ones(2).max(0), np.float32(2), torch.Size([2]), d, Counter("aab"), torch.int64,
                    slice(1, 2), {1: None}, float("nan"), 2**80, b"x", "\\u00e9", 1j, True)
    """)
    result = student.many()
    assert result[:2] == ((1, 2), (torch.tensor(1.0), torch.tensor(0)))
    assert type(result[2]) is np.float32
    assert result[3] == torch.Size([2])
    assert result[4] == {"a": [1]}
    assert type(result[4]) is dict
    assert result[5] == {"a": 2, "b": 1}
    assert result[6:9] == (torch.int64, slice(1, 2), {1: None})
    assert result[9] != result[9]
    assert result[10:] == (2**80, b"x", "é", 1j, True)


def test_semantics_9_keyword_and_default_arguments(submit):
    student = submit("""
        def f(a, b=2, *rest, c, d=[], **more):
            d.append(a)
            return a, b, rest, c, len(d), more
        def g(self=1, op=2, id=3): return self, op, id
    """)
    assert student.f(1, c=3) == (1, 2, (), 3, 1, {})
    assert student.f(1, 5, 6, 7, c=3, z=[1]) == (1, 5, (6, 7), 3, 2, {"z": [1]})
    assert student.g(self=4, op=5, id=6) == (4, 5, 6)
    with pytest.raises(TypeError, match="missing"):
        student.f(1)


def test_semantics_9_names_of_the_submission(submit):
    student = submit("""
        rate = 0.5
        table = {"a": [1, 2]}
        def f(): return rate
        f2 = lambda x: x + 1
    """)
    assert student.rate == 0.5
    assert student.table == {"a": [1, 2]}
    assert student.f() == 0.5
    assert student.f2(1) == 2
    with pytest.raises(Missing, match="nothing_there"):
        student.nothing_there  # noqa: B018 - the access is the test
    assert not hasattr(student, "nothing_there")


def test_semantics_9_large_values_travel(submit):
    student = submit("def double(x): x.mul_(2); return x + 1")
    x = torch.arange(3_000_000.0)
    result = student.double(x)
    assert x[-1] == 2 * 2_999_999
    assert result[-1] == x[-1] + 1


# ---- 10: what lives longer


def test_semantics_10_what_lives_longer_is_not_written(open_session):
    session = open_session("""
        import torch
        def inplace(x): x.mul_(2)
        def grad(x): x.grad = torch.ones_like(x)
        def append(a): a.append(1)
        def draw(g): return torch.randn(1, generator=g)
    """)
    x, a, g = torch.ones(2, requires_grad=True), [0], torch.Generator()
    state = g.get_state()
    session.begin_test(7, {id(x): "SHARED", id(a): "TABLE", id(g): "GENERATOR"})
    call = lambda name, value: session.call(["name", name], (value,), {})  # noqa: E731
    with torch.no_grad(), pytest.raises(AuthorMistake, match="'SHARED', which lives longer"):
        call("inplace", x)
    with pytest.raises(AuthorMistake, match="'SHARED', which lives longer"):
        call("grad", x)
    with pytest.raises(AuthorMistake, match="'TABLE', which lives longer"):
        call("append", a)
    with pytest.raises(AuthorMistake, match="'GENERATOR', which lives longer"):
        call("draw", g)
    assert x.tolist() == [1, 1]
    assert x.grad is None
    assert a == [0]
    assert torch.equal(g.get_state(), state)
    call("inplace", torch.ones(1))  # the worker goes on


# ---- 11: one-shot iterators


def test_semantics_11_a_one_shot_iterator_is_used_up_and_its_elements_are_restored(submit):
    student = submit("""
        def walk(items):
            first = [t.add_(1) for t in items]
            return len(first), list(items)
    """)
    tensors = [torch.zeros(2), torch.zeros(3)]
    assert student.walk(Once(tensors)) == (2, [])
    assert [t.sum().item() for t in tensors] == [2, 3]


@pytest.mark.parametrize("make", [lambda: (i for i in [1]), lambda: iter([1]), lambda: map(str, [1]), lambda: zip([1])])
def test_semantics_11_a_raw_iterator_is_the_authors_mistake(submit, make):
    with pytest.raises(AuthorMistake, match=r"make\.once"):
        submit("def f(x): return list(x)").f(make())


# ---- 12: objects are built in the worker


def test_semantics_12_provided_code_runs_beside_the_submission(submit):
    student = submit(
        "import provided\ndef uses(x): return provided.double(x)",
        provided="""
            import torch
            class TinyNet(torch.nn.Module):
                def __init__(self, n):
                    super().__init__()
                    self.layer = torch.nn.Linear(n, 1, bias=False)
                def forward(self, x): return self.layer(x)
            def double(x): return 2 * x
        """,
    )
    net = student.provided.TinyNet(3)
    assert type(net) is RemoteObject
    net.load_state_dict({"layer.weight": torch.ones(1, 3)})
    assert net(torch.ones(2, 3)).tolist() == [[3], [3]]
    assert student.uses(4) == 8


def test_semantics_12_constructors_from_the_closed_list(submit):
    student = submit("def run(model, x): return model(x)")
    layer = student.torch.nn.Linear(4, 2)
    assert layer(torch.ones(1, 4)).shape == (1, 2)
    assert student.run(layer, torch.ones(3, 4)).shape == (3, 2)
    for name in ("save", "load", "nn.Linearr", "ops"):
        with pytest.raises(AuthorMistake, match="not on the list"):
            getattr(student.torch.nn if name.startswith("nn.") else student.torch, name.removeprefix("nn."))


@pytest.mark.parametrize("value", [torch.nn.Linear(1, 1), object(), np.random.default_rng()])
def test_semantics_12_live_objects_of_the_judge_never_cross(submit, value):
    with pytest.raises(AuthorMistake, match="build it in the worker"):
        submit("def f(x): return x").f([value])


def test_semantics_12_a_generator_travels_as_its_state_and_is_restored(submit):
    student = submit("""
        import torch
        def draw(g, n): return torch.randn(n, generator=g)
        def twice(g, h): return g is h, torch.rand(1, generator=g), torch.rand(1, generator=h)
        def back(g): return [g]
    """)
    g, same = torch.Generator().manual_seed(3), torch.Generator().manual_seed(3)
    assert torch.equal(student.draw(g, 5), torch.randn(5, generator=same))
    assert torch.equal(torch.randn(2, generator=g), torch.randn(2, generator=same))
    one, first, second = student.twice(g, g)
    assert one is True
    assert first.item() == torch.rand(1, generator=same).item()
    assert second.item() == torch.rand(1, generator=same).item()
    assert student.back(g)[0] is g
    assert student.draw(g=g, n=1).item() == torch.randn(1, generator=same).item()


# ---- 13: handles

COUNTER = """
    class Counter:
        def __init__(self, start=0):
            self.n = start
            self.items = [1, 2]
        def add(self, by): self.n += by; return self
        def __len__(self): return self.n
        def __getitem__(self, key): return ("item", key)
        def __setitem__(self, key, value): self.n = value
        def __iter__(self): return iter(range(self.n))
        def __bool__(self): return self.n != 1
    def total(counters): return sum(c.n for c in counters)
    def endless():
        n = 0
        while True:
            yield n
            n += 1
    def alive(): return len(SEEN)
    import weakref
    SEEN = weakref.WeakSet()
    class Seen:
        def __init__(self): SEEN.add(self)
    KEPT = Counter(5)
    def kept(): return KEPT
"""


def test_semantics_13_a_handle_is_used_like_the_object(submit):
    student = submit(COUNTER)
    c = student.Counter(start=2)
    assert c.n == 2
    assert c.items == [1, 2]
    assert c.add(3) is c
    assert len(c) == 5
    assert list(c) == [0, 1, 2, 3, 4]
    assert c[1, "a"] == ("item", (1, "a"))
    c[0] = 9
    c.items = [torch.ones(1), c]
    assert c.items[1] is c
    assert student.total([c, c]) == 18
    c[0] = 1
    assert not c
    assert "live object" in repr(c)
    with pytest.raises(AttributeError, match="no attribute"):
        c.nothing  # noqa: B018 - the access is the test
    numbers = student.endless()
    assert [next(numbers), next(numbers), next(numbers)] == [0, 1, 2]
    assert student.kept() is student.kept()


def test_semantics_13_releases_travel_with_the_next_call(submit):
    student = submit(COUNTER)
    seen = [student.Seen() for _ in range(3)]
    assert student.alive() == 3
    del seen[0]
    gc.collect()
    assert student.alive() == 2
    seen.clear()
    gc.collect()
    assert student.alive() == 0


def test_semantics_13_a_handle_that_comes_again_before_its_release_was_sent_stays(submit):
    student = submit(COUNTER)
    for _ in range(3):
        kept = student.kept()
        del kept  # the release waits for the next call, which brings the object again
    kept = student.kept()
    student.alive()
    student.alive()
    assert kept.n == 5


def test_semantics_13_iteration_is_capped(submit, monkeypatch):
    monkeypatch.setattr("autograder.remote.proxies.MAX_ITEMS", 50)
    with pytest.raises(Unusable, match="more than 50 items"):
        list(submit(COUNTER).endless())


def test_semantics_13_a_handle_of_a_dead_worker_raises_that_death(submit):
    student = submit(COUNTER + "    def hang():\n        while True: pass\n", call_seconds=0.2)
    c = student.Counter()
    with pytest.raises(WorkerDied, match="timeout") as caught:
        student.hang()
    with pytest.raises(WorkerDied, match="timeout") as again:
        c.n  # noqa: B018 - the access is the test
    assert again.value.death is caught.value.death


def test_semantics_13_a_handle_used_in_another_test_is_the_authors_mistake(open_session):
    session = open_session(COUNTER)
    session.begin_test(1, {})
    c = session.call(["name", "Counter"], (), {})
    assert c.n == 0
    session.begin_test(2, {})
    for use in (lambda: c.n, lambda: c.add(1), lambda: session.call(["name", "total"], ([c],), {})):
        with pytest.raises(AuthorMistake, match="after the test that made it"):
            use()
    session.close()
    with pytest.raises(AuthorMistake, match="after the test that made it"):
        c.n  # noqa: B018 - the access is the test


def test_semantics_13_a_handle_used_with_another_worker_is_the_authors_mistake(submit):
    first, second = submit(COUNTER), submit(COUNTER)
    with pytest.raises(AuthorMistake, match="another worker"):
        second.total([first.Counter()])


# ---- 15: callbacks


def test_semantics_15_a_function_of_the_test_runs_in_the_judge(submit):
    student = submit("""
        def apply(f, xs): return [f(x) for x in xs]
        def both(f, g): return f is g, f(1)
        def back(f): return [f]
        def nested(f, x): return f({"x": [x, (1, 2)]}, key="v")
    """)
    seen = []

    def f(x):
        seen.append(x)
        return x * 2

    assert student.apply(f, [1, 2.5, "a"]) == [2, 5.0, "aa"]
    assert seen == [1, 2.5, "a"]
    assert student.apply(f, [torch.ones(2)])[0].tolist() == [2, 2]
    assert student.both(f, f) == (True, 2)
    assert student.back(f)[0] is f
    assert student.nested(lambda d, key: (d, key), np.ones(1)) == ({"x": [np.ones(1), (1, 2)]}, "v")


def test_semantics_15_callbacks_may_call_the_submission_again(submit):
    student = submit("""
        depth = 0
        def descend(f, n, log):
            log.append(n)
            return f(n - 1) if n else "bottom"
        def double(x): return 2 * x
    """)
    log = []

    def down(n):
        inner = []
        result = student.descend(down, n, inner)
        log.extend(inner)
        return result

    outer = []
    assert student.descend(down, 5, outer) == "bottom"
    assert outer == [5]
    assert sorted(log) == [0, 1, 2, 3, 4]
    assert student.descend(lambda n: student.double(n) + 1, 4, []) == 7


def test_semantics_15_an_exception_of_the_judge_is_raised_even_if_swallowed(submit):
    student = submit("""
        def swallow(f):
            for i in range(3):
                try: f(i)
                except BaseException as e: pass
            return "full marks"
        def name(f):
            try: f(1)
            except Exception as e: return type(e).__name__, str(e)
    """)
    calls = []

    def fails(i):
        calls.append(i)
        raise KeyError("hidden value", i)

    with pytest.raises(KeyError, match="hidden value") as caught:
        student.swallow(fails)
    assert caught.value.args[1] == 0  # the first counts
    assert calls == [0, 1, 2]
    answer = []

    def fails_then_asks(_i):
        answer.append(student.name.__name__)
        raise ZeroDivisionError("secret")

    with pytest.raises(ZeroDivisionError, match="secret"):
        student.name(fails_then_asks)
    with pytest.raises(pytest.fail.Exception, match="outcome of pytest"):
        student.swallow(lambda _i: pytest.fail("outcome of pytest"))
    assert student.swallow(lambda i: i) == "full marks"


def test_semantics_15_a_failure_survives_a_nested_call(submit):
    """The first callback fails, the second one calls the submission: the failure must not be forgotten."""
    student = submit("""
        def swallow(f, g):
            try: f()
            except Exception: pass
            return g()
        def one(): return 1
    """)

    def fails():
        raise LookupError("kept")

    def asks():
        return student.one() + 1

    with pytest.raises(LookupError, match="kept"):
        student.swallow(fails, asks)
    assert student.swallow(asks, asks) == 2


def test_semantics_15_the_worker_sees_an_opaque_error(submit):
    student = submit("""
        SEEN = []
        def look(f):
            try: f()
            except Exception as e:
                SEEN.append([type(e).__name__, str(e), repr(e.__cause__), repr(e.__context__)])
        def seen(): return SEEN
    """)

    def fails():
        raise ValueError("the expected value is 42")

    with pytest.raises(ValueError, match="42"):
        student.look(fails)
    assert "42" not in str(student.seen())
    assert student.seen()[0][0] == "CallbackError"


def test_semantics_15_callbacks_are_capped(submit):
    student = submit(
        """
        def many(f, n):
            for _ in range(n): f()
            return n
        """,
        call_seconds=100,
    )
    count = []
    assert student.many(lambda: count.append(1), 200) == 200
    with pytest.raises(RuntimeError, match="more than 10000 times"):
        student.many(lambda: count.append(1), 10_001)
    assert len(count) == 10_200


def test_semantics_15_only_plain_data_crosses(submit):
    student = submit("""
        import torch
        class Mine: pass
        def give(f): return f(Mine())
        def give_list(f): return f([1, {"a": Mine()}])
        def huge(f): return f([0] * 200_000)
    """)
    for function in (student.give, student.give_list, student.huge):
        with pytest.raises(TypeError, match="plain values only"):
            function(lambda x: x)
    with pytest.raises(AuthorMistake, match="cannot be sent"):
        submit("def get(f): return f()").get(object)


def test_semantics_15_connected_tensors_are_refused(submit):
    student = submit("""
        import torch
        def loss(f, w): return f(w * 2)
        def no_grad(f, w):
            with torch.no_grad(): return f(w * 2), f(w)
        def get(f): return f()
    """)
    w = torch.ones(2, requires_grad=True)
    with pytest.raises(AuthorMistake, match="cannot be differentiated through"):
        student.loss(lambda x: x.sum(), w)
    with pytest.raises(AuthorMistake, match="cannot be differentiated through"):
        student.get(lambda: w * 2)
    first, second = student.no_grad(lambda x: (x.sum(), torch.is_grad_enabled()), w)
    assert first == (4, False)
    assert second == (2, False)


def test_semantics_15_the_workers_clock_stands_still_and_the_judges_does_not(open_session):
    limits = Limits(call_seconds=0.5)
    session = open_session("def ask(f): return f() + f()", call_seconds=limits.call_seconds)
    before = session.budget.call_seconds()

    def slow():
        until = time.monotonic() + 0.35
        while time.monotonic() < until:
            pass
        return 1

    assert session.call(["name", "ask"], (slow,), {}) == 2  # 0.7 s in all
    assert session.budget.call_seconds() == before


def test_semantics_15_a_worker_that_does_not_take_the_answer_is_a_timeout(submit):
    """The deadline holds while a large answer is sent to a worker that asked and does not read."""
    student = submit(
        """
        import threading
        def ask(f):
            import os
            threading.Thread(target=f, daemon=True).start()
            while True: pass
        """,
        call_seconds=0.3,
    )
    with pytest.raises(WorkerDied, match="timeout"):
        student.ask(lambda: torch.zeros(20 << 20))


# ---- seeds and digests


def test_a_seed_starts_the_workers_generators(open_session):
    session = open_session("""
        import random, numpy as np, torch
        def draw(): return torch.rand(1).item(), float(np.random.rand()), random.random()
    """)
    draws = []
    for seed in (5, 5, 6):
        session.begin_test(seed, {})
        draws.append([session.call(["name", "draw"], (), {}) for _ in range(2)])
    assert draws[0] == draws[1] != draws[2]
    assert draws[0][0] != draws[0][1]


def test_the_digest_is_that_of_the_inputs_as_they_were_sent(open_session):
    session = open_session("def f(x, y=0): x.add_(1)")
    digests = []
    for change in (0.0, 0.0, 1.0):
        x = torch.zeros(100_000)
        x[5] = change
        session.call(["name", "f"], (x,), {"y": [1, "a"]})
        x.fill_(9)
        del x
        digests.append(session.input_digest())
    assert digests[0] == digests[1] != digests[2]

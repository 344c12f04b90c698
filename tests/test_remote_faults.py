"""Submissions that fail or attack: each ends as the right outcome, and the next one is graded as if nothing was."""

from __future__ import annotations

import builtins

import numpy as np
import pytest
import torch

from autograder.model import Outcome
from autograder.remote import Missing, RemoteObject, StudentFault, StudentRaised, Unusable
from autograder.remote.errors import _RAISED, student_raised
from autograder.sandbox import Cause, WorkerDied

# ---- exceptions


def test_an_exception_has_its_class_its_text_and_the_students_line(submit):
    student = submit("""
        def outer(x):
            y = x + 1
            return inner(y)
        def inner(y):
            raise ValueError("bad %s" % y)
    """)
    with pytest.raises(ValueError, match=r"^ValueError: bad 4$") as caught:
        student.outer(3)
    error = caught.value
    assert isinstance(error, StudentRaised)
    assert error.kind == "ValueError"
    assert error.outcome is Outcome.ERROR
    assert error.frames == (("cell 1", 4), ("cell 1", 6))


@pytest.mark.parametrize(
    ("code", "kind", "outcome"),
    [
        ("raise KeyError('k')", "KeyError", Outcome.ERROR),
        ("raise SystemExit(0)", "SystemExit", Outcome.ERROR),
        ("import sys; sys.exit()", "SystemExit", Outcome.ERROR),
        ("raise KeyboardInterrupt", "KeyboardInterrupt", Outcome.ERROR),
        ("raise GeneratorExit", "GeneratorExit", Outcome.ERROR),
        ("raise StopIteration", "StopIteration", Outcome.ERROR),
        ("raise StopAsyncIteration", "StopAsyncIteration", Outcome.ERROR),
        ("f()", "RecursionError", Outcome.ERROR),
        ("raise MemoryError", "MemoryError", Outcome.MEMORY),
        ("bytearray(1 << 40)", "MemoryError", Outcome.MEMORY),
        ("import torch; torch.ones(1 << 40)", "RuntimeError", Outcome.MEMORY),
        ("import numpy; numpy.ones(1 << 40)", "MemoryError", Outcome.MEMORY),
        ("raise NotImplementedError", "NotImplementedError", Outcome.UNFINISHED),
        ("raise ExceptionGroup('g', [ValueError(1)])", "ExceptionGroup", Outcome.ERROR),
        ("raise BaseExceptionGroup('g', [KeyboardInterrupt()])", "BaseExceptionGroup", Outcome.ERROR),
        ("b'\\xff'.decode()", "UnicodeDecodeError", Outcome.ERROR),
        ("'\\ud800'.encode()", "UnicodeEncodeError", Outcome.ERROR),
        ("raise OSError(2, 'x')", "FileNotFoundError", Outcome.ERROR),
        ("open('/etc/passwd')", "OSError", Outcome.ERROR),
        ("import torch; torch.ones(2) @ torch.ones(3)", "RuntimeError", Outcome.ERROR),
        ("import torch; torch.ones(2)[5]", "IndexError", Outcome.ERROR),
        ("int('x')", "ValueError", Outcome.ERROR),
        ("import nothing_like_it", "ImportError", Outcome.ERROR),
        ("assert False, 'mine'", "AssertionError", Outcome.ERROR),
        ("undefined", "NameError", Outcome.ERROR),
        ("class E(Exception): pass\n    raise E", "Exception", Outcome.ERROR),
        ("class E(BaseException): pass\n    raise E", "BaseException", Outcome.ERROR),
        ("class E(ValueError, KeyError): pass\n    raise E", "ValueError", Outcome.ERROR),
        ("raise UserWarning('w')", "UserWarning", Outcome.ERROR),
        ("raise ValueError('x' * 10**7)", "ValueError", Outcome.ERROR),
        ("raise ValueError('\\ud800')", "ValueError", Outcome.ERROR),
        ("raise 5", "TypeError", Outcome.ERROR),
    ],
)
def test_whatever_is_raised_arrives_as_the_students_fault(submit, code, kind, outcome):
    student = submit(f"def f():\n    {code}\ndef fine(): return 1")
    with pytest.raises(StudentRaised, match=f"^{kind}|^(PermissionError|FileNotFoundError)") as caught:
        student.f()
    error = caught.value
    assert error.kind == kind or issubclass(getattr(builtins, error.kind), getattr(builtins, kind))
    assert error.outcome is outcome
    assert len(str(error)) < 2100
    assert error.frames[0][0] == "cell 1"
    assert student.fine() == 1  # the same worker goes on


@pytest.mark.parametrize("name", sorted(_RAISED))
def test_every_builtin_exception_can_be_raised_in_the_judge(name):
    error = student_raised([name], "text", (), exhausted=False)
    assert str(error) == f"{name}: text"
    assert error.kind == name
    with pytest.raises(StudentFault, match="text"):
        raise error


def test_a_stop_iteration_of_the_submission_ends_no_loop_of_the_test(submit):
    """``all(map(...))`` over a function that raises StopIteration would be True."""
    student = submit("def f(x): raise StopIteration")
    with pytest.raises(StudentRaised, match="StopIteration"):
        all(map(student.f, [1, 2]))
    with pytest.raises(StudentRaised, match="StopIteration"):
        [x for x in (student.f(y) for y in [1])]  # noqa: C416 - a generator expression is what is tested
    with pytest.raises(StudentRaised, match="StopIteration"):
        list(submit("class C:\n  def __iter__(self): raise StopIteration\ndef make(): return C()").make())


@pytest.mark.parametrize(
    "code",
    [
        "class E(Exception):\n        def __str__(self): raise SystemExit",
        "class E(Exception):\n        def __str__(self): return 5",
        "class E(Exception):\n        def __str__(self): return Text('x')",
        "class E(Exception):\n        __class__ = property(lambda self: 1 / 0)",
        "class E(Exception):\n        __traceback__ = property(lambda self: 1 / 0)",
        "class E(Exception):\n        __traceback__ = 'no traceback'",
        "class E(Exception):\n        def __getattribute__(self, name): raise KeyboardInterrupt",
        "class E(Exception, metaclass=Meta): pass",
        "E = Meta('MemoryError', (Exception,), {})",
        "class E(Exception):\n        def __reduce__(self): raise SystemExit",
    ],
)
def test_an_exception_that_lies_about_itself(submit, code):
    student = submit(f"""
class Text(str):
    def __len__(self): return -1
    def __getitem__(self, key): return 5
class Meta(type):
    __name__ = property(lambda cls: 1 / 0)
    __mro__ = property(lambda cls: 1 / 0)
    def __instancecheck__(cls, o): raise SystemExit
    def __subclasscheck__(cls, o): raise SystemExit
    def __hash__(cls): raise SystemExit
    def __eq__(cls, other): raise SystemExit
def f():
    {code}
    raise E("x")
""")
    with pytest.raises(StudentRaised, match=r"^(Exception|MemoryError|SystemExit):") as caught:
        student.f()
    assert caught.value.outcome is Outcome.ERROR


def test_printed_text_is_kept_up_to_a_limit_and_never_parsed(open_session):
    session = open_session("""
        import sys, warnings
        class Text(str):
            def __len__(self): return -10**9
            def __getitem__(self, key): return "x" * 10**9
        def shout():
            sys.stdout.write(Text("first "))
            print("{\\"k\\": \\"done\\"}", file=sys.stderr)
            for i in range(100_000): print("line", i)
            warnings.warn("careful")
            sys.__stdout__.write("hidden")
            return 5
    """)
    assert session.call(["name", "shout"], (), {}) == 5
    text = session.printed()
    assert text.startswith('first {"k": "done"}\nline 0\nline 1\n')
    assert text.endswith("[more was printed than is kept]")
    assert len(text) < 70_000


# ---- deaths


DEATHS = {
    "os._exit": ("import os; os._exit(0)", Cause.CRASHED),
    "exit 1": ("import os; os._exit(1)", Cause.CRASHED),
    "segfault": ("import ctypes; ctypes.string_at(0)", Cause.CRASHED),
    "abort": ("import os; os.abort()", Cause.CRASHED),
    "loop": ("while True: pass", Cause.TIMEOUT),
    "sleep": ("import time; time.sleep(100)", Cause.TIMEOUT),
    "loop in native code": ("7 ** 10 ** 8", Cause.TIMEOUT),
    "swallows everything": (
        "\n    while True:\n        try:\n            while True: pass\n        except BaseException: pass",
        Cause.TIMEOUT,
    ),
    "closes the pipe": ("import os; os.close(3)", Cause.CRASHED),
    "closes the pipe and waits": ("import os, time; os.close(3); time.sleep(100)", Cause.CRASHED),
    "junk": ("import os; os.write(3, b'GET / HTTP/1.1' * 10)", Cause.PROTOCOL),
    "zeros": ("import os; os.write(3, bytes(100))", Cause.PROTOCOL),
    "announces much": ("os.write(3, struct.pack('<2sHIQ', b'A1', 1, 2**31, 2**60))", Cause.PROTOCOL),
    "half a frame": ("import os; os.write(3, frame({'k': 'done', 'n': 2}, 1)[:-3]); stay()", Cause.TIMEOUT),
    "half a header": ("import os; os.write(3, b'A1'); stay()", Cause.TIMEOUT),
    "no head": ("write([], 1)", Cause.PROTOCOL),
    "another number": ("write({'k': 'done', 'n': 77}, [1, [], [], []])", Cause.PROTOCOL),
    "no number": ("write({'k': 'done'}, [1, [], [], []])", Cause.PROTOCOL),
    "number True": ("write({'k': 'done', 'n': True}, [1, [], [], []])", Cause.PROTOCOL),
    "unknown kind": ("reply({'k': 'passed'}, 1)", Cause.PROTOCOL),
    "kind of another type": ("reply({'k': ['done']}, 1)", Cause.PROTOCOL),
    "done without body": ("reply({'k': 'done'}, None)", Cause.PROTOCOL),
    "done with too much": ("reply({'k': 'done'}, [1, [], [], [], []])", Cause.PROTOCOL),
    "unknown tag": ("done(['q', 1])", Cause.PROTOCOL),
    "handle of a wrong type": ("done(['h', '1', 'x'])", Cause.PROTOCOL),
    "parameter nobody knows": ("done(['p', 0])", Cause.PROTOCOL),
    "leaves nobody knows": ("done(leaves=[5])", Cause.PROTOCOL),
    "leaves no list": ("done(leaves=5)", Cause.PROTOCOL),
    "change of nothing": ("done(1, [['memory', 0, ['y', 0]]])", Cause.PROTOCOL),
    "unknown change": ("done(1, [['erase', 0, 1]])", Cause.PROTOCOL),
    "changes no list": ("done(1, {'a': 1})", Cause.PROTOCOL),
    "content of another kind": ("done(1, [['content', 0, ['D']]])", Cause.PROTOCOL),
    "list rebound to a tensor": ("done(1, [['rebound', 0, ['T', 'f32', [0], -1]]])", Cause.PROTOCOL),
    "tensor replaced by a list": ("done(1, [['content', 1, ['L', 1]]])", Cause.PROTOCOL),
    "gradient of a list": ("done(1, [['grad', 0, None]])", Cause.PROTOCOL),
    "gradient that is a number": ("done(1, [['grad', 1, 5]])", Cause.PROTOCOL),
    "bool bytes": ("done(1, [['memory', 1, ['y', 0]]], [], [], b'\\x07\\x07')", Cause.PROTOCOL),
    "memory of another size": ("done(1, [['memory', 1, ['y', 0]]], [], [], b'1')", Cause.PROTOCOL),
    "integer parameter": ("done(1, [], [[0, 5]])", Cause.PROTOCOL),
    "graph index twice": (
        "t = ['T', 'f32', [1], 0, 2, None, 0]; done(['L', t, t], [], [], [], bytes(4))",
        Cause.PROTOCOL,
    ),
    "graph index missing": ("done(['T', 'f32', [1], 0, 2, None, 1], [], [], [], bytes(4))", Cause.PROTOCOL),
    "graph of integers": ("done(['T', 'i32', [1], 0, 2, None, 0], [], [], [], bytes(4))", Cause.PROTOCOL),
    "raised nothing": ("reply({'k': 'raised'}, None)", Cause.PROTOCOL),
    "raised nonsense": ("reply({'k': 'raised'}, [[5], 'x', [], False])", Cause.PROTOCOL),
    "raised deep": ("reply({'k': 'raised'}, [['E'], 'x', [[eval('[' * 90 + ']' * 90), 1]], False])", Cause.PROTOCOL),
    "raised on a line of letters": ("reply({'k': 'raised'}, [['E'], 'x', [['cell', 'one']], False])", Cause.PROTOCOL),
    "unusable number": ("reply({'k': 'unusable'}, 5)", Cause.PROTOCOL),
    "callback nobody passed": (
        "reply({'k': 'callback', 'i': 0, 'grad': True, 'connected': False}, ['U', ['U'], ['D']])",
        Cause.PROTOCOL,
    ),
    "callback without number": ("reply({'k': 'callback'}, 1)", Cause.PROTOCOL),
}

HELPERS = """
import json, os, struct, time
def frame(head, body, buffers=()):
    sizes = struct.pack(f"<{len(buffers)}Q", *map(len, buffers))
    text = json.dumps([head, body]).encode()
    fill = b" " * (-(16 + len(sizes) + len(text)) % 16)
    data = b"".join(b + bytes(-len(b) % 16) for b in buffers)
    front = sizes + text + fill
    return struct.pack("<2sHIQ", b"A1", len(buffers), len(front), len(data)) + front + data
def reply(head, body, buffers=()):
    os.write(3, frame({"n": 2, **head}, body, buffers))
    stay()
def done(result=1, changes=(), pushed=(), leaves=(), *buffers):
    reply({"k": "done"}, [result, changes, pushed, leaves], buffers)
def write(head, body):
    os.write(3, frame(head, body))
def stay():
    while True: time.sleep(1)
"""


@pytest.mark.parametrize("name", DEATHS)
def test_a_worker_that_dies_or_breaks_the_protocol(submit, name):
    code, cause = DEATHS[name]
    student = submit(f"{HELPERS}\ndef f(*arguments):\n    {code}", call_seconds=0.5)
    with pytest.raises(WorkerDied, match=cause) as caught:
        student.f([1], torch.tensor([True, False]))
    with pytest.raises(WorkerDied, match=cause) as again:
        student.f()
    assert again.value.death is caught.value.death
    assert submit("def f(): return 1").f() == 1


def test_a_forged_reply_is_an_answer_and_leaves_one_too_many(submit):
    """The forged value is compared like any other; the worker's own reply belongs to no request, or comes with it."""
    student = submit(HELPERS + "def f():\n    write({'k': 'done', 'n': 2}, [42, [], [], []])\n    return 1")
    answers = []
    with pytest.raises(WorkerDied, match="protocol"):
        answers.extend(student.f() for _ in range(2))
    assert answers in ([], [42])
    assert submit("def f(): return 1").f() == 1


def test_a_thread_that_writes_junk_between_calls(submit):
    student = submit(
        HELPERS
        + """
import threading
GO = threading.Event()
def junk():
    GO.wait()
    while True: os.write(3, b"junk" * 1000)
def f():
    threading.Thread(target=junk, daemon=True).start()
    GO.set()
    while True: pass
""",
        call_seconds=1,
    )
    with pytest.raises(WorkerDied, match="protocol"):
        student.f()
    assert submit("def f(): return 1").f() == 1


def test_a_submission_that_rebinds_what_the_server_uses(submit):
    """It may break its own answers; the judge reads what comes, or the worker is gone."""
    student = submit("""
        import json, struct, torch, sys
        def f():
            json.JSONEncoder.encode = lambda *a: "[]"
            struct.pack = lambda *a: b""
            torch.Tensor.detach = torch.Tensor.numel = lambda self: 10**9
            sys.modules["autograder.worker.codec"].pack = None
            sys.modules["autograder.worker.serve"].pack = lambda *a: [b"A1" + bytes(100)]
            return torch.ones(1)
    """)
    with pytest.raises(WorkerDied, match="protocol"):
        student.f()
    assert submit("def f(): return 1").f() == 1


def test_memory_that_fills_up_in_a_global_is_an_outcome(submit):
    student = submit(
        """
        KEPT = []
        def f():
            while True: KEPT.append(bytearray(1 << 20))
        def g():
            while True: KEPT.append(bytes(100))
        """,
        memory_mb=256,
        call_seconds=20,
    )
    with pytest.raises(StudentRaised, match="MemoryError") as caught:
        student.f()
    assert caught.value.outcome is Outcome.MEMORY
    # now there is hardly room for an answer
    with pytest.raises((StudentRaised, WorkerDied), match=r"MemoryError|memory|crashed"):
        student.g()
    assert submit("def f(): return 1").f() == 1


def test_a_timeout_leaves_the_exercise_a_small_budget(open_session):
    session = open_session("def f():\n    while True: pass", call_seconds=0.2)
    assert session.budget.call_seconds() == 0.2
    with pytest.raises(WorkerDied, match="timeout"):
        session.call(["name", "f"], (), {})
    assert session.budget.call_seconds() <= 2


def test_a_submission_that_hangs_or_dies_while_it_is_loaded(open_session):
    with pytest.raises(WorkerDied, match="timeout"):
        open_session("x = 1\nwhile x:\n  try:\n    while x: x += 1\n  except BaseException: pass", load_seconds=0.5)
    with pytest.raises(WorkerDied, match="crashed"):
        open_session("import os\nx = os._exit(0)")
    assert open_session("x = 1").loaded.names["x"] is False


# ---- results that are no plain values


@pytest.mark.parametrize(
    ("code", "match"),
    [
        ("torch.zeros(1).expand(1 << 28)", "too large"),
        ("torch.zeros(80 << 20)", "too large"),
        ("[0] * 10**6", "too many parts"),
        ("[torch.zeros(1).expand(1 << 25) for _ in range(20)]", "too large"),
        ("itself()", "contains itself"),
        ("doubled()", "too many parts"),
        ("torch.empty(2, device='meta')", "meta"),
        ("torch.eye(2).to_sparse()", "sparse"),
        ("torch.eye(2).to_sparse_csr()", "sparse"),
        ("set(range(20_000))", "too many keys"),
        ("2 ** 5000", "4,000 bits"),
        ("'\\ud800'", "surrogate"),
        ("np.array([object()])", "dtype O8"),
        ("np.array(['a'])", "dtype U4"),
        ("np.zeros(2, dtype=[('a', float)])", "dtype V8"),
        ("[torch.ones(1) for _ in range(5000)]", "too many tensors"),
        ("x ** sympy.Rational(1, 10**500)", "huge number"),
        ("sympy.Function('f')(x)", "expression with f"),
    ],
)
def test_what_cannot_be_compared_is_unusable(submit, code, match):
    student = submit(f"""
import torch, numpy as np, sympy
x = sympy.Symbol("x")
def itself():
    a = []
    a.append((a,))
    return a
def doubled():
    a = [1]
    for _ in range(31): a = [a, a]
    return a
def f(): return {code}
def g(a): a.append({code})
def fine(): return 1
""")
    with pytest.raises(Unusable, match=match) as caught:
        student.f()
    assert caught.value.outcome is Outcome.FAILED
    with pytest.raises(Unusable, match=match):
        student.g([])
    assert student.fine() == 1


def test_objects_of_hostile_classes_are_only_handles(submit):
    student = submit("""
        import torch, numpy as np
        class Always:
            def __eq__(self, other): return True
            def __hash__(self): raise SystemExit
            def __reduce__(self): raise SystemExit
            def __getattribute__(self, name): raise SystemExit
            __class__ = property(lambda self: 1 / 0)
        class Number(float):
            def __eq__(self, other): return True
        class Tensor(torch.Tensor):
            @classmethod
            def __torch_function__(cls, *a, **k): return True
        class Array(np.ndarray):
            def __array_ufunc__(self, *a, **k): return True
        class Text(str): pass
        class List(list): pass
        def number(): return Number(1)
        def tensor(): return torch.ones(2).as_subclass(Tensor)
        def array(): return np.ones(2).view(Array)
        def text(): return Text("a")
        def many(): return [List(), Number(2)]
        def always(): return Always()
    """)
    for function in (student.number, student.tensor, student.array, student.text):
        value = function()
        assert type(value) is RemoteObject
        assert value != 1
    assert [type(x) for x in student.many()] == [RemoteObject, RemoteObject]
    with pytest.raises(StudentRaised, match="SystemExit"):  # what asks for its class gets that
        student.always()


def test_an_argument_changed_beyond_repair_is_unusable(submit):
    student = submit("""
        import torch, numpy as np
        def sparse(x): x.data = torch.eye(2).to_sparse()
        def meta(a): a.append(torch.empty(1, device="meta"))
        def write(n): n.flags.writeable = True; n[0] = 5
        def other(a): a.dtype = np.int64
    """)
    with pytest.raises(StudentRaised, match="incompatible tensor type"):
        student.sparse(torch.ones(2, 2))
    with pytest.raises(Unusable, match="meta"):
        student.meta([])
    fixed = np.ones(2)
    fixed.flags.writeable = False
    with pytest.raises(Unusable, match="cannot be reproduced"):
        student.write(fixed)
    with pytest.raises(Unusable, match="cannot be reproduced"):
        student.other(np.ones(2))


def test_the_worker_cannot_choose_what_python_makes_of_a_handle(open_session, monkeypatch):
    """``len()``, ``bool()`` and iteration insist on types: a lie is the student's fault, not an error of the judge."""
    session = open_session("class C: pass\ndef make(): return C()")
    handle = session.call(["name", "make"], (), {})
    for lie in (-1, "3", None, 2**70, [1, 2], handle):
        monkeypatch.setattr(session, "call", lambda *_, lie=lie: lie)
        with pytest.raises(Unusable, match="length"):
            len(handle)
        with pytest.raises(Unusable, match="truth"):
            bool(handle)
        if lie is not handle:
            with pytest.raises(Unusable, match="iterat"):
                iter(handle).__next__()
        with pytest.raises(Unusable, match="no items"):
            next(handle)


def test_names_of_a_submission_that_are_no_text(open_session):
    session = open_session("""
        globals()[5] = 1
        globals()["\\ud800"] = 2
        globals()[("a",)] = 3
        def f(): return 1
    """)
    assert session.loaded.names["f"] is True
    with pytest.raises(Missing, match="5"):
        raise Missing("5")

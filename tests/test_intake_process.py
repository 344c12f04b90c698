"""A program that the intake starts gets what it needs, and is stopped with all it started."""

import os
import select
import sys

import pytest

from autograder.intake.process import Bounds, ProcessFailed, output_of

GENEROUS = Bounds(seconds=60, output_bytes=1 << 20, memory_bytes=1 << 30)


def python(code, bounds=GENEROUS, **more):
    return output_of([sys.executable, "-I", "-c", code], environment={"LC_ALL": "C"}, bounds=bounds, **more)


def test_a_program_sees_its_arguments_its_input_and_nothing_else():
    code = "import os, sys; print(sorted(os.environ), os.getcwd(), sys.stdin.read(), os.isatty(0))"
    assert python(code, stdin=b"in").decode().split() == ["['LC_ALL']", "/", "in", "False"]


def test_a_failing_program_says_why():
    with pytest.raises(ProcessFailed, match="ended with code 3") as caught:
        python("import sys; sys.stderr.write('why' * 100_000); sys.exit(3)")
    assert caught.value.stderr.startswith("whywhy")
    assert len(caught.value.stderr) <= 1 << 14
    with pytest.raises(ProcessFailed, match="no-such-program cannot be started"):
        output_of(["no-such-program"], environment={}, bounds=GENEROUS)


@pytest.mark.parametrize("code", ["while True: pass", "import os; os.close(1); os.close(2)\nwhile True: pass"])
def test_a_program_that_does_not_end_is_killed(code):
    with pytest.raises(ProcessFailed, match=r"takes longer than 0\.5 s"):
        python(code, Bounds(seconds=0.5, output_bytes=100, memory_bytes=1 << 30))


def test_what_a_program_started_is_killed_with_it(tmp_path):
    os.mkfifo(tmp_path / "alive")
    reader = os.open(tmp_path / "alive", os.O_RDONLY | os.O_NONBLOCK)
    code = f"""
import os, signal
ready, tell = os.pipe()
if os.fork() == 0:
    alive = os.open({str(tmp_path / "alive")!r}, os.O_WRONLY)
    os.write(alive, b"child")
    os.write(tell, b"x")
    signal.pause()
os.read(ready, 1)
while True: print("x" * 1000)
"""
    with pytest.raises(ProcessFailed, match="writes more than 1000 bytes"):
        python(code, Bounds(seconds=60, output_bytes=1000, memory_bytes=1 << 30))
    assert os.read(reader, 100) == b"child"
    assert select.select([reader], [], [], 60) == ([reader], [], []), "the child still holds the pipe"
    assert os.read(reader, 100) == b""
    os.close(reader)


def test_output_without_end_is_cut_off():
    with pytest.raises(ProcessFailed, match="writes more than 1000 bytes"):
        python("while True: print('x' * 1000)", Bounds(seconds=60, output_bytes=1000, memory_bytes=1 << 30))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can limit a running program")
def test_memory_is_limited():
    with pytest.raises(ProcessFailed, match="ended with code 1"):
        python("import sys; sys.stdin.read(); bytearray(1 << 30)", Bounds(60, 1000, 1 << 29), stdin=b"x")

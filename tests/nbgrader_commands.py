"""nbgrader's and our commands as a user types them, without two seconds of imports for each.

A process imports nbgrader once. Each command is a fork of it that gets arguments, folder and variables and calls the
entry point of the program. `NbgraderCourse(..., real=True)` starts programs instead.
"""

import atexit
import functools
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

SECONDS = 300
"""A command that takes longer is killed."""


def run(program, arguments, *, cwd, env):
    """``nbgrader`` or ``autograder`` with these arguments, as ``subprocess.run`` would have run it."""
    arguments = [*map(str, arguments)]
    with TemporaryDirectory() as place:
        files = [str(Path(place) / name) for name in ("stdout", "stderr")]
        code = _server().ask([program, arguments, str(cwd), env, files])
        stdout, stderr = (Path(file).read_text("utf-8") for file in files)
    return subprocess.CompletedProcess([program, *arguments], code, stdout, stderr)


class _Server:
    def __init__(self):
        path = os.pathsep.join(path for path in sys.path if path)
        self._process = subprocess.Popen(
            [sys.executable, __file__],
            env={**os.environ, "PYTHONPATH": path},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        atexit.register(self._process.communicate)

    def ask(self, request):
        self._process.stdin.write(f"{json.dumps(request)}\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


@functools.cache
def _server():
    return _Server()


def _serve():
    """Answer requests; in a fork, return its request."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            return json.loads(line)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()
    sys.exit()


def _become(program, arguments, folder, environment, files):
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for number, file in enumerate(files, start=1):
        os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), number)
    sys.argv = [program, *arguments]
    signal.alarm(SECONDS)


if __name__ == "__main__":
    from importlib import import_module

    from nbgrader.apps.nbgraderapp import main as nbgrader

    from autograder.cli.app import main as autograder

    for module in ("autograding", "check_metadata", "repair_notes", "repair_reading", "settle", "skeletons"):
        import_module(f"autograder.integrations.nbgrader.{module}")  # for the forks
    _request = _serve()
    _become(*_request)
    {"autograder": autograder, "nbgrader": nbgrader}[_request[0]]()

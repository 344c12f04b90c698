"""Grading on a Dask cluster: the scores of the local executor, whatever dies; bad input is one message."""

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from course import Watched
from dask_cluster import Cluster, running_cluster  # noqa: F401 - the second is the fixture `cluster`

import autograder
from autograder.errors import ExitCode, UsageError
from autograder.grading.on_cluster import resources
from autograder.grading.options import DaskCluster, ExecutorName, read_executor
from autograder.grading.work import Work
from autograder.model import Device, Submission

RIGHT = "def one():\n    return 1\n\ndef two(x):\n    return x + x\n"


@pytest.fixture
def small(course):
    """Two exercises; students who are right, wrong, slow, lazy, and one whose code ends its process."""
    course.write_manifest(call_seconds=1)
    tests = {"test_value": "assert student.one() == 1", "test_again": "assert student.one() == reference.one()"}
    course.exercise("one", "", "return 1", tests)
    course.exercise("two", "x", "return x + x", {"test_doubles": "agree(student.two, reference.two, make.tensor(3))"})
    for number in range(12):
        course.submit(f"right-{number:02}", f"{RIGHT}# {number}\n")
    course.submit("wrong", RIGHT.replace("x + x", "x * x"))
    course.submit("lazy", "def one():\n    return 1\n")
    course.submit("slow", f"{RIGHT}\ndef one():\n    while True: pass\n")
    course.submit("leaves", f"import os\n{RIGHT}\ndef two(x):\n    os._exit(1)\n")
    return course


def scored(graded):
    """Everything a report says but times."""
    data = graded.report.to_dict()
    for submission in data["submissions"]:
        for exercise in submission["exercises"]:
            for test in exercise["tests"]:
                for case in test["cases"]:
                    del case["seconds"]
    return data


class Killing(Watched):
    """Kills a worker of the cluster when the first submission is graded."""

    def __init__(self, cluster):
        super().__init__()
        self._cluster = cluster
        self.killed = 0

    def graded(self, submission):
        super().graded(submission)
        if not self.killed:
            self.killed = max(self._cluster.workers().values())
            os.kill(self.killed, signal.SIGKILL)


def test_every_score_is_that_of_the_local_executor_even_when_a_worker_is_killed(cluster, small):
    local = scored(small.grade(seed="s", fresh=True))
    watcher = Killing(cluster)
    there = scored(small.grade(watcher, seed="s", fresh=True, executor=DaskCluster(cluster.address)))
    assert there == local
    assert watcher.killed
    assert sorted(watcher.graded_ids) == sorted(entry["id"] for entry in local["submissions"])
    assert len(local["submissions"]) == 16
    assert {entry["id"]: entry["score"] for entry in there["submissions"]}["right-00"] == 3


def test_an_author_s_mistake_is_told_as_it_is_locally(cluster, small):
    file = small.solutions / "one.py"
    file.write_text(f"{file.read_text('utf-8')}\nundefined_name\n")
    done = small.run_grade("--executor", f"dask://{cluster.address}")
    assert done.returncode == ExitCode.USAGE
    assert "solutions/small/one.py: does not run: NameError" in done.stderr


def test_ctrl_c_ends_the_judges_and_keeps_what_is_graded(cluster, small):
    arguments = ["grade", "small", small.submissions, "--out", small.out, "--executor", f"dask://{cluster.address}"]
    how = {"cwd": small.root, "env": small.environment(), "text": True}
    run = subprocess.Popen(small.command(*arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE, **how)
    for line in run.stdout:
        if line.startswith("graded "):
            run.send_signal(signal.SIGINT)
            break
    _, error = run.communicate(timeout=60)
    assert run.returncode == ExitCode.INTERRUPTED
    assert error.strip() == "interrupted; what is graded is kept: run the same command again to go on"
    assert not list(cluster.folder.rglob("autograder-*"))
    watcher = Watched()
    assert small.grade(watcher).scores()["right-00"] == 3
    assert watcher.begun < 16


def newer(package):
    (package / "changed.py").write_text("")


def older(package):
    shutil.rmtree(package / "executor" / "dask")
    (package / "executor" / "__init__.py").write_text("")


@pytest.mark.parametrize("side", ["scheduler", "worker"])
@pytest.mark.parametrize("change", [newer, older])
def test_other_code_of_ours_is_refused_with_both_versions(small, tmp_path, side, change):
    other = tmp_path / "other" / "autograder"
    shutil.copytree(Path(autograder.__file__).parent, other)
    change(other)
    changed = {"PYTHONPATH": os.pathsep.join([str(other.parent), *filter(None, sys.path)])}
    cluster = Cluster(tmp_path)
    try:
        cluster.start_scheduler(**(changed if side == "scheduler" else {}))
        cluster.start_worker("--no-nanny", **(changed if side == "worker" else {}))
        done = small.run_grade("--executor", f"dask://{cluster.address}")
    finally:
        cluster.stop()
    assert done.returncode == ExitCode.USAGE
    assert f"dask://{cluster.address}: not the same everywhere: {'the ' * (side == 'scheduler')}{side}" in done.stderr
    assert re.search(r"autograder 0\.1\.0.*, here is .*0\.1\.0\+", done.stderr)


# ---- the command line


@pytest.mark.parametrize(
    "text",
    [
        *("dask", "dask://", "dask://host", "dask://host:", "dask://:8786", "dask://host:0", "dask://host:65536"),
        *("dask://host:8786/path", "dask://user@host:1", "dask://a b:1", "tcp://host:8786", "Local", "slurm", ""),
    ],
)
def test_an_executor_that_does_not_exist_is_one_message(text):
    with pytest.raises(UsageError, match=r"--executor must be local, inline or dask://HOST:PORT, got '") as caught:
        read_executor(text)
    assert "dask://scheduler" in caught.value.tip


@pytest.mark.parametrize("host", ["localhost", "10.0.0.7", "gpu-3.example.edu", "[::1]"])
def test_what_is_understood(host):
    assert read_executor(f"dask://{host}:8786") == DaskCluster(f"{host}:8786")
    assert read_executor("local") is ExecutorName.LOCAL
    assert read_executor("inline") is ExecutorName.INLINE


def test_the_command_says_what_is_wrong_with_the_executor(small):
    done = small.run_grade("--executor", "dask://host")
    assert done.returncode == ExitCode.USAGE
    assert "got 'dask://host'" in done.stderr


def test_without_the_library_the_message_names_the_extra(small):
    code = "import sys; sys.modules['distributed'] = None; from autograder.cli.app import main; main()"
    arguments = ["grade", "small", str(small.submissions), "--out", str(small.out), "--executor", "dask://localhost:1"]
    how = {"cwd": small.root, "env": small.environment(), "capture_output": True, "text": True}
    done = subprocess.run([sys.executable, "-c", code, *arguments], check=False, **how)
    assert done.returncode == ExitCode.USAGE
    assert "needs a package that is not installed: distributed" in done.stderr
    assert "autograder[dask]" in done.stderr


def test_what_runs_with_cuda_takes_a_gpu_of_its_worker():
    assert resources(Work(Submission("ann", ()), frozenset(), (Device.CPU, Device.CUDA))) == {"GPU": 1}
    assert resources(Work(Submission("ann", ()), frozenset(), (Device.CPU, Device.EMULATED))) == {}

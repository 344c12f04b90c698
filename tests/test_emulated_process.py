"""Where the device is installed, and where it is not: a process that forks workers keeps torch as it was."""

import subprocess
import sys
from pathlib import Path

import pytest
import torch

from autograder.worker.emulated import CannotEmulate, NotEmulated, as_not_emulated, prepare

FORKING = """
import os, sys
import torch
from torch.nn import functional

sys.path.insert(0, {root!r})
from autograder.worker.emulated import install, prepare

def child(work):
    pid = os.fork()
    if pid == 0:
        work()
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0

def with_the_device():
    install(emulation)
    w = torch.ones(3, 2, device="cuda", requires_grad=True)
    functional.cross_entropy(torch.ones(4, 3, device="cuda") @ w, torch.zeros(4, dtype=torch.int64).cuda()).backward()
    assert str(w.grad.device) == "cuda:0"
    assert torch.accelerator.is_available()

def without_it():
    assert not torch.cuda.is_available()
    assert not torch.accelerator.is_available()
    try:
        torch.zeros(1, device="cuda")
    except (AssertionError, RuntimeError) as error:
        assert "CUDA" in str(error)
    else:
        raise SystemExit(1)

torch.ones(2, requires_grad=True).sum().backward()
emulation = prepare()
assert len(os.listdir("/proc/self/task")) == 1 or sys.platform != "linux"
for work in (with_the_device, without_it, with_the_device):
    child(work)
without_it()
print("as it was")
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="workers are forked on Linux")
def test_a_process_that_forks_workers_prepares_the_device_and_only_those_that_install_it_have_it():
    script = FORKING.format(root=str(Path(__file__).parents[1]))
    environment = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "CUDA_VISIBLE_DEVICES": "-1"}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=120, check=False, env=environment
    )
    assert done.stdout == "as it was\n", done.stderr[-2000:]
    assert done.returncode == 0


def test_a_gpu_that_is_not_hidden_is_never_replaced(monkeypatch):
    monkeypatch.setattr(torch.version, "cuda", "12.8")
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    with pytest.raises(CannotEmulate, match="start it with CUDA_VISIBLE_DEVICES=-1"):
        prepare()


def test_a_torch_without_devices_in_python_is_named(monkeypatch):
    from torch.utils import backend_registration

    monkeypatch.delattr(backend_registration, "_setup_privateuseone_for_python_backend")
    with pytest.raises(CannotEmulate, match="devices written in Python"):
        prepare()


@pytest.mark.parametrize(
    "error",
    [
        RuntimeError("PyTorch is not linked with support for cuda devices"),
        RuntimeError('device_ready_queues_.size()) INTERNAL ASSERT FAILED at "engine.cpp":1'),
        NotImplementedError("Could not run 'aten::x' with arguments from the 'SparseCsremulated' backend."),
        NotImplementedError("You should register `PrivateUse1HooksInterface`by ..."),
        AttributeError("module 'torch._C' has no attribute '_scatter'"),
    ],
)
def test_what_torch_says_of_a_device_without_c_is_a_limit_of_the_emulation(error):
    assert isinstance(as_not_emulated(error), NotEmulated)


@pytest.mark.parametrize(
    "error",
    [
        RuntimeError("Expected all tensors to be on the same device, but found at least two devices, cuda:0 and cpu!"),
        ValueError("INTERNAL ASSERT FAILED, says the student"),
        AttributeError("module 'torch' has no attribute 'sofmax'"),
        IndexError("index 3 is out of bounds"),
    ],
)
def test_what_a_gpu_says_too_stays_a_mistake(error):
    assert as_not_emulated(error) is None

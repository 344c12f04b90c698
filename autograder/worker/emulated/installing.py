"""Give a process the device, for good: one process is one worker."""

from __future__ import annotations

import importlib

import torch
from torch.utils.backend_registration import _setup_privateuseone_for_python_backend

from autograder.worker.emulated.emulation import Emulation
from autograder.worker.emulated.facade import Facade, replace_torch_cuda
from autograder.worker.emulated.places import BACKEND
from autograder.worker.emulated.storages import replace_storage_methods
from autograder.worker.emulated.surroundings import replace_the_rest
from autograder.worker.emulated.tensors import replace_functions, replace_tensor_methods


class _BackendModule:
    """``torch.emulated``: what torch looks for in the module of a device's name."""

    def __init__(self, facade: Facade, emulation: Emulation) -> None:
        self.emulation = (
            emulation  # if only kernels held it, taking them down would take it down: torch locks itself out
        )
        for name in (
            "is_available",
            "device_count",
            "current_device",
            "manual_seed_all",
            "get_rng_state",
            "set_rng_state",
        ):
            setattr(self, name, getattr(facade, name))
        self._is_in_bad_fork = facade._is_in_bad_fork
        self._lazy_init = facade._lazy_init
        self.is_initialized = facade.is_initialized


def install() -> Emulation:
    """Make ``cuda`` mean the emulated device in this process, for good.

    Raises:
        RuntimeError: this process has a GPU, so ``cuda`` already means something.

    """
    if torch.cuda.is_available():
        raise RuntimeError("cuda is a GPU in this process; hide it (CUDA_VISIBLE_DEVICES=-1) to emulate one")
    importlib.import_module("torch._dynamo")  # optimizers do; it compares functions of torch with copies of its own
    _one_thread_for_autograd()
    emulation = Emulation()
    facade = replace_torch_cuda(emulation.randomness)
    _setup_privateuseone_for_python_backend(BACKEND, backend_module=_BackendModule(facade, emulation))
    emulation.register()
    replace_tensor_methods(emulation.randomness)
    replace_functions(emulation.randomness)
    replace_storage_methods()
    replace_the_rest(emulation.randomness)
    return emulation


def _one_thread_for_autograd() -> None:
    """Gradients of a device run in a thread of that device, which a fork would not have.

    The engine counts devices at its first backward pass; one on the CPU, before there is a device, makes that none.
    """
    torch.autograd.backward(torch.ones((), requires_grad=True) * 1)
    torch.autograd.set_multithreading_enabled(False)

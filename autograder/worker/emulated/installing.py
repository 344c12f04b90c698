"""Give a process the device, for good: one process is one worker."""

from __future__ import annotations

import importlib
import os

import torch
from torch.utils import backend_registration

from autograder.worker.emulated.emulation import Emulation
from autograder.worker.emulated.errors import CannotEmulate
from autograder.worker.emulated.facade import Facade, replace_torch_cuda
from autograder.worker.emulated.places import BACKEND
from autograder.worker.emulated.storages import replace_storage_methods
from autograder.worker.emulated.surroundings import replace_the_rest
from autograder.worker.emulated.tensors import replace_functions, replace_tensor_methods


def prepare() -> Emulation:
    """What takes time and shows nowhere: for a process that forks workers, with the device and without.

    Nothing of torch is changed yet; the kernels are there for a device that nobody can name. Measured: 60 to 120 ms.

    Raises:
        CannotEmulate: ``cuda`` may be a GPU in this process, or torch is too old.

    """
    _refuse_where_it_cannot_be()
    importlib.import_module("torch._dynamo")  # optimizers do; it compares functions of torch with copies of its own
    emulation = Emulation()
    emulation.register()
    return emulation


def install(emulation: Emulation | None = None) -> Emulation:
    """Make ``cuda`` mean the emulated device in this process. Measured: 4 ms after :func:`prepare`.

    Raises:
        CannotEmulate: as :func:`prepare` does.

    """
    emulation = emulation or prepare()
    _one_thread_for_autograd()
    facade = replace_torch_cuda(emulation.randomness)
    backend_registration._setup_privateuseone_for_python_backend(
        BACKEND, backend_module=_BackendModule(facade, emulation)
    )
    replace_tensor_methods(emulation.randomness)
    replace_functions(emulation.randomness)
    replace_storage_methods()
    replace_the_rest(emulation.randomness)
    return emulation


class _BackendModule:
    """``torch.emulated``: what torch looks for in the module of a device's name."""

    def __init__(self, facade: Facade, emulation: Emulation) -> None:
        self.emulation = (
            emulation  # if only kernels held it, taking them down would take it down: torch locks itself out
        )
        for name in ("is_available", "device_count", "current_device", "get_rng_state", "set_rng_state"):
            setattr(self, name, getattr(facade, name))
        self.is_initialized = facade.is_initialized
        self.manual_seed_all = facade.manual_seed_all
        self._is_in_bad_fork = facade._is_in_bad_fork
        self._lazy_init = facade._lazy_init


def _refuse_where_it_cannot_be() -> None:
    """Asking whether there is a GPU would start its driver, which does not survive a fork; so it has to be hidden."""
    if not hasattr(backend_registration, "_setup_privateuseone_for_python_backend"):
        raise CannotEmulate(f"torch {torch.__version__} has no devices written in Python; they came with torch 2.10")
    if torch.version.cuda is not None and os.environ.get("CUDA_VISIBLE_DEVICES") not in ("", "-1"):
        raise CannotEmulate("cuda may be a GPU in this process; start it with CUDA_VISIBLE_DEVICES=-1 to emulate one")


def _one_thread_for_autograd() -> None:
    """Gradients of a device run in a thread of that device, which a fork would not have.

    The engine counts devices at its first backward pass; one on the CPU, before there is a device, makes that none.
    """
    torch.autograd.backward(torch.ones((), requires_grad=True) * 1)
    torch.autograd.set_multithreading_enabled(False)

"""What ``torch.cuda`` says in a worker with the emulated device."""

from __future__ import annotations

import contextlib
import gc
import time
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, Self

import torch

from autograder.worker.emulated.errors import NotEmulated, no_such_device
from autograder.worker.emulated.places import THE_DEVICE
from autograder.worker.emulated.randomness import Randomness

NAME = "Emulated accelerator"


class Facade:
    """Functions by the names they get in ``torch.cuda``; those of a name of ours begin with an underscore."""

    def __init__(self, randomness: Randomness) -> None:
        self._randomness = randomness
        self._most = 0

    # ---- which devices there are

    def is_available(self) -> bool:
        """There is one."""
        return True

    def is_initialized(self) -> bool:
        """Nothing is to be initialized."""
        return True

    def init(self) -> None:
        """Nothing is to be initialized."""

    def device_count(self) -> int:
        """One."""
        return 1

    def current_device(self) -> int:
        """The only one."""
        return 0

    def set_device(self, device: Any) -> None:
        """Only the only one can be chosen."""
        _refuse_others(device)

    def get_device_name(self, device: Any = None) -> str:
        """A name for people."""
        _refuse_others(device)
        return NAME

    def get_device_capability(self, device: Any = None) -> tuple[int, int]:
        """Of a GPU that every version of torch supports."""
        _refuse_others(device)
        return (8, 0)

    def get_device_properties(self, device: Any = None) -> Any:
        """The fields that code prints."""
        _refuse_others(device)
        return SimpleNamespace(name=NAME, major=8, minor=0, total_memory=8 << 30, multi_processor_count=1, warp_size=32)

    def is_bf16_supported(self, including_emulation: bool = True) -> bool:  # noqa: ARG002, FBT001, FBT002 - torch's
        """The CPU's operators compute with it."""
        return True

    def is_current_stream_capturing(self) -> bool:
        """There are no graphs of kernels."""
        return False

    # ---- time

    def synchronize(self, device: Any = None) -> None:
        """Every operator has ended when it returns."""
        _refuse_others(device)

    def current_stream(self, device: Any = None) -> Stream:
        """There is one order of operators."""
        _refuse_others(device)
        return Stream()

    default_stream = current_stream

    @contextlib.contextmanager
    def stream(self, stream: Any) -> Iterator[None]:  # noqa: ARG002 - torch's signature
        """One order of operators, whatever the stream."""
        yield

    # ---- memory

    def memory_allocated(self, device: Any = None) -> int:
        """Bytes of the tensors that Python code can reach."""
        _refuse_others(device)
        storages = (o.untyped_storage() for o in gc.get_objects() if isinstance(o, torch.Tensor) and not o.is_cpu)
        held = sum({storage.data_ptr(): storage.nbytes() for storage in storages}.values())
        self._most = max(self._most, held)
        return held

    memory_reserved = memory_allocated

    def max_memory_allocated(self, device: Any = None) -> int:
        """The most that was seen when somebody asked."""
        self.memory_allocated(device)
        return self._most

    max_memory_reserved = max_memory_allocated

    def reset_peak_memory_stats(self, device: Any = None) -> None:
        """Forget the most that was seen."""
        _refuse_others(device)
        self._most = 0

    def mem_get_info(self, device: Any = None) -> tuple[int, int]:
        """Free and all bytes, of those that :meth:`get_device_properties` states."""
        total = self.get_device_properties(device).total_memory
        return total - self.memory_allocated(device), total

    def empty_cache(self) -> None:
        """Bytes are freed with their last tensor."""

    def ipc_collect(self) -> None:
        """No other process shares them."""

    # ---- random numbers

    def manual_seed(self, seed: int) -> None:
        """Seed the device's generator."""
        self._randomness.default.manual_seed(seed)

    manual_seed_all = manual_seed

    def seed(self) -> None:
        """Seed it from the system."""
        self._randomness.default.seed()

    seed_all = seed

    def initial_seed(self) -> int:
        """What it was seeded with."""
        return self._randomness.default.initial_seed()

    def get_rng_state(self, device: Any = "cuda") -> torch.Tensor:
        """Its state, a tensor of bytes on the CPU."""
        _refuse_others(device)
        state: torch.Tensor = self._randomness.default.get_state()
        return state

    def set_rng_state(self, new_state: torch.Tensor, device: Any = "cuda") -> None:
        """Give it a state."""
        _refuse_others(device)
        self._randomness.default.set_state(new_state)

    def get_rng_state_all(self) -> list[torch.Tensor]:
        """The states of all devices."""
        return [self.get_rng_state()]

    def set_rng_state_all(self, new_states: list[torch.Tensor]) -> None:
        """Give all devices a state."""
        for state in new_states:
            self.set_rng_state(state)

    # ---- what torch itself asks

    def _is_in_bad_fork(self) -> bool:
        return False

    def _lazy_init(self) -> None:
        """Nothing is to be initialized."""

    def _exchange_device(self, device: int) -> int:
        if device > 0:
            raise no_such_device()
        return 0

    _maybe_exchange_device = _exchange_device


class Stream:
    """Stands for ``torch.cuda.Stream``: operators run in the order of the program."""

    device = THE_DEVICE
    cuda_stream = 0

    def __init__(self, device: Any = None, priority: int = 0, **_: Any) -> None:
        _refuse_others(device)
        self.priority = priority

    def synchronize(self) -> None:
        """Every operator has ended when it returns."""

    def wait_stream(self, stream: Any) -> None:
        """Nothing runs elsewhere."""

    def wait_event(self, event: Any) -> None:
        """Nothing runs elsewhere."""

    def query(self) -> bool:
        """Everything has ended."""
        return True

    def record_event(self, event: Event | None = None) -> Event:
        """The time now."""
        event = event or Event()
        event.record()
        return event

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to restore."""


class Event:
    """Stands for ``torch.cuda.Event``; its times are those of the CPU."""

    def __init__(self, enable_timing: bool = False, blocking: bool = False, interprocess: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - torch's
        self._seconds: float | None = None

    def record(self, stream: Any = None) -> None:  # noqa: ARG002 - torch's signature
        """Take the time."""
        self._seconds = time.perf_counter()

    def elapsed_time(self, end_event: Event) -> float:
        """Milliseconds from this event to the other."""
        if self._seconds is None or end_event._seconds is None:
            raise ValueError("Both events must be recorded before calculating elapsed time.")
        return (end_event._seconds - self._seconds) * 1000

    def query(self) -> bool:
        """Everything has ended."""
        return True

    def synchronize(self) -> None:
        """Every operator has ended when it returns."""

    def wait(self, stream: Any = None) -> None:
        """Nothing runs elsewhere."""


def _refuse_others(device: Any) -> None:
    index = device if isinstance(device, int) else torch.device(device).index if device is not None else 0
    if index:
        raise no_such_device()


_REFUSED = tuple(
    """
    CUDAGraph graph make_graphed_callables graph_pool_handle nvtx jiterator memory_stats memory_summary memory_snapshot
    list_gpu_processes utilization temperature power_draw clock_rate caching_allocator_alloc BoolTensor ByteTensor
    CharTensor ShortTensor IntTensor LongTensor HalfTensor BFloat16Tensor FloatTensor DoubleTensor
    """.split()  # noqa: SIM905 - names read better without quotes
)
"""Names in ``torch.cuda`` that only a driver can fill."""


class _Refused:
    """Stands for one of them."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __str__(self) -> str:
        return self._name

    def __call__(self, *_arguments: Any, **_keywords: Any) -> Any:
        raise NotEmulated(self._name)

    def __getattr__(self, name: str) -> Any:
        raise NotEmulated(f"{self._name}.{name}")


def replace_torch_cuda(randomness: Randomness) -> Facade:
    """Put every function of the facade into ``torch.cuda``."""
    facade = Facade(randomness)
    for name in dir(Facade):
        if not name.startswith("__"):
            setattr(torch.cuda, name, getattr(facade, name))
    for name in _REFUSED:
        setattr(torch.cuda, name, _Refused(f"torch.cuda.{name}"))
    torch.cuda.Stream = Stream  # type: ignore[assignment,misc]
    torch.cuda.Event = Event  # type: ignore[assignment,misc]
    return facade

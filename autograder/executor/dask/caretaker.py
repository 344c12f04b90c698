"""Our part of the Dask scheduler: says which workers come and go, and tidies up when the coordinator vanishes."""

from __future__ import annotations

import contextlib
from typing import Any

from distributed import Scheduler, SchedulerPlugin


class Caretaker(SchedulerPlugin):
    """One for each coordinator.

    Args:
        run: names the plugin of this run on the workers, and this one on the scheduler.
        client: the coordinator, as the scheduler knows it, and the topic of its events.

    """

    def __init__(self, run: str, client: str) -> None:
        self._run, self._client = run, client

    def add_worker(self, scheduler: Scheduler, worker: str) -> None:
        """Tell the coordinator."""
        scheduler.log_event(self._client, {"came": worker})

    def remove_worker(self, scheduler: Scheduler, worker: str, **_: Any) -> None:
        """Tell the coordinator."""
        scheduler.log_event(self._client, {"gone": worker})

    def remove_client(self, scheduler: Scheduler, client: str) -> None:
        """A coordinator that was killed cannot end its judges; it is gone, and so are they."""
        if client == self._client:
            scheduler.loop.add_callback(self._tidy_up, scheduler)

    async def _tidy_up(self, scheduler: Scheduler) -> None:
        with contextlib.suppress(ValueError):  # the coordinator had done it before it left
            await scheduler.unregister_worker_plugin(None, self._run)
        with contextlib.suppress(ValueError):
            await scheduler.unregister_scheduler_plugin(self._run)

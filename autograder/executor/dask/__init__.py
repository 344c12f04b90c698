"""The executor for many machines: judges are processes beside the workers of a Dask cluster."""

from autograder.executor.dask.bundle import Bundle
from autograder.executor.dask.executor import DaskExecutor

__all__ = ["Bundle", "DaskExecutor"]

"""Runs a task over items: in this process, in processes of this machine; nothing here knows of grading."""

from autograder.executor.inline import InlineExecutor
from autograder.executor.local import LocalExecutor
from autograder.executor.protocol import Channel, Executor, JudgeLost, OnEvent, Task, TaskFailed

__all__ = ["Channel", "Executor", "InlineExecutor", "JudgeLost", "LocalExecutor", "OnEvent", "Task", "TaskFailed"]

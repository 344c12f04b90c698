"""Whole notebooks in a locked worker: what their cells show, made safe to be looked at."""

from autograder.remote.executing.outputs import NbOutput, nbformat_outputs
from autograder.remote.executing.run import NotebookLimits, execute_notebook
from autograder.remote.executing.values import (
    CellOutputs,
    Displayed,
    Ending,
    Output,
    Picture,
    Printed,
    Raised,
    Result,
    Stopped,
    StreamName,
)

__all__ = [
    "CellOutputs",
    "Displayed",
    "Ending",
    "NbOutput",
    "NotebookLimits",
    "Output",
    "Picture",
    "Printed",
    "Raised",
    "Result",
    "Stopped",
    "StreamName",
    "execute_notebook",
    "nbformat_outputs",
]

"""Notebooks for tests of their execution: written as cells, shown as notebook outputs."""

import base64
import io
import textwrap

import numpy as np

from autograder.model import Cell
from autograder.remote.executing import NotebookLimits, execute_notebook, nbformat_outputs


class Executed:
    """A notebook that was executed, easy to ask."""

    def __init__(self, zygote, sources, modules=(), **limits):
        self.cells = [Cell(f"cell {i}", textwrap.dedent(source).strip()) for i, source in enumerate(sources, 1)]
        values = NotebookLimits(**{"cell_seconds": 20, "memory_mb": 512, **limits})
        self.shown = execute_notebook(zygote, self.cells, values, modules)

    def __getitem__(self, number):
        """What cell ``number``, counted from 1, showed."""
        return self.shown[number - 1]

    @property
    def endings(self):
        """How each cell ended."""
        return [cell.ending.value for cell in self.shown]

    def outputs(self, number):
        """The notebook outputs of a cell."""
        sources = {cell.label: cell.source for cell in self.cells}
        return nbformat_outputs(self[number], sources, number)

    def text(self, number):
        """The value of its last expression as text; empty if it shows none."""
        results = [o["data"]["text/plain"] for o in self.outputs(number) if o["output_type"] == "execute_result"]
        return "".join(results)

    def printed(self, number):
        """What it printed, as ``(stream, text)``."""
        return [(o["name"], o["text"]) for o in self.outputs(number) if o["output_type"] == "stream"]

    def kinds(self, number):
        """The types of its outputs, with ``+png`` for pictures."""
        return [o["output_type"] + "+png" * ("image/png" in o.get("data", {})) for o in self.outputs(number)]

    def error(self, number):
        """The one error of a cell: class, message, traceback as one text."""
        (error,) = [o for o in self.outputs(number) if o["output_type"] == "error"]
        return error["ename"], error["evalue"], "\n".join(error["traceback"])


def pixels(output):
    """The pixels of a picture in an output, as a browser would decode it."""
    from PIL import Image

    with Image.open(io.BytesIO(base64.b64decode(output["data"]["image/png"]))) as image:
        assert image.format == "PNG"
        return np.asarray(image.convert("RGBA"))

"""What a value looks like: the text of its ``repr``, and pixels if it is a picture.

HTML, SVG, LaTeX and JavaScript are never asked for: the judge would not pass them on. Files of pictures are read here,
where a broken one harms nobody; the judge gets pixels.
"""

from __future__ import annotations

import io
import math
import sys
import warnings
from typing import Any

import numpy as np

from autograder.worker.executing.recorder import Pixels
from autograder.worker.executing.shown import PIXELS, RESULT_CHARACTERS

READABLE_FACTOR = 20
"""How many times larger than shown a picture in a file may be; below the size that PIL itself takes for an attack."""
_ENCODED = ("_repr_png_", "_repr_jpeg_")


def text_of(value: object) -> str:
    """The ``repr`` of a value, bounded; raises what its ``repr`` raises."""
    text = repr(value)
    return str.__getitem__(text, slice(RESULT_CHARACTERS))


def pixels_of(value: object) -> Pixels | None:
    """The pixels of a matplotlib figure, a PIL image or anything that can give itself as PNG or JPEG."""
    kind = type(value)
    if _is_a(kind, "matplotlib.figure", "Figure"):
        return figure_pixels(value)
    if _is_a(kind, "PIL.Image", "Image"):
        return _image_pixels(value)
    for name in _ENCODED:
        if hasattr(kind, name):
            data = getattr(value, name)()
            data = data[0] if isinstance(data, tuple) else data  # with metadata
            if isinstance(data, bytes):
                return decoded(data)
    return None


def decoded(data: bytes) -> Pixels | None:
    """The pixels of the bytes of a picture file; ``None`` if they are none or nothing here can read them."""
    try:
        from PIL import Image
    except ImportError:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            image = Image.open(io.BytesIO(data))
            return _image_pixels(image) if image.width * image.height <= READABLE_FACTOR * PIXELS else None
        except (OSError, ValueError, SyntaxError):  # PIL's own errors are among these
            return None


def figure_pixels(figure: Any) -> Pixels:
    """Draw a figure as Jupyter does, cut to what is drawn; with fewer dots per inch if there would be too many pixels.

    Raises what drawing raises: a formula in a title may be wrong.
    """
    dpi = float(figure.dpi)
    width, height = figure.get_size_inches()
    dpi = min(dpi, math.sqrt(PIXELS / max(width * height, 1e-6)))
    try:
        pixels = _drawn(figure, dpi, "tight")
        if _count(pixels) > PIXELS:  # something is drawn far outside of the figure
            pixels = _drawn(figure, 0.95 * dpi * math.sqrt(PIXELS / _count(pixels)), "tight")
    except (ValueError, MemoryError):
        pixels = _drawn(figure, dpi, None)
    return _fitting(pixels)


class _Canvas:
    """A file as far as matplotlib is concerned; takes the drawn pixels without making PNG of them."""

    def __init__(self) -> None:
        self.pixels: Pixels = np.zeros((1, 1, 4), np.uint8)

    def write(self, data: memoryview) -> int:
        """Take the pixels: matplotlib hands over its own buffer, which has height and width."""
        self.pixels = np.array(data, np.uint8)
        return len(data)

    def seek(self, position: int) -> int:
        """Matplotlib takes for a file what can do this."""
        return position


def _drawn(figure: Any, dpi: float, box: str | None) -> Pixels:
    canvas = _Canvas()
    colour = figure.get_facecolor()
    figure.savefig(canvas, format="rgba", dpi=dpi, facecolor=colour, bbox_inches=box)
    return canvas.pixels


def _image_pixels(image: Any) -> Pixels:
    """A PIL image, scaled down if it is too large."""
    if image.width * image.height > PIXELS:
        scale = math.sqrt(PIXELS / (image.width * image.height))
        image = image.resize((max(1, int(image.width * scale)), max(1, int(image.height * scale))))
    return _fitting(np.asarray(image.convert("RGBA"), np.uint8))


def _fitting(pixels: Pixels) -> Pixels:
    """Every so many rows and columns of a picture that is still too large."""
    step = math.ceil(math.sqrt(max(1.0, _count(pixels) / PIXELS)))
    return np.ascontiguousarray(pixels[::step, ::step])


def _count(pixels: Pixels) -> int:
    height, width = pixels.shape[:2]
    return int(height * width)


def _is_a(kind: type, module: str, name: str) -> bool:
    """Whether it is a subclass of a class of a module, if that module was imported at all."""
    known = getattr(sys.modules.get(module), name, None)
    return isinstance(known, type) and issubclass(kind, known)

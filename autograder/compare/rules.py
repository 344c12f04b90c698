"""How strict a comparison is: levels per dtype and what is compared only on request.

The levels come from measurements against float64 references (n up to 4096). Correct float32 variants of matmul, GELU,
attention, LayerNorm and variance, in any order of summation, stay below 3e-6 of the norm. Wrong ones at input scale 1
start at 2e-4 (GELU by tanh), 3e-4 (computed in float16) and 1e-3 (biased variance). 2e-5 lies between. Element by
element the correct ones differ by up to 3e-3, so no elementwise level separates right from wrong.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Levels:
    """The largest accepted error relative to the norm; complex numbers have the level of their parts."""

    float64: float = 1e-9
    float32: float = 2e-5
    float16: float = 2e-3
    """Correct float16 computations err by 3e-4 to 6e-4."""
    bfloat16: float = 2e-2
    """Correct bfloat16 computations err by 2e-3 to 3e-3."""

    def of(self, dtype: str) -> float:
        """The level of a dtype by its short name (``float32``, ``complex64``)."""
        match dtype:
            case "float64" | "complex128":
                return self.float64
            case "float32" | "complex64":
                return self.float32
            case "float16":
                return self.float16
            case "bfloat16":
                return self.bfloat16
            case _:
                raise KeyError(dtype)


@dataclass(frozen=True, slots=True)
class Rules:
    """What two values must share to agree (SEMANTICS 19 and 20)."""

    levels: Levels = field(default_factory=Levels)
    exact_dtype: bool = False
    """Demand the dtype, not only the kind of number; a Python number counts as 64 bit."""
    per: int | None = None
    """Take norms along this axis, so that every row, column, ... has its own bound."""
    equal_nan: bool = False
    """NaN at the same positions agrees."""
    large_is_infinite: bool = False
    """A sentinel such as -1e9 is as good as -inf."""
    strides: bool = False
    """Demand the same strides of tensors and arrays."""
    aliasing: bool = False
    """Demand that the same objects are identical and the same tensors share memory."""
    in_place: bool = True
    """Demand that what was passed inside a list or dict is still the same object there if the reference leaves it so:
    ``tensors[0] = tensors[0] - step`` is not a change in place. False: only the contents afterwards count."""
    sentinel: float = 1e8
    """Numbers of at least this size are markers like -1e9: they are compared by position and count in no norm."""
    factor: float = 16.0
    """A result may err this many times as much as the reference itself does in the case's dtype."""
    ceiling: float = 0.1
    """... but not by more than this part of the norm unless the reference does: 16 times an error of 7 % would let
    zeros pass."""

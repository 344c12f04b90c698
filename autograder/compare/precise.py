"""Walking the reference's float64 result beside its result in the case's dtypes."""

from __future__ import annotations

from enum import Enum
from typing import Final

from autograder.compare.explain import explain
from autograder.errors import AuthoringError


class Absent(Enum):
    """The float64 result was not given; None could be one."""

    ABSENT = "absent"


ABSENT: Final = Absent.ABSENT


def item(precise: object, index: int, count: int, path: str) -> object:
    """One item of a sequence, which must be as long as the one in the case's dtypes."""
    if precise is ABSENT:
        return ABSENT
    if not isinstance(precise, (list, tuple)) or len(precise) != count:
        raise unlike(f"a sequence of {count} items", precise, path)
    return precise[index]


def member(precise: object, key: object, path: str) -> object:
    """One value of a dict, which must have the same keys as the one in the case's dtypes."""
    if precise is ABSENT:
        return ABSENT
    if not isinstance(precise, dict) or key not in precise:
        raise unlike(f"a dict with {explain(key)}", precise, path)
    return precise[key]


def unlike(expected: str, precise: object, path: str) -> AuthoringError:
    """The reference's two results do not match each other: no verdict can be given."""
    return AuthoringError(
        f"the reference returns {expected} in the case's dtypes but {explain(precise)} in float64",
        where=path,
        tip="let neither type nor shape of the result depend on the dtype of the inputs",
    )

from collections.abc import Sequence
from typing import Any


def pair_up(xs: Sequence[Any], ys: Sequence[Any]) -> list[tuple[Any, Any]]:
    """A data set as a list of pairs: each input with its label.

    Args:
        xs: list, tuple or text.
        ys: list, tuple or text.

    Returns:
        The list [(xs[0], ys[0]), (xs[1], ys[1]), ...] of tuples. It ends with the shorter of the two.
        xs and ys are left unchanged.

    >>> pair_up([3, 5], "ab")
    [(3, 'a'), (5, 'b')]
    """
    ### BEGIN SOLUTION
    return list(zip(xs, ys))
    ### END SOLUTION

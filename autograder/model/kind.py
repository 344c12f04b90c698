"""What can differ first between a student's value and the right one, and what a student is told about it."""

from __future__ import annotations

from enum import StrEnum

from autograder.model.text import Text


class Kind(StrEnum):
    """The first difference; each has a sentence that reveals no hidden value."""

    NOTHING = "nothing"
    """None where a value is expected."""
    STRUCTURE = "structure"
    """Another type of value: a list for a tensor, an array for a tensor, not a number."""
    LENGTH = "length"
    KEYS = "keys"
    """Keys of a dict or members of a set."""
    SHAPE = "shape"
    DTYPE = "dtype"
    """Another kind of number, or another dtype where exactly one is asked for."""
    DEVICE = "device"
    NON_FINITE = "non_finite"
    """NaN, infinities and sentinels such as -1e9 at other positions."""
    VALUES = "values"
    SIDE_EFFECT = "side_effect"
    """An argument changed that should not, or did not change as it should."""
    GRADIENT = "gradient"
    """A ``.grad`` differs."""
    ALIASING = "aliasing"
    """Other objects are the same, or other tensors share memory."""
    STRIDES = "strides"
    NO_EXCEPTION = "no_exception"
    """A value where an exception must be raised."""

    @property
    def text(self) -> Text:
        """The sentence for students."""
        return _SENTENCES[self]


_SENTENCES = {
    Kind.NOTHING: Text(
        en="There is None where a value is expected; is a `return` missing?",
        ko="값이 있어야 할 자리에 None이 있습니다. `return`이 빠지지 않았는지 확인하세요.",
    ),
    Kind.STRUCTURE: Text(
        en="The result is not the type of value the statement asks for.",
        ko="결과의 자료형이나 구조가 문제에서 요구한 것과 다릅니다.",
    ),
    Kind.LENGTH: Text(
        en="The number of items is not right.",
        ko="항목의 개수가 맞지 않습니다.",
    ),
    Kind.KEYS: Text(
        en="The keys of a dictionary or the members of a set are not right.",
        ko="딕셔너리의 키나 집합의 원소가 맞지 않습니다.",
    ),
    Kind.SHAPE: Text(
        en="A tensor or an array does not have the right shape.",
        ko="텐서나 배열의 모양(shape)이 맞지 않습니다.",
    ),
    Kind.DTYPE: Text(
        en="The numbers are of the wrong type (dtype): boolean, integer, real or complex, and how precise.",
        ko="수의 자료형(dtype)이 맞지 않습니다. 불리언, 정수, 실수, 복소수와 정밀도를 확인하세요.",
    ),
    Kind.DEVICE: Text(
        en="A tensor is on the wrong device.",
        ko="텐서가 다른 장치(device)에 있습니다.",
    ),
    Kind.NON_FINITE: Text(
        en="NaN, infinite or extremely large values stand where they should not, or are missing where they should be.",
        ko="NaN, 무한대 또는 매우 큰 값이 있으면 안 될 자리에 있거나, 있어야 할 자리에 없습니다.",
    ),
    Kind.VALUES: Text(
        en="The values are not right; the difference is larger than rounding explains.",
        ko="값이 올바르지 않습니다. 반올림 오차로 설명할 수 없는 차이가 있습니다.",
    ),
    Kind.SIDE_EFFECT: Text(
        en="An argument is wrong after the call: it changed although it must not, or did not change as it should.",
        ko="호출이 끝난 뒤 인자의 상태가 올바르지 않습니다. 바뀌면 안 되는데 바뀌었거나, 바뀌어야 하는데 그대로입니다.",
    ),
    Kind.GRADIENT: Text(
        en="A gradient (`.grad`) is not right.",
        ko="기울기(`.grad`)가 올바르지 않습니다.",
    ),
    Kind.ALIASING: Text(
        en="An object was replaced instead of changed in place, or shares memory where it should not.",
        ko="제자리(in-place)에서 바꿔야 할 객체가 새 객체로 바뀌었거나, 메모리를 공유하면 안 되는 곳에서 공유합니다.",
    ),
    Kind.NO_EXCEPTION: Text(
        en="Your code must raise an exception here, and it returned something.",
        ko="여기서는 예외를 발생시켜야 하는데 값을 반환했습니다.",
    ),
    Kind.STRIDES: Text(
        en="The values are laid out differently in memory (strides).",
        ko="메모리 배치(stride)가 다릅니다.",
    ),
}

"""A small assembler for seccomp filters: rules as data in, one classic BPF program out.

A wrong jump offset once turned a whole allow-list into allow-everything, and everything still looked right. So no
offset is written by hand: a rule is a row of conditions, each falls through when it holds and returns when it does
not, and the offsets follow from the lengths. ``tests/test_lockdown_bpf.py`` runs the programs in an interpreter.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

LOAD_WORD = 0x20  # BPF_LD | BPF_W | BPF_ABS
JUMP = 0x05  # BPF_JMP | BPF_JA
JUMP_EQUAL = 0x15  # BPF_JMP | BPF_JEQ | BPF_K
JUMP_AT_LEAST = 0x35  # BPF_JMP | BPF_JGE | BPF_K
JUMP_ANY_BIT = 0x45  # BPF_JMP | BPF_JSET | BPF_K
RETURN = 0x06  # BPF_RET | BPF_K

NUMBER_AT = 0  # offsets in struct seccomp_data
MACHINE_AT = 4
ARGUMENTS_AT = 16
BYTES_PER_ARGUMENT = 8
BYTES_PER_WORD = 4

ALLOW = 0x7FFF0000  # SECCOMP_RET_ALLOW
KILL = 0x80000000  # SECCOMP_RET_KILL_PROCESS
_REFUSE = 0x00050000  # SECCOMP_RET_ERRNO

FIRST_X32_NUMBER = 0x40000000
LINEAR = 4
"""Below this many calls a list is shorter than another level of the tree."""


def refuse(errno: int) -> int:
    """The action that makes a call fail with ``errno``."""
    return _REFUSE | errno


@dataclass(frozen=True, slots=True)
class Instruction:
    """One classic BPF instruction."""

    code: int
    operand: int
    if_true: int = 0
    """Instructions to skip when the test holds."""
    if_false: int = 0

    def to_bytes(self) -> bytes:
        """As the kernel reads it: ``struct sock_filter``."""
        return struct.pack("=HBBI", self.code, self.if_true, self.if_false, self.operand)


@dataclass(frozen=True, slots=True)
class OneOf:
    """The low word of an argument is one of these values; ``high`` looks at the high word instead."""

    argument: int
    values: tuple[int, ...]
    high: bool = False

    def tests(self) -> list[Instruction]:
        """Fall through to the next condition when it holds, to the instruction after the last test when not."""
        last = len(self.values) - 1
        jumps = [Instruction(JUMP_EQUAL, value, if_true=last - at + 1) for at, value in enumerate(self.values)]
        return [_load(self.argument, high=self.high), *jumps]


@dataclass(frozen=True, slots=True)
class NoBitOf:
    """None of these bits is set in the low word of an argument."""

    argument: int
    bits: int

    def tests(self) -> list[Instruction]:
        """As :meth:`OneOf.tests`."""
        return [_load(self.argument), Instruction(JUMP_ANY_BIT, self.bits, if_true=0, if_false=1)]


@dataclass(frozen=True, slots=True)
class AnyBitOf:
    """At least one of these bits is set in the low word of an argument."""

    argument: int
    bits: int

    def tests(self) -> list[Instruction]:
        """As :meth:`OneOf.tests`."""
        return [_load(self.argument), Instruction(JUMP_ANY_BIT, self.bits, if_true=1, if_false=0)]


Condition = OneOf | NoBitOf | AnyBitOf


@dataclass(frozen=True, slots=True)
class Rule:
    """What becomes of one system call: ``action`` when every condition holds, else ``otherwise``."""

    action: int
    conditions: tuple[Condition, ...] = ()
    otherwise: int = KILL

    def body(self) -> list[Instruction]:
        """Instructions that end in a return on every path."""
        out: list[Instruction] = []
        for condition in self.conditions:
            out += [*condition.tests(), Instruction(RETURN, self.otherwise)]
        return [*out, Instruction(RETURN, self.action)]


def assemble(rules: Mapping[int, Rule], *, machine: int, default: int, refuse_x32: bool) -> list[Instruction]:
    """The program: another machine's table and x32 numbers are killed, then a search tree over the numbers.

    A tree, because the kernel runs a new filter once for every number it has (about 460) to find the constant
    answers: installing the list form of this filter took 0.25 ms of every fork.
    """
    program = [
        Instruction(LOAD_WORD, MACHINE_AT),
        Instruction(JUMP_EQUAL, machine, if_true=1),
        Instruction(RETURN, KILL),
        Instruction(LOAD_WORD, NUMBER_AT),
    ]
    if refuse_x32:
        program += [Instruction(JUMP_AT_LEAST, FIRST_X32_NUMBER, if_false=1), Instruction(RETURN, KILL)]
    return program + _tree(sorted(rules.items()), default)


def to_bytes(program: Iterable[Instruction]) -> bytes:
    """The program as the kernel reads it."""
    return b"".join(instruction.to_bytes() for instruction in program)


def _tree(rules: Sequence[tuple[int, Rule]], default: int) -> list[Instruction]:
    if len(rules) <= LINEAR:
        return _list(rules, default)
    middle = len(rules) // 2
    low, high = _tree(rules[:middle], default), _tree(rules[middle:], default)
    # A conditional jump reaches 255 instructions, an unconditional one any number.
    return [Instruction(JUMP_AT_LEAST, rules[middle][0], if_false=1), Instruction(JUMP, len(low)), *low, *high]


def _list(rules: Sequence[tuple[int, Rule]], default: int) -> list[Instruction]:
    out: list[Instruction] = []
    for number, rule in rules:
        body = rule.body()
        out += [Instruction(JUMP_EQUAL, number, if_false=len(body)), *body]
    return [*out, Instruction(RETURN, default)]


def _load(argument: int, *, high: bool = False) -> Instruction:
    return Instruction(LOAD_WORD, ARGUMENTS_AT + BYTES_PER_ARGUMENT * argument + BYTES_PER_WORD * high)

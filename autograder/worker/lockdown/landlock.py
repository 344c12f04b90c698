"""Landlock: read only what libraries need, no TCP, no signal and no abstract socket outside the own fork."""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Iterable
from pathlib import Path

from autograder.worker.lockdown.kernel import syscall

CREATE_RULESET_VERSION = 1
RULE_PATH_BENEATH = 1

WRITE_FILE = 1 << 1
READ_FILE = 1 << 2
READ_DIR = 1 << 3
BASIC_RIGHTS = 13  # execute ... make_sym: every kernel with Landlock knows these
RIGHTS_SINCE = {2: 14, 3: 15, 5: 16}  # refer, truncate, ioctl on devices
COMMAND_DEVICE = 1 << 15
COMMANDS_SINCE = 5
CONNECT_AND_BIND_TCP = 0b11
ABSTRACT_SOCKETS_AND_SIGNALS = 0b11
TCP_SINCE, SCOPES_SINCE = 4, 6


def version() -> int:
    """The kernel's Landlock ABI; ``OSError`` where Landlock is absent or switched off."""
    return syscall("landlock_create_ruleset", None, ctypes.c_size_t(0), ctypes.c_uint(CREATE_RULESET_VERSION))


def ruleset(readable: Iterable[Path], devices: Iterable[Path] = ()) -> int:
    """A descriptor of the rules: ``readable`` files and trees may be read, every other right is denied.

    ``devices`` may be written and commanded as well.

    The rules are opened once, before the new root hides ``/proc`` and friends; each fork only enters them.
    """
    abi = version()
    handled = (1 << max([BASIC_RIGHTS, *(bits for since, bits in RIGHTS_SINCE.items() if abi >= since)])) - 1
    fields = [handled]
    if abi >= TCP_SINCE:
        fields.append(CONNECT_AND_BIND_TCP)
    if abi >= SCOPES_SINCE:
        fields.append(ABSTRACT_SOCKETS_AND_SIGNALS)
    attributes = struct.pack(f"={len(fields)}Q", *fields)
    descriptor = syscall(
        "landlock_create_ruleset",
        ctypes.create_string_buffer(attributes, len(attributes)),
        ctypes.c_size_t(len(attributes)),
        ctypes.c_uint(0),
    )
    for path in readable:
        _allow(descriptor, path, READ_FILE | READ_DIR if path.is_dir() else READ_FILE)
    command = COMMAND_DEVICE if abi >= COMMANDS_SINCE else 0
    for path in devices:
        _allow(descriptor, path, READ_FILE | WRITE_FILE | command)
    return descriptor


def enforce(descriptor: int) -> None:
    """Enter the rules for good; asks for no-new-privileges."""
    syscall("landlock_restrict_self", ctypes.c_int(descriptor), ctypes.c_uint(0))


def _allow(descriptor: int, path: Path, rights: int) -> None:
    place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        rule = struct.pack("=Qi", rights, place)
        syscall(
            "landlock_add_rule",
            ctypes.c_int(descriptor),
            ctypes.c_int(RULE_PATH_BENEATH),
            ctypes.create_string_buffer(rule, len(rule)),
            ctypes.c_uint(0),
        )
    finally:
        os.close(place)

"""Every attack is refused in tiers A, B and C, and the same attacks find the hole when a layer is missing."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from autograder.sandbox import Tier, Zygote, selftest
from autograder.sandbox.launch import environment
from autograder.worker.lockdown.order import Layer

SECRET = "what only the judge knows " + os.urandom(8).hex()
BACKWARDS = {"secret": SECRET[::-1]}
"""The probes turn it round, so that the only readable copy is the judge's."""
CONFINED = [tier for tier in Tier if tier is not Tier.D]


def attack(tier, names=None, switched_off=()):
    with Zygote((), tier, switched_off=switched_off) as zygote:
        zygote.wait_ready()
        return set(selftest.attacks(zygote, names or selftest.every(tier), BACKWARDS))


@pytest.fixture(autouse=True)
def _secret_in_the_judge(monkeypatch):
    monkeypatch.setenv("AUTOGRADER_CANARY", SECRET)


@pytest.fixture(scope="module")
def open_holes():
    """What gets through where nothing but a process of its own protects us."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUTOGRADER_CANARY", SECRET)
        return attack(Tier.D, tuple(selftest.every(Tier.A)), switched_off=[Layer.LIMITS])


@pytest.mark.parametrize("tier", CONFINED, ids=str)
def test_nothing_gets_through(tier):
    assert attack(tier) == set()


def test_the_battery_sees_holes(open_holes):
    """Without layers most attacks succeed, so a refusal elsewhere is the layer's doing."""
    assert open_holes >= {
        "read_a_file_outside",
        "list_processes",
        "make_a_file",
        "connect_by_tcp",
        "send_by_udp",
        "connect_by_name",
        "listen",
        "fork",
        "fork_by_clone",
        "run_a_program",
        "signal_the_parent",
        "signal_a_sibling",
        "allocate_bytes",
        "map_shared_memory",
        "start_many_threads",
        "lock_a_library",
        "pass_a_descriptor",
        "look_at_a_file_outside",
    }
    assert len(open_holes) >= 40


def test_a_zygote_holds_nothing_of_the_judge_even_without_layers(open_holes):
    """Started by exec with an environment of its own: there is nothing to find, whatever guards it."""
    assert not open_holes & {
        "find_the_secret_in_the_heap",
        "find_the_secret_on_the_stack",
        "find_the_secret_in_the_environment",
        "import_the_hidden_side",
        "find_the_hidden_side_imported",
        "find_other_descriptors",
    }


def test_the_secret_is_found_when_the_zygote_was_given_it():
    """Control of the search itself: a secret in the start environment is read back although it was cleared."""
    with Zygote((), Tier.A, variables={**environment(), "AUTOGRADER_CANARY": SECRET}) as zygote:
        zygote.wait_ready()
        found = selftest.attacks(zygote, ["find_the_secret_on_the_stack"], BACKWARDS)
    assert set(found) == {"find_the_secret_on_the_stack"}


@pytest.mark.parametrize("tier", [Tier.A, Tier.B, Tier.G], ids=str)
def test_without_the_filter_there_are_holes(tier):
    """A filter that lets everything through must not pass."""
    holes = attack(tier, switched_off=[Layer.SECCOMP])
    assert holes >= {"fork", "fork_by_clone", "fork_by_clone3", "lock_a_library", "pass_a_descriptor", "use_a_keyring"}


def test_without_the_filter_that_opens_nothing_there_are_holes():
    assert attack(Tier.C, switched_off=[Layer.NO_OPEN]) >= {"read_a_file_outside", "connect_by_tcp", "fork"}


@pytest.mark.parametrize("tier", [Tier.A, Tier.B, Tier.G], ids=str)
def test_without_landlock_there_are_holes(tier):
    holes = attack(tier, switched_off=[Layer.LANDLOCK])
    assert "list_the_root" in holes
    if tier in (Tier.B, Tier.G):
        assert holes >= {"read_a_file_outside", "read_passwd", "list_its_folder"}


def test_without_namespaces_there_are_holes():
    assert attack(Tier.A, switched_off=[Layer.NAMESPACES]) == {"look_at_a_file_outside"}


def test_namespaces_alone_are_a_reason_of_their_own(open_holes):
    """The layers overlap on purpose; here the other ones are off."""
    holes = attack(Tier.A, switched_off=[Layer.LANDLOCK, Layer.SECCOMP])
    closed = {"read_a_file_outside", "list_processes", "make_a_file", "connect_by_tcp", "send_by_udp"}
    assert open_holes >= closed
    assert not holes & closed


def test_without_limits_there_are_holes():
    holes = attack(Tier.A, switched_off=[Layer.LIMITS])
    assert holes >= {"allocate_bytes", "map_shared_memory", "allocate_a_tensor", "start_many_threads"}


def test_without_dropped_privileges_root_could_do_more():
    if os.geteuid() != 0:
        pytest.skip("only root has privileges to drop")
    with_them = attack(Tier.B, ["change_the_root"], switched_off=[Layer.SECCOMP, Layer.PRIVILEGES])
    without = attack(Tier.B, ["change_the_root"], switched_off=[Layer.SECCOMP])
    assert with_them == {"change_the_root"}
    assert without == set()


AS_SOMEBODY = """
import sys
from autograder.sandbox import Tier, Zygote, selftest
for tier in (Tier.A, Tier.B, Tier.C):
    with Zygote((), tier) as zygote:
        print(tier, *selftest.examine(zygote), *selftest.attacks(zygote, selftest.every(tier), {"secret": sys.argv[1]}))
"""


def test_an_ordinary_user_gets_the_same_isolation(tmp_path):
    """Root could owe it to its privileges."""
    if os.geteuid() != 0:
        pytest.skip("this run is an ordinary user's already")

    def run(code):
        return subprocess.run(
            [sys.executable, "-c", code, SECRET[::-1]],
            user=1001,
            group=1001,
            extra_groups=[],
            env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
            cwd="/",
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    try:
        reachable = run("import torch, autograder").returncode == 0
    except PermissionError:
        reachable = False
    if not reachable:
        pytest.skip("an ordinary user cannot reach this interpreter or the packages: they lie in a private folder")
    done = run(AS_SOMEBODY)
    assert done.stdout.split("\n") == ["A", "B", "C", ""], done.stderr[-2000:]

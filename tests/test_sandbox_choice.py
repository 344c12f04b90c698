"""The tier is chosen by trying it, and what is chosen is said: no call's word is taken for it."""

from __future__ import annotations

import errno
import json
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.errors import SandboxError
from autograder.sandbox import Search, Tier, choose

PROGRAM = Path(__file__).parent / "attacks" / "restricted_machine.py"
NO_NAMESPACES = {"unshare": errno.EPERM}
NO_MOUNTS = {"mount": errno.EACCES}
NO_LANDLOCK = {"landlock_create_ruleset": errno.ENOSYS}
NO_FILTER = {"seccomp": errno.EINVAL}


def chosen_where(calls, *, allow_process_only=False):
    done = subprocess.run(
        [sys.executable, str(PROGRAM), json.dumps([calls, allow_process_only])],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def best():
    zygote, choice = choose()
    with zygote:
        yield zygote, choice


def test_the_best_tier_of_this_machine_holds(best):
    zygote, choice = best
    assert choice.tier is zygote.tier
    assert choice.attempts[-1].reasons == ()
    assert choice.lines()[-1] == f"{choice.tier.description}: holds"


@pytest.fixture
def _tier_a(best):
    if best[1].tier is not Tier.A:
        pytest.skip(f"this machine has no tier A: {best[1].lines()}")


@pytest.mark.usefixtures("_tier_a")
@pytest.mark.parametrize(
    ("calls", "tier", "reason"),
    [
        (NO_NAMESPACES, "B", "A sealed: [Errno 1] unshare"),
        (NO_MOUNTS, "B", "A sealed: [Errno 13] mount"),
        (NO_NAMESPACES | NO_LANDLOCK, "C", "B confined: [Errno 38] landlock_create_ruleset"),
    ],
    ids=["no namespaces", "no mounts", "no namespaces and no Landlock"],
)
def test_a_missing_layer_means_the_next_tier_and_a_reason(calls, tier, reason):
    answer = chosen_where(calls)
    assert answer["tier"] == tier, answer
    assert any(reason in line for line in answer["lines"]), answer


@pytest.mark.usefixtures("_tier_a")
@pytest.mark.parametrize(
    ("calls", "tier", "reason"),
    [
        ({"unshare": 0}, "B", "A sealed"),
        ({"landlock_restrict_self": 0}, "C", "an attack got through: list_the_root"),
    ],
    ids=["namespaces", "Landlock"],
)
def test_a_layer_that_only_pretends_is_found_out(calls, tier, reason):
    """The calls return 0 and do nothing."""
    answer = chosen_where(calls)
    assert answer["tier"] == tier, answer
    assert any(reason in line for line in answer["lines"]), answer


@pytest.mark.usefixtures("_tier_a")
@pytest.mark.parametrize("calls", [NO_FILTER, {"seccomp": 0}], ids=["refused", "pretended"])
def test_without_a_filter_official_grading_stops(calls):
    answer = chosen_where(calls)
    assert "no isolation works on this machine" in answer["error"]
    assert "docker run" in answer["tip"]
    assert "--allow-process-only" in answer["tip"]


def test_process_only_is_chosen_where_it_is_allowed():
    answer = chosen_where(NO_FILTER, allow_process_only=True)
    assert answer["tier"] == "D"
    assert answer["lines"][-1] == "D process only: holds"


def test_a_start_can_be_given_up():
    search = Search()
    search.close()
    assert search._zygote._process.returncode is not None


def test_a_search_ends_what_it_found():
    search = Search(tiers=[Tier.B])
    zygote, choice = search.finish()
    assert choice.tier is Tier.B
    search.close()
    search.close()
    assert zygote._process.returncode is not None


def test_the_hidden_side_must_not_lie_among_the_libraries():
    """A worker may read those: the course may not be installed there."""
    hidden = Path(pytest.__file__).parent
    with pytest.raises(SandboxError, match="a submission could read the hidden side"):
        choose(tiers=[Tier.B], hidden=[hidden])

"""Who gets which processor core."""

from autograder.executor.cores import ANYWHERE, Cores


def test_judges_that_live_at_once_have_different_cores():
    cores = Cores(3, allowed=(0, 2, 5, 7))
    assert len({cores.give(judge) for judge in range(3)}) == 3


def test_the_core_of_a_judge_that_is_gone_goes_to_the_one_that_replaces_it():
    cores = Cores(2, allowed=(0, 1))
    first, second = cores.give(1), cores.give(2)
    cores.take_back(1)
    assert cores.give(3) == first != second


def test_more_judges_than_cores_run_anywhere():
    cores = Cores(3, allowed=(0, 1))
    assert cores.give(1) == ANYWHERE
    cores.take_back(1)
    assert cores.give(2) == ANYWHERE


def test_a_system_that_names_no_cores_is_left_alone():
    assert Cores(1, allowed=()).give(1) == ANYWHERE

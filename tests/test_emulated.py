"""The emulated device agrees with CUDA on every row of the tables, and the tables with CUDA where there is one.

Installing the device changes torch for good, so the tables run in a process of their own; the tests read its report.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from emulated_learning import OF_LEARNING
from emulated_mistakes import FATAL, MISTAKES, NOT_EMULATED
from emulated_operations import ON_TENSORS

OPERATIONS = ON_TENSORS + OF_LEARNING

RUN = Path(__file__).with_name("emulated_run.py")
needs_cuda = pytest.mark.skipif(not torch.cuda.is_available(), reason="there is no GPU here")


def report(kind):
    done = subprocess.run([sys.executable, str(RUN), kind], capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def emulated():
    return report("emulated")


@pytest.fixture(scope="module")
def cuda():
    return report("cuda")


def by_name(rows):
    return [pytest.param(row, id=row.name) for row in rows]


def assert_works(row, found):
    assert found["error"] == ""
    assert found["wrong"] == ""
    wanted = ["cuda:0" if device == "d" else device for device in row.devices]
    assert found["devices"] == (wanted if len(wanted) > 1 else wanted * len(found["devices"]))


def assert_judged(row, found):
    assert found["error"] == row.error, found["says"]
    if row.error:
        assert re.search(row.says, found["says"])
    else:
        assert set(found["says"].split()) == {"cuda:0" if row.says == "d" else row.says}


@pytest.mark.parametrize("row", by_name(OPERATIONS))
def test_an_operation_gives_what_the_cpu_gives_on_the_device_that_cuda_puts_it_on(row, emulated):
    assert_works(row, emulated["operations"][row.name])


@pytest.mark.parametrize("row", by_name(MISTAKES + FATAL))
def test_a_mistake_is_refused_or_allowed_as_by_cuda(row, emulated):
    assert_judged(row, emulated["mistakes"][row.name])


@pytest.mark.parametrize("row", by_name(NOT_EMULATED))
def test_what_is_not_emulated_is_named_and_no_handler_of_exceptions_swallows_it(row, emulated):
    assert_judged(row, emulated["not_emulated"][row.name])


def test_everything_that_was_refused_is_remembered(emulated):
    assert emulated["refused"] == []
    assert emulated["refused_in_the_end"].count("aten::special_zeta.out") == 2
    assert "torch.compile" in emulated["refused_in_the_end"]


def test_every_operator_on_the_list_is_used_by_a_row_of_the_table(emulated):
    assert emulated["kernels"] == emulated["used"]


def test_the_tables_are_large_enough_to_decide_points():
    assert len(OPERATIONS) >= 80
    assert len(MISTAKES) >= 25
    assert len({row.name for row in OPERATIONS}) == len(OPERATIONS)
    assert len({row.name for row in MISTAKES}) == len(MISTAKES)


@needs_cuda
@pytest.mark.parametrize("row", by_name(OPERATIONS))
def test_cuda_does_what_the_table_says(row, cuda):
    assert_works(row, cuda["operations"][row.name])


@needs_cuda
@pytest.mark.parametrize("row", by_name(MISTAKES + FATAL[:1]))
def test_cuda_refuses_and_allows_what_the_table_says(row, cuda):
    assert_judged(row, cuda["mistakes"][row.name])

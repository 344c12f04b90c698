"""The rules about tensors on the CPU are what the installed torch declares for CUDA's operators."""

from pathlib import Path

import pytest
import torchgen
import yaml

from autograder.worker.emulated import rules
from autograder.worker.emulated.emulation import operator
from autograder.worker.emulated.operators import OPERATORS

DECLARED = Path(torchgen.__file__).with_name("packaged") / "ATen/native/native_functions.yaml"


@pytest.fixture(scope="module")
def declared():
    """Every operator's declaration by the name of its overload."""
    return {row["func"].split("(")[0]: row for row in yaml.safe_load(DECLARED.read_text())}


def takes_two_tensors(name):
    inputs = [argument for argument in operator(name)._schema.arguments if not argument.is_out]
    return sum("Tensor" in str(argument.type) for argument in inputs) > 1


@pytest.mark.parametrize("name", [name for name in OPERATORS if takes_two_tensors(name) and "_foreach_" not in name])
def test_an_operator_without_a_device_check_has_a_rule_of_its_own_kind_and_no_other_has(name, declared):
    row = declared[name]
    unchecked = "NoCheck" in (
        row.get("device_check"),
        declared.get(row.get("structured_delegate"), {}).get("device_check"),
    )
    packet = name.partition(".")[0]
    special = packet in rules.OWN or packet in rules.SCALAR_OPERANDS or packet in rules.ELEMENT_WISE
    assert special == (unchecked or packet == "convolution")  # which compares types first, and devices are part of them

"""The trusted comparison: what a student's code gave against what is right. Start reading at ``agreement.compare``."""

from autograder.compare.agreement import Held, compare, compare_arguments, hold
from autograder.compare.copies import double_precision_copy, independent_copy, perturbed_copy
from autograder.compare.explain import explain, shown
from autograder.compare.fingerprint import fingerprint
from autograder.compare.inputs import Inputs
from autograder.compare.mismatch import Facts, Mismatch
from autograder.compare.precise import ABSENT
from autograder.compare.rules import Levels, Rules
from autograder.model import Kind

__all__ = [
    "ABSENT",
    "Facts",
    "Held",
    "Inputs",
    "Kind",
    "Levels",
    "Mismatch",
    "Rules",
    "compare",
    "compare_arguments",
    "double_precision_copy",
    "explain",
    "fingerprint",
    "hold",
    "independent_copy",
    "perturbed_copy",
    "shown",
]

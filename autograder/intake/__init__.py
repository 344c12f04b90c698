"""Files, folders, zips and repositories become submissions; what is unsafe is refused."""

from autograder.intake.cohort import Cohort, read_cohort
from autograder.intake.limits import IntakeLimits

__all__ = ["Cohort", "IntakeLimits", "read_cohort"]

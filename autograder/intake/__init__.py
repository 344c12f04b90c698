"""Files, folders, zips and repositories become submissions; what is unsafe is refused."""

from autograder.intake.cohort import Cohort, named, read_cohort
from autograder.intake.limits import IntakeLimits
from autograder.intake.times import read_times, with_times

__all__ = ["Cohort", "IntakeLimits", "named", "read_cohort", "read_times", "with_times"]

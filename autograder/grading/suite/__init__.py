"""The hidden tests of an assignment as they are written, read without running them."""

from autograder.grading.suite.reader import HiddenTest, Suite, read_suite

__all__ = ["HiddenTest", "Suite", "read_suite"]

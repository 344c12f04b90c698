"""What all tests share."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))  # for helper modules: pytest's importlib mode puts no folder there

from course import Course


@pytest.fixture
def course(tmp_path):
    """An empty throw-away course."""
    return Course(tmp_path / "course")

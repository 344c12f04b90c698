"""nbgrader with our judge: ``nbgrader_config.py`` calls :func:`configure`, and nbgrader's own commands do the rest."""

from autograder.integrations.nbgrader.configure import configure

__all__ = ["configure"]

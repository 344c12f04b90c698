"""An auto-grader for deep-learning courses; start reading in ``autograder/grading/pipeline.py``."""

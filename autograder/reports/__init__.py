"""One report format per file; each knows the values of ``autograder.model`` and nothing of grading."""

"""Gradescope: the zip its autograder is built from, and what runs there for each submission."""

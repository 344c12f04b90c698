# Two commands do all the set-up on a fresh machine: make grade, make test.
PYTHON ?= python3
ASSIGNMENT ?= essentials
JOBS ?= 0

BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.DEFAULT_GOAL := help
.PHONY: help grade test check bench soak clean

help:
	@echo "make grade   set up everything and grade the bundled cohort (ASSIGNMENT=essentials)"
	@echo "make test    set up everything and run the tests"
	@echo "make check   lint, types, imports, docs"
	@echo "make bench   our speed beside nbgrader, plain pytest and the in-process limit"
	@echo "make soak    validate every assignment on 20 seeds"
	@echo "make clean   remove what the above have made"

.venv/pip: constraints.txt pyproject.toml
	$(PYTHON) -m venv .venv
	@touch $@

# What grading needs; what tests and measurements need on top.
.venv/grade: .venv/pip
	$(PIP) --editable .
	@touch $@

.venv/test: .venv/pip
	$(PIP) --editable '.[course,dev]'
	@touch $@ .venv/grade

grade: .venv/grade
	$(BIN)/autograder grade $(ASSIGNMENT) examples/$(ASSIGNMENT)/submissions --out reports/$(ASSIGNMENT) --jobs $(JOBS)

test: .venv/test
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile

check: .venv/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/test_imports.py tests/test_docs.py

bench: .venv/test
	$(BIN)/python -m benchmarks

soak: .venv/test
	$(BIN)/autograder validate essentials --seeds 20

clean:
	rm -rf .venv .autograder reports release .mypy_cache .ruff_cache .pytest_cache

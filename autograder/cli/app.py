"""``autograder``: the one place that talks to the user about errors and picks the exit code."""

from __future__ import annotations

import importlib
import sys

import typer
from rich.console import Console

from autograder.errors import AutograderError, ExitCode
from autograder.reports.safe import plain_lines

COMMANDS = ("grade",)
"""Each is a module of this package with one function of that name."""


def build() -> typer.Typer:
    """The application with its commands."""
    app = typer.Typer(
        name="autograder",
        help="Auto-graded deep-learning assignments: hidden pytest suites, locked workers, honest scores.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback()(lambda: None)  # a group even while it has one command
    for name in COMMANDS:
        module = importlib.import_module(f"autograder.cli.{name}")
        app.command(name)(getattr(module, name))
    return app


def main() -> None:
    """Run a command; an error becomes one message and an exit code, never a traceback."""
    try:
        build()(standalone_mode=True)
    except AutograderError as error:
        tell(error)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        Console(stderr=True).print("interrupted; what is graded is kept: run the same command again to go on")
        sys.exit(ExitCode.INTERRUPTED)


def tell(error: AutograderError) -> None:
    """What is wrong and where, then what to do next."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    console.print("error:", style="bold red", end=" ")
    console.print(plain_lines(str(error)), markup=False)
    if error.tip:
        console.print("tip:", style="bold", end=" ")
        console.print(plain_lines(error.tip), markup=False)

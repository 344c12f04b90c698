"""``autograder``: the one place that talks to the user about errors and picks the exit code."""

from __future__ import annotations

import functools
import importlib
import os
import sys
import tempfile
import traceback
from collections.abc import Callable
from typing import Annotated, Any

import typer
from rich.console import Console

from autograder.cli.common import say
from autograder.errors import AutograderError, ExitCode
from autograder.grading.versions import versions
from autograder.reports.safe import plain, plain_lines

COMMANDS = (
    "release",
    "validate",
    "grade",
    "selfcheck",
    "report",
    "replay",
    "diff",
    "merge",
    "export",
    "collect",
    "ci",
    "doctor",
)
"""Each is a module of this package with one function of that name."""
GROUPS = ("nbgrader",)
"""Each is a module of this package with a function for each of its ``COMMANDS``."""
INTERRUPTED = "interrupted; what is graded is kept: run the same command again to go on"


class _Interrupted(Exception):
    """Ctrl-C on its way through typer, whose versions end on it in different ways."""


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
    app.callback()(_options)
    for name in COMMANDS:
        module = importlib.import_module(f"autograder.cli.{name}")
        app.command(name)(_carrying_interrupts(getattr(module, name)))
    for name in GROUPS:
        app.add_typer(_group(name), name=name)
    return app


def _group(name: str) -> typer.Typer:
    module = importlib.import_module(f"autograder.cli.{name}")
    group = typer.Typer(help=module.HELP, no_args_is_help=True, rich_markup_mode=None)
    for command in module.COMMANDS:
        group.command(command)(_carrying_interrupts(getattr(module, command)))
    return group


def main() -> None:
    """Run a command; an error becomes one message and an exit code, never a traceback."""
    try:
        build()(standalone_mode=True)
    except AutograderError as error:
        tell(error)
        sys.exit(error.exit_code)
    except (_Interrupted, KeyboardInterrupt):
        say(Console(stderr=True), INTERRUPTED)
        sys.exit(ExitCode.INTERRUPTED)
    except Exception as error:  # noqa: BLE001 - whatever it is, the user gets one line and we get the rest
        tell_internal(error)
        sys.exit(ExitCode.INTERNAL)


def tell(error: AutograderError) -> None:
    """What is wrong and where, then what to do next."""
    console = Console(stderr=True)
    console.print("error:", style="bold red", end=" ")
    say(console, plain_lines(str(error)))
    if error.tip:
        console.print("tip:", style="bold", end=" ")
        say(console, plain_lines(error.tip))


def tell_internal(error: Exception) -> None:
    """A fault of ours: one line, and the traceback in a file that a report of the fault can carry."""
    console = Console(stderr=True)
    console.print("internal error:", style="bold red", end=" ")
    what = plain(f"{type(error).__name__}: {error}", 300)
    say(console, f"{what}; please report it{_kept(error)}")


def _kept(error: Exception) -> str:
    """Where the traceback was written; empty if it could not be."""
    text = "".join(traceback.format_exception(error))
    try:
        descriptor, path = tempfile.mkstemp(prefix="autograder-", suffix=".log")
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{versions()}\n{text}")
    except OSError:
        return ""
    return f" with the log {path}"


def _carrying_interrupts(command: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(command)
    def carrying(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except KeyboardInterrupt:
            raise _Interrupted from None

    return carrying


def _version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it with the flag
    if wanted:
        typer.echo(f"autograder {versions().get('autograder', 'not installed')}")
        raise typer.Exit


def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and stop.", is_eager=True, callback=_version)
    ] = False,
) -> None:
    """What holds without a command; its callback has done all there is to do."""

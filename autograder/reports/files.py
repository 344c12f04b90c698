"""Files appear complete or not at all."""

from __future__ import annotations

import contextlib
import errno
import secrets
from pathlib import Path

from autograder.errors import ReportError

_TIPS = {
    errno.ENOSPC: "The disk is full: free some space and run the same command again; finished results are kept.",
    errno.EDQUOT: "Your disk quota is used up: free some space and run the same command again; results are kept.",
    errno.EACCES: "Choose a folder you may write to with --out.",
    errno.EPERM: "Choose a folder you may write to with --out.",
    errno.EROFS: "That file system is read-only: choose another folder with --out.",
    errno.ENOTDIR: "A file lies where the folder should be: choose another folder with --out.",
    errno.EEXIST: "A file lies where the folder should be: choose another folder with --out.",
    errno.EISDIR: "A folder lies where the file should be: move it away, or choose another folder with --out.",
}


def write_file(path: Path, content: bytes) -> None:
    """Write through a temporary file beside the target, then rename; the folder is made if it is not there.

    Raises:
        ReportError: the file cannot be written; what stood there before still does.

    """
    temporary = path.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with temporary.open("xb") as file:
                file.write(content)
            temporary.replace(path)
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink()
    except OSError as error:
        raise unusable("written", path, error) from error


def unusable(what: str, path: Path, error: OSError) -> ReportError:
    """The error of a file that cannot be read or written, with the next step."""
    tip = _TIPS.get(error.errno or 0, "Check the path.")
    return ReportError(f"cannot be {what}: {error.strerror or error}", where=str(path), tip=tip)

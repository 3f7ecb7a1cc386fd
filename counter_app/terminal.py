"""The terminal belongs to Textual alone while the desk runs.

Textual draws on fd 2. Whatever a C library (OpenCV, zbar, FFmpeg) prints there would tear the
screen, so fd 2 leads into a file, and Textual is given a copy of the terminal.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

STDERR_FILE: Final = "stderr.log"
_STDERR_FD: Final = 2


@contextmanager
def kept_for_textual(folder: Path) -> Iterator[None]:
    """Leads fd 2 into a file in `folder` that is begun anew each time, or nowhere."""
    terminal = os.dup(_STDERR_FD)
    screen = sys.__stderr__
    noise = _open(folder)
    sys.stderr.flush()
    os.dup2(noise, _STDERR_FD)
    os.close(noise)
    try:
        with os.fdopen(terminal, "w", encoding="utf-8", closefd=False) as drawn:
            sys.__stderr__ = drawn  # type: ignore[misc]  # Textual looks here for the terminal
            yield
    finally:
        sys.__stderr__ = screen  # type: ignore[misc]  # given back
        os.dup2(terminal, _STDERR_FD)
        os.close(terminal)


def _open(folder: Path) -> int:
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return os.open(folder / STDERR_FILE, flags, 0o600)
    except OSError:
        return os.open(os.devnull, os.O_WRONLY | os.O_CLOEXEC)

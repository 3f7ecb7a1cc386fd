"""Data to PDF/A-2b by typst, in this process, or for a book in a child that gives memory back.

The child reads the data from its input and the moment from its only argument; it opens no file but
the project's own template and fonts.
"""

import subprocess
import sys
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Final

import typst

from printing.errors import PaperUnset
from printing.fonts import fonts_folder

LARGE_CHARS: Final = 400_000
"""A register of 140 lines. Typst holds about a megabyte for each line, and keeps it."""
CHILD_LIMIT_S: Final = 600
_TURN: Final = Lock()
"""One compiler serves every thread, one after the other."""
_TEMPLATE: Final = Path(__file__).with_name("typeset.typ")


def typeset(papers: str, at: datetime) -> bytes:
    """The PDF of what `galley` describes, dated by `at`. Raises PaperUnset."""
    return _by_child(papers, at) if len(papers) > LARGE_CHARS else _here(papers, at)


def _here(papers: str, at: datetime) -> bytes:
    try:
        with _TURN:
            made = _compiler().compile(
                _template(),
                format="pdf",
                sys_inputs={"papers": papers},
                pdf_standards="a-2b",
                pdf_tags=False,
                timestamp=at,
            )
    except typst.TypstError:
        raise PaperUnset from None  # its message repeats words of the paper
    assert isinstance(made, bytes)
    return made


def _by_child(papers: str, at: datetime) -> bytes:
    command = [sys.executable, "-P", "-m", "printing.pdf.typesetter", at.isoformat()]
    try:
        done = subprocess.run(
            command, input=papers.encode(), capture_output=True, check=True, timeout=CHILD_LIMIT_S
        )
    except (OSError, subprocess.SubprocessError):
        raise PaperUnset from None  # what it says may repeat words of the paper, too
    return done.stdout


@cache
def _template() -> bytes:
    return _TEMPLATE.read_bytes()


@cache
def _compiler() -> typst.Compiler:
    """Knows the project's own fonts alone; the template opens no file and no package."""
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(fonts_folder())],
    )
    return typst.Compiler(_template(), root=_TEMPLATE.parent, font_paths=fonts)


if __name__ == "__main__":
    sys.stdout.buffer.write(
        _here(sys.stdin.buffer.read().decode(), datetime.fromisoformat(sys.argv[1]))
    )

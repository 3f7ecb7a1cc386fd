"""Nothing but Textual writes to the terminal while the desk runs."""

import os
import pty
import select
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
READ_LIMIT_BYTES = 65_536

NOISY = """
import os, sys
from pathlib import Path
from counter_app.terminal import kept_for_textual
with kept_for_textual(Path({folder!r})):
    os.write(2, b"noise of a C library")
    sys.stderr.write("noise of Python")
    sys.stderr.flush()
    sys.__stderr__.write("drawn by Textual")
    sys.__stderr__.flush()
sys.stderr.write("a sentence afterwards")
"""


def drawn_by(code: str) -> bytes:
    """What a program wrote to its terminal."""
    master, slave = pty.openpty()
    process = subprocess.Popen([sys.executable, "-c", code], stderr=slave, cwd=ROOT)
    os.close(slave)
    assert process.wait(timeout=30) == 0
    drawn = b""
    while select.select([master], [], [], 0.2)[0]:
        try:
            drawn += os.read(master, READ_LIMIT_BYTES)
        except OSError:
            break
    os.close(master)
    return drawn


def test_noise_on_fd_2_goes_to_a_file_and_textual_keeps_the_terminal(tmp_path: Path) -> None:
    """OpenCV and zbar print on fd 2; the officer's screen stays whole."""
    drawn = drawn_by(NOISY.format(folder=str(tmp_path)))
    assert drawn == b"drawn by Textuala sentence afterwards"
    noise = (tmp_path / "stderr.log").read_text()
    assert noise == "noise of a C librarynoise of Python"


def test_a_folder_that_cannot_be_written_is_no_reason_to_stop() -> None:
    """The noise is then thrown away."""
    drawn = drawn_by(NOISY.format(folder="/proc/no-such-folder"))
    assert drawn == b"drawn by Textuala sentence afterwards"

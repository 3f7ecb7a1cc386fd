"""`counter blanks`: numbered blanks of form 01, laid ready for a power cut (C7).

It takes the desk's own lock, so the desk is closed while its blanks are made.
"""

from pathlib import Path

from counter_app import bootstrap
from counter_app.config import Config
from data.domain.clock import Clock
from data.domain.codes import FormNumber
from data.domain.errors import Refused


def write(
    config: Config, file: Path, count: int, *, officer: str, pin: str, clock: Clock
) -> tuple[FormNumber, ...]:
    """Numbers of the blanks in the PDF that is written now; they are never given out again.

    Raises Refused as `SignIn.check` and `Blanks.print`, and Refused("file-unwritable").
    """
    counter = bootstrap.start(config, clock)
    try:
        with bootstrap.refusing():
            who = counter.sign_in.check(officer, pin)
            numbers = counter.blanks.print(who, count)
            blanks = counter.blanks.papers(numbers)
        pdf = counter.papers.press.pdf_of(blanks, title=f"{numbers[0]} – {numbers[-1]}")
    finally:
        counter.close()
    try:
        file.write_bytes(pdf)
    except OSError as error:
        raise Refused("file-unwritable", file=file.name) from error
    return numbers

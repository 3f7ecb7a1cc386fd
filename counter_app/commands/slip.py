"""`counter slip`: a paper of a dossier as files, from the same raster the printer gets."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from counter_app.commands.reading import Reading, reading
from counter_app.config import Config
from data.domain.clock import Clock
from data.domain.errors import Refused
from data.domain.papers import Copy, Form
from printing.escpos import encode
from printing.raster import to_png


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where each kind of file goes; None where it is not wanted."""

    png: Path | None
    pdf: Path | None
    escpos: Path | None
    form: Form = Form.RECEIPT


def write(config: Config, code: str, wanted: Wanted, clock: Clock) -> Iterator[str]:
    """Writes the files and names each. Raises Refused("file-unwritable") and as `Search.open`."""
    with reading(config, clock) as desk:
        for path, content in _files(desk, code, wanted):
            try:
                path.write_bytes(content)
            except OSError as error:
                raise Refused("file-unwritable", file=path.name) from error
            yield str(path)


def _files(desk: Reading, code: str, wanted: Wanted) -> Iterator[tuple[Path, bytes]]:
    found = desk.search.open(code).dossier
    slip = desk.papers.paper(found.id, Copy.APPLICANT, wanted.form)
    raster = desk.papers.press.raster(slip)
    if wanted.png:
        yield wanted.png, to_png(raster)
    if wanted.escpos:
        yield wanted.escpos, encode(raster)
    if wanted.pdf:
        yield wanted.pdf, desk.papers.press.pdf(desk.papers.paper(found.id, Copy.KEPT, wanted.form))

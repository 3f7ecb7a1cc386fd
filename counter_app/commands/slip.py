"""`counter slip`: papers as files, of a dossier or of nobody, and whether templates can be used."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from counter_app.commands.reading import Reading, reading
from counter_app.config import Config
from counter_app.desk.on_paper.press import Press
from counter_app.desk.on_paper.printers import Roll
from counter_app.desk.on_paper.sheets import VIEWS
from data.domain.clock import Clock
from data.domain.errors import Refused
from data.domain.papers import Copy, Form, Paper
from printing.errors import TemplateError
from printing.papers.samples import sample
from printing.papers.template import FORMS_OF_2018, load_templates, mistakes
from printing.raster import to_png
from printing.sizes import PAPER_58, PAPER_80, PAPER_A5
from printing.wire.profile import SAFE, Profile, profile


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where each kind of file goes; None where it is not wanted. `narrow`: on a 58 mm roll."""

    png: Path | None
    pdf: Path | None
    escpos: Path | None
    form: Form = Form.RECEIPT
    narrow: bool = False


def write(config: Config, code: str, wanted: Wanted, clock: Clock) -> Iterator[str]:
    """Writes the files and names each. Raises Refused("file-unwritable") and as `Search.open`."""
    with reading(config, clock) as desk:
        slip = _paper(desk, code, Copy.APPLICANT, wanted.form)
        kept = _paper(desk, code, Copy.KEPT, wanted.form) if wanted.pdf else slip
        trusted = profile(config.devices.printer_profile)
        yield from _written(desk.papers.press, slip, kept, wanted, trusted)


def write_sample(wanted: Wanted, folder: Path | None) -> Iterator[str]:
    """Writes files of the sample of a form, worded by the templates in `folder`.

    Raises Refused("file-unwritable"), and TemplateError where a template cannot be used.
    """
    templates = load_templates(folder or FORMS_OF_2018)
    press = Press({"": templates}, "", PAPER_80, PAPER_A5)
    paper = sample(wanted.form)
    yield from _written(press, paper, paper, wanted)


@dataclass(frozen=True, slots=True)
class Days:
    """From the first to the last, both included; `closed` for the end of a year."""

    first: date
    last: date
    closed: bool = False


def write_register(config: Config, days: Days, file: Path, clock: Clock) -> str:
    """Writes form 06 of these days and names the file.

    Raises Refused("no-paper") where nothing was received, and "file-unwritable".
    """
    with reading(config, clock) as desk:
        book = desk.papers.sheets.register(days.first, days.last, closed=days.closed)
        wanted = Wanted(None, file, None, Form.REGISTER)
        return "".join(_written(desk.papers.press, book, book, wanted))


def check(path: Path) -> tuple[TemplateError, ...]:
    """What is wrong with a template, or with a folder of them: the first mistake of each file."""
    return tuple(mistakes(path))


def _paper(desk: Reading, code: str, copy: Copy, form: Form) -> Paper:
    found = desk.search.open(code).dossier
    if form in VIEWS:
        return desk.papers.sheets.view(found.id, form)
    return desk.papers.paper(found.id, copy, form)


def _written(
    press: Press, slip: Paper, kept: Paper, wanted: Wanted, trusted: Profile = SAFE
) -> Iterator[str]:
    for path, content in _files(press, slip, kept, wanted, trusted):
        try:
            path.write_bytes(content)
        except OSError as error:
            raise Refused("file-unwritable", file=path.name) from error
        yield str(path)


def _files(
    press: Press, slip: Paper, kept: Paper, wanted: Wanted, trusted: Profile
) -> Iterator[tuple[Path, bytes]]:
    roll = replace(press, slip=PAPER_58) if wanted.narrow else press
    if wanted.png:
        yield wanted.png, to_png(roll.raster(slip))
    if wanted.escpos:
        yield wanted.escpos, roll.escpos(slip, Roll(roll.slip, trusted))
    if wanted.pdf:
        yield wanted.pdf, press.pdf(kept)

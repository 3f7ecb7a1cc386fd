"""`counter dossier CODE --pdf DIR`: the pages of a dossier, one PDF for each component."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from counter_app.commands.reading import reading
from counter_app.config import Config
from counter_app.desk.on_paper.component_pdfs import ComponentPdf
from counter_app.desk.outgoing import give_out
from counter_app.wording import msg, tr, trn
from data.domain.clock import Clock
from data.domain.errors import Refused
from data.domain.text import fold

NAME_LETTERS: Final = 40
"""Of a component's name in the name of its file."""
_JOINED: Final = "-"


@dataclass(frozen=True, slots=True)
class Written:
    """A component's file; `path` is None where no page of it is left."""

    pdf: ComponentPdf
    path: Path | None

    @property
    def whole(self) -> bool:
        return not (self.pdf.damaged or self.pdf.elsewhere)


def write(config: Config, code: str, folder: Path, clock: Clock) -> Iterator[Written]:
    """Writes each file, in full or not at all, and tells of it.

    Raises Refused("dossier-without-pages"), "file-unwritable" and as `Search.open`.
    """
    with reading(config, clock) as desk:
        dossier = desk.search.open(code).dossier
        if dossier.reception is None or not dossier.reception.pages:
            raise Refused("dossier-without-pages")
        head = str(dossier.reception.code)
        for pdf in desk.pdfs.of(dossier):
            path = folder / _name(head, pdf)
            yield Written(pdf, give_out(path, pdf.pdf) if pdf.pdf is not None else None)


def _name(code: str, pdf: ComponentPdf) -> str:
    """Letters and digits that every file system holds: "…-0001-02-giay-de-nghi.pdf"."""
    letters = fold(pdf.component.name)
    plain = "".join(char if char.isascii() and char.isalnum() else " " for char in letters)
    words = _JOINED.join(plain.split())[:NAME_LETTERS].strip(_JOINED)
    return _JOINED.join([code, f"{pdf.number:02}", *([words] if words else [])]) + ".pdf"


def as_json(written: Written) -> str:
    pdf = written.pdf
    return json.dumps(
        {
            "component": pdf.component.id,
            "number": pdf.number,
            "name": pdf.component.name,
            "pages": len(pdf.component.pages),
            "missing": list(pdf.damaged),
            "elsewhere": list(pdf.elsewhere),
            "file": str(written.path) if written.path else None,
        },
        ensure_ascii=False,
    )


def as_text(written: Written) -> str:
    return "\n".join(_lines(written))


def _lines(written: Written) -> Iterator[str]:
    pdf = written.pdf
    if written.path is not None:
        there = len(pdf.component.pages) - len(pdf.damaged) - len(pdf.elsewhere)
        pages = trn("{n} page", "{n} pages", there)
        yield f"{written.path} ({pages})"
    if pdf.damaged:
        yield f"  {tr(_DAMAGED, number=pdf.number, pages=_listed(pdf.damaged))}"
    if pdf.elsewhere:
        yield f"  {tr(_ELSEWHERE, number=pdf.number, pages=_listed(pdf.elsewhere))}"


def _listed(pages: Iterable[int]) -> str:
    return ", ".join(map(str, pages))


_DAMAGED: Final = msg(
    "Component {number}: the file of page {pages} is missing or damaged in this desk's store. "
    "The record still names it; scan the paper again, or restore the store from its copy."
)
_ELSEWHERE: Final = msg(
    "Component {number}: page {pages} is kept at another desk and is safe. "
    "Ask for this file at the desk that photographed it."
)

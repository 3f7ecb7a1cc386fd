"""The pages of each component as one PDF: made behind the dossier's back, encrypted like a page.

It is derived: the pages are what was recorded, and the same pages give the same file again.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from data.domain.dossier import Dossier
from data.domain.received import Component, Reception
from data.store import component_pdfs as store_pdfs
from data.store import queries
from data.store.component_pdfs import MadePdf
from data.store.drafts import Pages
from data.store.engine import Store
from data.store.errors import BlobDamaged
from printing.errors import PageUnfit
from printing.pdf.leaves import Binding, Leaf
from scanning.errors import UnreadableImage
from scanning.flattening import encode_page, page_dpi
from scanning.picture import decode_picture

FORMAT: Final = 1
"""Counts up when the same pages are to be bound another way."""


@dataclass(frozen=True, slots=True)
class ComponentPdf:
    """A component's file. `damaged` are numbers of pages that are missing in it.

    `elsewhere` are those that another desk has. `pdf` is None where no page is left to bind.
    """

    number: int
    component: Component
    pdf: bytes | None
    damaged: tuple[int, ...] = ()
    elsewhere: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ComponentPdfs:
    store: Store
    pages: Pages

    def step(self) -> bool:
        """Makes one file of a dossier that waits; False where none waits.

        A component with a damaged page gets none until its pages are others, and one with a page
        that another desk has is that desk's: half a document is made only for somebody who is told
        so (`of`).
        """
        with self.store.read() as connection:
            due = store_pdfs.next_due(connection)
            if due is None:
                return False
            dossier = queries.dossier(connection, due.dossier)
            made = store_pdfs.made(connection, due.dossier)
        for number, component in _paged(dossier.reception):
            mark, known = _mark(dossier, number, component), made.get(component.id)
            if (known is None or known.mark != mark) and not self._elsewhere(component):
                self._keep(dossier, component, mark, self._bound(dossier, number, component))
                return True
        with self.store.write() as connection:
            store_pdfs.done(connection, due)
        return True

    def of(self, dossier: Dossier) -> Iterator[ComponentPdf]:
        """Every component that has pages: the file that was made, or one made now."""
        with self.store.read() as connection:
            made = store_pdfs.made(connection, dossier.id)
        for number, component in _paged(dossier.reception):
            kept = self._kept(made.get(component.id), _mark(dossier, number, component))
            if kept is not None:
                yield ComponentPdf(number, component, kept)
            else:
                yield self._bound(dossier, number, component)

    def _kept(self, made: MadePdf | None, mark: str) -> bytes | None:
        if made is None or made.mark != mark or not made.file:
            return None
        try:
            return self.pages.blobs.get(made.file)
        except BlobDamaged:
            return None

    def _keep(self, dossier: Dossier, component: Component, mark: str, bound: ComponentPdf) -> None:
        """The store's turn is held, so that no sweep comes between the file and its row."""
        with self.store.turn:
            whole = bound.pdf if not bound.damaged else None
            file = self.pages.put(whole) if whole is not None else ""
            with self.store.write() as connection:
                store_pdfs.keep(connection, dossier.id, component.id, MadePdf(mark, file))

    def _bound(self, dossier: Dossier, number: int, component: Component) -> ComponentPdf:
        # Two libraries that no desk needs before its first page is bound.
        from printing.pdf.bound import bind

        leaves = [self._leaf(place, name) for place, name in enumerate(component.pages, start=1)]
        whole = [leaf for leaf in leaves if leaf is not None]
        elsewhere = self._elsewhere(component)
        gone = [place for place, leaf in enumerate(leaves, start=1) if leaf is None]
        lost = [place for place in gone if place not in elsewhere]
        bound = bind(whole, _binding(dossier, number, component), mend=_as_jpeg)
        damaged = tuple(sorted([*lost, *bound.left_out]))
        return ComponentPdf(number, component, bound.pdf, damaged, elsewhere)

    def _elsewhere(self, component: Component) -> tuple[int, ...]:
        """Numbers of the pages whose files another desk has."""
        numbered = enumerate(component.pages, start=1)
        return tuple(place for place, name in numbered if self.pages.is_elsewhere(name))

    def _leaf(self, place: int, name: str) -> Leaf | None:
        """None for a page whose file is not here, or not what was recorded."""
        try:
            return Leaf(self.pages.blobs.get(name), place)
        except BlobDamaged:
            return None


def _paged(reception: Reception | None) -> Iterator[tuple[int, Component]]:
    """Components that have pages, numbered as form 01 numbers all of them."""
    for number, component in enumerate(reception.components if reception else (), start=1):
        if component.pages:
            yield number, component


def _binding(dossier: Dossier, number: int, component: Component) -> Binding:
    reception = dossier.taken_in()
    return Binding(
        code=str(reception.code),
        procedure=reception.matter.procedure,
        component=component.name,
        number=number,
        at=reception.received_at,
    )


def _mark(dossier: Dossier, number: int, component: Component) -> str:
    """What the file is made of: its pages, and what it says of itself."""
    binding = _binding(dossier, number, component)
    said = (binding.code, binding.procedure, binding.component, binding.at.isoformat())
    made_of = json.dumps([FORMAT, number, said, component.pages], ensure_ascii=False)
    return hashlib.sha256(made_of.encode()).hexdigest()


def _as_jpeg(picture: bytes) -> bytes:
    """A plain JPEG of a picture that a PDF cannot hold as it is. Raises PageUnfit."""
    try:
        image = decode_picture(picture)
    except UnreadableImage as error:
        raise PageUnfit from error
    return encode_page(image, page_dpi(image))

"""A dossier's pages as PDFs: made in the background, made again when pages come, never half."""

import io
from dataclasses import replace

import PIL.Image
import pypdf

from counter_app.bootstrap import Counter
from counter_app.desk.on_paper.component_pdfs import ComponentPdf, ComponentPdfs
from data.domain.center import Officer
from data.domain.dossier import Dossier
from data.store import component_pdfs as store_pdfs
from data.store import journal
from tests.fakes.desk import filled_draft


def jpeg(shade: int) -> bytes:
    file = io.BytesIO()
    PIL.Image.new("L", (210, 297), shade).save(file, "JPEG", dpi=(100, 100))
    return file.getvalue()


def received(counter: Counter, officer: Officer, *shades: int) -> Dossier:
    """A dossier with these pages of its first component, and one of its second."""
    draft = filled_draft(counter, officer)
    first, second = draft.components[0].id, draft.components[1].id
    for shade in shades:
        draft = counter.drafting.attach_page(officer, draft, first, jpeg(shade))
    draft = counter.drafting.attach_page(officer, draft, second, jpeg(250))
    return counter.intake.issue(officer, draft).dossier


def pdfs(counter: Counter) -> ComponentPdfs:
    return counter.paperwork.pdfs


def files(counter: Counter, dossier: Dossier) -> dict[str, str]:
    with counter.store.read() as connection:
        made = store_pdfs.made(connection, dossier.id)
    return {component: pdf.file for component, pdf in made.items()}


def all_made(counter: Counter) -> int:
    """Steps until nothing waits."""
    steps = 0
    while pdfs(counter).step():
        steps += 1
        assert steps < 20
    return steps


def labels(pdf: bytes | None) -> list[str]:
    assert pdf is not None
    return list(pypdf.PdfReader(io.BytesIO(pdf)).page_labels)


def test_a_received_dossier_gets_a_pdf_for_each_component(
    counter: Counter, officer: Officer
) -> None:
    """One component a step, after the paper of the citizen; encrypted in the store like a page."""
    dossier = received(counter, officer, 10, 20)
    counter.paperwork.step()
    assert len(files(counter, dossier)) == 1
    all_made(counter)
    made = files(counter, dossier)
    pages = counter.papers.pages
    assert sorted(labels(pages.blobs.get(name)) for name in made.values()) == [
        ["1.1", "1.2"],
        ["2.1"],
    ]
    assert not any(
        b"%PDF" in path.read_bytes() for path in pages.blobs.folder.rglob("*") if path.is_file()
    )
    assert all_made(counter) == 0


def test_pages_added_later_make_it_anew(counter: Counter, officer: Officer) -> None:
    """The old file goes with the next sweep, the new one stays."""
    dossier = received(counter, officer, 10)
    all_made(counter)
    before = files(counter, dossier)
    component = dossier.taken_in().components[0].id
    dossier = counter.amending.add_page(officer, dossier.id, component, jpeg(30))
    all_made(counter)
    after = files(counter, dossier)
    assert before[component] != after[component]
    counter.drafting.sweep()
    blobs = counter.papers.pages.blobs
    assert labels(blobs.get(after[component])) == ["1.1", "1.2"]
    assert not blobs._path(before[component]).exists()
    assert all(blobs._path(name).exists() for name in dossier.taken_in().pages)


def test_what_is_asked_for_meanwhile_is_not_lost(counter: Counter, officer: Officer) -> None:
    """A page that comes while the last file was made asks again."""
    dossier = received(counter, officer, 10)
    with counter.store.read() as connection:
        due = store_pdfs.next_due(connection)
    assert due is not None
    with counter.store.write() as connection:
        store_pdfs.ask(connection, dossier.id)
        store_pdfs.done(connection, due)
        assert store_pdfs.next_due(connection) == replace(due, asked=due.asked + 1)


def test_a_rebuild_keeps_what_was_made(counter: Counter, officer: Officer) -> None:
    """It is no projection: the lists are made anew, the files stay and are swept by nobody."""
    dossier = received(counter, officer, 10)
    all_made(counter)
    made = files(counter, dossier)
    journal.rebuild(counter.store)
    counter.drafting.sweep()
    assert files(counter, dossier) == made
    assert all(counter.papers.pages.blobs.get(name) for name in made.values())


def test_the_same_record_gives_the_same_file(counter: Counter, officer: Officer) -> None:
    """Whoever binds the pages later, without the file, has the same bytes."""
    dossier = received(counter, officer, 10, 20)
    fresh = [it.pdf for it in pdfs(counter).of(dossier)]
    all_made(counter)
    assert [it.pdf for it in pdfs(counter).of(dossier)] == fresh
    for name in files(counter, dossier).values():
        counter.papers.pages.blobs.delete(name)
    assert [it.pdf for it in pdfs(counter).of(dossier)] == fresh


def test_a_damaged_page_is_told_and_never_hidden(counter: Counter, officer: Officer) -> None:
    """No half document is kept; whoever asks gets the rest, and is told which page is missing."""
    dossier = received(counter, officer, 10, 20, 30)
    first, second = dossier.taken_in().components[:2]
    blobs = counter.papers.pages.blobs
    blobs._path(first.pages[1]).write_bytes(b"x" * 200)
    blobs.delete(second.pages[0])
    all_made(counter)
    assert files(counter, dossier) == {first.id: "", second.id: ""}
    one, two = pdfs(counter).of(dossier)
    assert (one.damaged, labels(one.pdf)) == ((2,), ["1.1", "1.3"])
    assert two == ComponentPdf(2, second, None, (1,))


def test_a_page_that_a_pdf_cannot_hold_is_made_plain(counter: Counter, officer: Officer) -> None:
    """A citizen's clear PNG becomes a page like any other; its own file stays as it came."""
    file = io.BytesIO()
    PIL.Image.new("RGBA", (210, 297), (0, 0, 0, 0)).save(file, "PNG")
    draft = filled_draft(counter, officer)
    draft = counter.drafting.attach_page(officer, draft, draft.components[0].id, file.getvalue())
    dossier = counter.intake.issue(officer, draft).dossier
    (made,) = pdfs(counter).of(dossier)
    assert (made.damaged, labels(made.pdf)) == ((), ["1.1"])


def test_a_dossier_without_pages_has_no_pdf(counter: Counter, officer: Officer) -> None:
    """It waits for none, and nothing is made of nothing."""
    dossier = counter.intake.issue(officer, filled_draft(counter, officer)).dossier
    assert all_made(counter) == 1
    assert (files(counter, dossier), list(pdfs(counter).of(dossier))) == ({}, [])

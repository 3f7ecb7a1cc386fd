"""Files that another desk has: nobody calls them damaged, and no desk stands still for them."""

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree

import PIL.Image
import pypdf
import pytest

from counter_app import bootstrap, wording
from counter_app.bootstrap import Counter
from counter_app.commands import check, dossier_pdf
from counter_app.config import Config
from counter_app.desk.page_view import page_view
from counter_app.practice.rehearsal import PROCEDURE
from counter_app.sentences import sentence
from data.catalogue import shipped
from data.domain.center import Officer
from data.domain.clock import local
from data.domain.dossier import Dossier
from data.domain.procedures import Publication
from data.store import component_pdfs as store_pdfs
from data.store.errors import BlobDamaged, BlobElsewhere
from data.store.journal import rebuild
from tests.fakes.desk import PIN, RECEIVER, StillClock, filled_draft, opened, receive
from tests.fakes.two_desks import TwoDesks, exchange_all, joined, two_configs, two_desks

CELLS = (20, 8)
OTHER_LIMIT = 9
"""Days of the published catalogue; the sample says 3."""


@pytest.fixture
def desks(tmp_path: Path, clock: StillClock) -> Iterator[TwoDesks]:
    with two_desks(tmp_path, clock) as desks:
        yield desks


@pytest.fixture
def english() -> Iterator[None]:
    wording.use("en")
    yield
    wording.use(wording.DEFAULT_LANGUAGE)


def jpeg(shade: int) -> bytes:
    file = io.BytesIO()
    PIL.Image.new("L", (210, 297), shade).save(file, "JPEG", dpi=(100, 100))
    return file.getvalue()


def received(counter: Counter, officer: Officer) -> Dossier:
    """With a page of its first component and one of its second."""
    draft = filled_draft(counter, officer)
    for shade, component in enumerate(draft.components[:2], start=1):
        draft = counter.drafting.attach_page(officer, draft, component.id, jpeg(10 * shade))
    return counter.intake.issue(officer, draft).dossier


def pages_of(counter: Counter, dossier: Dossier) -> tuple[str, ...]:
    return counter.search.open_id(dossier.id).dossier.taken_in().pages


def made(counter: Counter, dossier: Dossier) -> list[str]:
    """Components of which this desk has a PDF."""
    for _ in range(20):
        if not counter.paperwork.pdfs.step():
            with counter.store.read() as connection:
                return [
                    key for key, it in store_pdfs.made(connection, dossier.id).items() if it.file
                ]
    raise AssertionError("it does not end")


# --- pages --------------------------------------------------------------------------------------


@pytest.mark.usefixtures("english")
def test_a_page_of_another_desk_is_safe_there(desks: TwoDesks) -> None:
    """Nobody is told that it is damaged, also after the lists were made anew."""
    dossier = received(desks.first, desks.officer)
    desks.exchange()
    rebuild(desks.second.store)
    for name in pages_of(desks.second, dossier):
        with pytest.raises(BlobElsewhere) as refused:
            page_view(desks.second.papers.pages, name, CELLS)
        assert "kept at another desk and is safe" in sentence(refused.value)
        assert desks.first.papers.pages.get(name)


def test_a_lost_page_of_this_desk_is_no_page_of_another(desks: TwoDesks) -> None:
    """Whoever put it here has to know that it is gone."""
    dossier = received(desks.first, desks.officer)
    desks.exchange()
    blobs = desks.first.papers.pages.blobs
    name = pages_of(desks.first, dossier)[0]
    blobs.delete(name)
    rebuild(desks.first.store)
    with pytest.raises(BlobDamaged):
        desks.first.papers.pages.get(name)


def test_a_page_that_both_have_is_here(desks: TwoDesks) -> None:
    """The same picture was put into both stores; where it goes here it is still safe there."""
    dossier = received(desks.first, desks.officer)
    desks.exchange()
    received(desks.second, desks.officer)
    name, pages = pages_of(desks.second, dossier)[0], desks.second.papers.pages
    assert pages.get(name) == jpeg(10)
    pages.blobs.delete(name)
    with pytest.raises(BlobElsewhere):
        pages.get(name)


def test_no_page_of_another_desk_is_swept_or_missed(desks: TwoDesks) -> None:
    """A draft that was thrown away takes its own pages with it, and nothing else."""
    received(desks.first, desks.officer)
    desks.exchange()
    drafting = desks.second.drafting
    draft = filled_draft(desks.second, desks.officer)
    draft = drafting.attach_page(desks.officer, draft, draft.components[0].id, jpeg(99))
    (name,) = draft.components[0].pages
    drafting.discard(draft.id)
    assert not drafting.pages.blobs.has(name)
    assert drafting.pages.put(jpeg(99)) == name
    assert drafting.pages.get(name) == jpeg(99)


# --- PDFs ---------------------------------------------------------------------------------------


def test_only_a_desk_that_has_the_pages_makes_their_pdf(desks: TwoDesks) -> None:
    """A page that is added at another desk makes no half of a document there, and no loop."""
    first, second = desks.both
    dossier = received(first, desks.officer)
    assert len(made(first, dossier)) == 2
    desks.exchange()
    assert made(second, dossier) == []
    paged, _, bare, *_ = dossier.taken_in().components
    for component in (paged, bare):
        second.amending.add_page(desks.officer, dossier.id, component.id, jpeg(77))
    assert made(second, dossier) == [bare.id]
    desks.exchange()
    assert len(made(first, dossier)) == 2


@pytest.mark.usefixtures("english")
def test_a_file_that_is_asked_for_says_which_pages_are_elsewhere(
    tmp_path: Path, clock: StillClock
) -> None:
    """`counter dossier --pdf` gives what is here, and names the rest without calling it lost."""
    with two_desks(tmp_path, clock) as desks:
        dossier = received(desks.first, desks.officer)
        desks.exchange()
        paged = dossier.taken_in().components[0]
        desks.second.amending.add_page(desks.officer, dossier.id, paged.id, jpeg(77))
        config = desks.second.config
    (half, none) = dossier_pdf.write(config, str(dossier.taken_in().code), tmp_path, clock)
    assert half.path is not None
    assert list(pypdf.PdfReader(half.path).page_labels) == ["1.2"]
    assert (half.whole, half.pdf.damaged, half.pdf.elsewhere) == (False, (), (1,))
    assert (none.path, none.pdf.elsewhere) == (None, (1,))
    for written in (half, none):
        assert "kept at another desk and is safe" in dossier_pdf.as_text(written)
        assert json.loads(dossier_pdf.as_json(written))["elsewhere"] == [1]


# --- catalogues ---------------------------------------------------------------------------------


@contextmanager
def both(configs: tuple[Config, Config], clock: StillClock) -> Iterator[tuple[Counter, Counter]]:
    with opened(configs[0], clock) as first, opened(configs[1], clock) as second:
        yield first, second


def publish(counter: Counter, officer: Officer, folder: Path, clock: StillClock) -> str:
    """Puts the sample with another limit in force there today; the edition's name."""
    catalogue = folder / "own"
    if not catalogue.exists():
        copytree(shipped.SAMPLE_CATALOGUE, catalogue)
        file = catalogue / "ke-hoach-va-dau-tu.toml"
        text = file.read_text("utf-8").replace("amount = 3", f"amount = {OTHER_LIMIT}", 1)
        file.write_text(text, "utf-8")
    today = local(clock()).date()
    decision = Publication("Số 0000/QĐ-UBND", today, today, None)
    return counter.shelf.publish(officer, catalogue, decision).edition.name


def limit(counter: Counter) -> int:
    return counter.drafting.procedure_of(PROCEDURE).limit.amount


def test_r8_a_desk_starts_while_the_catalogue_is_at_another(
    tmp_path: Path, clock: StillClock
) -> None:
    """It works with the one before, says so, and has the new one once that is imported here."""
    configs = two_configs(tmp_path, clock)
    with both(configs, clock) as (first, second):
        officer = first.sign_in.check(RECEIVER, PIN)
        name = publish(first, officer, tmp_path, clock)
        exchange_all(first, second)
    assert [it.state for it in check.parts(configs[0], clock) if not it.ok] == []
    (wrong,) = (it for it in check.parts(configs[1], clock) if not it.ok)
    assert (wrong.part, wrong.state) == ("catalogue", "catalogue-elsewhere")
    assert name in wrong.message
    with both(configs, clock) as (first, second):
        assert (limit(first), first.shelf.awaited()) == (OTHER_LIMIT, None)
        assert limit(second) != OTHER_LIMIT
        awaited = second.shelf.awaited()
        assert awaited is not None
        assert awaited.name == name
        assert receive(second, officer).dossier.taken_in().matter.procedure_code == PROCEDURE
        publish(second, officer, tmp_path, clock)
    with opened(configs[1], clock) as second:
        assert (limit(second), second.shelf.awaited()) == (OTHER_LIMIT, None)
    assert [it.state for it in check.parts(configs[1], clock) if not it.ok] == []


def test_r8_a_desk_that_joins_starts_without_the_catalogue(
    tmp_path: Path, clock: StillClock
) -> None:
    """Its Center published one long ago: the sample that comes with the program is used till then.

    A lost file of the desk's own stays what it is: a fault.
    """
    configs = two_configs(tmp_path, clock)
    with opened(configs[0], clock) as first:
        officer = first.sign_in.check(RECEIVER, PIN)
        publish(first, officer, tmp_path, clock)
    third = joined(configs[0], tmp_path / "third", 5, clock)
    with opened(third, clock) as counter:
        assert counter.shelf.awaited() is not None
        assert limit(counter) != OTHER_LIMIT
    for file in bootstrap.store_files(configs[0]).blobs.rglob("*"):
        if file.is_file():
            file.unlink()
    (wrong,) = (it for it in check.parts(configs[0], clock) if not it.ok)
    assert (wrong.part, wrong.state) == ("catalogue", "blob-damaged")

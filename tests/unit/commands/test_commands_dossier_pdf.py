"""`counter dossier CODE --pdf DIR`: files a script can rely on, and honest words for lost pages."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pypdf
import pytest

from counter_app import wording
from counter_app.commands.dossier_pdf import as_json, as_text, write
from counter_app.config import Config
from counter_app.practice.pages import practice_dossier
from data.domain.errors import Refused
from scanning.flattening import encode_page
from tests.fakes.desk import PIN, RECEIVER, StillClock, filled_draft, founded, opened


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    wording.use("en")
    yield
    wording.use(wording.DEFAULT_LANGUAGE)


def page(number: int) -> bytes:
    image = practice_dossier("Lê Thị Mẫu")[number].image.resize((413, 584))
    return encode_page(np.asarray(image), 50)


@pytest.fixture
def received(tmp_path: Path) -> tuple[Config, str, list[str]]:
    """A store with one dossier of two pages; its code and the names of its pages."""
    clock = StillClock()
    config = founded(tmp_path / "desk", clock)
    with opened(config, clock) as counter:
        officer = counter.sign_in.sign_in(RECEIVER, PIN)
        draft = filled_draft(counter, officer)
        for number in range(2):
            first = draft.components[0].id
            draft = counter.drafting.attach_page(officer, draft, first, page(number))
        dossier = counter.intake.issue(officer, draft).dossier
        reception = dossier.taken_in()
    return config, str(reception.code), list(reception.pages)


def test_each_component_is_a_file(tmp_path: Path, received: tuple[Config, str, list[str]]) -> None:
    """Named by code, number and name, readable anywhere, for nobody else's eyes."""
    config, code, _ = received
    (written,) = write(config, code, tmp_path / "out", StillClock())
    assert written.path is not None
    assert written.path.name.startswith(f"{code}-01-giay-de-nghi")
    assert written.path.name.isascii()
    assert written.path.stat().st_mode & 0o077 == 0
    assert list(pypdf.PdfReader(written.path).page_labels) == ["1.1", "1.2"]
    told = json.loads(as_json(written))
    assert (told["number"], told["pages"], told["missing"]) == (1, 2, [])
    assert told["file"] == str(written.path)
    assert as_text(written) == f"{written.path} (2 pages)"


def test_a_second_run_writes_the_same(
    tmp_path: Path, received: tuple[Config, str, list[str]]
) -> None:
    """The same bytes under the same names."""
    config, code, _ = received
    for _ in range(2):
        list(write(config, code, tmp_path / "out", StillClock()))
    (one,) = (tmp_path / "out").iterdir()
    first = one.read_bytes()
    list(write(config, code, tmp_path / "out", StillClock()))
    assert one.read_bytes() == first


def test_a_lost_page_is_told(tmp_path: Path, received: tuple[Config, str, list[str]]) -> None:
    """Which one, what is safe and what to do; the other page is written."""
    config, code, pages = received
    next(config.home.rglob(pages[1])).unlink()
    (written,) = write(config, code, tmp_path / "out", StillClock())
    assert (written.whole, json.loads(as_json(written))["missing"]) == (False, [2])
    assert "page 2 is missing or damaged" in as_text(written)
    next(config.home.rglob(pages[0])).unlink()
    (nothing,) = write(config, code, tmp_path / "none", StillClock())
    assert (nothing.path, json.loads(as_json(nothing))["file"]) == (None, None)
    assert "page 1, 2 is missing or damaged" in as_text(nothing)


def test_a_dossier_without_pages_is_a_refusal(tmp_path: Path) -> None:
    """No empty folder for a dossier of which nothing was photographed."""
    clock = StillClock()
    config = founded(tmp_path / "desk", clock)
    with opened(config, clock) as counter:
        officer = counter.sign_in.sign_in(RECEIVER, PIN)
        dossier = counter.intake.issue(officer, filled_draft(counter, officer)).dossier
    with pytest.raises(Refused, match="dossier-without-pages"):
        list(write(config, str(dossier.taken_in().code), tmp_path / "out", clock))
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_is_a_refusal(
    tmp_path: Path, received: tuple[Config, str, list[str]]
) -> None:
    """The sentence names the file and no page is lost."""
    config, code, _ = received
    (tmp_path / "out").write_text("a file")
    with pytest.raises(Refused, match="file-unwritable"):
        list(write(config, code, tmp_path / "out", StillClock()))

"""`counter blanks`: an officer, a PIN, and a PDF of numbered blanks."""

from pathlib import Path

import pypdf
import pytest
from typer.testing import CliRunner, Result

from counter_app import wallclock
from counter_app.cli import app
from counter_app.desk.signin import SignIn
from data.domain.center import Officer
from data.domain.clock import local
from data.store.errors import StoreBusy
from tests.fakes.desk import CASHIER, PIN, RECEIVER, StillClock, founded


def busy(_desk: SignIn, _number: str, _pin: str) -> Officer:
    """In place of `SignIn.check`, whose every statement may find the records busy."""
    raise StoreBusy


@pytest.fixture
def home(tmp_path: Path) -> Path:
    founded(tmp_path, StillClock())
    return tmp_path


def blanks(home: Path, file: Path, count: int, officer: str = RECEIVER, pin: str = PIN) -> Result:
    words = ["--count", str(count), "--pdf", str(file), "--officer", officer]
    command = ["--home", str(home), "--lang", "en", "blanks", *words]
    return CliRunner().invoke(app, command, input=f"{pin}\n")


def test_c7_each_blank_is_an_a5_page_with_a_number_of_its_own(home: Path, tmp_path: Path) -> None:
    """The numbers on paper are those that are told, and the next print goes on after them."""
    file = tmp_path / "blanks.pdf"
    done = blanks(home, file, 3)
    assert done.exit_code == 0, done.output
    today = f"{local(wallclock.now()):%y%m%d}"
    assert f"Blanks {today}-0499 to {today}-0501: {file}" in done.output
    reader = pypdf.PdfReader(file)
    told = [f"{today}-{serial:04}" for serial in range(499, 502)]
    assert reader.metadata is not None
    assert reader.metadata.title == f"{today}-0499 – {today}-0501"
    assert all(told[place] in page.extract_text() for place, page in enumerate(reader.pages))
    assert len(reader.pages) == 3
    for page in reader.pages:
        size = float(page.mediabox.width), float(page.mediabox.height)
        assert size == pytest.approx((419.53, 595.28), abs=0.1)
    assert f"{today}-0502 to {today}-0502" in blanks(home, file, 1).output


@pytest.mark.parametrize(
    ("count", "officer", "pin", "said"),
    [
        (51, RECEIVER, PIN, "1 to 50 blanks"),
        (1, RECEIVER, "000000", "PIN is wrong"),
        (1, CASHIER, PIN, "no right to do this"),
    ],
    ids=["too many", "wrong PIN", "wrong role"],
)
def test_what_is_refused_writes_no_file(
    home: Path, tmp_path: Path, count: int, officer: str, pin: str, said: str
) -> None:
    """The sentence names the reason, and there is no paper without a number."""
    done = blanks(home, tmp_path / "no.pdf", count, officer, pin)
    assert done.exit_code == 1
    assert said in done.output
    assert not (tmp_path / "no.pdf").exists()


def test_busy_records_are_a_sentence(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the store says while the PIN is checked is worded as anywhere else."""
    monkeypatch.setattr(SignIn, "check", busy)
    done = blanks(home, tmp_path / "no.pdf", 1)
    assert done.exit_code == 1
    assert "in use for too long" in done.output


def test_a_file_that_cannot_be_written_is_named(home: Path, tmp_path: Path) -> None:
    """The numbers are gone, which costs nothing; the next print takes others."""
    done = blanks(home, tmp_path / "nowhere" / "blanks.pdf", 1)
    assert done.exit_code == 1
    assert "blanks.pdf" in done.output


def test_no_blank_at_all_is_wrong_usage(home: Path, tmp_path: Path) -> None:
    """The help says from where the count begins."""
    assert blanks(home, tmp_path / "no.pdf", 0).exit_code == 2

"""`counter catalogue import`: a decision, a checked file, an administrator."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from counter_app.cli import app
from counter_app.desk.signin import SignIn
from data.catalogue import shipped
from data.domain.center import Officer
from data.store.errors import StoreBusy
from tests.fakes.desk import PIN, RECEIVER, StillClock, founded

WORDS = ("--decision", "Số 0000/QĐ-UBND", "--effective", "2026-12-01", "--officer", RECEIVER)


def busy(_desk: SignIn, _number: str, _pin: str) -> Officer:
    """In place of `SignIn.check`, whose every statement may find the records busy."""
    raise StoreBusy


@pytest.fixture
def home(tmp_path: Path) -> Path:
    founded(tmp_path, StillClock())
    return tmp_path


def publish(home: Path, file: Path, *words: str, pin: str = PIN) -> Result:
    command = ["--home", str(home), "--lang", "en", "catalogue", "import", str(file), *words]
    return CliRunner().invoke(app, command, input=f"{pin}\n")


def test_r8_a_catalogue_is_kept_under_its_decision(home: Path) -> None:
    """What was kept is named with its hash and the day it takes effect."""
    done = publish(home, shipped.SAMPLE_CATALOGUE, *WORDS)
    assert done.exit_code == 0, done.output
    assert "in force from 2026-12-01" in done.output


def test_a_file_with_faults_is_not_kept(home: Path, tmp_path: Path) -> None:
    """Each fault is said with its place, and the exit code is 1."""
    broken = tmp_path / "broken.toml"
    broken.write_text('kind = "procedures"\nname = "x"\n[[procedure]]\ncode = 7\n', "utf-8")
    done = publish(home, broken, *WORDS)
    assert done.exit_code == 1
    assert "broken.toml:4" in done.output


def test_a_wrong_pin_publishes_nothing(home: Path) -> None:
    """Whoever has no PIN of an administrator changes nothing."""
    done = publish(home, shipped.SAMPLE_CATALOGUE, *WORDS, pin="000000")
    assert done.exit_code == 1
    assert "PIN is wrong" in done.output


def test_busy_records_are_a_sentence(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the store says while the PIN is checked is worded as anywhere else."""
    monkeypatch.setattr(SignIn, "check", busy)
    done = publish(home, shipped.SAMPLE_CATALOGUE, *WORDS)
    assert done.exit_code == 1
    assert "in use for too long" in done.output


def test_a_day_that_is_none_is_wrong_usage(home: Path) -> None:
    """The days are written as the help says."""
    words = [word if word != "2026-12-01" else "1/12/2026" for word in WORDS]
    assert publish(home, shipped.SAMPLE_CATALOGUE, *words).exit_code == 2

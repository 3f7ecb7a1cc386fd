"""What `counter check` and `counter journal verify` say of what is wrong."""

from pathlib import Path

import pytest

from counter_app import wording
from counter_app.commands import check, dossier, journal
from counter_app.config import places
from counter_app.desk.search import DossierFile
from data.catalogue import shipped
from data.domain.dossier import Dossier, Mark
from data.domain.entries import Fault, Finding
from tests.fakes.desk import StillClock, founded


@pytest.fixture(autouse=True)
def vietnamese() -> None:
    wording.use(wording.DEFAULT_LANGUAGE)


@pytest.mark.parametrize(
    ("file", "part"),
    [("CALENDAR", "calendar"), ("PROFILE", "profile"), ("AGENCIES", "agencies")],
)
def test_a_broken_reference_file_is_named_as_what_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, part: str
) -> None:
    """The part of the rules that is broken, its file and its line; the other parts are checked."""
    clock = StillClock()
    config = founded(tmp_path / "desk", clock)
    broken = tmp_path / "broken.toml"
    broken.write_text("kind = \n")
    monkeypatch.setattr(shipped, file, broken)
    found = check.parts(config, clock)
    assert [(it.part, it.state) for it in found if not it.ok] == [(part, "file-broken")]
    assert {it.part for it in found} == {"store", part, "camera", "printer", "clock"}
    assert "broken.toml" in check.as_text(found)


def test_a_calendar_that_does_not_reach_the_day_is_the_calendar(tmp_path: Path) -> None:
    """A refusal of the rules themselves has the name of what was looked at."""
    clock = StillClock()
    config = founded(tmp_path, clock)
    clock.moment = clock.moment.replace(year=2031)
    wrong = [(it.part, it.state) for it in check.parts(config, clock) if not it.ok]
    assert wrong == [("calendar", "calendar-year-missing")]


def test_no_desk_is_named_as_the_store(tmp_path: Path) -> None:
    """Where nothing was set up yet, the rules are still checked."""
    found = check.parts(places(tmp_path / "nothing"), StillClock())
    assert [it.part for it in found if not it.ok] == ["store"]


def test_every_fault_of_the_journal_has_its_sentence() -> None:
    """A finding names the place and says what it means."""
    assert set(journal.FAULTS) == set(Fault)
    forked = journal.Checked(9, (Finding(Fault.FORK, "ab" * 16, 7),), ())
    said = journal.as_text(forked)
    assert "fork: abababab · 7 – Hai bản ghi đã ký mang cùng số này" in said
    assert '"fault": "fork"' in journal.as_json(forked)


def test_a_dossier_that_is_only_shown_says_so_in_words_too() -> None:
    """The text of `counter dossier` does not keep it for the JSON alone."""
    shown = Dossier("ab" * 16, unread=(Mark("newer-program", "cd" * 32),))
    file = DossierFile(shown, "", (), (), ())
    assert "Một chương trình mới hơn đã xử lý tiếp hồ sơ này" in dossier.as_text(file)
    assert '"read_only": true' in dossier.as_json(file)

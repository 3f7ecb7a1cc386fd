"""What `counter check` and `counter journal verify` say of what is wrong."""

from pathlib import Path
from shutil import copytree

import pytest

from counter_app import bootstrap, wording
from counter_app.commands import check, dossier, due, journal
from counter_app.config import Config, places
from counter_app.desk.search import DossierFile
from counter_app.practice.rehearsal import PROCEDURE
from data.catalogue import shipped
from data.domain.clock import local
from data.domain.dossier import Dossier, Mark
from data.domain.entries import Fault, Finding
from data.domain.procedures import Publication
from data.store import queries
from tests.fakes.desk import PIN, RECEIVER, StillClock, founded, opened


@pytest.fixture(autouse=True)
def vietnamese() -> None:
    wording.use(wording.DEFAULT_LANGUAGE)


def publish(config: Config, folder: Path, clock: StillClock) -> Path:
    """Puts the sample in force here with another limit; the file it is kept in."""
    catalogue = folder / "own"
    copytree(shipped.SAMPLE_CATALOGUE, catalogue)
    file = catalogue / "ke-hoach-va-dau-tu.toml"
    file.write_text(file.read_text("utf-8").replace("amount = 3", "amount = 9", 1), "utf-8")
    today = local(clock()).date()
    with opened(config, clock) as counter:
        officer = counter.sign_in.sign_in(RECEIVER, PIN)
        decision = Publication("Số 0000/QĐ-UBND", today, today, None)
        counter.shelf.publish(officer, catalogue, decision)
        with counter.store.read() as connection:
            (edition,) = queries.catalogues(connection)
    return bootstrap.store_files(config).blobs / edition.file[:2] / edition.file


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
    assert {it.part for it in found} == {
        "store",
        part,
        "camera",
        "reader",
        "printer",
        "hub",
        "clock",
    }
    assert "broken.toml" in check.as_text(found)


def test_a_calendar_that_does_not_reach_the_day_is_the_calendar(tmp_path: Path) -> None:
    """A refusal of the rules themselves has the name of what was looked at."""
    clock = StillClock()
    config = founded(tmp_path, clock)
    clock.moment = clock.moment.replace(year=2031)
    wrong = [(it.part, it.state) for it in check.parts(config, clock) if not it.ok]
    assert wrong == [("calendar", "calendar-year-missing")]


def test_r8_a_due_date_is_that_of_the_catalogue_of_this_desk(tmp_path: Path) -> None:
    """What was published here has the limit that the desk promises; a bare count needs no desk."""
    clock = StillClock()
    config = founded(tmp_path / "desk", clock)
    publish(config, tmp_path, clock)
    asked = due.Asked(PROCEDURE, None, None, None)
    own = due.answer(config, asked, received=clock(), clock=clock)
    assert own.limit.amount == 9
    nowhere = places(tmp_path / "nothing")
    shipped_one = due.answer(nowhere, asked, received=clock(), clock=clock)
    assert shipped_one.limit.amount != 9


def test_r8_a_damaged_catalogue_of_this_desk_is_named(tmp_path: Path) -> None:
    """The desk would not start with it, whatever the program brings."""
    clock = StillClock()
    config = founded(tmp_path / "desk", clock)
    kept = publish(config, tmp_path, clock)
    kept.write_bytes(b"damaged")
    wrong = [(it.part, it.state) for it in check.parts(config, clock) if not it.ok]
    assert wrong == [("catalogue", "blob-damaged")]


def test_records_that_cannot_be_read_are_only_the_store(tmp_path: Path) -> None:
    """The rules that come with the program are checked then."""
    clock = StillClock()
    config = founded(tmp_path, clock)
    bootstrap.store_files(config).keys.write_bytes(b"no keys")
    wrong = [(it.part, it.state) for it in check.parts(config, clock) if not it.ok]
    assert wrong == [("store", "key-file-invalid")]


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

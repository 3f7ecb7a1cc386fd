"""Chase lists (R37): what an agency is urged about, the same on paper and in the workbook."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pypdf
import pytest

from counter_app.bootstrap import Counter
from counter_app.desk.lists import chasing
from counter_app.desk.lists.chase_book import workbook_of
from counter_app.desk.lists.chasing import PAPER_LINES
from counter_app.desk.lists.questions import Question
from data.domain.center import Officer
from data.domain.errors import Refused
from data.domain.lifecycle import State
from data.domain.papers import ChaseLine, ChaseList, Mark
from data.domain.tracked_lists import Narrow, Part, TrackedLine
from printing.papers.samples import CHASE
from tests.fakes.desk import PIN, RECEIVER, StillClock
from tests.fakes.tracked_center import living

NOBODY = 95
"""No agency of the register."""
SHORT = 2


@pytest.fixture(scope="module")
def clock() -> StillClock:
    return StillClock()


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory, clock: StillClock) -> Iterator[Counter]:
    with living(tmp_path_factory.mktemp("desk"), clock) as counter:
        yield counter


@pytest.fixture(scope="module")
def officer(counter: Counter) -> Officer:
    return counter.sign_in.sign_in(RECEIVER, PIN)


def overdue(counter: Counter) -> tuple[TrackedLine, ...]:
    return counter.tracking.part(Question.OVERDUE, Narrow(), Part(1_000)).lines


def lists(counter: Counter, officer: Officer) -> dict[int, ChaseList]:
    shares = counter.chasing.agencies()
    return {int(it.value): counter.chasing.of(officer, int(it.value)) for it in shares}


def texts(content: bytes) -> list[list[object]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]


def test_r37_every_agency_is_urged_about_what_it_has_and_is_late_with(
    counter: Counter, officer: Officer
) -> None:
    """Once each, and nothing that lies at the Center or with its applicant."""
    urged = [line.code for chase in lists(counter, officer).values() for line in chase.lines]
    assert len(urged) == len(set(urged))
    late = {
        line.code
        for chase in lists(counter, officer).values()
        for line in chase.lines[: chase.late]
    }
    with_agency = {State.APPRAISAL, State.APPROVED}
    assert late == {it.number for it in overdue(counter) if it.state in with_agency}


def test_whoever_has_the_folder_is_urged(counter: Counter, officer: Officer) -> None:
    """An agency on the way of a liên thông, and not the one that leads it."""
    elsewhere = [it for it in overdue(counter) if it.holder_index not in {None, it.agency_index}]
    assert elsewhere
    for line in elsewhere:
        assert line.holder_index is not None
        chase = counter.chasing.of(officer, line.holder_index)
        (own,) = [it for it in chase.lines if it.code == line.number]
        assert own.held.startswith(line.holder)
        assert chase.agency == line.holder


def test_the_most_pressing_stands_first_with_all_that_it_is_urged_about(
    counter: Counter, officer: Officer
) -> None:
    """What is late, the longest first; and a dossier that is late and silent says both."""
    for chase in lists(counter, officer).values():
        assert all("Quá hạn" in line.why for line in chase.lines[: chase.late])
        assert not any("Quá hạn" in line.why for line in chase.lines[chase.late :])
    reasons = [line.why for it in lists(counter, officer).values() for line in it.lines]
    assert any(why.startswith("Quá hạn ") and "Chưa cập nhật" in why for why in reasons)
    assert all(reasons)


def test_agencies_are_offered_with_how_much_is_urged(counter: Counter, officer: Officer) -> None:
    """The number beside a name is that of the lines on its list, the most first."""
    shares = counter.chasing.agencies()
    counts = [it.lines for it in shares]
    assert counts == sorted(counts, reverse=True)
    for share in shares:
        chase = counter.chasing.of(officer, int(share.value))
        assert (len(chase.lines), chase.agency) == (share.lines, share.name)
        assert chase.imprint.officer == officer.name
        assert chase.imprint.marks == {Mark.PRACTICE}


def test_a_list_longer_than_one_piece_is_read_to_its_end(
    counter: Counter, officer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The workbook has all of it, however much an agency is late with."""
    whole = lists(counter, officer)
    assert max(len(chase.lines) for chase in whole.values()) > SHORT
    monkeypatch.setattr(chasing, "LIST_LIMIT", SHORT)
    assert lists(counter, officer) == whole


def test_an_agency_without_anything_late_is_not_urged(
    counter: Counter, officer: Officer, tmp_path: Path
) -> None:
    """No file is written about nothing."""
    with pytest.raises(Refused, match="nothing-to-chase"):
        counter.chasing.write(officer, NOBODY, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_paper_and_workbook_say_the_same(
    counter: Counter, officer: Officer, tmp_path: Path
) -> None:
    """Two files with one name, which says agency and minute."""
    share = counter.chasing.agencies()[0]
    files = counter.chasing.write(officer, int(share.value), tmp_path / "out")
    assert files.paper.with_suffix(".xlsx") == files.workbook
    assert files.paper.name.startswith("don-doc-261123-0914-")
    assert files.lines == share.lines
    told = " ".join(page.extract_text() for page in pypdf.PdfReader(files.paper).pages)
    rows = texts(files.workbook.read_bytes())[3:]
    assert len(rows) == share.lines
    assert all(str(row[1]) in told for row in rows)
    counter.chasing.write(officer, int(share.value), tmp_path / "out")
    assert len(list((tmp_path / "out").iterdir())) == 2


def test_a_long_list_goes_on_in_the_workbook(
    counter: Counter, officer: Officer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The paper says how many stand there, and counts them with its own."""
    monkeypatch.setattr("counter_app.desk.lists.chasing.PAPER_LINES", 2)
    share = counter.chasing.agencies()[0]
    files = counter.chasing.write(officer, int(share.value), tmp_path)
    told = " ".join(page.extract_text() for page in pypdf.PdfReader(files.paper).pages)
    assert f"Còn {share.lines - 2} hồ sơ khác" in " ".join(told.split())
    assert len(texts(files.workbook.read_bytes())[3:]) == share.lines > 2
    assert PAPER_LINES > 2


@pytest.mark.parametrize("name", ["=1+1", '=HYPERLINK("http://x")', "+84", "-2", "@SUM(A1)"])
def test_what_a_cell_holds_is_text_and_never_a_formula(name: str) -> None:
    """A citizen may be called what a spreadsheet would reckon with."""
    line = ChaseLine("C-1", name, "Thủ tục", None, "Sở", "Quá hạn")
    content = workbook_of(replace(CHASE, lines=(line,)))
    cell = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].cell(4, 3)
    assert (cell.value, cell.data_type, cell.quotePrefix) == (name, "s", True)


def test_a_workbook_holds_no_control_letters() -> None:
    """A name with what no workbook may hold is written without it."""
    line = ChaseLine("C-1", "Nguyễn\x07 Văn\nThử", "Thủ tục", None, "Sở", "Quá hạn")
    rows = texts(workbook_of(replace(CHASE, lines=(line,))))
    assert rows[3][2] == "Nguyễn Văn Thử"

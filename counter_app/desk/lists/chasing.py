"""Chasing (đôn đốc, R37): what an agency is urged about, as a paper and as a workbook.

Both say the same lines in the same order.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from counter_app.desk.lists.questions import Question
from counter_app.desk.lists.tracking import Share, Tracking
from counter_app.desk.on_paper.list_imprint import list_imprint
from counter_app.desk.on_paper.papers import Papers
from counter_app.desk.outgoing import give_out
from data.domain.center import Officer
from data.domain.clock import local
from data.domain.errors import Refused
from data.domain.handing_over import Place
from data.domain.lifecycle import State
from data.domain.papers import ChaseLine, ChaseList
from data.domain.text import fold
from data.domain.tracked_lists import Narrow, Part, TrackedLine
from data.store.queries import LIST_LIMIT

PAPER_LINES: Final = 200
"""Lines of a chase list on paper, some ten pages; a workbook has them all."""
_URGED: Final = (
    Question.OVERDUE,
    Question.DUE_TODAY,
    Question.APOLOGY,
    Question.CONSULTED,
    Question.STALE,
)
"""What an agency is urged about, the most pressing first."""
_WITH_AGENCY: Final = frozenset({State.APPRAISAL, State.APPROVED})
"""What lies at the Center or with its applicant is no agency's delay."""


@dataclass(frozen=True, slots=True)
class ChaseFiles:
    """What was written for one agency: `lines` stand in the workbook."""

    agency: str
    lines: int
    paper: Path
    workbook: Path


@dataclass(slots=True)
class _Urged:
    """A line with all that it is urged about."""

    line: TrackedLine
    why: list[str] = field(default_factory=list)
    late: bool = False


@dataclass(frozen=True, slots=True)
class Chasing:
    tracking: Tracking
    papers: Papers

    def agencies(self) -> list[Share]:
        """The agencies that are urged about something, the most first."""
        found = self.tracking.held(_URGED, _WITH_AGENCY)
        return sorted(found, key=lambda it: (-it.lines, it.name))

    def of(self, officer: Officer, agency: int) -> ChaseList:
        """The list of one agency. Raises Refused("nothing-to-chase")."""
        urged = self._urged(agency)
        if not urged:
            raise Refused("nothing-to-chase", agency=self._name(agency))
        at = local(self.tracking.clock())
        return ChaseList(
            imprint=list_imprint(self.papers, officer, at),
            agency=self._name(agency),
            at=at,
            lines=tuple(map(_on_paper, urged)),
            late=sum(it.late for it in urged),
        )

    def write(self, officer: Officer, agency: int, folder: Path) -> ChaseFiles:
        """Both files of an agency. Raises as `of`, and Refused("file-unwritable")."""
        from counter_app.desk.lists.chase_book import workbook_of

        whole = self.of(officer, agency)
        name = f"don-doc-{whole.at:%y%m%d-%H%M}-{_file_word(whole.agency)}"
        paper = give_out(folder / f"{name}.pdf", self.papers.press.pdf(_shortened(whole)))
        workbook = give_out(folder / f"{name}.xlsx", workbook_of(whole))
        return ChaseFiles(whole.agency, len(whole.lines), paper, workbook)

    # --- which lines --------------------------------------------------------------------------

    def _urged(self, agency: int) -> list[_Urged]:
        """Each dossier once, with all its reasons, in the order of the most pressing of them."""
        found: dict[str, _Urged] = {}
        for question in _URGED:
            for line in self._lines(question, agency):
                if _urges(line) == agency:
                    urged = found.setdefault(line.id, _Urged(line))
                    urged.why.append(self._why(question, line))
                    urged.late |= question is Question.OVERDUE
        return list(found.values())

    def _lines(self, question: Question, agency: int) -> Iterator[TrackedLine]:
        """The whole of a list, a piece after the other."""
        wanted: Part | None = Part(LIST_LIMIT)
        while wanted is not None:
            part = self.tracking.part(question, Narrow(agency=agency), wanted)
            yield from part.lines
            wanted = Part(LIST_LIMIT, key=part.lines[-1].key) if part.more else None

    def _why(self, question: Question, line: TrackedLine) -> str:
        day = f"{local(line.at):%d/%m/%Y}"
        match question:
            case Question.OVERDUE:
                late = self.tracking.late_days(line)
                return f"Quá hạn {late} ngày làm việc" if late else f"Quá hạn từ {day}"
            case Question.DUE_TODAY:
                return "Hẹn trả kết quả hôm nay"
            case Question.APOLOGY:
                return "Hôm nay là hạn cuối gửi Phiếu xin lỗi và hẹn lại (mẫu 04)"
            case Question.CONSULTED:
                return f"{line.asked_agency} chưa trả lời ý kiến, hạn {day}"
            case _:
                return f"Chưa cập nhật tiến độ từ {day}"

    # --- the paper ----------------------------------------------------------------------------

    def _name(self, agency: int) -> str:
        return self.tracking.agencies.name_of(agency)


def _urges(line: TrackedLine) -> int | None:
    """Who is urged about it: whoever has the folder, else the agency that leads."""
    if line.state not in _WITH_AGENCY:
        return None
    return line.agency_index if line.holder_index is None else line.holder_index


def _on_paper(urged: _Urged) -> ChaseLine:
    line = urged.line
    return ChaseLine(
        code=line.number,
        applicant=line.applicant,
        procedure=line.procedure,
        due_at=local(line.due) if line.due else None,
        held=_held(line),
        why=". ".join(urged.why),
    )


def _held(line: TrackedLine) -> str:
    where = _PLACES.get(line.place, line.holder) if not line.holder else line.holder
    return f"{where}, từ {local(line.held_since):%d/%m/%Y}" if line.held_since else where


_PLACES: Final = {Place.PROVINCE: "Văn phòng UBND tỉnh", Place.CENTER: "Trung tâm"}


def _shortened(whole: ChaseList) -> ChaseList:
    left_out = max(0, len(whole.lines) - PAPER_LINES)
    return replace(whole, lines=whole.lines[:PAPER_LINES], left_out=left_out)


def _file_word(name: str) -> str:
    """`so-ke-hoach-va-dau-tu`: a name that any file system keeps."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(name)))[:60] or "co-quan"

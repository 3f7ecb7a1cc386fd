"""The rows of home: papers in doubt, drafts, what came online or by post, today's dossiers."""

from collections.abc import Container, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from textual.content import Content

from counter_app.dossier_words import STATE_COLUMN, STATE_SHAPES
from counter_app.screens.post.desk_acts import may_post, only_post
from counter_app.widgets.lines import ACCENT, QUIET, WARNING, left, row, spread, styled
from counter_app.widgets.rows import BLANK, Draw, Row, heading
from counter_app.wording import moment_text, time_text, tr, trn
from data.domain.parcels import ParcelState

if TYPE_CHECKING:
    from counter_app.bootstrap import Counter
    from counter_app.desk.post.counting import Item
    from counter_app.desk.receiving.drafting import ParkedDraft
    from data.domain.center import Officer
    from data.domain.dossier import Dossier
    from data.domain.lifecycle import State
    from data.domain.printjob import Job
    from data.store.queries import DossierLine

DRAFT, DOSSIER, PRINT, ONLINE = "draft:", "dossier:", "print:", "online:"
POSTED, AT_POST = "posted:", "at-post:"
"""What the key of a row begins with."""
_TIME, _CODE, _DUE, _STATE, _WIDE = 7, 27, 17, 15, 100
_PAGES = 10
_STYLES = {"○": QUIET, "◐": WARNING, "✓": ACCENT, "✕": QUIET}
"""By the shape of the state."""


def home_rows(counter: "Counter", officer: "Officer", typed: str) -> list[Row]:
    if typed.strip():
        return [_dossier(line) for line in counter.search.find(typed)]
    post = list(_at_post(counter, officer))
    first, later = (post, []) if only_post(officer.roles) else ([], post)
    parked = counter.drafting.parked()
    begun = {one.id for one in parked}
    coming = (_drafts(parked), _online(counter, begun), _posted(counter, begun))
    every = (_prints(counter), first, *coming, later, _today(counter))
    parts = [list(part) for part in every]
    return [row for part in parts if part for row in (*part, BLANK)][:-1]


def _prints(counter: "Counter") -> Iterator[Row]:
    unknown = [job for job in counter.papers.unsettled() if job.state.value == "unknown"]
    if unknown:
        yield heading(tr("Did the paper come out?"))
        yield from (_print(job) for job in unknown)


def _drafts(parked: "Sequence[ParkedDraft]") -> Iterator[Row]:
    if parked:
        yield heading(tr("Parked"))
        yield from (_draft(one) for one in parked)


def _online(counter: "Counter", begun: Container[str]) -> Iterator[Row]:
    """What nobody has begun to check yet, the first that came first (R72)."""
    lines = [line for line in counter.online.waiting() if line.id not in begun]
    if lines:
        yield heading(
            trn("Online · {n} dossier to check", "Online · {n} dossiers to check", len(lines))
        )
        yield from (Row(_drawn(line), f"{ONLINE}{line.id}") for line in lines)


def _posted(counter: "Counter", begun: Container[str]) -> Iterator[Row]:
    """What the post handed in and nobody has begun to check: its clock runs already (QĐ 45 Đ7)."""
    items = [it for it in counter.post.filing.handed_in() if it.id not in begun]
    if items:
        yield heading(
            trn("By post · {n} dossier to receive", "By post · {n} dossiers to receive", len(items))
        )
        yield from (Row(_handed_in(it), f"{POSTED}{it.id}") for it in items)


def _handed_in(one: "Item") -> Draw:
    def draw(width: int) -> Content:
        half = (width - _TIME) // 2
        return row(
            styled(left(time_text(one.parcel.since), _TIME), QUIET),
            left(f"{one.parcel.item} {one.applicant}", half - 1) + " ",
            left(one.procedure, width - _TIME - half),
        )

    return draw


def _at_post(counter: "Counter", officer: "Officer") -> Iterator[Row]:
    """One line for whoever may work there: how much is to do (R96)."""
    if not may_post(officer.roles):
        return
    stand = counter.post.reports.standing()
    pack, wait, filed = (
        stand.get(it, 0) for it in (ParcelState.TO_PACK, ParcelState.PACKED, ParcelState.FILED)
    )
    parts = (
        trn("{n} result to pack", "{n} results to pack", pack) if pack else "",
        trn("{n} parcel waits", "{n} parcels wait", wait) if wait else "",
        trn("{n} item to hand in", "{n} items to hand in", filed) if filed else "",
    )
    said = " · ".join(filter(None, parts))
    if said:
        yield heading(tr("Postal desk"))
        yield Row(lambda width: Content(left(said, width)), AT_POST + "desk")


def _today(counter: "Counter") -> Iterator[Row]:
    lines = counter.search.received_today(counter.desk)
    if lines:
        received = trn("Received today · {n} dossier", "Received today · {n} dossiers", len(lines))
        yield Row(lambda width: _heading(received, width))
        yield from (_dossier(line) for line in lines)


def _heading(received: str, width: int) -> Content:
    """The word over the due dates stands where they begin."""
    due = _DUE + (_STATE if width - 2 >= _WIDE else 0)
    return spread(styled(received, QUIET), styled(left(tr("due"), due), QUIET), width)


def _print(job: "Job") -> Row:
    number = job.sheet.number if job.sheet is not None else ""
    return Row(
        lambda _width: row(
            styled("▲ ", WARNING), tr("Sheet {number}: press Enter and say.", number=number)
        ),
        f"{PRINT}{job.id}",
    )


def _draft(one: "ParkedDraft") -> Row:
    name = one.applicant or tr("(no name yet)")
    pages = trn("{n} page", "{n} pages", one.pages)

    def draw(width: int) -> Content:
        """What goes on with a dossier that waits says so; its procedure gives way for that."""
        half = (width - _TIME - _PAGES) // 2
        waits = _STATE + 1 if one.waits else 0
        return row(
            styled(left(time_text(datetime.fromisoformat(one.saved_at)), _TIME), QUIET),
            left(name, half - 1) + " ",
            left(one.procedure, width - _TIME - _PAGES - half - waits - 1) + " ",
            _word(one.waits, waits) if one.waits else "",
            styled(pages, QUIET),
        )

    return Row(draw, f"{DRAFT}{one.id}")


def _dossier(line: "DossierLine") -> Row:
    return Row(_drawn(line), f"{DOSSIER}{line.id}")


def _drawn(line: "DossierLine") -> Draw:
    due = moment_text(line.due_at) if line.due_at and line.state.is_open else ""
    time = time_text(line.received_at) if line.received_at else ""

    def draw(width: int) -> Content:
        """On a narrow screen the procedure gives way: name and code tell dossiers apart."""
        wide = width >= _WIDE
        rest = width - _TIME - _CODE - _DUE - (_STATE if wide else 0)
        name = rest * 2 // 5 if wide else rest
        return row(
            styled(left(time, _TIME), QUIET),
            left(line.code or line.paper, _CODE),
            left(line.applicant or tr("(no name yet)"), name - 1) + " ",
            styled(left(line.procedure, rest - name - 1) + " ", QUIET) if wide else "",
            left(due, _DUE) if due or wide else _state(line, _DUE),
            _state(line, _STATE) if wide else "",
        )

    return draw


def _state(line: "DossierLine", width: int) -> Content:
    """In one word where it stands; what is still to be scanned is said first (C26)."""
    if line.unscanned and line.state.is_open:
        return styled(left("▲ " + tr("not scanned"), width), WARNING)
    return _word(line.state, width)


def _word(state: "State", width: int) -> Content:
    shape = STATE_SHAPES[state]
    return styled(left(f"{shape} {tr(STATE_COLUMN[state])}", width), _STYLES[shape])


def registered(dossier: "Dossier") -> str:
    """What is said once a postal item has its number here (C21)."""
    return tr(
        "Item {number} is registered. Go on with it here when the hand-over is signed.",
        number=dossier.post_item,
    )

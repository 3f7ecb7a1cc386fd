"""The lists of Chốt ngày (C27): a title, a count and a row for everything that wants a hand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from textual.content import Content

from counter_app.contact_words import CHANNEL_WORDS, PURPOSE_WORDS
from counter_app.dossier_words import FORM_WORDS
from counter_app.money_words import METHOD_WORDS
from counter_app.screens.day.home_rows import DOSSIER, DRAFT
from counter_app.widgets.lines import (
    ACCENT,
    QUIET,
    STRONG,
    WARNING,
    column,
    left,
    right,
    row,
    styled,
)
from counter_app.widgets.rows import BLANK, Draw, Row
from counter_app.wording import day_text, moment_text, money_text, msg, time_text, tr, trn
from data.domain.clock import local
from data.domain.contacting import MessageState
from data.domain.printjob import JobState

if TYPE_CHECKING:
    from counter_app.desk.lists.day_end import DayEnd
    from counter_app.desk.receiving.drafting import ParkedDraft
    from data.domain.printjob import Job
    from data.domain.till import Till
    from data.store.queries import DossierLine, MessageLine

SHEET, TILL = "sheet:", "till:"
"""What the key of a row of sheets, and of the open cash shift, begins with."""
_COUNT, _DAY, _TIME, _NUMBER, _WHAT, _PAGES, _SAID = 5, 6, 7, 27, 17, 10, 16

What = Callable[["DossierLine"], str]


@dataclass(frozen=True, slots=True)
class Open:
    """One list. `presses` marks what must be settled before anybody goes home.

    `shared` is one of the whole Center; every other one is of this desk.
    """

    name: str
    title: str
    rows: tuple[Row, ...]
    presses: bool = False
    shared: bool = False
    amount_vnd: int = 0


def open_lists(day: "DayEnd", till: "Till | None" = None) -> list[Open]:
    """Every list, also the empty ones: a count of 0 is what an officer wants to see."""
    return [
        Open("sheets", msg("Sheets not settled"), tuple(map(_sheet, day.sheets)), presses=True),
        Open("till", msg("Cash shift not counted"), (_till(till),) if till else (), presses=True),
        Open("parked", msg("Parked drafts"), tuple(map(_parked, day.parked)), presses=True),
        _of("unscanned", msg("Not scanned"), day.unscanned, _unscanned, presses=True),
        _of("handover", msg("Not handed over"), day.not_handed_over, _due),
        _of("unpaid", msg("Fee not paid"), day.unpaid, _unpaid),
        _of("online", msg("Online, not checked"), day.online, _nothing, shared=True),
        Open("messages", msg("Messages not sent"), tuple(map(_message, day.messages)), shared=True),
        _of("supplements", msg("Waiting for a supplement"), day.supplements, _nothing),
        _of("posted", msg("At the post, not signed"), day.posted, _nothing, shared=True),
        _of("late", msg("Entered late"), day.late, _due),
        _of("refunds", msg("Cancelled, paid today"), day.refunds, _paid),
    ]


def totals(day: "DayEnd") -> Content:
    received = trn("{n} dossier received today", "{n} dossiers received today", day.received)
    lines: list[Content | str] = [
        styled(received, STRONG),
        tr("Taken today: {sum}", sum=money_text(day.taken_vnd)),
    ]
    if len(day.taken) > 1:
        each = (f"{tr(METHOD_WORDS[it.method])} {money_text(it.amount_vnd)}" for it in day.taken)
        lines.append(styled(" · ".join(each), QUIET))
    return column(*lines)


def list_rows(lists: "Sequence[Open]") -> list[Row]:
    """What presses stands first, apart from the rest."""
    pressing = [_list_row(one) for one in lists if one.presses]
    return [*pressing, BLANK, *(_list_row(one) for one in lists if not one.presses)]


def _of(
    name: str,
    title: str,
    lines: "Sequence[DossierLine]",
    what: What,
    *,
    presses: bool = False,
    shared: bool = False,
) -> Open:
    return Open(
        name,
        title,
        tuple(Row(_dossier(line, what), f"{DOSSIER}{line.id}") for line in lines),
        presses=presses,
        shared=shared,
        amount_vnd=sum(line.unpaid_vnd for line in lines) if what is _unpaid else 0,
    )


def _list_row(one: Open) -> Row:
    count = len(one.rows)
    waits = one.presses and count
    shape, style = ("▲ ", WARNING) if waits else (("◐ ", "") if count else ("✓ ", ACCENT))

    def draw(width: int) -> Content:
        return row(
            styled(shape, style),
            left(tr(one.title), width - _COUNT - 2),
            styled(right(str(count), _COUNT), STRONG if count else QUIET),
        )

    return Row(draw, one.name)


def _dossier(line: "DossierLine", what: What) -> Draw:
    at = local(line.received_at) if line.received_at else None
    day = f"{at:%d/%m}" if at else ""

    def draw(width: int) -> Content:
        return row(
            styled(left(day, _DAY), QUIET),
            left(line.code or line.paper, _NUMBER),
            left(line.applicant or tr("(gave no name)"), width - _DAY - _NUMBER - _WHAT - 1),
            " ",
            styled(right(what(line), _WHAT), QUIET),
        )

    return draw


def _nothing(line: "DossierLine") -> str:
    del line
    return ""


def _due(line: "DossierLine") -> str:
    return moment_text(line.due_at) if line.due_at else ""


def _paid(line: "DossierLine") -> str:
    return money_text(line.paid_vnd)


def _unpaid(line: "DossierLine") -> str:
    return money_text(line.unpaid_vnd)


def _unscanned(line: "DossierLine") -> str:
    return trn("{n} component", "{n} components", line.unscanned)


def _till(till: "Till") -> Row:
    """The drawer is counted and given on before anybody goes home (C27)."""
    said = tr("open since {moment}", moment=moment_text(till.opened_at))
    return Row(lambda width: row(left(said, width)), f"{TILL}{till.id}")


def _sheet(job: "Job") -> Row:
    sheet = job.sheet
    assert sheet is not None
    asks = job.state is JobState.UNKNOWN
    said = tr("did it come out?") if asks else tr("waits for the printer")

    def draw(width: int) -> Content:
        return row(
            left(sheet.number, 10),
            left(tr(FORM_WORDS[sheet.form]), width - 10 - 22),
            styled(right(said, 22), WARNING if asks else QUIET),
        )

    return Row(draw, f"{SHEET}{job.id}")


def _message(message: "MessageLine") -> Row:
    """What the portal could not send is to be called about (C25)."""
    failed = message.state is MessageState.FAILED
    day = f"{local(message.queued_at):%d/%m}"
    what = " · ".join(
        tr(it) for it in (CHANNEL_WORDS[message.channel], PURPOSE_WORDS[message.purpose])
    )
    said = tr("call") if failed else tr("waits for the portal")

    def draw(width: int) -> Content:
        return row(
            styled(left(day, _DAY), QUIET),
            left(message.number, _NUMBER),
            left(what, width - _DAY - _NUMBER - _SAID - 1) + " ",
            styled(right(said, _SAID), WARNING if failed else QUIET),
        )

    return Row(draw, f"{DOSSIER}{message.dossier}")


def _parked(one: "ParkedDraft") -> Row:
    saved = datetime.fromisoformat(one.saved_at)
    pages = trn("{n} page", "{n} pages", one.pages)

    def draw(width: int) -> Content:
        half = (width - _DAY - _TIME - _PAGES) // 2
        return row(
            styled(left(day_text(local(saved).date())[:5], _DAY), QUIET),
            styled(left(time_text(saved), _TIME), QUIET),
            left(one.applicant or tr("(no name yet)"), half - 1) + " ",
            left(one.procedure, width - _DAY - _TIME - _PAGES - half),
            styled(right(pages, _PAGES), QUIET),
        )

    return Row(draw, f"{DRAFT}{one.id}")

"""End of day (Chốt ngày): what is not finished, counted before anybody goes home (C26, C27)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from counter_app.desk.drafting import Drafting, ParkedDraft
from counter_app.desk.papers import Papers
from data.domain.clock import Clock, local
from data.domain.lifecycle import State
from data.domain.printjob import Job
from data.store import queries
from data.store.engine import Store
from data.store.queries import DossierLine


@dataclass(frozen=True, slots=True)
class DayEnd:
    """Everything that still wants a hand, each list newest first; money of today in đồng."""

    unscanned: tuple[DossierLine, ...]
    """Received, with a component of which no page was photographed ("chưa quét", C26)."""
    not_handed_over: tuple[DossierLine, ...]
    unpaid: tuple[DossierLine, ...]
    supplements: tuple[DossierLine, ...]
    """Form 02 was given and nothing was brought yet."""
    posted: tuple[DossierLine, ...]
    """With the post's phiếu gửi only (C21)."""
    late: tuple[DossierLine, ...]
    """Entered late today (C7)."""
    sheets: tuple[Job, ...]
    parked: tuple[ParkedDraft, ...]
    """Drafts of no dossier yet; what waits for its citizen or the post is listed there."""
    received: int
    taken_vnd: int

    @property
    def is_clear(self) -> bool:
        return not (self.unscanned or self.sheets or self.parked)


@dataclass(slots=True)
class Days:
    store: Store
    drafting: Drafting
    papers: Papers
    clock: Clock

    def end(self) -> DayEnd:
        """What is open at this desk now."""
        today = local(self.clock()).date()
        with self.store.read() as connection:
            open_lines = queries.unfinished(connection)
            today_lines = queries.received_on(connection, today, queries.LIST_LIMIT)
            late = [
                it for it in queries.entered_late(connection) if _entered(connection, it, today)
            ]
        received = [it for it in today_lines if it.state is not State.CANCELLED]
        return DayEnd(
            unscanned=tuple(it for it in open_lines if it.unscanned),
            not_handed_over=tuple(it for it in open_lines if it.state is State.RECEIVED),
            unpaid=tuple(it for it in open_lines if it.unpaid_vnd),
            supplements=tuple(it for it in open_lines if it.state is State.SUPPLEMENT),
            posted=tuple(it for it in open_lines if it.state is State.POSTED),
            late=tuple(late),
            sheets=tuple(self.papers.unsettled()),
            parked=tuple(it for it in self.drafting.parked() if it.waits is None),
            received=len(received),
            taken_vnd=sum(it.paid_vnd for it in received),
        )


def _entered(connection: Connection, line: DossierLine, day: date) -> bool:
    """Whether it was entered on this day, whenever it was received."""
    entered_at = queries.dossier(connection, line.id).entered_at
    return entered_at is not None and local(entered_at).date() == day

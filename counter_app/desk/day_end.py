"""End of day (Chốt ngày): what is not finished, counted before anybody goes home (C26, C27)."""

from dataclasses import dataclass

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
            received = queries.received_on(connection, today, queries.LIST_LIMIT)
            late = queries.entered_late(connection)
        return DayEnd(
            unscanned=tuple(it for it in open_lines if it.unscanned),
            not_handed_over=tuple(it for it in open_lines if it.state is State.RECEIVED),
            unpaid=tuple(it for it in open_lines if it.unpaid_vnd),
            supplements=tuple(it for it in open_lines if it.state is State.SUPPLEMENT),
            posted=tuple(it for it in open_lines if it.state is State.POSTED),
            late=tuple(late),
            sheets=tuple(self.papers.unsettled()),
            parked=tuple(self.drafting.parked()),
            received=len(received),
            taken_vnd=sum(it.paid_vnd for it in received),
        )

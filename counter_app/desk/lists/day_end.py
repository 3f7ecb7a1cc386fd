"""End of day (Chốt ngày): what is not finished, counted before anybody goes home (C26, C27)."""

from dataclasses import dataclass

from counter_app.desk.numbers import desk_label
from counter_app.desk.on_paper.papers import Papers
from counter_app.desk.receiving.drafting import GOES_ON, Drafting, ParkedDraft
from data.domain.clock import Clock, local
from data.domain.lifecycle import State
from data.domain.printjob import Job
from data.domain.till import MethodSum
from data.store import money, queries
from data.store.engine import Store
from data.store.queries import DossierLine, MessageLine


@dataclass(frozen=True, slots=True)
class DayEnd:
    """Everything that still wants a hand, each list newest first; money of today in đồng.

    It is of this desk: its dossiers, its drawer, its sheets. `posted`, `online` and `messages` lie
    at no desk more than at another, and are the whole Center's.
    """

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
    refunds: tuple[DossierLine, ...]
    """Paid today and cancelled: the money is in the drawer, and whose it is must be said."""
    online: tuple[DossierLine, ...]
    """Came online and was not checked yet (R72)."""
    messages: tuple[MessageLine, ...]
    """Wait for the portal, or could not be sent (R74, C25)."""
    sheets: tuple[Job, ...]
    parked: tuple[ParkedDraft, ...]
    """Drafts of no dossier yet, and of those that another desk went on with.

    What waits for its citizen or the post is listed there.
    """
    received: int
    taken: tuple[MethodSum, ...]
    """What moved today by each method: taken, less what went back (C27)."""

    @property
    def taken_vnd(self) -> int:
        return sum(it.amount_vnd for it in self.taken)

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
        today, here = local(self.clock()).date(), desk_label(self.papers.desk)
        own = self.papers.journal.keys.id
        with self.store.read() as connection:
            entered = queries.entered_on(connection, today, here)
            paid = queries.paid_on(connection, today, own)
            return DayEnd(
                unscanned=tuple(queries.unscanned(connection, here)),
                not_handed_over=tuple(queries.in_state(connection, State.RECEIVED, desk=here)),
                unpaid=tuple(queries.unpaid(connection, here)),
                supplements=tuple(queries.in_state(connection, State.SUPPLEMENT, desk=here)),
                posted=tuple(queries.in_state(connection, State.POSTED)),
                late=tuple(queries.entered_late_on(connection, today, here)),
                refunds=tuple(it for it in paid if it.state is State.CANCELLED),
                online=tuple(queries.in_state(connection, State.APPLIED)),
                messages=tuple(queries.open_messages(connection)),
                sheets=tuple(self.papers.unsettled()),
                parked=tuple(it for it in self.drafting.parked() if it.waits not in GOES_ON),
                received=len([it for it in entered if it.state in _TAKEN_IN]),
                taken=money.by_method(money.sums(connection, today, today, desk_key=own)),
            )


_TAKEN_IN = frozenset({State.RECEIVED, State.ANSWERED})

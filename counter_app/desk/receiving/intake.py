"""Intake (Tiếp nhận): what would be issued now, and the act that issues it (R69).

One commit makes the dossier and queues its papers; nothing is an act before that.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from counter_app.desk.bell import Bell
from counter_app.desk.confirming import as_recorded
from counter_app.desk.money.tills import open_till_here
from counter_app.desk.numbers import desk_label, key_of, next_serial, queue_copies
from counter_app.desk.receiving import typed
from counter_app.desk.receiving.appointment import reasons
from counter_app.desk.receiving.draft import Draft
from counter_app.desk.receiving.drafting import Drafting
from counter_app.desk.steps.contacting import notify
from data.domain import reception
from data.domain.center import Desk, Officer
from data.domain.clock import Clock, local
from data.domain.codes import Series, form_number
from data.domain.confirmation import Confirmation
from data.domain.dossier import Dossier
from data.domain.entries import Fact
from data.domain.errors import Refused
from data.domain.folding import fold
from data.domain.papers import Copy, Form
from data.domain.procedures import Procedure
from data.domain.received import Appointment, Fee, Return
from data.domain.reception import InForce, Receive
from data.store import component_pdfs, queries
from data.store.drafts import drop_draft
from data.store.engine import Store
from data.store.journal import Act, Journal

COPIES = (Copy.KEPT, Copy.APPLICANT)


@dataclass(frozen=True, slots=True)
class Review:
    """What would be issued now (Kiểm lại). It can be issued when `blocks` is empty.

    `promise` is None where the calendar does not reach the due year; `blocks` then says so.
    """

    draft: Draft
    procedure: Procedure
    blocks: tuple[Refused, ...]
    promise: Appointment | None
    reasons: tuple[str, ...]
    fee: Fee
    returning: Return


@dataclass(frozen=True, slots=True)
class Issued:
    """A received dossier and the jobs of its papers: kept copy and applicant's copy.

    `jobs` is empty for an instant result without form 01 (A9).
    """

    dossier: Dossier
    slip_key: str
    jobs: tuple[str, ...]


@dataclass(slots=True)
class Intake:
    store: Store
    journal: Journal
    drafting: Drafting
    rules: InForce
    desk: Desk
    clock: Clock
    bell: Bell = field(default_factory=Bell)

    def review(self, officer: Officer, draft: Draft) -> Review:
        """What stands against issuing this draft now, and what the slip would promise."""
        act = self._receive(draft)
        now = self.clock()
        blocks = list(typed.unreadable(draft))
        try:
            act = self._confirmed(officer, act)
        except Refused as refused:
            blocks.append(refused)
            act = replace(act, confirmation=None)
        blocks += reception.objections(act, officer.roles, now)
        owed = _fee(act)
        blocks += self._paid_before(draft, owed)
        promise = None
        try:
            promise = reception.promise(act.procedure, act.received_at, self.rules)
        except Refused as refused:
            blocks.append(refused)
        return Review(
            draft=draft,
            procedure=act.procedure,
            blocks=tuple(blocks),
            promise=promise,
            reasons=reasons(act.received_at, promise) if promise else (),
            fee=owed,
            returning=reception.returning(act.procedure, act.way),
        )

    def issue(
        self, officer: Officer, draft: Draft, *, promised: Appointment | None = None
    ) -> Issued:
        """Receives the dossier (R69): one commit, then the papers follow.

        The draft's id becomes the dossier's, so a draft can be issued once and never twice.
        Raises the first of the review's blocks, Refused("serials-exhausted"), or
        Refused("promise-moved") where the date is another than the one that was `promised`; of a
        late entry "late-blank-used" and "late-blank-not-printed" too.
        """
        return self._commit(officer, draft, reception.decide, COPIES, promised)

    def answer_at_once(self, officer: Officer, draft: Draft, *, on_paper: bool = False) -> Issued:
        """The result of an instant procedure is in the citizen's hand (A9); form 01 on request.

        Raises as `issue`, "not-instant", and "fee-unpaid" (R32).
        """
        copies = COPIES if on_paper else ()
        return self._commit(officer, draft, reception.decide_at_once, copies, None)

    def _commit(
        self,
        officer: Officer,
        draft: Draft,
        decide: Callable[..., Fact],
        copies: tuple[Copy, ...],
        promised: Appointment | None,
    ) -> Issued:
        for block in typed.unreadable(draft):
            raise block
        receive = replace(self._receive(draft), promised=promised)
        with self.journal.act(officer.id) as act:
            if typed.received_at(draft) is None:
                receive = replace(receive, received_at=act.now)
            word = as_recorded(act.connection, officer, receive.confirmation)
            receive = replace(receive, confirmation=word)
            till = open_till_here(act, self.journal)
            receive = replace(receive, fee=replace(receive.fee, till=till))
            self._require_fit_blank(act, receive)
            fact = decide(
                fold(draft.id, act.entries(draft.id)),
                receive,
                number=self._next_serial(act, receive),
                now=act.now,
                roles=officer.roles,
                rules=self.rules,
            )
            jobs = queue_copies(act, self.desk, act.record(fact), Form.RECEIPT, copies)
            notify(act, draft.id, officer)
            component_pdfs.ask(act.connection, draft.id)
            drop_draft(act.connection, draft.id)
            received = fold(draft.id, act.entries(draft.id))
        self.bell.ring()
        return Issued(received, key_of(received), jobs)

    def _next_serial(self, act: Act, receive: Receive) -> int:
        """Of the day that the paper says, which for a late entry is not today (C7)."""
        agency = receive.procedure.agency.identifier
        return next_serial(act, self.desk, agency, local(receive.received_at).date())

    def _require_fit_blank(self, act: Act, receive: Receive) -> None:
        """A numbered blank is entered once, and one of this desk was printed before (C7).

        What other desks printed is not known here.
        """
        number = form_number(Series.BLANK, receive.late.blank) if receive.late else None
        if number is None:
            return
        if queries.blank_used(act.connection, str(number)):
            raise Refused("late-blank-used", blank=str(number))
        ours = self.desk.serials.first <= number.serial <= self.desk.serials.last
        if ours and queries.blanks_of(act.connection, number) is None:
            raise Refused("late-blank-not-printed", blank=str(number))

    def _paid_before(self, draft: Draft, owed: Fee) -> list[Refused]:
        """What the post took already; the store is asked only where something is paid."""
        if owed.payment is None:
            return []
        with self.store.read() as connection:
            dossier = queries.dossier(connection, draft.id)
        return list(reception.payment_objections(dossier, owed))

    def _confirmed(self, officer: Officer, receive: Receive) -> Receive:
        """With the word as it would be recorded; the store is asked only where there is one."""
        if receive.confirmation is None:
            return receive
        with self.store.read() as connection:
            word = as_recorded(connection, officer, receive.confirmation)
        return replace(receive, confirmation=word)

    def _receive(self, draft: Draft) -> Receive:
        procedure = self.drafting.procedure(draft)
        components = (typed.component(item, procedure) for item in draft.components)
        apart = draft.submitter is not None
        return Receive(
            procedure=procedure,
            components=tuple(components),
            applicant=typed.party(draft.applicant),
            submitter=typed.party(draft.submitter) if draft.submitter else None,
            sets=draft.sets,
            desk=desk_label(self.desk),
            received_at=typed.received_at(draft) or self.clock(),
            fee=typed.fee_said(draft.fee),
            way=typed.way(draft),
            authorization=typed.authorization(draft.authorization) if apart else None,
            late=typed.late(draft),
            confirmation=Confirmation(draft.citation, draft.leader) if draft.leader else None,
            visit=draft.visit,
            replaces=draft.replaces,
        )


def _fee(act: Receive) -> Fee:
    """The fee as far as it can be reckoned; `blocks` say what is wrong with what was typed."""
    day = local(act.received_at).date()
    try:
        return reception.fee(act.procedure, day, act.fee)
    except Refused:
        return reception.fee(act.procedure, day, reception.FeeSaid())

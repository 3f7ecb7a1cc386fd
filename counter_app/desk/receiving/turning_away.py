"""Not accepted at the desk (F8): form 02, form 03, and the leader's word where a rule is left.

Each is one commit that queues its paper and ends the draft.
"""

from dataclasses import dataclass, field
from datetime import datetime

from counter_app.desk.bell import Bell
from counter_app.desk.confirming import as_recorded, is_own
from counter_app.desk.numbers import desk_label, next_form_number, queue_copies
from counter_app.desk.receiving import typed
from counter_app.desk.receiving.draft import Draft, PersonForm, RefusalForm
from counter_app.desk.receiving.drafting import Drafting
from counter_app.desk.receiving.intake import COPIES
from counter_app.desk.signin import SignIn
from counter_app.desk.steps.contacting import notify
from data.domain import not_accepted
from data.domain.center import Desk, Officer
from data.domain.clock import Clock, local
from data.domain.codes import FormNumber, Series
from data.domain.confirmation import Confirmation, confirmed
from data.domain.dossier import Dossier
from data.domain.entries import Recorded
from data.domain.errors import Refused
from data.domain.folding import fold
from data.domain.not_accepted import Refuse, RequestSupplement
from data.domain.papers import Form
from data.domain.people import Person
from data.domain.received import Channel
from data.domain.reception import InForce
from data.domain.roles import Role
from data.domain.supplement import Handing
from data.store import queries
from data.store.drafts import drop_draft
from data.store.engine import Store
from data.store.journal import Act, Journal


@dataclass(frozen=True, slots=True)
class TurnedAway:
    """A dossier that was not accepted, and the paper that says why."""

    dossier: Dossier
    number: FormNumber
    jobs: tuple[str, ...]


@dataclass(slots=True)
class TurningAway:
    store: Store
    journal: Journal
    drafting: Drafting
    sign_in: SignIn
    rules: InForce
    desk: Desk
    clock: Clock
    bell: Bell = field(default_factory=Bell)

    def confirm(self, officer: Officer, *, number: str, pin: str, citation: str) -> Confirmation:
        """A supervisor confirms with number and PIN that `officer` may leave a rule (C4, C30).

        Raises as `SignIn.check`, "supervisor-needed", "citation-missing", and "confirm-own-act"
        where the supervisor is the officer himself and another one has a PIN here.
        """
        leader = self.sign_in.check(number, pin)
        if Role.SUPERVISOR not in leader.roles:
            raise Refused("supervisor-needed")
        with self.store.read() as connection:
            own = is_own(connection, officer, leader.id)
        return confirmed(citation, leader.id, own=own)

    def supplement_objections(
        self, draft: Draft, confirmation: Confirmation | None = None
    ) -> list[Refused]:
        """What stands against form 02 now, all at once."""
        with self.store.read() as connection:
            dossier = queries.dossier(connection, draft.id)
        request = self._request(draft, confirmation, self.clock())
        return not_accepted.supplement_objections(dossier, request, rules=self.rules)

    def request_supplement(
        self, officer: Officer, draft: Draft, confirmation: Confirmation | None = None
    ) -> TurnedAway:
        """Form 02 with everything that is missing (R70).

        Raises the first objection, and "confirm-own-act".
        """
        with self.journal.act(officer.id) as act:
            number = self._number(act, Series.SUPPLEMENT)
            word = as_recorded(act.connection, officer, confirmation)
            fact = not_accepted.decide_supplement(
                fold(draft.id, act.entries(draft.id)),
                self._request(draft, word, act.now),
                number=number,
                roles=officer.roles,
                rules=self.rules,
            )
            given = self._end(act, act.record(fact), number, Form.SUPPLEMENT, officer)
        self.bell.ring()
        return given

    def refusal_objections(self, draft: Draft, said: RefusalForm) -> list[Refused]:
        return not_accepted.refusal_objections(self._refuse(draft, said, self.clock()))

    def refuse(self, officer: Officer, draft: Draft, said: RefusalForm) -> TurnedAway:
        """Form 03 with its reason (R71). Raises the first objection."""
        with self.journal.act(officer.id) as act:
            number = self._number(act, Series.REFUSAL)
            fact = not_accepted.decide_refusal(
                fold(draft.id, act.entries(draft.id)),
                self._refuse(draft, said, act.now),
                number=number,
                roles=officer.roles,
                rules=self.rules,
            )
            given = self._end(act, act.record(fact), number, Form.REFUSAL, officer)
        self.bell.ring()
        return given

    def _number(self, act: Act, series: Series) -> FormNumber:
        return next_form_number(act, self.desk, series, local(act.now).date())

    def _end(
        self, act: Act, said: Recorded, number: FormNumber, form: Form, officer: Officer
    ) -> TurnedAway:
        """Queues the paper and the notice (R74), and ends the draft, whose id is the dossier's."""
        dossier_id = said.entry.subject
        jobs = queue_copies(act, self.desk, said, form, COPIES)
        notify(act, dossier_id, officer)
        drop_draft(act.connection, dossier_id)
        return TurnedAway(fold(dossier_id, act.entries(dossier_id)), number, jobs)

    def _request(
        self, draft: Draft, confirmation: Confirmation | None, at: datetime
    ) -> RequestSupplement:
        procedure = self.drafting.procedure(draft)
        demanded = {demand.component for demand in draft.demands}
        return RequestSupplement(
            procedure=procedure,
            demands=typed.demands(draft, procedure),
            reason=draft.demand_reason,
            desk=desk_label(self.desk),
            at=at,
            applicant=_named(draft.applicant),
            submitter=_named(draft.submitter),
            confirmation=confirmation,
            checked=tuple(
                typed.component(item, procedure)
                for item in draft.components
                if item.counts.total and item.id not in demanded
            ),
            handing=_handing(draft),
        )

    def _refuse(self, draft: Draft, said: RefusalForm, at: datetime) -> Refuse:
        return Refuse(
            procedure=self.drafting.procedure(draft),
            ground=said.ground,
            reason=said.reason,
            legal_basis=said.legal_basis,
            insisted=said.insisted,
            desk=desk_label(self.desk),
            at=at,
            applicant=_named(draft.applicant),
            submitter=_named(draft.submitter),
        )


def _handing(draft: Draft) -> Handing:
    """How it was handed in, as far as it was said."""
    way = typed.way(draft)
    apart = _named(draft.submitter) is not None
    return Handing(
        channel=way.channel,
        authorization=typed.authorization(draft.authorization) if apart else None,
        inbound=way.inbound if way.channel is Channel.INBOUND else None,
        post_item=way.post_item if way.channel is Channel.POST else "",
        return_by_post=way.return_by_post,
        post_address=way.post_address if way.return_by_post else "",
        sets=draft.sets,
        visit=draft.visit,
    )


def _named(form: PersonForm | None) -> Person | None:
    """A person who gave a name; form 02 and 03 are given to everybody (C13)."""
    who = typed.party(form) if form is not None else None
    return who if who is not None and who.name else None

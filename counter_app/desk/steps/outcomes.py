"""How the appraisal of a dossier ends: a result, an apology and a new date, or a withdrawal.

The papers are the agency's own: drafted here for its head, and in effect once the signed one is
registered (C10).
"""

from dataclasses import dataclass
from datetime import date, datetime

from counter_app.desk.photo import Photo
from counter_app.desk.steps import agency_forms as said
from counter_app.desk.steps.acting import Acting, Case
from counter_app.desk.steps.agency_forms import ApologyForm, ResultForm, WithdrawForm
from data.domain import concluding, reappointing, supplementing, withdrawing
from data.domain.agency_paper import AgencyPaper
from data.domain.center import Officer
from data.domain.clock import local
from data.domain.concluding import Approve, ResultItem, ResultKind
from data.domain.confirmation import Confirmation
from data.domain.dossier import Dossier
from data.domain.entries import Fact
from data.domain.errors import Refused
from data.domain.hands import hands
from data.domain.papers import Form
from data.domain.people import Authorization
from data.domain.reappointing import Apologise
from data.domain.releasing import Collector, originals_left
from data.domain.supplementing import DraftForm
from data.domain.withdrawing import Withdraw

_PROBE = "?"


@dataclass(frozen=True, slots=True)
class NewDate:
    """What form 04 may say: `left` new dates, and the last day on which it is in time (R78, R79).

    `wants_leader`: the profile has a supervisor confirm a new date (C11).
    """

    told: datetime
    left: int
    last_day: date
    late: bool
    wants_leader: bool


@dataclass(frozen=True, slots=True)
class Outcomes:
    acting: Acting

    # --- form 04 --------------------------------------------------------------------------------

    def new_date(self, officer: Officer, dossier: Dossier) -> NewDate:
        """Raises Refused("calendar-year-missing")."""
        case = self.acting.case(officer, dossier)
        rules = case.rules.profile.rules
        last_day = reappointing.last_apology_day(dossier, case.rules)
        return NewDate(
            told=reappointing.told_due(dossier),
            left=reappointing.new_dates_left(dossier, rules.reappointments),
            last_day=last_day,
            late=local(case.now).date() > last_day,
            wants_leader=rules.due_change_needs_supervisor,
        )

    def draft_waiting(self, dossier: Dossier) -> tuple[str, ApologyForm]:
        """The entry of the newest draft that was not signed yet, with what it says."""
        draft = supplementing.draft_waiting(dossier, DraftForm.APOLOGY)
        if draft is None:
            return "", ApologyForm()
        due = draft.what.new_due
        text = f"{local(due):%H:%M %d/%m/%Y}" if due else ""
        return draft.entry, ApologyForm(reason=draft.what.reason, new_due=text)

    def draft_apology(self, officer: Officer, dossier_id: str, form: ApologyForm) -> Dossier:
        """Form 04 drafted and printed for the agency to sign (C10)."""

        def decide(case: Case) -> Fact:
            return reappointing.draft_apology(
                case.dossier,
                reason=form.reason,
                new_due=_new_due(case, form),
                at=case.now,
                rules=case.rules,
                roles=case.roles,
            )

        return self.acting.does(officer, dossier_id, decide, paper=Form.APOLOGY)

    def apologise(
        self,
        officer: Officer,
        dossier_id: str,
        form: ApologyForm,
        *,
        image: Photo | None = None,
        word: Confirmation | None = None,
    ) -> Dossier:
        """The agency's signed form 04 takes effect, and the citizen's copy is printed (R78–R80).

        A late one is marked late and is never impossible (C5). Raises the first objection.
        """

        def decide(case: Case) -> Fact:
            act = Apologise(
                paper=form.paper.paper(case.page),
                reason=form.reason,
                new_due=_new_due(case, form),
                draft=form.draft,
                confirmation=case.word,
            )
            return reappointing.apologise(
                case.dossier, act, at=case.now, rules=case.rules, roles=case.roles
            )

        return self.acting.does(
            officer, dossier_id, decide, image=image, word=word, paper=Form.APOLOGY
        )

    # --- a result -------------------------------------------------------------------------------

    def draft_refusal(
        self, officer: Officer, dossier_id: str, *, reason: str, legal_basis: str
    ) -> Dossier:
        """Form 03 after appraisal, as it is proposed to the agency's head (NĐ 61 Đ19.8)."""
        return self.acting.does(
            officer,
            dossier_id,
            lambda case: supplementing.draft_refusal(
                case.dossier, reason=reason, legal_basis=legal_basis, roles=case.roles
            ),
        )

    def approval_block(self, officer: Officer, dossier: Dossier) -> Refused | None:
        """What no result can be registered over, however its paper is filled in (R77)."""
        case = self.acting.case(officer, dossier)
        if case.published is None:
            return Refused("procedure-unknown")
        probe = Approve(
            kind=ResultKind.GRANTED,
            paper=AgencyPaper(_PROBE, local(case.now).date(), _PROBE),
            items=(ResultItem(_PROBE),),
        )
        found = concluding.approval_objections(
            dossier, probe, procedure=case.published, now=case.now
        )
        hard = (it for it in found if it.code not in concluding.APPROVAL_CONFIRMABLE)
        return next(hard, None)

    def approve(
        self,
        officer: Officer,
        dossier_id: str,
        form: ResultForm,
        *,
        image: Photo | None = None,
        word: Confirmation | None = None,
    ) -> Dossier:
        """The signed result of the agency is registered (R77). Raises the first objection."""

        def decide(case: Case) -> Fact:
            act = Approve(
                kind=form.kind,
                paper=form.paper.paper(case.page),
                items=said.items(form.items),
                reason=form.reason,
                legal_basis=form.legal_basis,
                confirmation=case.word,
            )
            return concluding.approve(
                case.dossier,
                act,
                procedure=case.procedure,
                measure=case.measure,
                now=case.now,
                roles=case.roles,
            )

        return self.acting.does(officer, dossier_id, decide, image=image, word=word)

    def from_province(
        self,
        officer: Officer,
        dossier_id: str,
        *,
        giver: str,
        receiver: str,
        number: str = "",
        electronic: bool = True,
    ) -> Dossier:
        """Văn phòng UBND tỉnh passed the result on (R99)."""
        return self.acting.does(
            officer,
            dossier_id,
            lambda case: concluding.from_province(
                case.dossier,
                hands(giver, receiver),
                roles=case.roles,
                number=number,
                electronic=electronic,
            ),
        )

    # --- taken back by its owner ----------------------------------------------------------------

    def originals(self, dossier: Dossier) -> int:
        """How many of the kept originals go back to the owner."""
        return max(0, originals_left(dossier))

    def withdraw(
        self,
        officer: Officer,
        dossier_id: str,
        form: WithdrawForm,
        *,
        image: Photo | None = None,
        word: Confirmation | None = None,
    ) -> Dossier:
        """The owner takes it back in writing; its originals go back too (C24).

        Raises the first objection; those of `withdrawing.CONFIRMABLE` a leader may let pass.
        """

        def decide(case: Case) -> Fact:
            act = Withdraw(
                by=form.by,
                number=form.number,
                day=said.day_or_none(form.day),
                page=case.page,
                capacity=form.capacity,
                authorization=_right(form),
                originals=said.count(form.originals),
                fee_note=form.fee_note,
                reason=form.reason,
                confirmation=case.word,
            )
            return withdrawing.withdraw(case.dossier, act, now=case.now, roles=case.roles)

        return self.acting.does(officer, dossier_id, decide, image=image, word=word)


def _new_due(case: Case, form: ApologyForm) -> datetime | None:
    return said.limit(form.new_due, case.rules) if form.new_due.strip() else None


def _right(form: WithdrawForm) -> Authorization | None:
    if form.capacity is not Collector.AUTHORISED:
        return None
    return Authorization(
        paper=form.authorization, scope=form.scope, expires=said.day_or_none(form.expires)
    )

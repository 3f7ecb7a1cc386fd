"""Supplements after appraisal: asked by the agency, brought to the Center, or never brought.

All of it goes through the Center (C10): the agency's form 02 is drafted and registered here, what
the citizen brings is taken here, and form 01 with the new date is given at once (A5).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from counter_app.desk.photo import Photo
from counter_app.desk.steps import agency_forms as said
from counter_app.desk.steps.acting import Acting, Case
from counter_app.desk.steps.agency_forms import (
    CloseForm,
    RequestForm,
    ReturnForm,
    SupplementForm,
)
from data.domain import supplementing
from data.domain.center import Officer
from data.domain.clock import local
from data.domain.confirmation import Confirmation
from data.domain.contacting import Contact
from data.domain.dossier import Dossier, Entered
from data.domain.entries import Fact
from data.domain.papers import Form
from data.domain.received import Appointment, Counts
from data.domain.supplement import Demand
from data.domain.supplementing import (
    Brought,
    DraftForm,
    Notice,
    RequestDraft,
    ReturnForSupplement,
    TakeSupplement,
)

ADJUSTED: Final = "Đã bổ sung đủ hồ sơ: tính lại thời hạn giải quyết"
"""Why form 01 is printed once more, as it stands on it (A5)."""

RETURN_CONFIRMABLE: Final = frozenset({"return-late-unconfirmed", "return-repeated-unconfirmed"})
"""What a leader may let pass when the agency returns a dossier (C4)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One demand of the open form 02: its place, what it asks, and whether it is still open."""

    place: int
    demand: Demand
    is_open: bool


@dataclass(frozen=True, slots=True)
class Supplements:
    acting: Acting

    # --- asked ----------------------------------------------------------------------------------

    def draft_request(self, officer: Officer, dossier_id: str, form: RequestForm) -> Dossier:
        """Form 02 drafted and printed for the agency to sign (C10)."""

        def decide(case: Case) -> Fact:
            draft = RequestDraft(case.procedure, said.demands(form, case.procedure), form.reason)
            return supplementing.draft_request(case.dossier, draft, roles=case.roles)

        return self.acting.does(officer, dossier_id, decide, paper=Form.AGENCY_SUPPLEMENT)

    def draft_waiting(self, dossier: Dossier) -> tuple[str, RequestForm]:
        """The entry of the newest draft that was not signed yet, with what it says."""
        draft = supplementing.draft_waiting(dossier, DraftForm.SUPPLEMENT)
        if draft is None:
            return "", RequestForm()
        demands = said.demand_forms(draft.what.demands)
        return draft.entry, RequestForm(demands, draft.what.reason)

    def return_for_supplement(
        self,
        officer: Officer,
        dossier_id: str,
        form: ReturnForm,
        *,
        image: Photo | None = None,
        word: Confirmation | None = None,
    ) -> Dossier:
        """The agency's signed form 02 takes effect, and the citizen's copy is printed (R85, R86).

        What the agency sent out itself the citizen has already (R19).

        Raises the first objection; those of `RETURN_CONFIRMABLE` a leader may let pass.
        """

        def decide(case: Case) -> Fact:
            act = ReturnForSupplement(
                procedure=case.procedure,
                paper=form.paper.paper(case.page),
                demands=said.demands(form.request, case.procedure),
                reason=form.request.reason,
                draft=form.draft,
                direct=form.direct,
                confirmation=case.word,
            )
            return supplementing.return_for_supplement(
                case.dossier, act, at=case.now, rules=case.rules, roles=case.roles
            )

        paper = None if form.direct else Form.AGENCY_SUPPLEMENT
        return self.acting.does(officer, dossier_id, decide, image=image, word=word, paper=paper)

    # --- brought --------------------------------------------------------------------------------

    def asked(self, dossier: Dossier) -> list[Asked]:
        """What the open form 02 asks for; empty where none is open."""
        returned = supplementing.open_return(dossier)
        if returned is None:
            return []
        left = supplementing.open_demands(dossier)
        return [
            Asked(place, demand, place in left)
            for place, demand in enumerate(returned.what.demands, start=1)
        ]

    def completes(self, dossier: Dossier, places: Iterable[int]) -> bool:
        return supplementing.completes(dossier, [Brought(it, Counts()) for it in places])

    def restarted(self, officer: Officer, dossier: Dossier) -> Appointment:
        """What would be promised if all of it came now (R87).

        Raises Refused: "procedure-unknown", "calendar-year-missing".
        """
        case = self.acting.case(officer, dossier)
        return supplementing.restarted(dossier, case.procedure, case.now, case.rules)

    def take(self, officer: Officer, dossier_id: str, form: SupplementForm) -> Dossier:
        """What was brought: with the last of it the clock starts anew and form 01 is given anew.

        Its pages are photographed afterwards, each an entry of its own (C26). Raises the first
        objection.
        """

        def decide(case: Case) -> Fact:
            brought = tuple(Brought(place, it) for place, it in sorted(form.brought.items()))
            act = TakeSupplement(
                procedure=case.procedure,
                brought=brought,
                taken_at=said.moment(form.at) if form.at.strip() else case.now,
                remark=form.remark,
            )
            return supplementing.take_supplement(
                case.dossier, act, at=case.now, rules=case.rules, roles=case.roles
            )

        return self.acting.does(officer, dossier_id, decide, reissue=_adjusted)

    # --- never brought --------------------------------------------------------------------------

    def notices(self, dossier: Dossier) -> list[Entered[Contact]]:
        """The contacts since it was asked for: one of them may be the notice (C24)."""
        since = supplementing.waiting_since(dossier)
        if since is None:
            return []
        day = local(since).date()
        return [it for it in dossier.facts(Contact) if local(it.at).date() >= day]

    def close(self, officer: Officer, dossier_id: str, form: CloseForm) -> Dossier:
        """Closes what was never brought, with notice only. Raises the first objection."""

        def decide(case: Case) -> Fact:
            words = "" if form.contact else form.words
            day = None if form.contact else said.day_or_none(form.day)
            return supplementing.close_unbrought(
                case.dossier,
                Notice(form.contact, words, day),
                reason=form.reason,
                at=case.now,
                roles=case.roles,
            )

        return self.acting.does(officer, dossier_id, decide)


def _adjusted(case: Case) -> str:
    """As the profile wants it under which the dossier was received (A5)."""
    return ADJUSTED if case.rules.profile.rules.adjusted_receipt else ""

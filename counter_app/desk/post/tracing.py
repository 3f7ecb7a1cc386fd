"""Tracing (C21, TT 17/2017 Đ5, Đ7): what the post carries, how long, and what became of it.

Two invitations at least two working days apart; then the result goes where the profile says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from counter_app.desk.batches.shelving import place_typed
from counter_app.desk.post.counting import Counting, Item
from counter_app.desk.search import Search
from counter_app.desk.steps.acting import Acting, Case
from counter_app.desk.steps.agency_forms import day_or_none
from data.domain import post_filing, posting
from data.domain.center import Officer
from data.domain.clock import local
from data.domain.confirmation import Confirmation
from data.domain.dossier import Dossier
from data.domain.entries import Fact
from data.domain.hands import hands
from data.domain.packing import owes
from data.domain.parcels import ParcelState
from data.domain.people import Authorization, Scope
from data.domain.post_filing import PostFault, PostFaultNoted
from data.domain.posting import Deliver
from data.domain.profile import AfterFailedPost
from data.domain.reception import InForce
from data.domain.releasing import Collector, to_recover


@dataclass(frozen=True, slots=True)
class Traced:
    """An item on its way. `late`: it should have been delivered by now (TT 17/2017 Đ7).

    `next_try` is the first day on which another invitation may count, and None once it was tried
    as often as the profile says: then it is due back.
    """

    item: Item
    late: bool
    next_try: date | None

    @property
    def due_back(self) -> bool:
        return self.next_try is None


@dataclass(frozen=True, slots=True)
class Tries:
    """Invitations that were left, of how many; `earliest` is when another one counts."""

    made: int
    wanted: int
    earliest: date


@dataclass(frozen=True, slots=True)
class DeliverForm:
    """Who took it, as typed. `paper` and `expires` are of an authorisation (TT 17/2017 Đ5.2)."""

    receiver: str = ""
    day: str = ""
    capacity: Collector = Collector.APPLICANT
    identity_seen: bool = False
    paper: str = ""
    expires: str = ""
    recovered: bool = False
    receipt: str = ""


@dataclass(frozen=True, slots=True)
class BackForm:
    """Where it is brought back to: a `shelf` here, or the two who sign at the agency."""

    shelf: str = ""
    giver: str = ""
    receiver: str = ""
    reason: str = ""


@dataclass(slots=True)
class Tracing:
    acting: Acting
    search: Search

    @property
    def counting(self) -> Counting:
        return Counting(self.acting.store, self.search, ParcelState.CARRIED)

    def carried(self) -> list[Traced]:
        """Everything the post has: what is due back first, then what is late, then the longest."""
        found = [self.traced(it) for it in self.counting.expected()]
        return sorted(found, key=lambda it: (not it.due_back, not it.late, it.item.parcel.since))

    def find(self, scanned: str) -> Traced:
        """Raises as `Counting.find`."""
        return self.traced(self.counting.find(scanned))

    def traced(self, item: Item) -> Traced:
        parcel, today = item.parcel, local(self.acting.clock()).date()
        return Traced(
            item=item,
            late=parcel.by is not None and today > parcel.by,
            next_try=self._next_try(item),
        )

    # --- what the post does with it -------------------------------------------------------------

    def invite(self, officer: Officer, dossier_id: str, day: str, reason: str) -> Dossier:
        """Nobody was found. Raises as `posting.invite`, and "day-unreadable"."""

        def decide(case: Case) -> Fact:
            return posting.invite(
                case.dossier,
                day=_day(day, case),
                now=case.now,
                roles=case.roles,
                rules=case.rules,
                reason=reason,
            )

        return self.acting.does(officer, dossier_id, decide)

    def deliver(
        self,
        officer: Officer,
        dossier_id: str,
        form: DeliverForm,
        word: Confirmation | None = None,
    ) -> Dossier:
        """Its receiver has it. Raises as `posting.deliver`, and "day-unreadable"."""

        def decide(case: Case) -> Fact:
            act = Deliver(
                receiver=form.receiver,
                day=_day(form.day, case),
                identity_seen=form.identity_seen,
                capacity=form.capacity,
                authorization=_authorization(form),
                recovered=to_recover(case.dossier) if form.recovered else (),
                receipt=form.receipt,
                confirmation=case.word,
            )
            return posting.deliver(case.dossier, act, now=case.now, roles=case.roles)

        return self.acting.does(officer, dossier_id, decide, word=word)

    def bring_back(
        self,
        officer: Officer,
        dossier_id: str,
        form: BackForm,
        word: Confirmation | None = None,
    ) -> Dossier:
        """Undelivered: to the shelf where one is named, else to the agency.

        Raises as `posting.back_on_shelf` and `posting.back_at_agency`.
        """

        def decide(case: Case) -> Fact:
            if form.shelf:
                return posting.back_on_shelf(
                    case.dossier,
                    place_typed(form.shelf),
                    roles=case.roles,
                    rules=case.rules,
                    reason=form.reason,
                    confirmation=case.word,
                )
            return posting.back_at_agency(
                case.dossier,
                hands(form.giver, form.receiver),
                roles=case.roles,
                rules=case.rules,
                reason=form.reason,
                confirmation=case.word,
            )

        return self.acting.does(officer, dossier_id, decide, word=word)

    def note_fault(
        self, officer: Officer, dossier_id: str, fault: PostFault, day: str, reason: str
    ) -> Dossier:
        """Lost or damaged on its way. Raises as `post_filing.note_post_fault`, "day-unreadable"."""

        def decide(case: Case) -> Fact:
            said = PostFaultNoted(_item(case.dossier), fault, _day(day, case), reason)
            return post_filing.note_post_fault(case.dossier, said, now=case.now, roles=case.roles)

        return self.acting.does(officer, dossier_id, decide)

    # --- what a form has to know ----------------------------------------------------------------

    def back_place(self, dossier: Dossier) -> AfterFailedPost:
        """Where the profile sends what could not be delivered (C21)."""
        return self._rules(dossier).profile.rules.after_failed_post

    def tries(self, dossier: Dossier) -> Tries:
        """Of what the post carries, or carried last."""
        rules = self._rules(dossier)
        return Tries(
            made=len(posting.invitations(dossier)),
            wanted=rules.profile.rules.post_invitations,
            earliest=posting.next_invitation(dossier, rules.calendar),
        )

    def owed_vnd(self, dossier: Dossier) -> int:
        """What the post takes on delivery now; 0 where it was paid in another way since."""
        given = posting.posting(dossier)
        return given.what.cod_vnd if given and given.what.cod and owes(dossier) else 0

    def recovers(self, dossier: Dossier) -> Sequence[str]:
        """Old papers that the post takes back (TT 17/2017 Đ5.2.đ)."""
        return to_recover(dossier)

    # --- parts ----------------------------------------------------------------------------------

    def _next_try(self, item: Item) -> date | None:
        parcel, rules = item.parcel, self.acting.rules
        if parcel.invitations >= rules.profile.rules.post_invitations:
            return None
        if parcel.invited is None:
            return local(parcel.since).date()
        return posting.next_try(parcel.invited, rules.calendar)

    def _rules(self, dossier: Dossier) -> InForce:
        return self.acting.rules.of(dossier.taken_in().matter)


def _day(typed: str, case: Case) -> date:
    """Today where nothing was typed. Raises Refused("day-unreadable")."""
    return day_or_none(typed) or local(case.now).date()


def _authorization(form: DeliverForm) -> Authorization | None:
    """Raises Refused("day-unreadable"): an end that was typed is never left out."""
    if form.capacity is not Collector.AUTHORISED:
        return None
    expires = day_or_none(form.expires)
    return Authorization(paper=form.paper, scope=Scope.RECEIVE, expires=expires)


def _item(dossier: Dossier) -> str:
    given = posting.posting(dossier)
    return given.what.item if given else dossier.post_item

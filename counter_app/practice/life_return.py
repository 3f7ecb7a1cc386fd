"""How a result comes to whoever waits for it: by hand, by the post, late, in parts, or never.

No result leaves before its fee (R32), and a wrong one goes back to its agency (C23).
"""

from dataclasses import dataclass, replace
from typing import Final

from counter_app.practice.life_agency import AtAgency
from counter_app.practice.life_intake import call
from counter_app.practice.life_led import Led, Over
from counter_app.practice.life_people import a_name, a_person, an_address, digits, pick
from counter_app.practice.life_post import AtPost
from data.domain import amendments, concluding, reappointing
from data.domain.center import Officer
from data.domain.clock import local
from data.domain.concluding import (
    Bring,
    Fault,
    Reject,
    bring_result,
    from_province,
    reject_result,
    the_result,
)
from data.domain.contacting import Purpose
from data.domain.evaluating import (
    Contacts,
    Evaluation,
    Manner,
    Places,
    Time,
    evaluate,
    evaluation,
)
from data.domain.hands import Hands
from data.domain.lifecycle import Action, State
from data.domain.money import ReversalSort
from data.domain.people import Authorization, Capacity, Person, Scope, person
from data.domain.procedures import Procedure
from data.domain.promises import promises
from data.domain.received import FeeState
from data.domain.reception import FeeSaid, Way
from data.domain.releasing import (
    Collect,
    Collector,
    SendBack,
    Slip,
    keep_signed,
    originals_left,
    release,
    release_at_unit,
    release_in_part,
    send_back,
    to_recover,
)
from data.domain.reversing import ReverseFee, payments_left, reverse_fee

PATIENCE: Final = (3.0, 0.9)
"""Working days until somebody comes for a result that waits: the median, and how they differ."""
MISTYPED: Final = 0.02
"""Of the receipts of a fee."""
SHELVES: Final = tuple("ABCDEFGH")
EVALUATIONS: Final = (
    None,
    None,
    Evaluation(Time.ON_TIME, Contacts.NONE, Places.ONE_STOP, Manner.GOOD),
    None,
    Evaluation(Time.LATE, Contacts.ONCE, Places.MORE, Manner.FAIR),
)
"""By the serial of the dossier: most citizens go without a word."""


@dataclass(slots=True)
class AtReturnDesk:
    """A dossier from its result to the citizen. `fee` is what was said of it at filing."""

    led: Led
    procedure: Procedure
    fee: FeeSaid

    def tell(self) -> None:
        led, habits = self.led, self.led.center.habits
        self._arrive()
        if led.chance(habits.return_changed):
            self._change_return()
        if self._is_rejected(before=True):
            self._make_anew()
        self._tell_citizen()
        if led.chance(habits.uncollected):
            raise Over
        self._wait()
        if led.dossier.taken_in().inbound is not None:
            self._send_back()
        elif led.dossier.taken_in().returning.by_post:
            self._post()
        else:
            self._collect()
        if self._is_rejected(before=False):
            led.later(2)
            self._make_anew()
            self._wait()
            self._collect()

    def _is_rejected(self, *, before: bool) -> bool:
        """At the desk, or when the citizen has read it at home (C23)."""
        led = self.led
        here = State.WAITING if before else State.RELEASED
        lies_there = led.dossier.state is here and led.dossier.taken_in().inbound is None
        own = bool(the_result(led.dossier).what.own_place)
        return lies_there and not own and led.chance(led.center.habits.wrong_result / 2)

    # --- the result arrives ---------------------------------------------------------------------

    def _arrive(self) -> None:
        """To the return desk; Công an tỉnh keeps it at its own unit (R33)."""
        led = self.led
        if concluding.awaits_province(led.dossier):
            led.later(1)
            self._pass_on()
        if not the_result(led.dossier).what.own_place:
            led.soon(60)
            self._bring()

    def _pass_on(self) -> None:
        led, officer = self.led, self.led.officer(Action.BRING_FROM_PROVINCE)
        given = Hands(a_name(led.random), officer.name)
        number = f"{digits(led.random, 4)}/VP"
        led.does(officer, from_province(led.dossier, given, roles=officer.roles, number=number))

    def _bring(self) -> None:
        led, officer = self.led, self.led.officer(Action.BRING_RESULT)
        said = promises(led.dossier)
        assert said is not None
        act = Bring(Hands(a_name(led.random), officer.name), shelf=self._shelf())
        fact = bring_result(
            led.dossier, act, measure=said.statutory.due, now=led.at, roles=officer.roles
        )
        led.does(officer, fact)

    def _shelf(self) -> str:
        return f"{pick(self.led.random, SHELVES)}-{digits(self.led.random, 2)}"

    def _tell_citizen(self) -> None:
        """Always before an early result is handed out (NĐ 61 Đ20.4), else as the day lets it."""
        led, timing = self.led, concluding.timing(self.led.dossier)
        if timing is not None and timing.early:
            led.soon(45)
            call(led, Purpose.EARLY_RESULT, "Đã báo có kết quả sớm.")
        elif led.notes > 0:
            led.notes -= 1
            led.soon(45)
            call(led, Purpose.RESULT_READY, "Đã báo có kết quả.")
        if led.dossier.state is State.WAITING and led.notes > 0:
            led.notes -= 1
            led.soon(60)
            officer = led.officer(Action.SHELVE)
            led.does(officer, concluding.shelve(led.dossier, self._shelf(), roles=officer.roles))

    def _change_return(self) -> None:
        led, officer = self.led, self.led.officer(Action.CHANGE_RETURN)
        reception = led.dossier.taken_in()
        if not self.procedure.post_return or reception.inbound is not None:
            return
        by_post = not reception.returning.by_post
        address = an_address(led.random) if by_post else ""
        way = Way(return_by_post=by_post, post_address=address)
        fact = amendments.change_return(led.dossier, self.procedure, way, roles=officer.roles)
        led.does(officer, fact)

    # --- wrong, and made anew -------------------------------------------------------------------

    def _make_anew(self) -> None:
        led, officer = self.led, self.led.officer(Action.REJECT_RESULT)
        led.soon(60)
        due = led.center.days.closes(led.place + 3)
        act = Reject(
            Fault.WRONG,
            "Sai thông tin trên kết quả.",
            recovered=True,
            new_due=due,
            page=led.a_page(),
        )
        fact = reject_result(
            led.dossier, act, now=led.at, roles=officer.roles, rules=led.center.rules
        )
        led.does(officer, fact)
        led.soon(60)
        call(led, Purpose.RESULT_FAULT, "Đã xin lỗi và báo ngày trả lại.")
        AtAgency(led, self.procedure).make_anew()
        self._arrive()

    # --- fetched --------------------------------------------------------------------------------

    def _wait(self) -> None:
        """Nobody comes before the day that they were told, unless they were called."""
        led = self.led
        told = led.center.days.place(local(reappointing.told_due(led.dossier)).date())
        days = int(led.skewed(*PATIENCE))
        early = led.chance(0.3)
        led.on((led.place if early else max(led.place, told)) + days)

    def _collect(self) -> None:
        led, habits = self.led, self.led.center.habits
        self._pay()
        act = self._collector()
        items = concluding.items_left(led.dossier)
        own = bool(the_result(led.dossier).what.own_place)
        if len(items) > 1 and not own and led.chance(0.5):
            first = replace(act, originals=0, recovered=())
            self._hand_out_part(first, items[0].id)
            led.later(1 + int(led.skewed(3, 0.6)))
        if led.chance(habits.lost_slip):
            act = replace(act, slip=Slip.LOST, identity_seen=True, signed_page=led.a_page())
        self._hand_out(act, at_unit=own)

    def _hand_out(self, act: Collect, *, at_unit: bool) -> None:
        led, rules = self.led, self.led.center.rules
        officer = led.officer(Action.RELEASE_AT_UNIT if at_unit else Action.RELEASE)
        decide = release_at_unit if at_unit else release
        fact = decide(led.dossier, act, now=led.at, roles=officer.roles, rules=rules)
        led.does(officer, fact)
        if not act.signed_page and led.notes > 0:
            led.notes -= 1
            led.soon(5)
            led.does(officer, keep_signed(led.dossier, led.a_page(), roles=officer.roles))
        said = EVALUATIONS[led.dossier.taken_in().code.number % len(EVALUATIONS)]
        if said is not None and evaluation(led.dossier) is None:
            led.does(officer, evaluate(led.dossier, said, roles=officer.roles))

    def _hand_out_part(self, act: Collect, item: str) -> None:
        led, officer = self.led, self.led.officer(Action.RELEASE_IN_PART)
        fact = release_in_part(
            led.dossier, act, [item], now=led.at, roles=officer.roles, rules=led.center.rules
        )
        led.does(officer, fact)

    def _collector(self) -> Collect:
        """The applicant, a company's representative, or whoever may fetch it for them (R124)."""
        led, dossier = self.led, self.led.dossier
        applicant, right = dossier.applicant, dossier.taken_in().authorization
        assert applicant is not None
        act = Collect(
            applicant,
            slip=Slip.SUPERSEDED if len(dossier.tellings) > 1 and led.chance(0.3) else Slip.TAKEN,
            originals=originals_left(dossier),
            recovered=to_recover(dossier),
            signed_page="" if led.notes else led.a_page(),
        )
        if led.chance(led.center.habits.by_somebody_else):
            paper = f"Giấy ủy quyền số {digits(led.random, 3)}/GUQ"
            authorised = Authorization(Capacity.AUTHORISED, paper, Scope.RECEIVE)
            return replace(
                act,
                collector=a_person(led.random),
                capacity=Collector.AUTHORISED,
                authorization=authorised,
                page=led.a_page(),
            )
        if dossier.submitter is not None and right is not None and self._reaches(right):
            return replace(act, collector=dossier.submitter, capacity=Collector.SUBMITTER)
        if applicant.is_organisation:
            who: Person = person(applicant.representative)
            return replace(
                act, collector=who, capacity=Collector.REPRESENTATIVE, identity_seen=True
            )
        return act

    def _reaches(self, right: Authorization) -> bool:
        ended = right.expires is not None and right.expires < self.led.at.date()
        return right.scope is not Scope.SUBMIT and not ended

    def _pay(self) -> None:
        """What is still owed is paid before the result is handed out (R32)."""
        led, officer = self.led, self.led.officer(Action.RECORD_FEE)
        if led.dossier.taken_in().fee.state is not FeeState.UNPAID:
            return
        said = replace(self.fee, paid=True)
        if led.chance(MISTYPED):
            self._take(officer, replace(said, receipt=f"{said.receipt}0"))
            self._make_void(officer)
        self._take(officer, said)

    def _take(self, officer: Officer, said: FeeSaid) -> None:
        led = self.led
        fact = amendments.record_fee(led.dossier, self.procedure, said, roles=officer.roles)
        led.does(officer, fact)
        led.soon(10)

    def _make_void(self, officer: Officer) -> None:
        """The number of the receipt was mistyped: the payment is taken back as a whole (C20)."""
        led = self.led
        (wrong,) = payments_left(led.dossier)
        act = ReverseFee(wrong.payment.entry, ReversalSort.VOID, "Ghi nhầm số biên lai.")
        led.does(officer, reverse_fee(led.dossier, act, roles=officer.roles))
        led.soon(2)

    def _send_back(self) -> None:
        """To the one-stop that sent the dossier, which takes the fee there (R95)."""
        led, officer = self.led, self.led.officer(Action.SEND_BACK_BETWEEN_LEVELS)
        unpaid = led.dossier.taken_in().fee.state is FeeState.UNPAID
        act = SendBack(
            Hands(officer.name, a_name(led.random)),
            number=f"{digits(led.random, 4)}/CKQ",
            originals=originals_left(led.dossier),
            fee_there=unpaid,
        )
        led.does(officer, send_back(led.dossier, act, roles=officer.roles))

    # --- by the post ----------------------------------------------------------------------------

    def _post(self) -> None:
        """Delivered; or back where the profile says, and then the citizen comes for it (C21)."""
        led = self.led
        self._pay()
        if AtPost(led).tell():
            return
        if led.dossier.state is State.APPROVED and not the_result(led.dossier).what.own_place:
            led.later(1)
            self._bring()
        led.later(1 + int(led.skewed(*PATIENCE)))
        self._collect()

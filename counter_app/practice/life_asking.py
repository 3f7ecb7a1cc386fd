"""What an agency says to the applicant on the way: forms 02 and 04, and what comes of them.

The papers are the agency's own, drafted at the Center or not, and registered here (C10).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from counter_app.practice.life_intake import DEFECTS, call, close
from counter_app.practice.life_led import Led, Over
from counter_app.practice.life_people import a_name, digits, pick
from data.domain import reappointing, supplementing
from data.domain.clock import local
from data.domain.contacting import Purpose
from data.domain.deadlines import is_overdue
from data.domain.lifecycle import Action, State
from data.domain.procedures import Procedure
from data.domain.received import Counts, FeeState
from data.domain.releasing import originals_left
from data.domain.supplement import Demand
from data.domain.supplementing import (
    Brought,
    ReturnForSupplement,
    TakeSupplement,
    open_demands,
)
from data.domain.withdrawing import Withdraw, withdraw

REASON_02: Final = "Thành phần chưa phù hợp với quy định."
REASON_04: Final = "Cần thêm thời gian thẩm định."


@dataclass(frozen=True, slots=True)
class Asking:
    """A dossier at its agency, and the citizen who is written to."""

    led: Led
    procedure: Procedure

    def due_place(self) -> int:
        """The working day that the citizen was told last."""
        due = local(reappointing.told_due(self.led.dossier)).date()
        return self.led.center.days.place(due)

    # --- form 02 after appraisal ----------------------------------------------------------------

    def return_it(self) -> None:
        """Until all of it was brought. Raises Over where it never is."""
        led, habits = self.led, self.led.center.habits
        self._register_return()
        if led.chance(habits.unbrought):
            close(led)
            raise Over
        led.later(1 + int(led.skewed(4, 0.8)))
        if led.chance(habits.withdrawn):
            self.withdraw()
        if len(open_demands(led.dossier)) > 1 and led.chance(habits.in_parts):
            self._bring(open_demands(led.dossier)[:1])
            led.later(1 + int(led.skewed(2, 0.8)))
        self._bring(open_demands(led.dossier))

    def _register_return(self) -> None:
        led, officer = self.led, self.led.officer(Action.RETURN_FOR_SUPPLEMENT)
        published = self.procedure.components
        first = int(led.random.random() * len(published))
        demands = tuple(
            Demand(it.id, it.name, pick(led.random, DEFECTS), note="Cần hoàn thiện.")
            for it in (published[first], published[first - 1])[: 1 + int(led.chance(0.5))]
        )
        demands = tuple({it.component: it for it in demands}.values())
        act = ReturnForSupplement(
            procedure=self.procedure,
            paper=self.led.paper("BS"),
            demands=demands,
            reason=REASON_02,
            draft=self._draft_request(demands) if led.chance(led.center.habits.drafted) else "",
            confirmation=led.center.word() if self._needs_word() else None,
        )
        fact = supplementing.return_for_supplement(
            led.dossier, act, at=led.at, rules=led.center.rules, roles=officer.roles
        )
        led.does(officer, fact)

    def _needs_word(self) -> bool:
        """Late or repeated, it wants the leader's word (C4)."""
        led, rules = self.led, self.led.center.rules
        limit = supplementing.return_deadline(led.dossier, self.procedure, rules)
        return is_overdue(limit, led.at) or supplementing.is_repeated(led.dossier, rules)

    def _draft_request(self, demands: tuple[Demand, ...]) -> str:
        led, officer = self.led, self.led.officer(Action.DRAFT_PAPER)
        draft = supplementing.RequestDraft(self.procedure, demands, REASON_02)
        return led.does(
            officer, supplementing.draft_request(led.dossier, draft, roles=officer.roles)
        )

    def _bring(self, demands: tuple[int, ...]) -> None:
        led, officer = self.led, self.led.officer(Action.COMPLETE_SUPPLEMENT)
        act = TakeSupplement(
            procedure=self.procedure,
            brought=tuple(Brought(it, Counts(originals=1), (led.a_page(),)) for it in demands),
            taken_at=led.at,
        )
        fact = supplementing.take_supplement(
            led.dossier, act, at=led.at, rules=led.center.rules, roles=officer.roles
        )
        led.does(officer, fact)

    def withdraw(self) -> None:
        led, officer = self.led, self.led.officer(Action.WITHDRAW)
        applicant = led.dossier.applicant
        paid = led.dossier.taken_in().fee.state is FeeState.PAID
        act = Withdraw(
            by=applicant.name if applicant else a_name(led.random),
            number=f"DN-{digits(led.random, 4)}",
            day=led.at.date(),
            originals=originals_left(led.dossier),
            fee_note="Không hoàn lại theo quy định mẫu." if paid else "",
            reason="Không còn nhu cầu.",
        )
        led.does(officer, withdraw(led.dossier, act, now=led.at, roles=officer.roles))
        raise Over

    # --- form 04 --------------------------------------------------------------------------------

    def apologise(self, late: int) -> None:
        """A new date some days on; the second time there is none any more (C5)."""
        led, officer = self.led, self.led.officer(Action.APOLOGISE)
        if led.dossier.state is not State.APPRAISAL:
            return
        rules = led.center.rules.profile.rules
        left = reappointing.new_dates_left(led.dossier, rules.reappointments)
        new_due = self._new_due(late) if left else None
        act = reappointing.Apologise(
            paper=self.led.paper("XL"),
            reason=REASON_04,
            new_due=new_due,
            draft=self._draft_apology(new_due) if led.chance(led.center.habits.drafted) else "",
            confirmation=led.center.word() if rules.due_change_needs_supervisor else None,
        )
        fact = reappointing.apologise(
            led.dossier, act, at=led.at, rules=led.center.rules, roles=officer.roles
        )
        led.does(officer, fact)
        led.soon(60)
        call(led, Purpose.APOLOGY, "Đã xin lỗi và báo ngày hẹn mới.")

    def _draft_apology(self, new_due: datetime | None) -> str:
        led, officer = self.led, self.led.officer(Action.DRAFT_PAPER)
        fact = reappointing.draft_apology(
            led.dossier,
            reason=REASON_04,
            new_due=new_due,
            at=led.at,
            rules=led.center.rules,
            roles=officer.roles,
        )
        return led.does(officer, fact)

    def _new_due(self, late: int) -> datetime:
        """Mostly enough time, and now and then not."""
        led = self.led
        enough = max(1, late // 2) if led.chance(led.center.habits.late_again) else late + 1
        return led.center.days.closes(max(self.due_place(), led.place) + enough)

"""What the agency does with a dossier: hand-over, appraisal, returns, delays, and a result.

The day on which the result will be there is drawn first, and what happens on the way is laid out on
the working days before it (R66, R78–R95).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from math import exp
from statistics import NormalDist
from typing import Final

from counter_app.practice.life_asking import Asking
from counter_app.practice.life_center import CITATION
from counter_app.practice.life_led import Led
from counter_app.practice.life_people import a_name, digits, pick
from data.domain import appraising, reappointing, routing
from data.domain.appraising import Verification
from data.domain.center import Officer
from data.domain.clock import local
from data.domain.concluding import Approve, ResultItem, ResultKind, approve
from data.domain.correcting import recall
from data.domain.handing_over import Progress, hand_over, note_progress
from data.domain.hands import Hands
from data.domain.lifecycle import Action
from data.domain.procedures import Level, Procedure, Step
from data.domain.promises import promises
from data.domain.routing import Approval, Mode, Route, RouteLeg

Doing = Callable[[], None]

SPREAD: Final = 0.45
"""How differently long agencies take: the standard deviation of the logarithm."""
CONSULTED_DAYS: Final = 5
"""Working days that an agency has for its opinion."""
ROUTE_DAY: Final = timedelta(days=400)
"""Before the dossier came: when the chairman approved its liên thông."""
NOTES_AFTER: Final = 3
"""One note in so many is written when there is a result."""
NOTES: Final = (
    "Đã phân công thẩm định.",
    "Đang thẩm định hồ sơ.",
    "Đã trình lãnh đạo.",
    "Chờ ý kiến của phòng chuyên môn.",
    "Đã dự thảo kết quả.",
)


@dataclass(slots=True)
class AtAgency:
    """A dossier from form 01 to its result. Raises Over where it does not come so far."""

    led: Led
    procedure: Procedure
    returns_left: int = 1

    @property
    def _asking(self) -> Asking:
        return Asking(self.led, self.procedure)

    def tell(self) -> None:
        self._hand_over()
        self._appraise(self._result_place())

    def make_anew(self) -> None:
        """A result that was wrong: the agency signs another one (C23)."""
        self.led.later(1 + int(self.led.skewed(1.5, 0.5)))
        self._go_round()
        self._approve()

    # --- the folder goes to the agency ----------------------------------------------------------

    def _hand_over(self) -> None:
        led = self.led
        led.soon(150)
        if self.procedure.legs:
            self._set_route()
        officer = self._give()
        if led.chance(led.center.habits.recalled):
            led.soon(5)
            led.does(
                officer,
                recall(
                    led.dossier,
                    reason="Bàn giao nhầm bìa hồ sơ.",
                    officer=officer.id,
                    roles=officer.roles,
                ),
            )
            led.soon(20)
            self._give()

    def _give(self) -> Officer:
        led, officer = self.led, self.led.officer(Action.HAND_OVER)
        fact = hand_over(
            led.dossier,
            Hands(officer.name, a_name(led.random)),
            procedure=self.procedure,
            now=led.at,
            rules=led.center.rules,
            roles=officer.roles,
        )
        led.does(officer, fact)
        return officer

    def _set_route(self) -> None:
        led, rules = self.led, self.led.center.rules
        mode = routing.usual_mode(led.dossier)
        due = reappointing.told_due(led.dossier)
        legs = routing.proposed_legs(self.procedure, mode, start=led.at, due=due, rules=rules)
        legs = tuple(replace(leg, by=min(leg.by, due), one_stop=_one_stop(leg)) for leg in legs)
        approved = Approval("2468/QĐ-UBND", led.came - ROUTE_DAY)
        officer = led.officer(Action.SET_ROUTE)
        fact = routing.set_route(
            led.dossier,
            Route(mode, legs, led.at, approved),
            due=due,
            now=led.at,
            roles=officer.roles,
        )
        led.does(officer, fact)

    # --- the days of the appraisal --------------------------------------------------------------

    def _result_place(self) -> int:
        """The working day on which the result will be at the return desk."""
        led = self.led
        start, due = led.place, self._asking.due_place()
        late = led.center.habits.late
        share = led.skewed(1.0, SPREAD) * exp(-SPREAD * _quantile(late))
        span = max(due - start, 1)
        if share > 1:
            return max(due, start) + max(1, round((share - 1) * span))
        return start + min(round(share * (due - start)), max(0, due - start))

    def _appraise(self, result: int) -> None:
        led, habits = self.led, self.led.center.habits
        agenda = list(self._agenda(result))
        ends_early = led.chance(habits.withdrawn)
        if ends_early:
            agenda = agenda[: len(agenda) // 2]
        returned = self.returns_left > 0 and led.chance(habits.returned)
        if returned:
            limit = led.place + (4 if led.chance(habits.returned_late) else 2)
            agenda = [it for it in agenda if it[0] < limit]
        for place, doing in sorted(agenda, key=lambda it: it[0]):
            led.on(place)
            doing()
        if returned:
            led.on(max(led.place, min(limit, led.place + 3)))
            self.returns_left -= 1
            self._asking.return_it()
            self.tell()
        elif ends_early:
            led.later(1)
            self._asking.withdraw()
        else:
            self._conclude(result)

    def _agenda(self, result: int) -> Iterator[tuple[int, Doing]]:
        """What is done on the way, each with its working day."""
        led, start = self.led, self.led.place
        span = max(result - start, 0)
        here = led.notes - led.notes // NOTES_AFTER
        for _ in range(min(here, 2 * span + 2)):
            led.notes -= 1
            yield start + int(led.random.random() * span), self._note
        if self.procedure.verification:
            yield start + span // 2, self._verify
        if self.procedure.consulted:
            yield min(start + 1, result), self._consult
        late = result - self._asking.due_place()
        if late > 0 and led.chance(led.center.habits.apology):
            yield max(start, self._asking.due_place() - 1), lambda: self._asking.apologise(late)

    def _conclude(self, result: int) -> None:
        """Nobody is waited for any more, and the leader signs."""
        led = self.led
        self._hear_everybody()
        self._go_round()
        late = result - self._asking.due_place()
        if late > 0 and led.dossier.facts(reappointing.Apology):
            led.on(max(led.place, self._asking.due_place()))
            self._asking.apologise(late)
        led.on(max(led.place, result - (1 if led.chance(0.3) else 0)))
        self._approve()

    def _note(self) -> None:
        led, officer = self.led, self.led.officer(Action.NOTE_PROGRESS)
        progress = Progress(Step.APPRAISE, who=officer.name, note=pick(led.random, NOTES))
        led.does(officer, note_progress(led.dossier, progress, now=led.at, roles=officer.roles))

    def _verify(self) -> None:
        led, officer = self.led, self.led.officer(Action.RECORD_VERIFICATION)
        said = Verification(
            day=led.at.date(),
            applicant_present=True,
            number=f"BB-{digits(led.random, 3)}",
            held_at=led.at - timedelta(minutes=30),
            place="Tại cơ sở, thôn Ví Dụ, tỉnh Mẫu",
            participants="Đại diện cơ quan giải quyết; chủ hồ sơ.",
            content="Hiện trạng phù hợp với hồ sơ.",
        )
        led.does(officer, appraising.verify(led.dossier, said, now=led.at, roles=officer.roles))

    # --- other agencies -------------------------------------------------------------------------

    def _consult(self) -> None:
        led, days = self.led, self.led.center.days
        for agency in self.procedure.consulted:
            officer = led.officer(Action.CONSULT)
            fact = appraising.consult(
                led.dossier,
                agency,
                "Đề nghị cho ý kiến về hồ sơ.",
                until=days.closes(led.place + CONSULTED_DAYS),
                now=led.at,
                roles=officer.roles,
                number=f"{digits(led.random, 4)}/LYK",
            )
            led.does(officer, fact)

    def _hear_everybody(self) -> None:
        """Each of those asked answers, or the desk learns of its silence (R89)."""
        led = self.led
        for question in appraising.awaited_consultations(led.dossier):
            until = led.center.days.place(local(question.consultation.until).date())
            if led.chance(led.center.habits.silent):
                led.on(until + 1)
                self._report(question.entry)
            else:
                led.on(max(led.place, until - int(led.random.random() * CONSULTED_DAYS)))
                self._answer(question.entry)

    def _report(self, asked: str) -> None:
        led, officer = self.led, self.led.officer(Action.REPORT_SILENCE)
        fact = appraising.report_silence(led.dossier, asked, now=led.at, roles=officer.roles)
        led.does(officer, fact)

    def _answer(self, asked: str) -> None:
        led, officer = self.led, self.led.officer(Action.RECORD_OPINION)
        fact = appraising.give_opinion(
            led.dossier,
            asked,
            day=led.at.date(),
            now=led.at,
            roles=officer.roles,
            paper=self.led.paper("YK"),
            content="Thống nhất với hồ sơ.",
        )
        led.does(officer, fact)

    def _go_round(self) -> None:
        """Every agency of the route does its part (R91, R93)."""
        led, fixed = self.led, routing.route(self.led.dossier)
        if fixed is None:
            return
        if fixed.mode is Mode.ELECTRONIC:
            for leg in range(1, len(fixed.legs)):
                led.later(1)
                self._answer_leg(leg)
        while (following := routing.next_leg(led.dossier)) is not None:
            led.later(1)
            self._send_on(following)

    def _send_on(self, to: int) -> None:
        led, officer = self.led, self.led.officer(Action.SEND_ON)
        fact = routing.send_on(
            led.dossier,
            to,
            Hands(a_name(led.random), a_name(led.random)),
            now=led.at,
            roles=officer.roles,
            paper=self.led.paper("CV"),
        )
        led.does(officer, fact)

    def _answer_leg(self, leg: int) -> None:
        led, officer = self.led, self.led.officer(Action.ANSWER_LEG)
        fact = routing.answer_leg(
            led.dossier,
            leg,
            now=led.at,
            roles=officer.roles,
            paper=self.led.paper("CV"),
            result="Đã giải quyết phần việc.",
        )
        led.does(officer, fact)

    # --- the result -----------------------------------------------------------------------------

    def _approve(self) -> None:
        led, officer = self.led, self.led.officer(Action.APPROVE)
        refused = led.chance(led.center.habits.refusal)
        several = 2 if led.chance(2 * led.center.habits.in_part) else 1
        measure = promises(led.dossier)
        assert measure is not None
        act = Approve(
            kind=ResultKind.REFUSED if refused else ResultKind.GRANTED,
            paper=self.led.paper("KQ"),
            items=(ResultItem(self._result_name()), ResultItem("Bản sao kết quả"))[:several],
            reason="Không đủ điều kiện theo quy định." if refused else "",
            legal_basis=CITATION if refused else "",
        )
        fact = approve(
            led.dossier,
            act,
            procedure=self.procedure,
            measure=measure.statutory.due,
            now=led.at,
            roles=officer.roles,
        )
        led.does(officer, fact)

    def _result_name(self) -> str:
        return self.procedure.result[:150] or "Kết quả giải quyết"


def _one_stop(leg: RouteLeg) -> str:
    """Of another level (R94)."""
    return "" if leg.level is Level.SAME else f"Bộ phận Một cửa {leg.agency}"


_QUANTILES: Final[dict[float, float]] = {}


def _quantile(late: float) -> float:
    """How far below its limit the usual agency stays, so that this share is late."""
    if late not in _QUANTILES:
        _QUANTILES[late] = NormalDist().inv_cdf(1 - min(max(late, 0.001), 0.999))
    return _QUANTILES[late]

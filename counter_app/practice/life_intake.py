"""How a dossier comes to the Center and what the desk says: forms 01, 02 and 03 (R67–R73)."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from counter_app.practice.life_cases import Case, scanned_later
from counter_app.practice.life_center import CITATION
from counter_app.practice.life_led import Led
from counter_app.practice.life_people import a_name, a_phone, digits, pick
from data.domain import amendments, online, reception, supplementing
from data.domain.codes import Series
from data.domain.contacting import (
    Contact,
    ContactChannel,
    ContactEnded,
    ContactState,
    Outcome,
    Purpose,
    contact,
    end_contact,
)
from data.domain.correcting import Correction, correct
from data.domain.hands import Hands
from data.domain.lifecycle import Action, State
from data.domain.not_accepted import (
    Refuse,
    RequestSupplement,
    decide_refusal,
    decide_supplement,
)
from data.domain.online import Application, AppliedComponent, Directed
from data.domain.post_filing import TakeByPost, hand_in, take_by_post
from data.domain.procedures import receivable
from data.domain.received import Channel, Late
from data.domain.reception import Receive
from data.domain.refusal import Ground
from data.domain.supplement import Defect, Demand, Handing
from data.domain.supplementing import Notice

DEFECTS: Final = tuple(Defect)
REASON_02: Final = "Hồ sơ chưa đủ thành phần theo danh mục đã công bố."
REASON_03: Final = "Không thuộc trường hợp được giải quyết theo quy định đã công bố."
AT_ONCE: Final = 0.85
"""Of what can be answered at once (A9)."""
UNBROUGHT_DAYS: Final = 30
"""Working days after which the desk gives notice of what was never brought."""


@dataclass(slots=True)
class Intake:
    """One citizen's dossier at the desk. `wrong`: the wrong procedure was chosen (C15)."""

    led: Led
    case: Case
    wrong: bool = False

    def tell(self) -> None:
        """Until it is received, or ends at the desk."""
        led, habits = self.led, self.led.center.habits
        if self.case.procedure.elsewhere:
            self._turn_away()
        elif self.wrong:
            self._receive()
            self._cancel()
        else:
            self._announce()
            if led.chance(habits.refused):
                self._refuse(Ground.NOT_ELIGIBLE)
            elif led.chance(habits.supplement):
                self._be_asked()
            else:
                self._take_in()

    # --- how it comes ---------------------------------------------------------------------------

    def _announce(self) -> None:
        """By the post or online it is known before anybody has looked at it."""
        led = self.led
        if self.case.way.channel is Channel.POST:
            self._post()
            led.soon(90)
            self._hand_in()
        elif self.case.way.channel is Channel.ONLINE:
            self._apply("")
            led.soon(120)

    def _post(self) -> None:
        led, officer = self.led, self.led.officer(Action.TAKE_BY_POST)
        taken = TakeByPost(
            self.case.procedure,
            self.case.way.post_item,
            self.case.applicant,
            components=self.case.components,
            sealed=True,
        )
        fact = take_by_post(
            led.dossier, taken, at=led.at, roles=officer.roles, rules=led.center.rules
        )
        led.does(officer, fact)

    def _hand_in(self) -> None:
        led, officer = self.led, self.led.officer(Action.HAND_IN)
        given = Hands(a_name(led.random), officer.name)
        led.does(officer, hand_in(led.dossier, given, batch="", roles=officer.roles))

    def _apply(self, answers: str) -> None:
        """What the portal handed over; `answers` is the number of a form 02."""
        led, case = self.led, self.case
        components = tuple(
            AppliedComponent(it.id, it.name, it.counts, it.pages) for it in case.components
        )
        act = Application(
            portal=f"DVC-{led.at:%y%m%d}-{digits(led.random, 9)}",
            procedure=case.procedure,
            applied_at=led.at - timedelta(minutes=1 + int(led.random.random() * 600)),
            applicant=case.applicant,
            components=components,
            submitter=case.submitter,
            authorization=case.authorization,
            email=case.email,
            return_by_post=case.way.return_by_post,
            post_address=case.way.post_address,
            supplements=answers,
        )
        officer = led.officer(Action.APPLY_ONLINE)
        fact = online.apply_online(
            led.dossier,
            act,
            desk=led.center.desk,
            now=led.at,
            roles=officer.roles,
            rules=led.center.rules,
        )
        led.does(officer, fact)

    # --- form 01 --------------------------------------------------------------------------------

    def _take_in(self) -> None:
        led, habits = self.led, self.led.center.habits
        at_once = self.case.procedure.instant and led.dossier.state is not State.POSTED
        if at_once and led.chance(AT_ONCE):
            self._answer()
            return
        paper = self.case.way.channel is Channel.DIRECT and led.dossier.state is State.NEW
        late = paper and led.chance(habits.late_entry)
        self._receive(late=late)
        if self.case.way.channel is Channel.ONLINE:
            self._send_notice()
        if self.case.unscanned:
            led.soon(120)
            self._scan()
        if led.chance(habits.corrected):
            led.soon(30)
            self._correct()

    def _receive(self, *, late: bool = False) -> None:
        """Form 01; `late`: it was written on a numbered blank first (C7)."""
        led, procedure = self.led, self.case.procedure
        officer = led.center.receiver(led.random, procedure)
        blank = led.form_number(Series.BLANK) if late else None
        number = led.number(procedure.agency.identifier)
        act = self._act()
        if blank is not None:
            act = replace(act, late=Late(str(blank), "Mất điện, ghi vào giấy trước."))
            led.later(1)
        fact = reception.decide(
            led.dossier,
            act,
            number=number,
            now=led.at,
            roles=officer.roles,
            rules=led.center.rules,
        )
        led.does(officer, fact)

    def _send_notice(self) -> None:
        """By the e-mail function of the portal, which says a little later that it went (R74)."""
        led, officer = self.led, self.led.officer(Action.CONTACT)
        said = Contact(
            channel=ContactChannel.EMAIL,
            purpose=Purpose.RECEIVED,
            state=ContactState.QUEUED,
            at=led.at,
            address=self.case.email,
            title="Đã tiếp nhận hồ sơ",
            text="Hồ sơ của ông/bà đã được tiếp nhận.",
        )
        queued = led.does(officer, contact(led.dossier, said, now=led.at, roles=officer.roles))
        led.soon(10)
        ended = ContactEnded(queued, Outcome.SENT)
        led.does(officer, end_contact(led.dossier, ended, roles=officer.roles))

    def _answer(self) -> None:
        led, procedure = self.led, self.case.procedure
        officer = led.center.receiver(led.random, procedure)
        number = led.number(procedure.agency.identifier)
        fact = reception.decide_at_once(
            led.dossier,
            self._act(),
            number=number,
            now=led.at,
            roles=officer.roles,
            rules=led.center.rules,
        )
        led.does(officer, fact)

    def _act(self) -> Receive:
        led, case = self.led, self.case
        bars = receivable(case.procedure, led.at.date())
        return Receive(
            procedure=case.procedure,
            components=scanned_later(case),
            applicant=case.applicant,
            submitter=case.submitter,
            sets=max(1, case.procedure.sets),
            desk=led.center.desk,
            received_at=led.at,
            fee=case.fee,
            way=case.way,
            authorization=case.authorization if case.submitter else None,
            confirmation=led.center.word() if bars else None,
            visit=case.visit,
            replaces=case.replaces,
        )

    def _cancel(self) -> None:
        """Seen minutes later, with the citizen still there (C15)."""
        led, officer = self.led, self.led.officer(Action.CANCEL)
        led.until(led.at + timedelta(minutes=2))
        fact = amendments.cancel(
            led.dossier,
            reason="Chọn nhầm thủ tục.",
            slip_page=led.a_page(),
            slip_is_out=True,
            now=led.at,
            roles=officer.roles,
        )
        led.does(officer, fact)

    def _scan(self) -> None:
        led, officer = self.led, self.led.officer(Action.ADD_PAGES)
        pages = next(it.pages for it in self.case.components if it.id == self.case.unscanned)
        fact = amendments.add_pages(led.dossier, self.case.unscanned, pages, roles=officer.roles)
        led.does(officer, fact)

    def _correct(self) -> None:
        led, officer = self.led, self.led.officer(Action.CORRECT)
        applicant = replace(self.case.applicant, phone=a_phone(led.random))
        said = Correction(applicant=applicant, reason="Ghi nhầm số điện thoại.")
        led.does(officer, correct(led.dossier, said, roles=officer.roles))

    # --- form 02 --------------------------------------------------------------------------------

    def _be_asked(self) -> None:
        """What is missing is brought after some days, asked for once more, or never brought."""
        led, habits = self.led, self.led.center.habits
        self._ask()
        if led.chance(habits.supplement_unbrought):
            close(led)
            return
        led.later(1 + int(led.skewed(3, 0.8)))
        if led.chance(habits.second_supplement):
            self._come_back()
            self._ask()
            led.later(1 + int(led.skewed(3, 0.8)))
        self._come_back()
        self._take_in()

    def _come_back(self) -> None:
        """What came online comes online again (R72); everything else is brought."""
        led, way = self.led, self.case.way
        if way.channel is Channel.ONLINE:
            self._apply(led.dossier.supplements[-1].number)
            led.soon(120)
        elif way.channel is Channel.POST:
            self.case = replace(self.case, way=replace(way, channel=Channel.DIRECT, post_item=""))

    def _ask(self) -> None:
        led, case = self.led, self.case
        missing = pick(led.random, case.components)
        good = tuple(it for it in case.components if it.id != missing.id)
        demand = Demand(missing.id, missing.name, pick(led.random, DEFECTS), note="Theo danh mục.")
        number = led.form_number(Series.SUPPLEMENT)
        act = RequestSupplement(
            procedure=case.procedure,
            demands=(demand,),
            reason=REASON_02,
            desk=led.center.desk,
            at=led.at,
            applicant=case.applicant,
            submitter=case.submitter,
            confirmation=led.center.word() if led.dossier.supplements else None,
            checked=good,
            handing=_handing(case),
        )
        officer = led.officer(Action.REQUEST_SUPPLEMENT)
        fact = decide_supplement(
            led.dossier, act, number=number, roles=officer.roles, rules=led.center.rules
        )
        led.does(officer, fact)

    # --- form 03 --------------------------------------------------------------------------------

    def _turn_away(self) -> None:
        """Another agency's matter: online the right one is named; at the desk they insisted."""
        if self.case.way.channel is Channel.ONLINE:
            self._apply("")
            self.led.soon(120)
            self._direct()
        else:
            self._refuse(Ground.NOT_COMPETENT)

    def _direct(self) -> None:
        led, officer = self.led, self.led.officer(Action.DIRECT_ELSEWHERE)
        said = Directed(
            agency=self.case.procedure.elsewhere,
            desk=led.center.desk,
            at=led.at,
            reason="Không thuộc thẩm quyền của các cơ quan tại Trung tâm.",
            guidance="Nộp hồ sơ tại cơ quan có thẩm quyền, kèm đủ thành phần.",
        )
        led.does(officer, online.direct(led.dossier, said, roles=officer.roles))

    def _refuse(self, ground: Ground) -> None:
        led, officer = self.led, self.led.officer(Action.REFUSE)
        number = led.form_number(Series.REFUSAL)
        act = Refuse(
            procedure=self.case.procedure,
            ground=ground,
            reason=REASON_03,
            legal_basis=CITATION,
            desk=led.center.desk,
            at=led.at,
            insisted=ground is Ground.NOT_COMPETENT,
            applicant=self.case.applicant,
            submitter=self.case.submitter,
        )
        fact = decide_refusal(
            led.dossier,
            act,
            number=number,
            roles=officer.roles,
            rules=led.center.rules,
        )
        led.does(officer, fact)


def call(led: Led, purpose: Purpose, note: str) -> str:
    """The citizen is reached by telephone; returns the stand-in of the entry."""
    officer = led.officer(Action.CONTACT)
    said = Contact(
        channel=ContactChannel.PHONE,
        purpose=purpose,
        state=ContactState.DONE,
        at=led.at,
        address=led.dossier.applicant.phone if led.dossier.applicant else "",
        note=note,
    )
    return led.does(officer, contact(led.dossier, said, now=led.at, roles=officer.roles))


def close(led: Led) -> None:
    """What was never brought is closed some days after a call (C24)."""
    led.later(UNBROUGHT_DAYS)
    called = call(led, Purpose.SUPPLEMENT, "Báo hồ sơ sẽ được đóng.")
    led.later(5)
    officer = led.officer(Action.CLOSE_UNBROUGHT)
    fact = supplementing.close_unbrought(
        led.dossier,
        Notice(contact=called),
        reason="Quá thời gian, không bổ sung.",
        at=led.at,
        roles=officer.roles,
    )
    led.does(officer, fact)


def _handing(case: Case) -> Handing:
    return Handing(
        channel=case.way.channel,
        authorization=case.authorization,
        inbound=case.way.inbound,
        post_item=case.way.post_item,
        return_by_post=case.way.return_by_post,
        post_address=case.way.post_address,
    )

"""How a dossier comes, or is turned away (R67–R73, A9, C14, C15, C21)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from tests.fakes.plain.acting import Act, Moment, missing
from tests.fakes.plain.truth import Life, Right
from tests.fakes.plain.world import (
    CENTER,
    CENTER_OR_POST,
    COMPONENTS,
    closing,
    day,
    price_vnd,
    working_days,
)


@dataclass(frozen=True)
class ApplyOnline(Act):
    action = "apply-online"
    portal: str = "H47-0001"
    sent: datetime | None = None
    """Now where it is not said."""
    name: str = "Nguyễn Văn Thử"
    reachable: bool = True
    sets: int = 1
    component: str = "don"
    other_procedure: bool = False

    def possible(self, life: Life) -> bool:
        return not life.begun or (life.waits_for_check and life.asked_open)

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from missing("portal number or name", self.portal, self.name)
        if (self.sent or at.now) > at.now:
            yield "sent tomorrow"
        if not self.reachable:
            yield "nobody can be told (R74)"
        if not self.sets:
            yield "no set"
        if self.component not in COMPONENTS:
            yield "not published"
        if self.other_procedure and life.begun:
            yield "another procedure"
        if (self.sent or at.now) in life.applications:
            yield "the same once more"

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.begun, life.came_online, life.lies_at_post = True, True, False
        life.asked_open = False
        life.applications.append(self.sent or at.now)
        life.keeper = "center"


@dataclass(frozen=True)
class TakeByPost(Act):
    action = "take-by-post"
    item: str = "BD1"
    name: str = "Nguyễn Văn Thử"
    paid: bool = False
    fee_receipt: str = "AA/26 0005"

    def possible(self, life: Life) -> bool:
        return not life.begun

    def who(self, life: Life) -> frozenset[str]:
        return CENTER_OR_POST

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from missing("number or name", self.item, self.name)
        if not life.matter.sent_by_post:
            yield "not by post"
        if self._takes(life) and not self.fee_receipt:
            yield "no statutory receipt"

    def _takes(self, life: Life) -> bool:
        return self.paid and life.matter.fee == "due"

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.begun, life.lies_at_post, life.keeper = True, True, "post"
        if self._takes(life):
            life.payments[key] = price_vnd("")


@dataclass(frozen=True)
class Receive(Act):
    action = "receive"
    name: str = "Nguyễn Văn Thử"
    identity: str = "049000000123"
    submitter: Right | None = None
    channel: str = "direct"
    """"direct", "post" or "inbound"."""
    channel_named: bool = True
    """The number of the item, or the one-stop that sent it."""
    to_post: bool = False
    address: str = "Thôn Không Có"
    complete: bool = True
    good_kind: bool = True
    scanned: bool = True
    kept: int = 0
    paid: bool = False
    fee_receipt: str = "AA/26 0001"
    earlier: bool = False
    """Taken by the post, when it took the dossier."""
    exempt: str = ""
    sets: int = 1
    when: datetime | None = None
    """Now where it is not said."""

    def possible(self, life: Life) -> bool:
        return life.waits_for_check

    def who(self, life: Life) -> frozenset[str]:
        fresh = not life.begun or life.asked_open
        return CENTER_OR_POST if fresh else CENTER

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        if (self.when or at.now) > at.now:
            yield "tomorrow"
        if life.matter.bar == "hard":
            yield "received elsewhere (R29)"
        signed = life.handed_in if life.is_filed else None
        if signed and f"{self.when or at.now:%F %H:%M}" != f"{signed:%F %H:%M}":
            yield "submitted when both signed (QĐ 45 Đ7.4)"
        if life.matter.received_by not in at.roles:
            yield "another desk receives it (R30)"
        yield from self._people(life, at)
        yield from self._way(life, at)
        yield from self._papers()
        if fee_unknown(life, self.exempt):
            yield "no such exemption"
        if self._fee(life) == "paid":
            yield from missing("statutory receipt", self.fee_receipt)
            yield from taken_once(life, earlier=self.earlier, exempt=self.exempt)

    def unless(self, life: Life, at: Moment) -> Iterator[str]:
        if life.matter.bar == "soft":
            yield "not published (C30)"

    def _people(self, life: Life, at: Moment) -> Iterator[str]:
        yield from missing("name", self.name)
        if life.matter.identity and not self.identity:
            yield "identity demanded (C17)"
        right = self.submitter
        if right is None:
            return
        if right.is_over(day(self.when or at.now)):
            yield "authorisation over"
        if right.capacity != "authorised":
            return
        if not (life.matter.authorisation and right.paper and right.scope != "receive"):
            yield "no authorisation to submit (R124)"

    def _way(self, life: Life, at: Moment) -> Iterator[str]:
        if self.channel != "direct" and not self.channel_named:
            yield "no number of the item, or no one-stop"
        if self.channel == "post" and not life.matter.sent_by_post:
            yield "not by post"
        if self.channel == "post" and day(self.when or at.now) < day(at.now):
            yield "signed on another day, and nobody says why (C21)"
        if self.to_post and not (life.matter.returned_by_post and self.address):
            yield "cannot be returned by post"

    def _papers(self) -> Iterator[str]:
        if not (self.complete and self.good_kind):
            yield "not complete (R69)"
        if not 1 <= self.sets <= 99:
            yield "no set"

    def _fee(self, life: Life) -> str:
        return fee_said(life, paid=self.paid, exempt=self.exempt)

    def change(self, life: Life, at: Moment, key: str) -> None:
        when = self.when or at.now
        life.begun, life.asked_open, life.received = True, False, when
        life.entered = day(at.now)
        life.identity, life.right = self.identity, self.submitter
        life.inbound = self.channel == "inbound"
        life.fee, life.sets, life.kept = self._fee(life), self.sets, self.kept
        life.owed_vnd = price_vnd(self.exempt)
        if life.fee == "paid" and not self.earlier:
            life.payments[key] = life.owed_vnd
        life.components = set(COMPONENTS)
        life.unscanned = set() if self.scanned else {"don"}
        life.wants_post = self.to_post
        life.counted = working_days(day(when), life.matter.days)
        life.clock_from = when
        life.first = life.told = life.measure = closing(life.counted[-1], life.policy)
        life.keeper = "center"


def fee_unknown(life: Life, exempt: str) -> bool:
    return life.matter.fee == "due" and exempt not in {"", "mien", "giam"}


def taken_once(life: Life, *, earlier: bool, exempt: str) -> Iterator[str]:
    """Nobody pays twice, and what was taken before is the whole of it (C20)."""
    if earlier and life.taken_vnd != price_vnd(exempt):
        yield "not taken before"
    if not earlier and life.taken_vnd > 0:
        yield "taken before"


def fee_said(life: Life, *, paid: bool, exempt: str) -> str:
    if life.matter.fee != "due":
        return life.matter.fee
    if exempt == "mien":
        return "exempt"
    return "paid" if paid else "unpaid"


@dataclass(frozen=True)
class AnswerAtOnce(Receive):
    action = "answer-at-once"

    def possible(self, life: Life) -> bool:
        by_post_only = life.begun and not (life.came_online or life.asked_open)
        return life.waits_for_check and not by_post_only

    def who(self, life: Life) -> frozenset[str]:
        return CENTER

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        if not life.matter.instant:
            yield "not at once"
        if self._fee(life) == "unpaid":
            yield "fee first (R32)"
        yield from super().against(life, at)

    def change(self, life: Life, at: Moment, key: str) -> None:
        super().change(life, at, key)
        life.ending, life.keeper = "answered", "applicant"


@dataclass(frozen=True)
class AskAtDesk(Act):
    action = "request-supplement"
    demands: int = 1
    uncited: bool = False

    def possible(self, life: Life) -> bool:
        return life.waits_for_check

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        if not (self.demands or self.uncited):
            yield "nothing asked"
        if self.uncited:
            yield "beyond the list without a law (R18)"

    def unless(self, life: Life, at: Moment) -> Iterator[str]:
        if len(life.asked_at_desk) >= life.policy.supplements:
            yield "no more than allowed (R70)"

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.begun, life.asked_open, life.keeper = True, True, "applicant"
        life.asked_at_desk.append(at.now)


@dataclass(frozen=True)
class RefuseAtDesk(Act):
    action = "refuse"
    reason: str = "Không đủ điều kiện."
    basis: str = "Điều 0 Luật Thử"
    not_competent: bool = False
    insisted: bool = False

    def possible(self, life: Life) -> bool:
        return life.waits_for_check

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from missing("reason or basis", self.reason, self.basis)
        if self.not_competent and not self.insisted:
            yield "guidance first (C14)"

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.begun, life.ending, life.keeper = True, "refused", "applicant"


@dataclass(frozen=True)
class DirectElsewhere(Act):
    action = "direct-elsewhere"
    agency: str = "Sở Không Có"
    reason: str = "Không thuộc thẩm quyền."
    guidance: str = "Nộp tại Sở Không Có."

    def possible(self, life: Life) -> bool:
        return life.waits_for_check and life.came_online and not life.asked_open

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from missing("full guidance (R73)", self.agency, self.reason, self.guidance)

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.ending, life.keeper = "directed", "applicant"


@dataclass(frozen=True)
class Cancel(Act):
    action = "cancel"
    reason: str = "Chọn nhầm thủ tục."
    slip_page: str = "ab"
    slip_is_out: bool = True

    def possible(self, life: Life) -> bool:
        return life.lies_at_center

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from missing("reason", self.reason)
        if life.entered != day(at.now):
            yield "only on its day (C15)"

    def unless(self, life: Life, at: Moment) -> Iterator[str]:
        if self.slip_is_out and not self.slip_page:
            yield "slip not taken back (C15)"

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.ending, life.keeper = "cancelled", "applicant"

"""Acts that nobody's next step rests on (R10, R16, R32, R66, R74, C26)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from tests.fakes.plain.acting import Act, Moment, missing
from tests.fakes.plain.intake import fee_said, fee_unknown, taken_once
from tests.fakes.plain.truth import Life
from tests.fakes.plain.world import (
    AT_WORK,
    CENTER,
    CENTER_OR_POST,
    POSTAL,
    RETURN_DESK,
    SUPERVISOR,
    day,
    price_vnd,
)


@dataclass(frozen=True)
class AddPages(Act):
    action = "add-pages"
    note = True
    component: str = "don"

    def possible(self, life: Life) -> bool:
        return life.is_in_hand or life.ending == "answered"

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        if self.component not in life.components:
            yield "not of this dossier"

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.unscanned.discard(self.component)


@dataclass(frozen=True)
class RecordFee(Act):
    action = "record-fee"
    note = True
    paid: bool = True
    fee_receipt: str = "AA/26 0002"
    earlier: bool = False
    exempt: str = ""

    def possible(self, life: Life) -> bool:
        return life.is_in_hand

    def who(self, life: Life) -> frozenset[str]:
        return CENTER_OR_POST | life.desk_of_result

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        if life.fee == "paid":
            yield "paid already"
        if fee_unknown(life, self.exempt):
            yield "no such exemption"
        if self._said(life) == "paid":
            yield from missing("statutory receipt", self.fee_receipt)
            yield from taken_once(life, earlier=self.earlier, exempt=self.exempt)

    def _said(self, life: Life) -> str:
        return fee_said(life, paid=self.paid, exempt=self.exempt)

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.fee, life.owed_vnd = self._said(life), price_vnd(self.exempt)
        if life.fee == "paid" and not self.earlier:
            life.payments[key] = life.owed_vnd


SOME_VND = 1_000


@dataclass(frozen=True)
class ReverseFee(Act):
    """A receipt is void, or money goes back: never more than is left of that payment (C20)."""

    action = "reverse-fee"
    note = True
    payment: str = ""
    """The act that took it."""
    share: str = "all"
    """"all", "some", "more" than is left, or "none"."""
    void: bool = False
    reason: str = "Thu nhầm."

    def possible(self, life: Life) -> bool:
        over = {"released", "refused", "answered", "cancelled", "withdrawn", "closed"}
        return life.is_in_hand or life.in_words in over | {"posted"}

    def who(self, life: Life) -> frozenset[str]:
        return frozenset({POSTAL}) if life.is_filed else CENTER_OR_POST | {RETURN_DESK}

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from missing("reason", self.reason)
        if self.payment not in life.payments:
            yield "no payment"
        elif not 0 < self.goes_back_vnd(life) <= life.payments[self.payment]:
            yield "nothing, or more than is left"

    def unless(self, life: Life, at: Moment) -> Iterator[str]:
        if life.in_words == "released":
            yield "the result is out (C28)"

    def goes_back_vnd(self, life: Life) -> int:
        left = life.payments.get(self.payment, 0)
        if self.void:
            return left
        return {"all": left, "some": SOME_VND, "more": left + 1, "none": 0}[self.share]

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.payments[self.payment] -= self.goes_back_vnd(life)
        if life.fee == "paid" and life.taken_vnd <= 0:
            life.fee = "unpaid" if life.is_in_hand else "returned"


@dataclass(frozen=True)
class ChangeReturn(Act):
    action = "change-return"
    note = True
    to_post: bool = True
    address: str = "Thôn Không Có"

    def possible(self, life: Life) -> bool:
        return life.is_in_hand and life.posted is None

    def who(self, life: Life) -> frozenset[str]:
        return CENTER_OR_POST | life.desk_of_result

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        if self.to_post and not (life.matter.returned_by_post and self.address):
            yield "cannot be returned by post"

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.wants_post = self.to_post
        life.parcel = life.parcel if self.to_post else ""


@dataclass(frozen=True)
class Correct(Act):
    action = "correct"
    note = True
    reason: str = "Gõ nhầm."
    sets: int | None = 2
    identity: str = ""
    """Of the applicant as it should have been typed."""
    component: str = ""

    def possible(self, life: Life) -> bool:
        return life.is_in_hand

    def who(self, life: Life) -> frozenset[str]:
        return CENTER | life.desk_of_result

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from missing("reason (R16)", self.reason)
        if self.sets is None and not (self.identity or self.component):
            yield "nothing corrected"
        if self.sets is not None and not 1 <= self.sets <= 99:
            yield "no set"
        if self.component and self.component not in life.components:
            yield "not of this dossier"

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.sets = self.sets or life.sets
        life.identity = self.identity or life.identity


@dataclass(frozen=True)
class NoteProgress(Act):
    action = "note-progress"
    note = True
    by: str = "Trần Thị Thử"
    number: str = "5/BC"
    signed: date | None = date(2026, 11, 23)
    text: str = "Đang thẩm định."

    def possible(self, life: Life) -> bool:
        return life.is_in_hand

    def who(self, life: Life) -> frozenset[str]:
        return AT_WORK

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from missing("who", self.by)
        if not (self.number or self.text):
            yield "nothing said"
        if self.number and self.signed is None:
            yield "a paper has its day"
        if self.signed is not None and self.signed > day(at.now):
            yield "tomorrow"


@dataclass(frozen=True)
class Contact(Act):
    action = "contact"
    note = True
    message: bool = False
    """To be sent by the functions of the portal; else the citizen was reached."""
    channel: str = "sms"
    about: str = "supplement"
    address: str = "0905000123"
    text: str = "Mời bổ sung."
    when: datetime | None = None

    def possible(self, life: Life) -> bool:
        return life.begun

    def who(self, life: Life) -> frozenset[str]:
        return AT_WORK

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        if (self.when or at.now) > at.now:
            yield "tomorrow"
        if self.message and not (self.channel == "sms" and self.address and self.text):
            yield "cannot be sent (R74)"
        if self.about == "other" and not self.text:
            yield "about what?"

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.contacts[key] = at.now
        if self.message:
            life.messages[key] = "waiting"


@dataclass(frozen=True)
class EndContact(Act):
    action = "end-contact"
    note = True
    contact: str = ""
    sent: bool = True

    def possible(self, life: Life) -> bool:
        return life.begun

    def who(self, life: Life) -> frozenset[str]:
        return AT_WORK

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        if life.messages.get(self.contact) != "waiting":
            yield "no message that waits"

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.messages[self.contact] = "sent" if self.sent else "failed"


@dataclass(frozen=True)
class Resolve(Act):
    """One desk alone never has anything to settle."""

    action = "resolve"
    note = True
    reason: str = "Đã đối chiếu."
    stands: bool = True
    """What came too late counts, and what it lost against does not."""

    def possible(self, life: Life) -> bool:
        return life.begun

    def who(self, life: Life) -> frozenset[str]:
        return frozenset({SUPERVISOR})

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield "nothing to settle"

"""The post carries a result home, or brings it back (R10, R96, A7, C21)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tests.fakes.plain.acting import Act, Moment, missing
from tests.fakes.plain.handing_out import held, leaves, originals_back, right_to_take
from tests.fakes.plain.truth import InPost, Life, Right
from tests.fakes.plain.world import CENTER_OR_POST, POLICE, POSTAL, RETURN_DESK, day, working_day


@dataclass(frozen=True)
class Pack(Act):
    """The result is put into a parcel; the courier has not come yet (R96)."""

    action = "pack"
    item: str = "BD2"
    post_may_collect: bool = True
    weight: int = 0

    def possible(self, life: Life) -> bool:
        return life.result_at_desk is not None

    def who(self, life: Life) -> frozenset[str]:
        return frozenset({RETURN_DESK, POSTAL})

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from missing("number", self.item)
        if self.item == "RR123456786VN":
            yield "mistyped"
        if not 0 <= self.weight <= 30_000:
            yield "no letter weighs that"
        if not life.wants_post:
            yield "not asked for (R10)"
        if life.owes and not (life.policy.cash_on_delivery and self.post_may_collect):
            yield "no cash on delivery (A7)"
        if life.inbound:
            yield "goes back to its one-stop (R95)"
        yield from held(life, elsewhere=True)

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.parcel = self.item


@dataclass(frozen=True)
class Unpack(Act):
    action = "unpack"

    def possible(self, life: Life) -> bool:
        return life.result_at_desk is not None

    def who(self, life: Life) -> frozenset[str]:
        return frozenset({RETURN_DESK, POSTAL})

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from missing("parcel", life.packed)

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.parcel = ""


@dataclass(frozen=True)
class HandIn(Act):
    """The post hands in what was filed with it; both sign, and that is the submission (C21)."""

    action = "hand-in"
    giver: str = "Phạm Thị Giao"
    receiver: str = "Hoàng Văn Nhận"

    def possible(self, life: Life) -> bool:
        return life.is_filed

    def who(self, life: Life) -> frozenset[str]:
        return CENTER_OR_POST

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from missing("giver or receiver", self.giver, self.receiver)
        if life.handed_in is not None:
            yield "signed already"

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.handed_in = at.now


@dataclass(frozen=True)
class NoteFault(Act):
    """Lost or damaged while the post had it (R24)."""

    action = "record-post-fault"
    reason: str = "Xe thư bị ngập."
    when: date | None = None

    def possible(self, life: Life) -> bool:
        return life.is_filed or life.posted is not None

    def who(self, life: Life) -> frozenset[str]:
        return CENTER_OR_POST if life.is_filed else frozenset({POSTAL})

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from missing("reason", self.reason)
        if (self.when or day(at.now)) > day(at.now):
            yield "tomorrow"


@dataclass(frozen=True)
class GiveToPost(Act):
    action = "give-to-post"
    recallable = True
    item: str = "BD2"
    courier: str = "Lê Thị Phát"
    cod: bool = False
    post_may_collect: bool = True
    originals: int = 0

    def possible(self, life: Life) -> bool:
        return life.result_at_desk is not None

    def who(self, life: Life) -> frozenset[str]:
        return frozenset({RETURN_DESK, POSTAL})

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from missing("number or courier", self.item, self.courier)
        if self.item in {"RR123456786VN"} | life.post_numbers:
            yield "mistyped, or used"
        if not life.wants_post:
            yield "not asked for (R10)"
        if self.cod and not (life.policy.cash_on_delivery and self.post_may_collect and life.owes):
            yield "no cash on delivery (A7)"
        yield from held(life, elsewhere=self.cod)
        yield from originals_back(life, self.originals)

    def unless(self, life: Life, at: Moment) -> Iterator[str]:
        if self.originals < life.originals:
            yield "originals stay here"
        if life.inbound:
            yield "goes back to its one-stop (R95)"

    def change(self, life: Life, at: Moment, key: str) -> None:
        assert life.result is not None
        life.result.in_post = InPost(self.item, self.cod, at.now, self.originals)
        life.result.at_desk = False
        life.post_numbers.add(self.item)
        life.parcel = ""
        life.shelf, life.keeper = "", "post"


@dataclass(frozen=True)
class GiveToPostAtUnit(GiveToPost):
    action = "give-to-post-at-unit"

    def possible(self, life: Life) -> bool:
        return life.result_at_agency is not None

    def who(self, life: Life) -> frozenset[str]:
        return frozenset({POLICE})

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        if not life.matter.police:
            yield "goes to the return desk (R97)"
        yield from super().against(life, at)


@dataclass(frozen=True)
class WithPost(Act):
    def possible(self, life: Life) -> bool:
        return life.posted is not None

    def who(self, life: Life) -> frozenset[str]:
        return frozenset({POSTAL})


@dataclass(frozen=True)
class Invite(WithPost):
    action = "record-invitation"
    found_nobody: date | None = None
    """Today where it is not said."""

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        posted, on = life.posted, self.found_nobody or day(at.now)
        assert posted is not None
        invited = posted.invited
        earliest = working_day(invited[-1], 2) if invited else day(posted.at)
        if not earliest <= on <= day(at.now):
            yield "too soon, or tomorrow (C21)"

    def change(self, life: Life, at: Moment, key: str) -> None:
        assert life.posted is not None
        life.posted.invited.append(self.found_nobody or day(at.now))


@dataclass(frozen=True)
class Deliver(WithPost):
    action = "deliver"
    receiver: str = "Nguyễn Văn Thử"
    delivered: date | None = None
    identity_seen: bool = True
    capacity: str = "applicant"
    shown: Right | None = None
    recovered: tuple[str, ...] = ()
    fee_receipt: str = "AA/26 0003"

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        posted, on = life.posted, self.delivered or day(at.now)
        assert posted is not None
        yield from missing("receiver", self.receiver)
        if not day(posted.at) <= on <= day(at.now):
            yield "before it was posted, or tomorrow"
        if posted.cod and life.owes:
            yield from missing("receipt of the fee", self.fee_receipt)
        yield from held(life, elsewhere=posted.cod)
        yield from right_to_take(life, self.capacity, self.shown, on)
        if not set(self.recovered) <= set(life.matter.old_papers):
            yield "a paper that nobody may take (R18)"

    def unless(self, life: Life, at: Moment) -> Iterator[str]:
        if not self.identity_seen:
            yield "identity not seen"
        if self.capacity == "other":
            yield "a leader decides (A8)"
        if not life.old_papers <= set(self.recovered):
            yield "old papers not taken back (C8)"

    def change(self, life: Life, at: Moment, key: str) -> None:
        posted = life.posted
        assert posted is not None
        if posted.cod and life.owes:
            life.fee = "paid"
            life.payments[key] = life.owed_vnd
        life.given_back += posted.originals
        life.recovered |= set(self.recovered)
        leaves(life, "applicant")


@dataclass(frozen=True)
class BackToShelf(WithPost):
    action = "post-back-to-shelf"
    shelf: str = "C-03"

    def who(self, life: Life) -> frozenset[str]:
        return frozenset({RETURN_DESK, POSTAL})

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        if life.matter.police:
            yield "never at the return desk (R33)"

    def unless(self, life: Life, at: Moment) -> Iterator[str]:
        yield from tries(life)
        if life.policy.failed_post_goes_to != "shelf":
            yield "elsewhere (C21)"

    def change(self, life: Life, at: Moment, key: str) -> None:
        assert life.result is not None
        life.result.in_post, life.result.at_desk = None, True
        life.shelf, life.keeper = self.shelf, "return-desk"


@dataclass(frozen=True)
class BackToAgency(WithPost):
    action = "post-back-to-agency"
    giver: str = "Phạm Thị Giao"
    receiver: str = "Hoàng Văn Nhận"

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from missing("giver or receiver (R20)", self.giver, self.receiver)

    def unless(self, life: Life, at: Moment) -> Iterator[str]:
        yield from tries(life)
        if not life.matter.police and life.policy.failed_post_goes_to != "agency":
            yield "elsewhere (C21)"

    def change(self, life: Life, at: Moment, key: str) -> None:
        assert life.result is not None
        life.result.in_post, life.keeper = None, "agency"


def tries(life: Life) -> Iterator[str]:
    assert life.posted is not None
    if len(life.posted.invited) < life.policy.invitations:
        yield "the post still tries (C21)"

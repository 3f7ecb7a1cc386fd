"""The result comes to where it is handed out, or was wrong (R77, R97, R99, R100, C23)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from tests.fakes.plain.acting import Act, Moment, missing, signed_paper, until_known
from tests.fakes.plain.truth import Life, Paper
from tests.fakes.plain.world import APPROVER, CENTER, POLICE, POSTAL, PROVINCE, RETURN_DESK, day


@dataclass(frozen=True)
class Approve(Act):
    action = "approve"
    recallable = True
    granted: bool = True
    number: str = "77/GP"
    signer: str = "Bà Lê Thị Không Có"
    signed: date | None = None
    items: tuple[int, ...] = (1,)
    """How many there are of each kind."""
    reason: str = "Không đủ điều kiện."
    basis: str = "Điều 0 Luật Thử"

    def possible(self, life: Life) -> bool:
        return life.is_appraised

    def who(self, life: Life) -> frozenset[str]:
        return CENTER | {APPROVER, PROVINCE}

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        assert life.received is not None
        signed = self.signed or day(at.now)
        yield from signed_paper(self.number, self.signer, signed, at)
        if signed < day(life.received):
            yield "before it was received (R77)"
        if not self.items or not all(self.items):
            yield "nothing in it"
        if life.route and not life.route.is_done:
            yield "an agency is not done (R92)"
        if any(not (it.answered or it.reported) for it in life.questions.values()):
            yield "an opinion is awaited (R89)"
        if not self.granted:
            yield from missing("reason", self.reason)
        if not self.granted and life.verified:
            yield from missing("law after a verification (C14)", self.basis)

    def unless(self, life: Life, at: Moment) -> Iterator[str]:
        if self.granted and life.matter.verification and not life.verified:
            yield "not verified (R83)"

    def change(self, life: Life, at: Moment, key: str) -> None:
        items = tuple(str(it) for it in range(1, len(self.items) + 1))
        life.result = Paper(self.granted, items, at.now if life.matter.police else None)
        life.keeper = "province" if life.matter.province else "agency"


@dataclass(frozen=True)
class BringFromProvince(Act):
    action = "bring-from-province"
    recallable = True
    giver: str = "Phạm Thị Giao"
    receiver: str = "Hoàng Văn Nhận"

    def possible(self, life: Life) -> bool:
        return life.result_at_agency is not None

    def who(self, life: Life) -> frozenset[str]:
        return CENTER | {PROVINCE}

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from missing("giver or receiver (R20)", self.giver, self.receiver)
        if not life.awaits_province:
            yield "nothing comes from there (R99)"

    def change(self, life: Life, at: Moment, key: str) -> None:
        assert life.result is not None
        life.result.came_from_province, life.keeper = True, "agency"


@dataclass(frozen=True)
class BringResult(Act):
    action = "bring-result"
    recallable = True
    giver: str = "Phạm Thị Giao"
    receiver: str = "Hoàng Văn Nhận"
    shelf: str = "A-01"

    def possible(self, life: Life) -> bool:
        return life.result_at_agency is not None

    def who(self, life: Life) -> frozenset[str]:
        return frozenset({RETURN_DESK})

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from missing("giver or receiver (R20)", self.giver, self.receiver)
        if life.matter.police:
            yield "Công an tỉnh hands out itself (R33)"
        if life.awaits_province:
            yield "from UBND tỉnh first (R99)"

    def change(self, life: Life, at: Moment, key: str) -> None:
        assert life.result is not None
        life.result.at_desk = True
        life.result.arrived = life.result.arrived or at.now
        life.shelf, life.keeper = self.shelf, "return-desk"


@dataclass(frozen=True)
class Shelve(Act):
    action = "shelve"
    recallable = True
    shelf: str = "B-02"

    def possible(self, life: Life) -> bool:
        return life.result_at_desk is not None

    def who(self, life: Life) -> frozenset[str]:
        return frozenset({RETURN_DESK})

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from missing("place", self.shelf)

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.shelf = self.shelf


@dataclass(frozen=True)
class Reject(Act):
    action = "reject-result"
    lost: bool = False
    reason: str = "Sai tên."
    recovered: bool = True
    new_due: datetime | None = None

    def possible(self, life: Life) -> bool:
        return life.result is not None

    def who(self, life: Life) -> frozenset[str]:
        if life.result_at_desk is not None:
            return frozenset({RETURN_DESK})
        return frozenset({RETURN_DESK, POLICE} | ({POSTAL} if life.posted else set()))

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        assert life.told is not None
        yield from missing("reason", self.reason)
        if self.new_due is not None:
            yield from until_known(life, self.new_due, at)
        elif day(life.told) <= day(at.now):
            yield "no new date (C23)"

    def unless(self, life: Life, at: Moment) -> Iterator[str]:
        assert life.result is not None
        if life.result.out and not (self.lost or self.recovered):
            yield "the wrong one is still out (C23)"

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.result, life.parcel, life.shelf, life.keeper = None, "", "", "agency"
        life.told = self.new_due or life.told
        if life.route:
            life.route.is_with_lead()

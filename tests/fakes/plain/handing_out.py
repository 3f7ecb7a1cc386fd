"""Whatever leaves for good, and to whom (R32, R33, R95, R98, R123–R125, C8, C20, C24)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tests.fakes.plain.acting import Act, Moment, missing
from tests.fakes.plain.truth import Life, Right
from tests.fakes.plain.world import CENTER, POLICE, RETURN_DESK, day


def held(life: Life, *, elsewhere: bool = False) -> Iterator[str]:
    """What holds a result, whoever comes for it."""
    if life.awaits_province:
        yield "from UBND tỉnh first (R99)"
    if life.owes and not elsewhere:
        yield "fee first (R32)"


def right_to_take(life: Life, capacity: str, shown: Right | None, on: date) -> Iterator[str]:
    if capacity == "authorised" and not (shown and shown.paper):
        yield "no authorisation (R124)"
        return
    right = shown
    if capacity == "submitter":
        right = shown or life.right
        if right is None:
            yield "nobody else submitted"
    if capacity not in {"authorised", "submitter"} or right is None:
        return
    if right.is_over(on) or (right.scope == "submit" and right.capacity == "authorised"):
        yield "no right to receive (R124)"


def originals_back(life: Life, originals: int) -> Iterator[str]:
    if not 0 <= originals <= life.originals:
        yield "more than were kept"


@dataclass(frozen=True)
class Fetch(Act):
    """Somebody stands at the desk."""

    name: str = "Nguyễn Văn Thử"
    identity: str = "049000000123"
    capacity: str = "applicant"
    """Or "submitter", "authorised", "representative", "other"."""
    shown: Right | None = None
    slip: str = "taken"
    """Or "superseded", "lost"."""
    identity_seen: bool = True
    signed: bool = True
    originals: int = 0
    recovered: tuple[str, ...] = ()

    def who(self, life: Life) -> frozenset[str]:
        return frozenset({RETURN_DESK})

    def possible(self, life: Life) -> bool:
        return life.result_at_desk is not None

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from missing("name", self.name)
        numbers = {self.identity, life.identity}
        if self.capacity == "applicant" and "" not in numbers and len(numbers) > 1:
            yield "somebody else (R23)"
        yield from right_to_take(life, self.capacity, self.shown, day(at.now))
        yield from originals_back(life, self.originals)
        if not set(self.recovered) <= set(life.matter.old_papers):
            yield "a paper that nobody may take (R18)"

    def unless(self, life: Life, at: Moment) -> Iterator[str]:
        if self.capacity == "other":
            yield "a leader decides (A8)"
        if self.capacity == "representative" and not self.identity_seen:
            yield "identity not seen"
        if self.slip == "lost":
            proven = self.identity_seen and self.signed
            if life.policy.lost_slip_needs_leader or not proven:
                yield "slip lost (R123, C22)"
        if life.inbound:
            yield "goes back to its one-stop (R95)"

    def change(self, life: Life, at: Moment, key: str) -> None:
        assert life.result is not None
        life.result.fetched = True
        life.given_back += self.originals
        life.recovered |= set(self.recovered)


@dataclass(frozen=True)
class Release(Fetch):
    action = "release"

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from held(life)
        yield from super().against(life, at)

    def unless(self, life: Life, at: Moment) -> Iterator[str]:
        yield from super().unless(life, at)
        if self.originals < life.originals:
            yield "originals stay here"
        if not life.old_papers <= set(self.recovered):
            yield "old papers not taken back (C8)"

    def change(self, life: Life, at: Moment, key: str) -> None:
        super().change(life, at, key)
        leaves(life, "applicant")


def leaves(life: Life, to: str) -> None:
    """Everything of the result that was left went out."""
    assert life.result is not None
    life.result.out = set(life.result.items)
    life.result.gone, life.result.at_desk, life.result.in_post = True, False, None
    life.shelf, life.keeper = "", to


@dataclass(frozen=True)
class ReleaseAtUnit(Release):
    """Công an tỉnh returns its own results at its own unit, and nobody else does (R33, R97)."""

    action = "release-at-unit"

    def who(self, life: Life) -> frozenset[str]:
        return frozenset({POLICE})

    def possible(self, life: Life) -> bool:
        return life.result_at_agency is not None

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        if not life.matter.police:
            yield "goes to the return desk (R97)"
        yield from super().against(life, at)


@dataclass(frozen=True)
class ReleaseInPart(Fetch):
    action = "release-in-part"
    items: tuple[str, ...] = ()

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        assert life.result is not None
        if self.items:
            yield from held(life)
        if self.items and not set(self.items) < life.result.left:
            yield "all of it, or what is not there"
        if not (self.items or self.originals):
            yield "nothing"
        yield from super().against(life, at)

    def change(self, life: Life, at: Moment, key: str) -> None:
        assert life.result is not None
        super().change(life, at, key)
        life.result.out |= set(self.items)
        life.parcel = ""


@dataclass(frozen=True)
class KeepSigned(Act):
    """The photograph of what the collector signed."""

    action = "keep-signed"
    note = True

    def possible(self, life: Life) -> bool:
        return life.result is not None and (life.result.at_desk or life.result.gone)

    def who(self, life: Life) -> frozenset[str]:
        return frozenset({RETURN_DESK, POLICE})

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        if life.result is None or not life.result.fetched:
            yield "nobody signed for anything"


@dataclass(frozen=True)
class Evaluate(Act):
    """The citizen answers what the law asks; one dossier has one voice (R23)."""

    action = "evaluate"
    note = True
    answers: int = 4

    def possible(self, life: Life) -> bool:
        gone = life.result is not None and life.result.gone
        return gone or life.ending == "answered"

    def who(self, life: Life) -> frozenset[str]:
        return CENTER | {RETURN_DESK, POLICE}

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        if life.evaluated:
            yield "evaluated already (R23)"
        if not self.answers:
            yield "nothing was answered"

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.evaluated = True


@dataclass(frozen=True)
class SendBack(Act):
    action = "send-back-between-levels"
    giver: str = "Phạm Thị Giao"
    receiver: str = "Hoàng Văn Nhận"
    originals: int = 0
    fee_there: bool = False

    def possible(self, life: Life) -> bool:
        return (life.result_at_desk or life.result_at_agency) is not None

    def who(self, life: Life) -> frozenset[str]:
        return frozenset({RETURN_DESK if life.result_at_desk else POLICE})

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from missing("giver or receiver (R20)", self.giver, self.receiver)
        if not (life.result_at_desk or life.matter.police):
            yield "goes to the return desk (R97)"
        if not life.inbound:
            yield "nobody sent it (R95)"
        yield from held(life, elsewhere=self.fee_there)
        yield from originals_back(life, self.originals)

    def unless(self, life: Life, at: Moment) -> Iterator[str]:
        if self.originals < life.originals:
            yield "originals stay here"

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.given_back += self.originals
        leaves(life, "agency")


@dataclass(frozen=True)
class Withdraw(Act):
    action = "withdraw"
    number: str = "Đơn 1"
    by: str = "Nguyễn Văn Thử"
    asked: date | None = None
    capacity: str = "applicant"
    shown: Right | None = None
    originals: int = 0
    fee_note: str = "Không hoàn."

    def possible(self, life: Life) -> bool:
        return life.is_in_hand and life.result is None

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from missing("request or name (C24)", self.number, self.by)
        if self.asked is not None and self.asked > day(at.now):
            yield "tomorrow"
        if life.fee == "paid":
            yield from missing("what becomes of the fee", self.fee_note)
        yield from right_to_take(life, self.capacity, self.shown, day(at.now))
        yield from originals_back(life, self.originals)

    def unless(self, life: Life, at: Moment) -> Iterator[str]:
        if self.capacity == "other":
            yield "a leader decides (A8)"
        if self.originals < life.originals:
            yield "originals stay here"

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.ending, life.stop, life.keeper = "withdrawn", None, "applicant"

"""What stops the clock, starts it anew, or gives a new date (R78–R80, R85–R87, C4, C5, C24)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from tests.fakes.plain.acting import Act, Moment, missing, signed_paper, until_known
from tests.fakes.plain.agency import AtAgency
from tests.fakes.plain.truth import Life, Stop
from tests.fakes.plain.world import CENTER_OR_POST, closing, day, working_days


@dataclass(frozen=True)
class DraftPaper(AtAgency):
    action = "draft-paper"
    form: str = "refusal"
    reason: str = "Chưa đủ."
    basis: str = "Điều 0 Luật Thử"
    new_due: datetime | None = None

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from missing("reason", self.reason)
        if self.form == "refusal":
            yield from missing("basis", self.basis)
        if self.form == "apology":
            yield from new_date(life, self.new_due, at)

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.drafts[key] = self.form


def new_date(life: Life, new_due: datetime | None, at: Moment) -> Iterator[str]:
    """A new date while one may be given, and none after that (R79, C5)."""
    assert life.told is not None
    if new_due is None:
        if life.may_have_new_date:
            yield "no new date (R78)"
        return
    if not life.may_have_new_date:
        yield "no more than allowed (R79)"
    if new_due <= life.told:
        yield "not later"
    yield from until_known(life, new_due, at)


@dataclass(frozen=True)
class ReturnIt(Act):
    action = "return-for-supplement"
    number: str = "12/TB"
    signer: str = "Ông Lê Văn Không Có"
    signed: date | None = None
    demands: int = 1
    uncited: bool = False
    reason: str = "Chưa đủ."
    draft: str = ""

    def possible(self, life: Life) -> bool:
        return life.is_appraised

    def _signed(self, at: Moment) -> date:
        return self.signed or day(at.now)

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from signed_paper(self.number, self.signer, self._signed(at), at)
        yield from missing("reason (R85)", self.reason)
        if not (self.demands or self.uncited):
            yield "nothing asked"
        if self.uncited:
            yield "beyond the list without a law (R18)"
        if self.draft and life.drafts.get(self.draft) != "supplement":
            yield "no such draft"

    def unless(self, life: Life, at: Moment) -> Iterator[str]:
        if day(at.now) > day(life.return_limit()):
            yield "late (R86)"
        if life.return_is_repeated():
            yield "once more (R70, A1)"

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.stop = Stop(
            at=at.now,
            paper_day=self._signed(at),
            lawful=not list(self.unless(life, at)),
            wanted=set(range(1, self.demands + 1)),
        )
        life.returns += 1
        life.keeper = "applicant"


@dataclass(frozen=True)
class TakeSupplement(Act):
    """All of what is missing starts the clock anew (R87), a part does not (C24)."""

    action = "take-supplement"
    places: tuple[int, ...] = (1,)
    scanned: bool = True
    when: datetime | None = None
    remark: str = ""

    def possible(self, life: Life) -> bool:
        return life.is_in_hand and life.stop is not None

    def who(self, life: Life) -> frozenset[str]:
        return CENTER_OR_POST

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        stop, when = life.stop, self.when or at.now
        assert stop is not None
        if when > at.now or day(when) < stop.paper_day:
            yield "tomorrow, or before it was asked"
        if day(when) < day(at.now) and not self.remark:
            yield "why on another day? (C21)"
        if not self.places or len(set(self.places)) < len(self.places):
            yield "nothing, or twice the same"
        if not set(self.places) <= stop.wanted:
            yield "not asked"

    def change(self, life: Life, at: Moment, key: str) -> None:
        stop, when = life.stop, self.when or at.now
        assert stop is not None
        for place in self.places:
            component = f"s{life.returns}.{place}"
            life.components.add(component)
            if not self.scanned:
                life.unscanned.add(component)
        stop.wanted -= set(self.places)
        life.keeper = "center"
        if not stop.wanted:
            self._starts_anew(life, stop, when)

    def _starts_anew(self, life: Life, stop: Stop, when: datetime) -> None:
        days = life.matter.days
        if life.policy.resumes:
            days = max(1, sum(it > day(stop.at) for it in life.counted))
        life.counted, life.clock_from = working_days(day(when), days), when
        life.told = closing(life.counted[-1], life.policy)
        if stop.lawful:
            life.measure = life.told
        life.stop, life.at_agency = None, False
        if life.route:
            life.route.outdated = True


@dataclass(frozen=True)
class CloseUnbrought(Act):
    action = "close-unbrought"
    reason: str = "Không bổ sung."
    words: str = "Thông báo tại trụ sở."
    told: date | None = None
    """Today where it is not said."""
    contact: str = ""

    def possible(self, life: Life) -> bool:
        return (life.waits_for_check and life.asked_open) or life.stop is not None

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from missing("reason", self.reason)
        if self.contact:
            noticed = day(life.contacts[self.contact]) if self.contact in life.contacts else None
        else:
            noticed = (self.told or day(at.now)) if self.words else None
        since = life.stop.at if life.stop else life.asked_at_desk[-1]
        if noticed is None or not day(since) <= noticed <= day(at.now):
            yield "no notice (C24)"

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.ending, life.stop, life.keeper = "closed", None, "applicant"


@dataclass(frozen=True)
class Apologise(Act):
    action = "apologise"
    number: str = "4/XL"
    signer: str = "Ông Lê Văn Không Có"
    signed: date | None = None
    reason: str = "Chờ ý kiến."
    new_due: datetime | None = None
    draft: str = ""

    def possible(self, life: Life) -> bool:
        return life.lies_at_center or life.is_appraised or life.result_at_agency is not None

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from signed_paper(self.number, self.signer, self.signed or day(at.now), at)
        yield from missing("reason (R78)", self.reason)
        if self.draft and life.drafts.get(self.draft) != "apology":
            yield "no such draft"
        yield from new_date(life, self.new_due, at)

    def unless(self, life: Life, at: Moment) -> Iterator[str]:
        if life.policy.supervisor_moves_dates and self.new_due is not None:
            yield "a supervisor moves dates (C11)"

    def change(self, life: Life, at: Moment, key: str) -> None:
        if self.new_due is not None:
            life.told = self.new_due
            life.new_dates += 1

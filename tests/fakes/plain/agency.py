"""To the agencies, and what they do there (R20, R83, R84, R88–R94)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from tests.fakes.plain.acting import Act, Moment, missing
from tests.fakes.plain.truth import Life, Question, Round
from tests.fakes.plain.world import AGENCY, CENTER_OR_POST, day


@dataclass(frozen=True)
class SetRoute(Act):
    action = "set-route"
    recallable = True
    electronic: bool = False
    limits: tuple[datetime, ...] = ()
    """Of each leg, lead first."""
    approved: date | None = date(2026, 1, 5)
    elsewhere: frozenset[int] = frozenset()
    one_stop: str = "Bộ phận Một cửa Không Có"

    def possible(self, life: Life) -> bool:
        return life.lies_at_center

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        if len(self.limits) < 2:
            yield "one agency is no route"
        if self.approved is not None and self.approved > day(at.now):
            yield "approved tomorrow"
        if self.elsewhere & set(range(len(self.limits))) and not self.one_stop:
            yield "no one-stop of the other level (R94)"
        if any(by <= at.now for by in self.limits):
            yield "limit over"
        if any(by > self.limits[0] for by in self.limits):
            yield "nobody is done after the lead"
        if not self.electronic and any(two < one for one, two in pairwise(self.limits[1:])):
            yield "on paper nobody is done before the one in front"

    def unless(self, life: Life, at: Moment) -> Iterator[str]:
        assert life.told is not None
        if self.approved is None:
            yield "nobody approved it (R90)"
        if any(by > life.told for by in self.limits):
            yield "after the citizen's own due date"

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.route = Round(len(self.limits), self.electronic, self.elsewhere)


@dataclass(frozen=True)
class HandOver(Act):
    action = "hand-over"
    recallable = True
    giver: str = "Phạm Thị Giao"
    receiver: str = "Hoàng Văn Nhận"

    def possible(self, life: Life) -> bool:
        return life.lies_at_center

    def who(self, life: Life) -> frozenset[str]:
        return CENTER_OR_POST

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from missing("giver or receiver (R20)", self.giver, self.receiver)
        if life.unscanned:
            yield "not scanned (C26)"
        if life.matter.legs and life.route is None:
            yield "no route (R91)"
        if life.route and life.route.outdated:
            yield "limits of a clock that starts anew"

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.at_agency, life.keeper = True, "agency"
        if life.route:
            life.route.begins()


@dataclass(frozen=True)
class AtAgency(Act):
    def possible(self, life: Life) -> bool:
        return life.is_appraised

    def who(self, life: Life) -> frozenset[str]:
        return AGENCY


@dataclass(frozen=True)
class SendOn(AtAgency):
    action = "send-on"
    recallable = True
    to: int = 1
    giver: str = "Phạm Thị Giao"
    receiver: str = "Hoàng Văn Nhận"

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from missing("giver or receiver (R20)", self.giver, self.receiver)
        if life.route is None or life.route.following != self.to:
            yield "not the next one (R92)"

    def change(self, life: Life, at: Moment, key: str) -> None:
        route = life.route
        assert route is not None
        left = route.at
        route.at, route.moved = self.to, True
        route.came_home = route.came_home or self.to == 0
        life.keeper = "center" if self.to == 0 and left in route.elsewhere else "agency"


@dataclass(frozen=True)
class AnswerLeg(AtAgency):
    action = "answer-leg"
    recallable = True
    leg: int = 1
    words: str = "Thống nhất."

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from missing("answer", self.words)
        route = life.route
        known = route is not None and route.electronic and 0 < self.leg < route.legs
        if route is None or not known or self.leg in route.answered_now:
            yield "nobody waits for it (R93)"

    def change(self, life: Life, at: Moment, key: str) -> None:
        assert life.route is not None
        life.route.answered.add(self.leg)
        life.route.answered_now.add(self.leg)


@dataclass(frozen=True)
class Verify(AtAgency):
    action = "record-verification"
    number: str = "3/BB"
    signed: date = date(2026, 11, 23)
    present: bool = False
    place: str = "Thôn Không Có"
    held: datetime | None = datetime(2026, 11, 23, 1, tzinfo=UTC)

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from missing("record (R83)", self.number)
        if self.signed > day(at.now):
            yield "tomorrow"
        if self.held is not None and self.held > at.now:
            yield "tomorrow"
        if self.present and not (self.held and self.place):
            yield "time, place, participants and content (R84)"

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.verified = True


@dataclass(frozen=True)
class Consult(AtAgency):
    action = "consult"
    recallable = True
    until: datetime | None = None
    """One day from now where it is not said."""
    content: str = "Đề nghị có ý kiến."
    number: str = ""

    def until_when(self, at: Moment) -> datetime:
        return self.until or at.now + timedelta(days=1)

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from missing("content (R88)", self.content)
        if self.until_when(at) <= at.now:
            yield "limit over"
        if self.number and any(it.number == self.number for it in life.questions.values()):
            yield "asked already"

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.questions[key] = Question(6, self.number, at.now, self.until_when(at))


@dataclass(frozen=True)
class AboutQuestion(AtAgency):
    question: str = ""


@dataclass(frozen=True)
class GiveOpinion(AboutQuestion):
    action = "record-opinion"
    recallable = True
    content: str = "Thống nhất."
    given: date | None = None
    """Today where it is not said."""

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        question, given = life.questions.get(self.question), self.given or day(at.now)
        yield from missing("opinion", self.content)
        if question is None or question.answered:
            yield "nobody waits for it"
        elif not day(question.asked) <= given <= day(at.now):
            yield "before the question, or tomorrow"

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.questions[self.question].answered = True


@dataclass(frozen=True)
class ReportSilence(AboutQuestion):
    action = "report-silence"

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        question = life.questions.get(self.question)
        if question is None or question.answered or question.reported:
            yield "nobody waits for it"
        elif day(at.now) <= day(question.until):
            yield "there is time (C2)"

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.questions[self.question].reported = True

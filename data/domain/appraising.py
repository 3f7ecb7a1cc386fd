"""Appraising (R83, R84, R88, R89): verification on the spot, and the opinions of other agencies.

An opinion that was asked for stays open until it is answered; a silence is reported to the Center
once its limit is over, and then nobody has to wait for it.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Annotated

from data.domain.agencies import Agency
from data.domain.agency_paper import AgencyPaper, paper_objections
from data.domain.clock import local
from data.domain.codes import CODE_LIMIT
from data.domain.deadlines import is_overdue
from data.domain.dossier import Dossier, require_writable
from data.domain.entries import Fact
from data.domain.errors import Refused
from data.domain.kinds import enter, kind
from data.domain.lifecycle import Action, acting_role
from data.domain.records import PERSONAL, PersonalText
from data.domain.roles import Role
from data.domain.text import LINE_LIMIT, NOTE_LIMIT, clean, clean_note
from data.domain.vocabulary import (
    DOSSIER_CONSULTED,
    DOSSIER_OPINION_RECORDED,
    DOSSIER_SILENCE_REPORTED,
    DOSSIER_VERIFIED,
)


@dataclass(frozen=True, slots=True)
class Verification:
    """Thẩm tra, xác minh made into a record of `day`, with its number, its scan or both (R83).

    Where the applicant had to be present, time, place, participants and content stand here (R84).
    """

    day: date
    applicant_present: bool
    number: str = ""
    page: str = ""
    held_at: datetime | None = None
    place: PersonalText = ""
    participants: PersonalText = ""
    content: PersonalText = ""


@dataclass(frozen=True, slots=True)
class Consultation:
    """Lấy ý kiến: what an agency is asked, and until when (R88).

    `number` is empty where it was asked by an electronic notice.
    """

    agency_index: int
    agency: str
    until: datetime
    number: str = ""
    content: PersonalText = ""


@dataclass(frozen=True, slots=True)
class Opinion:
    """The answer given on `day` to the consultation whose entry is `asked` (R89).

    It stands in a paper of the agency, or `page` is the scan of where else it was written: a
    message in the system, the phiếu kiểm soát.
    """

    asked: str
    day: date
    late: bool
    page: str = ""
    paper: Annotated[AgencyPaper | None, PERSONAL] = None
    content: PersonalText = ""


@dataclass(frozen=True, slots=True)
class Silence:
    """The lead tells the Center that nobody answered `asked` in time (R89)."""

    asked: str
    until: datetime
    reported_at: datetime
    note: PersonalText = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A consultation with what came of it; `entry` names it, `at` is when it was asked."""

    entry: str
    at: datetime
    consultation: Consultation
    opinion: Opinion | None = None
    silence: Silence | None = None


# --- verification -------------------------------------------------------------------------------


def verify(
    dossier: Dossier, verification: Verification, *, now: datetime, roles: Collection[Role]
) -> Fact:
    """Keeps the record of a verification. Raises the first of the `verification_objections`."""
    require_writable(dossier)
    acting_role(dossier.state, Action.RECORD_VERIFICATION, roles)
    said = replace(
        verification,
        number=clean(verification.number, CODE_LIMIT),
        place=clean(verification.place, LINE_LIMIT),
        participants=clean_note(verification.participants, NOTE_LIMIT),
        content=clean_note(verification.content, NOTE_LIMIT),
    )
    for objection in verification_objections(said, now):
        raise objection
    return enter(dossier, VERIFY, said, roles=roles)


def verification_objections(verification: Verification, now: datetime) -> list[Refused]:
    return [*_about_record(verification, now), *_about_presence(verification, now)]


def _about_record(said: Verification, now: datetime) -> Iterator[Refused]:
    if not (said.number or said.page):
        yield Refused("verification-record-missing")
    if said.day > local(now).date():
        yield Refused("paper-in-the-future", day=said.day.isoformat())


def _about_presence(said: Verification, now: datetime) -> Iterator[Refused]:
    if said.held_at is not None and said.held_at > now:
        yield Refused("verification-in-the-future")
    if not said.applicant_present:
        return
    if said.held_at is None:
        yield Refused("verification-time-missing")
    if not said.place:
        yield Refused("verification-place-missing")
    if not said.participants:
        yield Refused("verification-participants-missing")
    if not said.content:
        yield Refused("verification-content-missing")


# --- consultation -------------------------------------------------------------------------------


def consult(
    dossier: Dossier,
    agency: Agency,
    content: str,
    *,
    until: datetime,
    now: datetime,
    roles: Collection[Role],
    number: str = "",
) -> Fact:
    """Asks an agency for its opinion.

    Raises Refused: "consultation-content-missing", "consultation-limit-passed",
    "consultation-twice".
    """
    require_writable(dossier)
    acting_role(dossier.state, Action.CONSULT, roles)
    asked = Consultation(
        agency_index=agency.index,
        agency=agency.name,
        until=until,
        number=clean(number, CODE_LIMIT),
        content=clean_note(content, NOTE_LIMIT),
    )
    if not asked.content:
        raise Refused("consultation-content-missing")
    if until <= now:
        raise Refused("consultation-limit-passed")
    return enter(dossier, CONSULT, asked, roles=roles)


def _consultation_clash(dossier: Dossier, asked: Consultation) -> str:
    """One paper is entered once: a second one would be waited for without end."""
    known = {(it.what.agency_index, it.what.number) for it in dossier.facts(Consultation)}
    twice = bool(asked.number) and (asked.agency_index, asked.number) in known
    return "consultation-twice" if twice else ""


def give_opinion(
    dossier: Dossier,
    asked: str,
    *,
    day: date,
    now: datetime,
    roles: Collection[Role],
    paper: AgencyPaper | None = None,
    content: str = "",
    page: str = "",
) -> Fact:
    """Keeps the answer to the consultation whose entry is `asked`, also a late one.

    Raises Refused: "opinion-empty", "opinion-in-the-future", "opinion-before-question",
    "consultation-unknown", "consultation-answered", and what stands against the paper.
    """
    require_writable(dossier)
    acting_role(dossier.state, Action.RECORD_OPINION, roles)
    question = _question(dossier, asked)
    said = Opinion(
        asked=asked,
        day=day,
        late=day > local(question.consultation.until).date(),
        page=clean(page, LINE_LIMIT),
        paper=paper,
        content=clean_note(content, NOTE_LIMIT),
    )
    for objection in _about_opinion(said, question, local(now).date()):
        raise objection
    return enter(dossier, GIVE_OPINION, said, roles=roles)


def _about_opinion(said: Opinion, question: Question, today: date) -> Iterator[Refused]:
    if said.paper is None and not (said.content or said.page):
        yield Refused("opinion-empty")
    if said.day > today:
        yield Refused("opinion-in-the-future", day=said.day.isoformat())
    if said.day < local(question.at).date():
        yield Refused("opinion-before-question", day=said.day.isoformat())
    if said.paper is not None:
        yield from paper_objections(said.paper, today)


def _opinion_clash(dossier: Dossier, opinion: Opinion) -> str:
    question = _find(dossier, opinion.asked)
    if question is None:
        return "consultation-unknown"
    return "consultation-answered" if question.opinion else ""


def report_silence(
    dossier: Dossier, asked: str, *, now: datetime, roles: Collection[Role], note: str = ""
) -> Fact:
    """Tells the Center that nobody answered, once the day of the limit has ended (C2).

    Raises Refused: "consultation-unknown", "consultation-answered", "silence-known",
    "consultation-not-late".
    """
    require_writable(dossier)
    acting_role(dossier.state, Action.REPORT_SILENCE, roles)
    until = _question(dossier, asked).consultation.until
    if not is_overdue(until, now):
        raise Refused("consultation-not-late", day=local(until).date().isoformat())
    silence = Silence(asked, until, now, clean_note(note, NOTE_LIMIT))
    return enter(dossier, REPORT_SILENCE, silence, roles=roles)


def _silence_clash(dossier: Dossier, silence: Silence) -> str:
    question = _find(dossier, silence.asked)
    if question is None:
        return "consultation-unknown"
    if question.opinion:
        return "consultation-answered"
    return "silence-known" if question.silence else ""


# --- views --------------------------------------------------------------------------------------


def questions(dossier: Dossier) -> tuple[Question, ...]:
    """Every consultation, in the order in which they were asked."""
    opinions = {it.what.asked: it.what for it in dossier.facts(Opinion)}
    silences = {it.what.asked: it.what for it in dossier.facts(Silence)}
    return tuple(
        Question(it.entry, it.at, it.what, opinions.get(it.entry), silences.get(it.entry))
        for it in dossier.facts(Consultation)
    )


def open_consultations(dossier: Dossier) -> tuple[Question, ...]:
    """Those without an answer, whether or not the silence was reported."""
    return tuple(it for it in questions(dossier) if it.opinion is None)


def awaited_consultations(dossier: Dossier) -> tuple[Question, ...]:
    """Those that an approval has to wait for: no answer, and no silence reported (R89)."""
    return tuple(it for it in open_consultations(dossier) if it.silence is None)


def silent_consultations(dossier: Dossier, now: datetime) -> tuple[Question, ...]:
    """Those whose limit is over without an answer; of them, the Center is to be told (R89)."""
    return tuple(it for it in open_consultations(dossier) if is_overdue(it.consultation.until, now))


def _find(dossier: Dossier, entry: str) -> Question | None:
    return next((it for it in questions(dossier) if it.entry == entry), None)


def _question(dossier: Dossier, entry: str) -> Question:
    question = _find(dossier, entry)
    if question is None:
        raise Refused("consultation-unknown")
    return question


VERIFY = kind(DOSSIER_VERIFIED, Action.RECORD_VERIFICATION, Verification)
CONSULT = kind(DOSSIER_CONSULTED, Action.CONSULT, Consultation, clash=_consultation_clash)
GIVE_OPINION = kind(DOSSIER_OPINION_RECORDED, Action.RECORD_OPINION, Opinion, clash=_opinion_clash)
REPORT_SILENCE = kind(
    DOSSIER_SILENCE_REPORTED, Action.REPORT_SILENCE, Silence, clash=_silence_clash
)

KINDS = (VERIFY, CONSULT, GIVE_OPINION, REPORT_SILENCE)

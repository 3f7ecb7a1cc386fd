"""Verification made into a record, and opinions that come, come late, or never (R83–R89)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from counter_app.bootstrap import read_rulebook
from data.domain.agency_paper import AgencyPaper
from data.domain.appraising import (
    Consultation,
    Opinion,
    Silence,
    Verification,
    awaited_consultations,
    consult,
    give_opinion,
    open_consultations,
    questions,
    report_silence,
    silent_consultations,
    verification_objections,
    verify,
)
from data.domain.body import Reader
from data.domain.entries import Recorded, canonical
from data.domain.errors import Refused
from data.domain.lifecycle import State
from data.domain.records import personal_body, public_body, read_record
from data.domain.roles import Role
from tests.fakes.forge import START
from tests.fakes.lives import CENTER, Life, handed_over, received

AGENCY = read_rulebook().agencies.agencies[3]
UNTIL = START + timedelta(days=2)
AFTER = START + timedelta(days=3)
TODAY = date(2026, 11, 23)
PAPER = AgencyPaper("45/YK", date(2026, 11, 24), "Lê Thị Ký", "cd" * 32)
PRESENT = Verification(
    day=TODAY,
    applicant_present=True,
    number="01/BB",
    held_at=START,
    place="Thôn Ví Dụ",
    participants="Ông Nguyễn Văn Thử",
    content="Hiện trạng đúng hồ sơ",
)


def codes(objections: Iterable[Refused]) -> list[str]:
    return [it.code for it in objections]


def asks(life: Life, *, number: str = "", until: datetime = UNTIL) -> Recorded:
    fact = consult(
        life.dossier, AGENCY, "Ý kiến về môi trường", until=until, now=START, roles=CENTER,
        number=number,
    )  # fmt: skip
    return life.does(fact)


def answered(life: Life, asked: str, day: date = TODAY) -> Recorded:
    return life.does(
        give_opinion(life.dossier, asked, day=day, now=AFTER, roles=CENTER, content="Đồng ý")
    )


# --- verification -------------------------------------------------------------------------------


def test_r83_a_verification_is_made_into_a_record() -> None:
    """Its number, its day and its scan are kept; several lie one beside the other."""
    life = handed_over()
    said = Verification(TODAY, applicant_present=False, number=" 01/BB ", page="ab" * 32)
    life.does(verify(life.dossier, said, now=START, roles={Role.APPRAISER}))
    life.does(verify(life.dossier, PRESENT, now=START, roles=CENTER))
    first, second = life.dossier.facts(Verification)
    assert first.what == replace(said, number="01/BB")
    assert second.what == PRESENT
    assert life.dossier.state is State.APPRAISAL


def test_r83_without_number_or_scan_there_is_no_record() -> None:
    """One of both, and no record of tomorrow."""
    bare = Verification(TODAY, applicant_present=False)
    assert codes(verification_objections(bare, START)) == ["verification-record-missing"]
    assert verification_objections(replace(bare, page="ab" * 32), START) == []
    tomorrow = replace(bare, number="1", day=date(2026, 11, 24))
    assert codes(verification_objections(tomorrow, START)) == ["paper-in-the-future"]


@pytest.mark.parametrize(
    ("field", "nothing", "code"),
    [
        ("held_at", None, "verification-time-missing"),
        ("place", "", "verification-place-missing"),
        ("participants", "", "verification-participants-missing"),
        ("content", "", "verification-content-missing"),
    ],
)
def test_r84_where_the_applicant_must_be_present_four_things_are_recorded(
    field: str, nothing: str | None, code: str
) -> None:
    """Time, place, participants and content: none may be left out, and else all may."""
    assert verification_objections(PRESENT, START) == []
    incomplete = replace(PRESENT, **{field: nothing})  # type: ignore[arg-type]  # by its name
    assert codes(verification_objections(incomplete, START)) == [code]
    assert verification_objections(replace(incomplete, applicant_present=False), START) == []


def test_a_verification_that_has_not_been_is_not_recorded() -> None:
    """A record says what happened."""
    planned = replace(PRESENT, held_at=START + timedelta(hours=1))
    with pytest.raises(Refused, match="verification-in-the-future"):
        verify(handed_over().dossier, planned, now=START, roles=CENTER)


def test_only_what_is_at_the_agency_is_verified() -> None:
    """A folder that lies at the Center is not appraised yet."""
    with pytest.raises(Refused, match="action-not-now"):
        verify(received().dossier, PRESENT, now=START, roles=CENTER)
    with pytest.raises(Refused, match="role-may-not"):
        verify(handed_over().dossier, PRESENT, now=START, roles={Role.RETURN_DESK})


# --- consultation -------------------------------------------------------------------------------


def test_r88_an_opinion_is_asked_with_its_content_and_its_limit() -> None:
    """Agency, content and limit stand in the entry."""
    life = handed_over()
    asked = asks(life, number=" 9/LYK ")
    [question] = questions(life.dossier)
    assert (question.entry, question.at) == (asked.hash, asked.entry.at)
    assert question.consultation == Consultation(
        AGENCY.index, AGENCY.name, UNTIL, "9/LYK", "Ý kiến về môi trường"
    )
    assert (question.opinion, question.silence) == (None, None)


def test_r88_a_question_without_content_or_with_a_limit_that_is_over_is_none() -> None:
    """Both are refused, and nothing is kept."""
    dossier = handed_over().dossier
    with pytest.raises(Refused, match="consultation-content-missing"):
        consult(dossier, AGENCY, " ", until=UNTIL, now=START, roles=CENTER)
    with pytest.raises(Refused, match="consultation-limit-passed"):
        consult(dossier, AGENCY, "Ý kiến", until=START, now=START, roles=CENTER)


def test_one_letter_is_entered_once() -> None:
    """Nobody waits for a second answer to it; notices without a number are told apart."""
    life = handed_over()
    asks(life, number="9/LYK")
    with pytest.raises(Refused, match="consultation-twice"):
        asks(life, number="9/LYK")
    asks(life)
    asks(life)
    assert len(open_consultations(life.dossier)) == 3


# --- opinion ------------------------------------------------------------------------------------


def test_r89_an_answer_closes_the_question_that_it_answers() -> None:
    """Of two, the other one stays open."""
    life = handed_over()
    first, second = asks(life), asks(life)
    fact = give_opinion(
        life.dossier, second.hash, day=date(2026, 11, 24), now=AFTER, roles=CENTER, paper=PAPER
    )
    life.does(fact)
    assert [it.entry for it in open_consultations(life.dossier)] == [first.hash]
    assert questions(life.dossier)[1].opinion == Opinion(
        second.hash, date(2026, 11, 24), late=False, paper=PAPER
    )


def test_r89_an_answer_may_stand_on_the_control_sheet_or_in_the_system() -> None:
    """Words or a scan do; neither is no answer."""
    life = handed_over()
    asked = asks(life).hash
    give_opinion(life.dossier, asked, day=TODAY, now=START, roles=CENTER, content="Đồng ý")
    fact = give_opinion(life.dossier, asked, day=TODAY, now=START, roles=CENTER, page="ab" * 32)
    assert (fact.body["page"], fact.personal) == ("ab" * 32, None)
    with pytest.raises(Refused, match="opinion-empty"):
        give_opinion(life.dossier, asked, day=TODAY, now=START, roles=CENTER, content=" ")


def test_an_answer_lies_between_its_question_and_today() -> None:
    """A slip of the pen in the day is caught, and a draft is no paper."""
    life = handed_over()
    asked = asks(life).hash
    tomorrow, yesterday = date(2026, 11, 24), date(2026, 11, 22)
    with pytest.raises(Refused, match="opinion-in-the-future"):
        give_opinion(life.dossier, asked, day=tomorrow, now=START, roles=CENTER, content="x")
    with pytest.raises(Refused, match="opinion-before-question"):
        give_opinion(life.dossier, asked, day=yesterday, now=START, roles=CENTER, content="x")
    with pytest.raises(Refused, match="paper-signer-missing"):
        give_opinion(
            life.dossier, asked, day=TODAY, now=AFTER, roles=CENTER, paper=replace(PAPER, signer="")
        )


def test_a_question_that_nobody_asked_is_not_answered() -> None:
    """Nor is one twice, whatever desk recorded the answer first."""
    life = handed_over()
    asked = asks(life).hash
    with pytest.raises(Refused, match="consultation-unknown"):
        give_opinion(life.dossier, "ab" * 32, day=TODAY, now=START, roles=CENTER, content="x")
    fact = give_opinion(life.dossier, asked, day=TODAY, now=START, roles=CENTER, content="x")
    life.does(fact)
    life.does(fact)
    assert [mark.code for mark in life.dossier.conflicts] == ["consultation-answered"]
    assert len(life.dossier.facts(Opinion)) == 1


def test_r89_an_answer_after_the_limit_is_taken_and_is_late() -> None:
    """On the last day it is in time (C2), and a reported silence does not shut the door."""
    life = handed_over()
    first, second = asks(life), asks(life)
    life.does(report_silence(life.dossier, first.hash, now=AFTER, roles=CENTER))
    answered(life, first.hash, date(2026, 11, 26))
    answered(life, second.hash, date(2026, 11, 25))
    assert [it.what.late for it in life.dossier.facts(Opinion)] == [True, False]
    assert open_consultations(life.dossier) == ()


# --- silence ------------------------------------------------------------------------------------


def test_r89_a_silence_is_reported_only_after_the_limit() -> None:
    """The day of the limit has to end first (C2)."""
    life = handed_over()
    asked = asks(life).hash
    with pytest.raises(Refused) as refused:
        report_silence(life.dossier, asked, now=UNTIL + timedelta(hours=3), roles=CENTER)
    assert (refused.value.code, refused.value.facts) == (
        "consultation-not-late", {"day": "2026-11-25"}
    )  # fmt: skip
    fact = report_silence(life.dossier, asked, now=AFTER, roles=CENTER, note=" đã  nhắc ")
    life.does(fact)
    assert questions(life.dossier)[0].silence == Silence(asked, UNTIL, AFTER, "đã nhắc")


def test_r89_nobody_has_to_wait_for_a_silence_that_was_reported() -> None:
    """It stays open for the Center to pursue, and an approval may go on."""
    life = handed_over()
    asked = asks(life).hash
    assert silent_consultations(life.dossier, UNTIL) == ()
    assert [it.entry for it in silent_consultations(life.dossier, AFTER)] == [asked]
    assert [it.entry for it in awaited_consultations(life.dossier)] == [asked]
    life.does(report_silence(life.dossier, asked, now=AFTER, roles=CENTER))
    assert awaited_consultations(life.dossier) == ()
    assert [it.entry for it in open_consultations(life.dossier)] == [asked]
    assert [it.entry for it in silent_consultations(life.dossier, AFTER)] == [asked]


def test_a_silence_is_of_an_open_question_and_reported_once() -> None:
    """What was answered, reported or never asked is not silent."""
    life = handed_over()
    first, second = asks(life), asks(life)
    silence = report_silence(life.dossier, first.hash, now=AFTER, roles=CENTER)
    of_second = report_silence(life.dossier, second.hash, now=AFTER, roles=CENTER)
    answered(life, second.hash)
    for fact in (silence, silence, of_second):
        life.does(fact)
    assert [mark.code for mark in life.dossier.conflicts] == [
        "silence-known", "consultation-answered"
    ]  # fmt: skip
    with pytest.raises(Refused, match="consultation-unknown"):
        report_silence(life.dossier, "ab" * 32, now=AFTER, roles=CENTER)
    forged = public_body(Silence("ab" * 32, UNTIL, AFTER))
    life.desk.append("dossier.silence-reported", forged)
    assert life.dossier.conflicts[-1].code == "consultation-unknown"


def test_an_answer_to_what_nobody_asked_is_seen() -> None:
    """An entry of another desk that answers nothing is a conflict."""
    life = handed_over()
    body = public_body(Opinion("ab" * 32, TODAY, late=False))
    life.desk.append("dossier.opinion-recorded", body, personal={"content": "x"})
    assert [mark.code for mark in life.dossier.conflicts] == ["consultation-unknown"]


# --- bytes --------------------------------------------------------------------------------------

Told = Verification | Consultation | Opinion | Silence
PAPER_BYTES = f'{{"day":"2026-11-24","number":"45/YK","page":"{"cd" * 32}","signer":"Lê Thị Ký"}}'
GOLDEN: list[tuple[Told, str, str]] = [
    (
        replace(PRESENT, page="ab" * 32),
        (
            '{"applicant_present":true,"day":"2026-11-23","held_at":"2026-11-23T02:00:00.000000Z",'
            f'"number":"01/BB","page":"{"ab" * 32}"}}'
        ),
        (
            '{"content":"Hiện trạng đúng hồ sơ","participants":"Ông Nguyễn Văn Thử",'
            '"place":"Thôn Ví Dụ"}'
        ),
    ),
    (
        Consultation(7, "Sở Ví Dụ", UNTIL, "9/LYK", "Ý kiến về môi trường"),
        (
            '{"agency":"Sở Ví Dụ","agency_index":7,"number":"9/LYK",'
            '"until":"2026-11-25T02:00:00.000000Z"}'
        ),
        '{"content":"Ý kiến về môi trường"}',
    ),
    (
        Opinion("ef" * 32, TODAY, True, "ab" * 32, PAPER, "Đồng ý"),
        f'{{"asked":"{"ef" * 32}","day":"2026-11-23","late":true,"page":"{"ab" * 32}"}}',
        f'{{"content":"Đồng ý","paper":{PAPER_BYTES}}}',
    ),
    (
        Silence("ef" * 32, UNTIL, AFTER, "đã nhắc"),
        (
            f'{{"asked":"{"ef" * 32}","reported_at":"2026-11-26T02:00:00.000000Z",'
            '"until":"2026-11-25T02:00:00.000000Z"}'
        ),
        '{"note":"đã nhắc"}',
    ),
]


@pytest.mark.parametrize(("fact", "public", "personal"), GOLDEN)
def test_golden_bodies_of_appraising(fact: Told, public: str, personal: str) -> None:
    """Signed for ever: a renamed field is another format."""
    assert canonical(public_body(fact)).decode() == public
    assert canonical(personal_body(fact)).decode() == personal
    read = read_record(type(fact), Reader(public_body(fact)), Reader(personal_body(fact)))
    assert read == fact

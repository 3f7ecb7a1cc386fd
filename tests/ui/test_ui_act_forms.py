"""The forms of the next acts without a screen: what each asks, proposes, says and does."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from counter_app import wording
from counter_app.bootstrap import Counter
from counter_app.config import Config
from counter_app.desk.steps.agency_forms import LegForm, PaperForm, RouteForm
from counter_app.desk.steps.next_acts import NextAct
from counter_app.screens.acts.act_form import ActForm, Filled, Reads, read_line
from counter_app.screens.acts.menu import FORMS
from counter_app.screens.station import Station, open_station
from data.domain.appraising import Verification
from data.domain.clock import local
from data.domain.concluding import awaits_province
from data.domain.dossier import Dossier
from data.domain.errors import Refused
from data.domain.handing_over import hand_over
from data.domain.hands import Hands
from data.domain.lifecycle import State
from data.domain.routing import LegAnswer, Mode
from data.domain.supplementing import DraftForm, PaperDraft
from tests.fakes import at_agency, outcomes
from tests.fakes.desk import StillClock, opened

WEEK = timedelta(days=7)


@pytest.fixture
def station(config: Config, clock: StillClock) -> Iterator[Station]:
    """The desk as an officer sits at it, without a terminal."""
    wording.use("en")
    with opened(config, clock) as counter:
        station = open_station(counter, clock)
        station.sit(outcomes.officer_of(counter))
        yield station


def form_of(station: Station, act: NextAct, dossier: str) -> ActForm:
    """The form as A and its key open it; whatever it opens is offered."""
    told = at_agency.now(station.counter, dossier)
    offers = station.counter.following.offers(station.officer, told)
    assert act in {offer.act for offer in offers}
    return FORMS[act](station, told)


def filled(form: ActForm, **answers: str) -> Filled:
    """What is proposed, but for what was typed; a question that is not asked says nothing."""
    typed = {name.replace("_", "-"): answer for name, answer in answers.items()}
    said: dict[str, str] = {}
    asked = {ask.id for ask in form.asks()}
    assert typed.keys() <= asked
    for ask in form.asks():
        if ask.where(said):
            said[ask.id] = typed.pop(ask.id, ask.value)
    assert not typed, "it was asked"
    return Filled(said)


def done(form: ActForm, **answers: str) -> Dossier:
    after = form.act(filled(form, **answers))
    assert form.done(after)
    return after


def make(counter: Counter, station: Station, procedure: str = at_agency.USUAL) -> str:
    return at_agency.handed_over(counter, station.officer, procedure)


def test_every_question_of_every_form_is_asked_once(station: Station) -> None:
    """No two questions bear one name, and each one has words."""
    dossier = make(station.counter, station)
    told = at_agency.now(station.counter, dossier)
    offers = station.counter.following.offers(station.officer, told)
    for form in (FORMS[offer.act](station, told) for offer in offers):
        names = [ask.id for ask in form.asks()]
        assert len(set(names)) == len(names)
        assert all(ask.label for ask in form.asks())
        assert form.title


def test_r84_a_verification_is_asked_for_its_four_facts_only_where_they_are_wanted(
    station: Station,
) -> None:
    """Without the applicant a number will do."""
    form = form_of(station, NextAct.VERIFY, make(station.counter, station, at_agency.VERIFIED))
    assert not {"place", "held"} & filled(form).said.keys()
    after = done(
        form,
        number="BB-01",
        present="yes",
        held="8:30 23/11/2026",
        place="Thôn Ví Dụ",
        participants="chủ hồ sơ",
        content="phù hợp",
    )
    kept = after.last(Verification)
    assert kept is not None
    assert kept.what.place == "Thôn Ví Dụ"


def test_r93_an_agency_of_an_electronic_way_answers(station: Station) -> None:
    """Only those who have not answered stand there."""
    counter, officer = station.counter, station.officer
    dossier = at_agency.received(counter, officer, at_agency.LINKED)
    steps = counter.following.steps
    legs = steps.proposed_route(officer, at_agency.now(counter, dossier), Mode.ELECTRONIC)
    typed = tuple(LegForm(it.agency_index, f"{local(it.by):%d/%m/%Y}") for it in legs)
    route = RouteForm(Mode.ELECTRONIC, typed, "2468/QĐ-UBND", "20/10/2026")
    steps.set_route(officer, dossier, route)
    at_agency.hand(counter, officer, dossier)
    form = form_of(station, NextAct.ANSWER_LEG, dossier)
    (agency,) = [ask.options for ask in form.asks() if ask.id == "leg"]
    assert [name for _, name in agency] == ["Cục Thuế tỉnh"]
    after = done(form, result="Đã xác nhận.")
    assert after.last(LegAnswer) is not None


def test_r89_a_silence_is_reported_with_its_limit_told(station: Station, clock: StillClock) -> None:
    """A letter that was answered is no silence."""
    dossier = make(station.counter, station, at_agency.CONSULTING)
    asking = form_of(station, NextAct.CONSULT, dossier)
    done(asking, content="Cho ý kiến.", until="27/11/2026", number="5/CV")
    clock.forward(WEEK)
    form = form_of(station, NextAct.SILENCE, dossier)
    (told,) = form.live(filled(form).said)
    assert "17:00 27/11/2026" in told.plain
    done(form)
    with pytest.raises(AssertionError):
        form_of(station, NextAct.SILENCE, dossier)


def test_c10_what_was_drafted_stands_in_the_form_of_the_signed_paper(station: Station) -> None:
    """Forms 02 and 04: nothing that is on the draft is typed a second time."""
    dossier = make(station.counter, station)
    draft = form_of(station, NextAct.DRAFT_REQUEST, dossier)
    after = done(draft, defect_2="missing", note_2="cần bản chính", reason="chưa đủ")
    assert [it.what.form for it in after.facts(PaperDraft)] == [DraftForm.SUPPLEMENT]
    said = filled(form_of(station, NextAct.RETURN, dossier))
    assert (said["defect-2"], said["note-2"], said["reason"]) == (
        "missing",
        "cần bản chính",
        "chưa đủ",
    )
    done(form_of(station, NextAct.DRAFT_APOLOGY, dossier), reason="chậm", due="04/12/2026")
    said = filled(form_of(station, NextAct.APOLOGISE, dossier))
    assert (said["reason"], said["due"]) == ("chậm", "17:00 04/12/2026")
    refusal = form_of(station, NextAct.DRAFT_REFUSAL, dossier)
    after = done(refusal, reason="không đủ điều kiện", law="Điều 6 Luật Ví Dụ")
    assert after.facts(PaperDraft)[-1].what.form is DraftForm.REFUSAL


def test_r99_the_hop_of_the_province_names_both_hands(station: Station) -> None:
    """Who takes it is the officer who sits here, unless another is typed."""
    dossier = make(station.counter, station, at_agency.PROVINCIAL)
    approve = form_of(station, NextAct.APPROVE, dossier)
    done(approve, number="1/QĐ", day="23/11/2026", signer="Đỗ Văn Ký")
    form = form_of(station, NextAct.FROM_PROVINCE, dossier)
    assert filled(form)["receiver"] == station.officer.name
    assert not awaits_province(done(form, giver="Võ Thị Giao"))


def test_c24_closing_asks_how_the_citizen_was_told(station: Station) -> None:
    """Without a call in the log, words and a day; both are wanted."""
    counter = station.counter
    dossier = at_agency.returned(counter, station.officer)
    form = form_of(station, NextAct.CLOSE, dossier)
    with pytest.raises(Refused, match="close-notice-missing"):
        form.act(filled(form, reason="quá hạn"))
    after = done(form, reason="quá hạn", words="thư số 3", day="23/11/2026")
    assert after.state is State.CLOSED


def test_r124_whoever_withdraws_for_another_shows_a_paper(station: Station) -> None:
    """The paper of authorisation is asked for only where it is wanted."""
    form = form_of(station, NextAct.WITHDRAW, make(station.counter, station))
    assert "letter" not in filled(form).said
    with pytest.raises(Refused, match="collector-authorization-missing"):
        form.act(filled(form, capacity="authorised", number="DN-01"))
    after = done(form, capacity="authorised", letter="số 12/GUQ", number="DN-01")
    assert after.state is State.WITHDRAWN


def test_c22_a_component_is_counted_anew_with_its_count_before(station: Station) -> None:
    """What was counted before is told beside the fields."""
    dossier = at_agency.received(station.counter, station.officer)
    form = form_of(station, NextAct.CORRECT, dossier)
    first = at_agency.now(station.counter, dossier).taken_in().components[0]
    said = filled(form, reason="đếm nhầm", component=first.id, originals="2")
    (told,) = form.live(said.said)
    assert "1 original" in told.plain
    after = form.act(said)
    assert after.taken_in().components[0].counts.originals == 2
    with pytest.raises(Refused, match="count-unreadable"):
        form.act(replace(said, said={**said.said, "originals": "hai"}))


def test_r16_a_conflict_is_told_with_what_it_collides_with(station: Station) -> None:
    """The supervisor sees both acts in words, and the decision leaves one of them."""
    counter, officer = station.counter, station.officer
    dossier = at_agency.received(counter, officer)
    case = counter.following.acting.case(officer, at_agency.now(counter, dossier))
    twice = hand_over(
        case.dossier,
        Hands("Phạm Thị Giao", "Hoàng Văn Nhận"),
        procedure=case.procedure,
        now=case.now,
        rules=case.rules,
        roles=case.roles,
    )
    with counter.papers.journal.act(officer.id) as act:
        act.record(twice)
        act.record(twice)
    form = form_of(station, NextAct.RESOLVE, dossier)
    assert form.asks_pin
    (told,) = form.live(filled(form).said)
    assert "handed over to the agency 09:14 23/11/2026" in told.plain
    assert done(form, reason="nhập hai lần").conflicts == ()


@pytest.mark.parametrize(
    ("reads", "typed", "told"),
    [
        (Reads.DAY, "20/11/2026", "= Fri 20/11/2026"),
        (Reads.DAY, "hôm qua", "▲"),
        (Reads.LIMIT, "20/11/2026", "until the end of the office hours"),
        (Reads.LIMIT, "16:00 20/11/2026", "= Fri 16:00 20/11/2026"),
        (Reads.MOMENT, "20/11/2026", "▲"),
        (Reads.NAME, "so xay", "= Sở Xây dựng"),
        (Reads.NAME, "không có", "▲"),
    ],
)
def test_what_was_typed_is_told_as_it_was_understood(
    station: Station, reads: Reads, typed: str, told: str
) -> None:
    """A day, a moment, an agency by its words; what is not understood says how to type it."""
    form = form_of(station, NextAct.CONSULT, make(station.counter, station))
    (agency,) = [ask for ask in form.asks() if ask.id == "agency"]
    line = read_line(replace(agency, reads=reads), typed)
    assert line is not None
    assert told in line.plain


def test_a_paper_is_refused_by_what_it_lacks() -> None:
    """A number, and a day that is one."""
    for form, code in (
        (PaperForm(), "paper-number-missing"),
        (PaperForm("1"), "paper-day-missing"),
        (PaperForm("1", "hôm nay"), "day-unreadable"),
    ):
        with pytest.raises(Refused, match=code):
            form.paper()

"""Folders that go round and questions that stay open, whatever desks recorded apart (R89, R92)."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from data.domain.appraising import (
    Consultation,
    Opinion,
    Silence,
    awaited_consultations,
    open_consultations,
    questions,
)
from data.domain.dossier import Dossier
from data.domain.entries import Json, Recorded
from data.domain.folding import fold
from data.domain.handing_over import HandOver, Place, Progress, custody
from data.domain.procedures import Step
from data.domain.records import personal_body, public_body
from data.domain.routing import (
    Approval,
    LegAnswer,
    LegStatus,
    Mode,
    Route,
    RouteLeg,
    SentOn,
    leg_states,
    next_leg,
    position,
    route_complete,
)
from data.domain.vocabulary import (
    DOSSIER_CONSULTED,
    DOSSIER_HANDED_OVER,
    DOSSIER_LEG_ANSWERED,
    DOSSIER_OPINION_RECORDED,
    DOSSIER_PROGRESS_NOTED,
    DOSSIER_ROUTED,
    DOSSIER_SENT_ON,
    DOSSIER_SILENCE_REPORTED,
    DOSSIER_VERIFIED,
)
from tests.fakes.forge import START, ForgedDesk, an_id
from tests.fakes.lives import DOSSIER_ID, Life, handed_over

DUE = START + timedelta(days=3)
LEGS = tuple(RouteLeg(index, f"Sở Ví Dụ {index}", "Ý kiến", DUE) for index in (5, 7, 8, 9))
DECISION = Approval("0000/QĐ-UBND", date(2026, 1, 5))
DAY = date(2026, 11, 23)
KINDS = {
    Consultation: DOSSIER_CONSULTED,
    LegAnswer: DOSSIER_LEG_ANSWERED,
    Opinion: DOSSIER_OPINION_RECORDED,
    SentOn: DOSSIER_SENT_ON,
    Silence: DOSSIER_SILENCE_REPORTED,
}
Told = Consultation | LegAnswer | Opinion | SentOn | Silence

sends = st.builds(
    lambda sender, to: SentOn(sender, to, late=False), st.integers(-1, 5), st.integers(-1, 5)
)
IN_ORDER = [SentOn(one, (one + 1) % len(LEGS), late=False) for one in range(len(LEGS))]
ANSWERED = st.permutations([LegAnswer(leg, late=False, result="Xong") for leg in (1, 2, 3)])
hops = st.sampled_from(IN_ORDER)
answers = st.builds(lambda leg: LegAnswer(leg, late=False, result="Xong"), st.integers(-1, 5))


def routed(mode: Mode) -> Life:
    return handed_over(Route(mode, LEGS, START, DECISION))


def tell(desk: ForgedDesk, what: Told) -> Recorded:
    return desk.append(KINDS[type(what)], public_body(what), personal=personal_body(what))


def spread(draw: st.DrawFn, life: Life, acts: list[Told]) -> list[Recorded]:
    """Three desks record the acts; each knows what the first one did and some of the rest."""
    desks = [life.desk, *(ForgedDesk(name, known=list(life.desk.known)) for name in "bc")]
    entries = list(life.desk.known)
    for act in acts:
        desk = draw(st.sampled_from(desks))
        if draw(st.booleans()):
            desk.known.extend(it for it in entries if it not in desk.known)
        entries.append(tell(desk, act))
    return entries


@st.composite
def rounds(draw: st.DrawFn) -> list[Recorded]:
    """Much of what a lawful round has, in its order, with anything in between."""
    mode = draw(st.sampled_from(Mode))
    lawful: list[Told] = list(IN_ORDER) if mode is Mode.PAPER else list(draw(ANSWERED))
    acts = lawful[: draw(st.integers(0, len(lawful)))]
    for other in draw(st.lists(hops | sends | answers, max_size=6)):
        acts.insert(draw(st.integers(0, len(acts))), other)
    return spread(draw, routed(mode), acts)


@st.composite
def questionings(draw: st.DrawFn) -> list[Recorded]:
    """Questions that were asked, and answers and silences to them and to nothing."""
    life = handed_over()
    for number in ("", "1/LYK", "2/LYK"):
        tell(life.desk, Consultation(7, "Sở Ví Dụ 7", DUE, number, "Ý kiến"))
    asked = [*(it.hash for it in life.desk.known[-3:]), "ab" * 32]
    about = st.sampled_from(asked)
    opinions = st.builds(lambda it: Opinion(it, DAY, late=False, content="Đồng ý"), about)
    silences = st.builds(lambda it: Silence(it, DUE, DUE), about)
    again = st.just(Consultation(7, "Sở Ví Dụ 7", DUE, "1/LYK", "Ý kiến"))
    return spread(draw, life, draw(st.lists(opinions | silences | again, max_size=10)))


def shuffled(entries: list[Recorded], random: Random) -> list[Recorded]:
    mixed = [*entries, *entries[::2]]
    random.shuffle(mixed)
    return mixed


def walk(dossier: Dossier) -> list[tuple[int, int]]:
    return [(it.what.sender, it.what.to) for it in dossier.facts(SentOn)]


@given(rounds(), st.randoms())
def test_r92_the_order_of_the_legs_holds_under_any_interleaving(
    entries: list[Recorded], random: Random
) -> None:
    """What stands is a beginning of lead, second, third, …, lead; all else is a conflict."""
    dossier = fold(DOSSIER_ID, shuffled(entries, random))
    order = [(one, (one + 1) % len(LEGS)) for one in range(len(LEGS))]
    steps = walk(dossier)
    assert steps == order[: len(steps)]
    assert position(dossier) == (steps[-1][1] if steps else 0)
    assert custody(dossier).agency_index == LEGS[position(dossier) or 0].agency_index
    assert dossier == fold(DOSSIER_ID, entries)
    assert len(dossier.trail) + len(dossier.conflicts) == len(entries)


@given(rounds())
def test_r90_a_route_is_complete_when_every_other_agency_is_done(entries: list[Recorded]) -> None:
    """Whatever was recorded, complete means that nobody else is at work or still waits for it."""
    dossier = fold(DOSSIER_ID, entries)
    others = leg_states(dossier, START)[1:]
    assert route_complete(dossier) == all(it.status is LegStatus.DONE for it in others)
    answered = [it.what.leg for it in dossier.facts(LegAnswer)]
    assert len(set(answered)) == len(answered)
    assert set(answered) <= {1, 2, 3}
    assert not (answered and walk(dossier))
    assert not (route_complete(dossier) and next_leg(dossier))


@given(questionings(), st.randoms())
def test_r89_a_question_is_answered_once_and_never_silent_after_its_answer(
    entries: list[Recorded], random: Random
) -> None:
    """A silence may come before its answer and never after it; neither comes twice."""
    dossier = fold(DOSSIER_ID, shuffled(entries, random))
    assert dossier == fold(DOSSIER_ID, entries)
    answered: set[str] = set()
    silent: set[str] = set()
    asked: set[str] = set()
    for it in dossier.trail:
        match it.what:
            case Consultation():
                asked.add(it.entry)
            case Opinion(asked=question):
                assert question in asked - answered
                answered.add(question)
            case Silence(asked=question):
                assert question in asked - answered - silent
                silent.add(question)
    assert {it.entry for it in questions(dossier)} == asked
    assert {it.entry for it in open_consultations(dossier)} == asked - answered
    assert {it.entry for it in awaited_consultations(dossier)} == asked - answered - silent
    assert len(dossier.trail) + len(dossier.conflicts) == len(entries)


BODIES: list[tuple[str, dict[str, Json]]] = [
    (DOSSIER_ROUTED, public_body(Route(Mode.PAPER, LEGS, START, DECISION))),
    (DOSSIER_HANDED_OVER, public_body(HandOver(5, "Sở Ví Dụ 5", DUE, late=False))),
    (DOSSIER_PROGRESS_NOTED, public_body(Progress(Step.APPRAISE, "1", DAY))),
    (DOSSIER_VERIFIED, {"day": DAY.isoformat(), "applicant_present": True}),
    *((KINDS[type(it)], public_body(it)) for it in (
        SentOn(0, 1, late=False),
        LegAnswer(1, late=False),
        Consultation(7, "Sở Ví Dụ 7", DUE),
        Opinion("ab" * 32, DAY, late=False),
        Silence("ab" * 32, DUE, DUE),
    )),
]  # fmt: skip
scalars = st.none() | st.booleans() | st.integers(-5, 5) | st.sampled_from(["", "x", "paper"])
wild = scalars | st.lists(scalars, max_size=2) | st.dictionaries(st.just("by"), scalars)


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, dict[str, Json]]:
    """A body of one of these kinds of which one field says something else, or nothing."""
    kind, body = draw(st.sampled_from(BODIES))
    name = draw(st.sampled_from(sorted(body)))
    changed = {**body, name: draw(wild)}
    return kind, changed if draw(st.booleans()) else {
        key: value for key, value in body.items() if key != name
    }


@given(st.sampled_from([None, *Mode]), st.lists(damaged(), max_size=6), st.randoms())
def test_no_damaged_body_makes_a_view_fall(
    mode: Mode | None, events: list[tuple[str, dict[str, Json]]], random: Random
) -> None:
    """What cannot be read is a mark, and every view of the dossier still answers."""
    life = routed(mode) if mode else handed_over()
    entries = [*life.desk.known, *(life.desk.append(kind, body) for kind, body in events)]
    dossier = fold(DOSSIER_ID, shuffled(entries, random))
    assert custody(dossier).place in set(Place)
    assert len(leg_states(dossier, DUE)) == (len(LEGS) if mode else 0)
    assert route_complete(dossier) or mode is not None
    assert {it.entry for it in open_consultations(dossier)} <= {it.hash for it in entries}
    assert len(dossier.trail) + len(dossier.conflicts) == len(entries)


@given(rounds())
def test_erasing_the_names_leaves_the_round_as_it_was(entries: list[Recorded]) -> None:
    """Who gave and who took can be forgotten; where the folder is cannot."""
    full = fold(DOSSIER_ID, entries)
    erased = fold(an_id("dossier"), [replace(it, personal=None) for it in entries])
    assert walk(erased) == walk(full)
    assert custody(erased) == replace(custody(full), person="")

"""Center life: the same for each seed, lawful, in order, and of people who cannot exist."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import islice, pairwise
from random import Random

import pytest

from counter_app.practice.life import CenterLife, Life
from counter_app.practice.life_habits import USES, Habits
from counter_app.practice.life_people import (
    GIVEN,
    OLD_CARD,
    PHONE,
    PROVINCE,
    a_person,
    an_organisation,
)
from counter_app.practice.life_processes import in_processes
from data.domain.catalogue import Catalogue
from data.domain.clock import local
from data.domain.dossier import Dossier
from data.domain.entries import Json, canonical
from data.domain.errors import Refused
from data.domain.folding import KINDS
from data.domain.lifecycle import State
from data.domain.numbering import Slice
from data.domain.people import IdentityKind
from data.domain.vocabulary import DOSSIER_BACK_ON_SHELF, DOSSIER_RESOLVED
from data.domain.workdays import at
from tests.fakes.center_life import MONDAY, center_life, days_from, rulebook, stages

QUARTER = days_from(MONDAY, 91)


@pytest.fixture(scope="module")
def lives() -> list[Life]:
    """Of a quarter of a year, so that some have come to their end and some have not."""
    return list(center_life(7, days=QUARTER))


@pytest.fixture(scope="module")
def folded(lives: list[Life]) -> dict[str, list[Dossier]]:
    """Each dossier after each of its entries."""
    return {life.id: list(stages(life)) for life in lives}


def said(lives: list[Life], kind: str) -> Iterator[dict[str, Json]]:
    for life in lives:
        for it in life.facts:
            if it.fact.kind == kind:
                yield dict(it.fact.body)


# --- the same for each seed ---------------------------------------------------------------------


def test_the_same_seed_gives_the_same_lives() -> None:
    """Ids, names, codes and times; another seed gives other ones."""
    assert list(center_life(3)) == list(center_life(3))
    assert {life.id for life in center_life(3)}.isdisjoint(life.id for life in center_life(4))


def test_a_shorter_look_shows_the_same_beginning() -> None:
    """Whoever takes only some lives gets those that everybody gets first."""
    assert list(islice(center_life(3), 10)) == list(center_life(3))[:10]


def test_a_day_is_told_without_the_others() -> None:
    """The lives that begin on one day do not depend on which days are told beside it."""
    day = MONDAY + timedelta(days=3)
    alone = {
        life.id: life for life in center_life(3, days=[day], until=at(date(2026, 3, 16), time()))
    }
    among = {life.id: life for life in center_life(3)}
    assert alone
    assert all(among[name] == life for name, life in alone.items())


def test_a_longer_story_only_goes_on() -> None:
    """What is told until an earlier evening is the beginning of what is told until a later one."""
    longer = {life.id: life for life in center_life(3, until=at(date(2026, 5, 1), time()))}
    for life in center_life(3):
        assert longer[life.id].facts[: len(life.facts)] == life.facts


def test_several_processes_tell_the_same() -> None:
    """In the same order, whichever process was the faster one."""
    life = center_life(5, days=days_from(MONDAY, 4))
    assert list(in_processes(life, 2)) == list(life)


# --- when ---------------------------------------------------------------------------------------


def test_lives_come_in_order(lives: list[Life]) -> None:
    """By their first entry; and no entry of a life is before the one in front of it."""
    assert all(one.came <= two.came for one, two in pairwise(lives))
    for life in lives:
        assert all(one.at <= two.at for one, two in pairwise(life.facts))


def test_everything_happens_while_the_center_is_open(lives: list[Life]) -> None:
    """No clock of this machine is in it: every moment is in a session of the days asked for."""
    rules = rulebook().in_force
    for life in lives:
        for it in life.facts:
            assert QUARTER[0] <= local(it.at).date() <= QUARTER[-1]
            closes = it.at == at(local(it.at).date(), rules.profile.hours.closes)
            assert closes or rules.profile.hours.is_open(it.at, rules.calendar), it.at


def test_nothing_is_told_of_later_than_asked() -> None:
    """The story stops in the middle of a day, and of a dossier."""
    until = at(date(2026, 3, 12), time(10, 30))
    told = list(center_life(3, until=until))
    assert max(it.at for life in told for it in life.facts) <= until
    assert any(life.dossier.state is State.APPRAISAL for life in told)


def test_more_people_come_on_mondays_and_in_the_morning(lives: list[Life]) -> None:
    """And most of all in the hours that the table says."""
    days = Counter(life.came.weekday() for life in lives)
    hours = Counter(life.came.hour for life in lives)
    assert days[0] > days[4]
    assert not days[6]
    assert hours[9] > hours[11]
    assert hours[14] > hours[16]


def test_more_people_come_after_a_holiday() -> None:
    """The first Monday after Tết is busier than a Monday after a plain weekend."""
    after_tet, plain = date(2026, 2, 23), date(2026, 3, 9)
    habits = Habits(per_day=100)
    life = center_life(1, days=[after_tet, plain], habits=habits)
    assert len(list(life.of_day(after_tet))) > len(list(life.of_day(plain)))


def test_nobody_comes_on_a_day_off() -> None:
    """Sundays and holidays are empty, also when they are asked for alone."""
    assert list(center_life(1, days=[date(2026, 3, 8)])) == []


def test_a_calendar_that_ends_ends_the_story() -> None:
    """What would be promised for a year that nobody listed is not told; nothing is refused."""
    days = days_from(date(2027, 12, 20), 20)
    told = list(center_life(1, days=days))
    assert told
    assert max(life.came for life in told).year == 2027


# --- lawful -------------------------------------------------------------------------------------


def test_no_life_has_a_conflict(lives: list[Life], folded: dict[str, list[Dossier]]) -> None:
    """Every fact was decided, and stands when it is read again."""
    for life in lives:
        dossier = folded[life.id][-1]
        assert not dossier.conflicts
        assert not dossier.unread
        assert dossier.state is life.dossier.state


def test_every_state_is_reached(folded: dict[str, list[Dossier]]) -> None:
    """But "new", in which nothing was committed."""
    reached = {dossier.state for all_of_it in folded.values() for dossier in all_of_it}
    assert reached == set(State) - {State.NEW}


def test_every_action_is_done() -> None:
    """But the settling of conflicts, and the way back that this profile does not go."""
    uses = {**USES, "MAU-NK-01": 8}
    busy = Habits(25, 9, uses, returned=0.4, in_parts=1, silent=0.5, recalled=0.1, undelivered=0.5)
    told = center_life(
        5, days=days_from(MONDAY, 42), habits=busy, until=at(date(2026, 9, 1), time())
    )
    kinds = {it.fact.kind for life in told for it in life.facts}
    undone = {DOSSIER_RESOLVED, DOSSIER_BACK_ON_SHELF}
    assert {kind for kind in KINDS if kind not in undone} == kinds


def test_every_fact_fits_an_entry(lives: list[Life]) -> None:
    """Texts are clean, and bodies are JSON of format 1."""
    for life in lives[:200]:
        for it in life.facts:
            canonical(it.fact.body)
            canonical(it.fact.personal)


def test_codes_and_form_numbers_are_given_once(lives: list[Life]) -> None:
    """From the slice, with the day of receipt and the agency in them."""
    received = [*said(lives, "dossier.received"), *said(lives, "dossier.answered")]
    codes = [str(body["code"]) for body in received]
    asked = [str(body["number"]) for body in said(lives, "dossier.supplement-requested")]
    refused = [str(body["number"]) for body in said(lives, "dossier.refused")]
    for numbers in (codes, asked, refused):
        assert numbers
        assert len(set(numbers)) == len(numbers)


def test_a_full_day_sends_people_home() -> None:
    """Who finds no number left comes when the door opens next, and gets one of that day."""
    few = Slice(101, 400)
    days = days_from(MONDAY, 3)
    one_agency = Habits(per_day=300, uses=dict.fromkeys(codes_of_others(), 0.0))
    told = list(center_life(2, days=days, numbers=few, habits=one_agency))
    numbers = [str(body["code"]) for body in said(told, "dossier.received")]
    assert len(set(numbers)) == len(numbers)
    assert all(101 <= int(code.rpartition("-")[2]) <= 400 for code in numbers)
    on_monday = [code for code in numbers if "-260302-" in code]
    assert len(on_monday) == 225
    assert any(life.came.time() == time(7) for life in told)
    assert all(one.came <= two.came for one, two in pairwise(told))


def codes_of_others() -> list[str]:
    kept = "MAU-GTVT-01"
    return [it.code for it in rulebook().catalogue.procedures if it.code != kept]


def test_who_chose_wrongly_stands_there_again(lives: list[Life]) -> None:
    """The dossier that replaces a cancelled one is of the same person (C15)."""
    by_id = {life.id: life for life in lives}
    again = [
        (life, by_id[str(it.fact.body["replaces"])])
        for life in lives
        for it in life.facts
        if it.fact.kind == "dossier.received" and it.fact.body["replaces"]
    ]
    assert again
    for second, first in again:
        assert first.dossier.state is State.CANCELLED
        assert first.facts[0].fact.body["visit"] == second.facts[0].fact.body["visit"]


def test_a_refusal_of_the_domain_is_not_hidden() -> None:
    """Only what a calendar does not list ends a life early: anything else is a fault, and seen."""
    rules = rulebook()
    unnamed = [
        replace(it, components=tuple(replace(one, name="") for one in it.components))
        for it in rules.catalogue.procedures
    ]
    catalogue = Catalogue(rules.catalogue.edition, tuple(unnamed))
    life = replace(center_life(1, habits=Habits(supplement=1)), catalogue=catalogue)
    with pytest.raises(Refused, match="demand-name-missing"):
        list(life)


# --- how often ----------------------------------------------------------------------------------


def test_a_dossier_has_as_many_entries_as_asked() -> None:
    """On average, once it has come to its end."""
    until = at(date(2026, 12, 1), time())
    for wanted in (7, 8, 10):
        told = center_life(2, until=until, habits=Habits(per_day=30, entries=wanted))
        ended = [len(life.facts) for life in told if not life.dossier.state.is_open]
        assert sum(ended) / len(ended) == pytest.approx(wanted, rel=0.12)


def test_habits_say_how_often() -> None:
    """With the share 0 something never happens, with the share 1 always."""
    never = Habits(per_day=20, supplement=0, refused=0, wrong_choice=0, online=0, returned=0)
    kinds = {it.fact.kind for life in center_life(2, habits=never) for it in life.facts}
    assert kinds.isdisjoint(
        {"dossier.supplement-requested", "dossier.cancelled", "dossier.applied", "dossier.returned"}
    )
    always = Habits(per_day=20, refused=1)
    states = {life.dossier.state for life in center_life(2, habits=always)}
    assert states <= {State.REFUSED, State.CANCELLED, *_OF_WRONG_CHOICES, State.DIRECTED}


_OF_WRONG_CHOICES = {State.APPLIED, State.POSTED}
"""What came by the post or online, and is looked at on the morning after the story."""


def test_usual_shares_are_those_of_the_habits(lives: list[Life]) -> None:
    """Roughly: lateness, forms 02 at the desk, and what the post carries."""
    arrived = [body["timing"] for body in said(lives, "dossier.result-brought") if "timing" in body]
    late = [it for it in arrived if isinstance(it, dict) and not it["in_time"]]
    assert 0.04 < len(late) / len(arrived) < 0.18
    asked = sum(1 for _ in said(lives, "dossier.supplement-requested"))
    assert 0.04 < asked / len(lives) < 0.13
    posted = [body for body in said(lives, "dossier.received") if body["return_by_post"]]
    assert 0.08 < len(posted) / len(lives) < 0.2


def test_some_results_are_never_fetched() -> None:
    """Months later they still lie at the return desk, as often as the habits say."""
    until = at(date(2026, 12, 1), time())
    habits = Habits(per_day=40, uncollected=0.2)
    told = list(center_life(2, until=until, habits=habits))
    brought = [it for it in told if any(_is_brought(one.fact.kind) for one in it.facts)]
    waiting = [life for life in brought if life.dossier.state is State.WAITING]
    assert 0.13 < len(waiting) / len(brought) < 0.27


def _is_brought(kind: str) -> bool:
    return kind == "dossier.result-brought"


def test_frequent_procedures_are_frequent(lives: list[Life]) -> None:
    """A driving licence is exchanged far more often than an association is founded."""
    asked = Counter(_procedure(life) for life in lives)
    assert asked["MAU-GTVT-01"] > 5 * asked["MAU-NV-01"]
    assert not asked["MAU-NV-02"]


def _procedure(life: Life) -> str:
    body = life.facts[0].fact.body
    if life.facts[0].fact.kind == "dossier.applied":
        matter = body["matter"]
        assert isinstance(matter, dict)
        return str(matter["procedure_code"])
    procedure = body["procedure"]
    assert isinstance(procedure, dict)
    return str(procedure["code"])


# --- who ----------------------------------------------------------------------------------------


def test_nobody_of_them_can_exist() -> None:
    """Given names that are none, cards of no province, telephones of no network."""
    random = Random(1)
    for _ in range(200):
        one = a_person(random)
        assert one.name.endswith(GIVEN)
        first = OLD_CARD if one.identity_kind is IdentityKind.OLD_CARD else PROVINCE
        assert one.identity.startswith(first)
        assert one.phone.startswith(PHONE)
        company = an_organisation(random)
        assert company.representative.endswith(GIVEN)
        assert company.tax_code.startswith("00")


def test_every_applicant_of_a_life_is_one_of_them(folded: dict[str, list[Dossier]]) -> None:
    """Also after a correction, and for whoever fetches a result."""
    for all_of_it in folded.values():
        applicant = all_of_it[-1].applicant
        assert applicant is not None
        assert applicant.identity.startswith((PROVINCE, OLD_CARD)) or applicant.is_organisation


def test_pages_are_those_that_are_there() -> None:
    """Where hashes of page files are given, no other page is named."""
    page = "ab" * 32
    told = [
        life for life in center_life(2, pages=[page]) if life.dossier.state is not State.REFUSED
    ]
    named = {
        page
        for life in told
        for dossier in [list(stages(life))[-1]]
        if dossier.reception is not None
        for page in dossier.reception.pages
    }
    assert named == {page}


def test_a_center_without_a_role_is_not_told() -> None:
    """Somebody has to be able to do what is told."""
    with pytest.raises(AssertionError):
        replace(center_life(1), officers=())


def test_until_is_a_moment_of_any_zone() -> None:
    """The end of the story is a moment, not a reading of a clock on the wall."""
    until = datetime.fromisoformat("2026-03-10T03:00:00+00:00")
    assert isinstance(center_life(1, until=until), CenterLife)
    assert max(life.came for life in center_life(1, until=until)) <= until

"""Two desks that did not hear of each other: what stands of both breaks no rule.

A referee reads the entries that stand and asks no room (R31–R33, R79, R97–R100). Whatever a
supervisor then decides about the others, nothing that stands breaks a rule either.
"""

from collections.abc import Iterator
from random import Random
from typing import Final

import pytest

from data.domain.dossier import Dossier
from data.domain.entries import Body, Fact, Recorded
from data.domain.errors import Refused
from data.domain.folding import fold
from data.domain.lifecycle import Action
from tests.fakes.forge import ForgedDesk
from tests.fakes.likely_acts import lead
from tests.fakes.plain.acting import Moment
from tests.fakes.plain.notes import Resolve
from tests.fakes.plain.world import SUPERVISOR
from tests.fakes.put_to_rooms import Room, decide
from tests.fakes.referee import Referee, breaches
from tests.fakes.told_twice import MONDAY
from tests.fakes.two_centers import MATTERS, POLICIES
from tests.fakes.whole_lives import DOSSIER, Desk, new_desk

SEED, LIVES = 61, 400
PAST, APART = 14, 6
"""Acts at most that both desks know of, and acts that each does alone."""
RESOLUTIONS_LIMIT: Final = 40


def led_apart(random: Random) -> tuple[Desk, Desk]:
    """A life that went on at two desks at once."""
    one = new_desk(random.choice(POLICIES), random.choice(MATTERS))
    now = lead(one, MONDAY, random, random.randint(4, PAST))
    other = one.fork("b")
    for desk in (one, other):
        lead(desk, now, random, random.randint(1, APART))
    return one, other


def all_of(desks: tuple[Desk, Desk]) -> list[Recorded]:
    """Every entry once."""
    return list({it.hash: it for desk in desks for it in desk.forged.known}.values())


def lives() -> Iterator[tuple[Desk, list[Recorded], Random]]:
    random = Random(SEED)
    for _ in range(LIVES):
        desks = led_apart(random)
        yield desks[0], all_of(desks), random


def settled(desk: Desk, entries: list[Recorded], random: Random) -> Iterator[ForgedDesk]:
    """A supervisor's desk after each decision, until nothing is left to decide."""
    third = ForgedDesk("c", known=[*entries])
    for _ in range(RESOLUTIONS_LIMIT):
        dossier = fold(DOSSIER, third.known)
        if not dossier.conflicts:
            return
        fact = decided(dossier, desk, stands=random.random() < 0.5)
        third.append(fact.kind, fact.body, personal=fact.personal)
        yield third
    pytest.fail("nobody comes to an end of it")


def decided(dossier: Dossier, desk: Desk, *, stands: bool) -> Fact:
    """What would leave nothing of the dossier is refused, and the other act stands instead."""
    at = Moment(MONDAY, "0c" * 16, frozenset({SUPERVISOR}))
    room = Room(dossier, desk.procedure, desk.rules, at)
    try:
        return decide(Resolve(stands=stands), room)
    except Refused as refused:
        if refused.code != "resolution-leaves-nothing":
            raise
    return decide(Resolve(stands=False), room)


def test_what_stands_of_two_desks_that_never_spoke_breaks_no_rule() -> None:
    """Not at the merge, and not after any decision of a supervisor about what collided."""
    collided = 0
    for desk, entries, random in lives():
        new_dates = desk.told.life.policy.new_dates
        assert breaches(fold(DOSSIER, entries), entries, new_dates=new_dates) == []
        for third in settled(desk, entries, random):
            collided += 1
            merged = fold(DOSSIER, third.known)
            assert breaches(merged, third.known, new_dates=new_dates) == []
            assert merged.trail[-1].action is Action.RESOLVE
    assert collided > LIVES / 4


def test_the_referee_sees_what_was_handed_out_unpaid_twice_and_by_the_wrong_hands() -> None:
    """A game without a foul proves nothing where the referee is blind."""
    desk, referee = ForgedDesk("a"), Referee(new_dates=1, fee="unpaid")
    result: Body = {"kind": "granted", "via_province": False, "items": [{"id": "1"}]}
    out: Body = {"role": "center-officer", "items": ["1"], "originals": 0}
    for kind, body in (("approved", result), ("released", out), ("released", out)):
        referee.reads(desk.append(f"dossier.{kind}", body))
    assert sorted(set(referee.found)) == [
        "R32: dossier.released",
        "R98: dossier.released by center-officer",
        "dossier.released twice",
    ]

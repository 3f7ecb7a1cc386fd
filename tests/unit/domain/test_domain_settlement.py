"""A settlement names what it settles; what both signed is undone by a leader alone (R115)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import pytest

from data.domain.entries import ENTRY_LIMIT_BYTES, Fact, canonical
from data.domain.errors import Refused
from data.domain.hands import Hands
from data.domain.money import Movement
from data.domain.paying import Method
from data.domain.roles import Role
from data.domain.settlement import (
    LINES_LIMIT,
    LINES_OF_ENTRY,
    MAY_SETTLE,
    Settle,
    Settlement,
    annul,
    fold_settlement,
    settle,
)
from data.domain.vocabulary import SETTLEMENT_ANNULLED, SETTLEMENT_LISTED, SETTLEMENT_MADE
from tests.fakes.endings import LEADER
from tests.fakes.forge import START, ForgedDesk, an_id

ID: Final = an_id("settlement")
ROLES: Final = frozenset({Role.POSTAL})
DAY: Final = date(2026, 11, 23)
ACT: Final = Settle(
    "QT-03-0001/2026", 5, "Sở Kế hoạch và Đầu tư", DAY, Hands("Lê Thị Giao", "Đỗ Văn Nhận"), "03"
)


def movement(number: int, method: Method = Method.CASH, *, charge: int = 50_000) -> Movement:
    return Movement(
        entry=an_id(str(number)) * 2,
        dossier=an_id("dossier"),
        agency_index=5,
        at=START,
        day=DAY - timedelta(days=number % 3),
        desk_key=an_id("key"),
        officer=an_id("officer"),
        by_post=True,
        method=method,
        till="",
        charge_vnd=charge,
        duty_vnd=10_000 if charge > 0 else 0,
        receipt="AA 1",
    )


MOVED: Final = (movement(0), movement(1, Method.VIETQR), movement(2, charge=-20_000))


def append(desk: ForgedDesk, *facts: Fact) -> None:
    for fact in facts:
        desk.append(fact.kind, fact.body, personal=fact.personal, subject=ID)


def folded(desk: ForgedDesk) -> Settlement:
    settlement = fold_settlement(ID, desk.known)
    assert settlement is not None
    return settlement


def test_golden_bytes_of_a_settlement() -> None:
    """Sums, days and lines are signed; who gave and who took can be erased."""
    (fact,) = settle(ID, ACT, MOVED[:1], roles=ROLES)
    assert canonical(fact.body).decode() == (
        '{"agency":"Sở Kế hoạch và Đầu tư","agency_index":5,"charge_vnd":50000,"count":1,'
        '"desk":"03","duty_vnd":10000,"first":"2026-11-23","last":"2026-11-23",'
        f'"lines":["{MOVED[0].entry}"],"number":"QT-03-0001/2026",'
        '"sums":[{"amount_vnd":60000,"count":1,"method":"cash"}]}'
    )
    assert fact.personal == {"giver": "Lê Thị Giao", "receiver": "Đỗ Văn Nhận"}


def test_r115_everything_that_is_open_is_summed_with_what_went_back() -> None:
    """From the first day of which anything is open; by method too."""
    desk = ForgedDesk("a")
    append(desk, *settle(ID, ACT, MOVED, roles=ROLES))
    made = folded(desk).made
    assert (made.charge_vnd, made.duty_vnd, made.amount_vnd) == (80_000, 20_000, 100_000)
    assert (made.first, made.last, made.count) == (DAY - timedelta(days=2), DAY, 3)
    assert [(it.method, it.amount_vnd) for it in made.sums] == [
        (Method.CASH, 40_000),
        (Method.VIETQR, 60_000),
    ]
    assert folded(desk).stands


def test_a_long_settlement_goes_on_in_further_entries() -> None:
    """None of them is larger than an entry may be, and no line is lost or told twice."""
    moved = [movement(number) for number in range(2 * LINES_OF_ENTRY + 1)]
    facts = settle(ID, replace(ACT, agency="Sở " * 60), moved, roles=ROLES)
    assert [it.kind for it in facts] == [SETTLEMENT_MADE, SETTLEMENT_LISTED, SETTLEMENT_LISTED]
    assert all(len(canonical(it.body)) < ENTRY_LIMIT_BYTES - 4_096 for it in facts)
    desk = ForgedDesk("a")
    append(desk, *facts, facts[1])
    assert folded(desk).lines == tuple(it.entry for it in moved)
    assert folded(desk).made.count == len(moved)


@pytest.mark.parametrize("role", sorted(set(Role) - MAY_SETTLE))
def test_who_takes_no_money_for_an_agency_does_not_settle(role: Role) -> None:
    """Neither made nor annulled."""
    with pytest.raises(Refused, match="role-may-not"):
        settle(ID, ACT, MOVED, roles={role})
    desk = ForgedDesk("a")
    append(desk, *settle(ID, ACT, MOVED, roles=ROLES))
    with pytest.raises(Refused, match="role-may-not"):
        annul(folded(desk), reason="Sai.", confirmation=LEADER, roles={role})


def test_what_is_settled_is_something_between_two_names() -> None:
    """An empty settlement is none, and one that nobody gave or took is none either."""
    with pytest.raises(Refused, match="settlement-empty"):
        settle(ID, ACT, (), roles=ROLES)
    with pytest.raises(Refused, match="receiver-missing"):
        settle(ID, replace(ACT, given=Hands("A", "")), MOVED, roles=ROLES)
    with pytest.raises(Refused, match="settlement-too-long"):
        settle(ID, ACT, MOVED * (LINES_LIMIT // 3 + 1), roles=ROLES)


def test_what_both_signed_is_annulled_with_a_leader_and_a_reason() -> None:
    """And only once."""
    desk = ForgedDesk("a")
    append(desk, *settle(ID, ACT, MOVED, roles=ROLES))
    with pytest.raises(Refused, match="settlement-annul-reason-missing"):
        annul(folded(desk), reason=" ", confirmation=LEADER, roles=ROLES)
    with pytest.raises(Refused, match="settlement-annul-unconfirmed"):
        annul(folded(desk), reason="Sai kỳ.", confirmation=None, roles=ROLES)
    fact = annul(folded(desk), reason="Sai kỳ.", confirmation=LEADER, roles=ROLES)
    assert (fact.kind, fact.personal) == (SETTLEMENT_ANNULLED, {"reason": "Sai kỳ."})
    append(desk, fact)
    settlement = folded(desk)
    assert not settlement.stands
    assert settlement.annulled is not None
    assert settlement.annulled.reason == "Sai kỳ."
    assert settlement.lines
    with pytest.raises(Refused, match="settlement-annulled"):
        annul(settlement, reason="Nữa.", confirmation=LEADER, roles=ROLES)
    append(desk, fact)
    assert folded(desk).conflicts == (desk.known[-1].hash,)


def test_what_nobody_made_is_no_settlement() -> None:
    """Further lines alone, a broken body, and what a newer program wrote make none."""
    desk = ForgedDesk("a")
    append(desk, Fact(ID, SETTLEMENT_LISTED, {"lines": ["ab"]}))
    append(desk, Fact(ID, SETTLEMENT_MADE, {"number": 7}))
    desk.append(SETTLEMENT_MADE, {}, subject=ID, version=9)
    assert fold_settlement(ID, desk.known) is None
    append(desk, *settle(ID, ACT, MOVED, roles=ROLES))
    append(desk, Fact(ID, SETTLEMENT_LISTED, {"lines": "none"}))
    assert folded(desk).lines == tuple(it.entry for it in MOVED)

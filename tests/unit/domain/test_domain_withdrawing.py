"""An owner takes a dossier back in writing (C24)."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

import pytest

from data.domain.confirmation import Confirmation
from data.domain.entries import Recorded, canonical
from data.domain.errors import Refused
from data.domain.kinds import enter
from data.domain.lifecycle import State
from data.domain.people import Authorization, Capacity, Scope
from data.domain.received import FeeState, Reception
from data.domain.records import personal_body, public_body
from data.domain.releasing import Collector
from data.domain.withdrawing import (
    WITHDRAW,
    Withdraw,
    Withdrawal,
    withdraw,
    withdrawal_objections,
)
from tests.fakes.endings import (
    LEADER,
    RETURN_DESK,
    approved,
    approves,
    at_agency,
    now,
    taking,
    together,
    twin,
)
from tests.fakes.lives import CENTER, Life, received

ASKED = Withdraw(
    "Nguyễn Văn Thử",
    number="5/ĐN",
    day=date(2026, 11, 23),
    page="ef" * 32,
    fee_note="Hoàn trả 50.000 đ theo Điều 0",
    reason="Không còn nhu cầu",
)
LETTER = Authorization(Capacity.AUTHORISED, "số 1/GUQ", Scope.BOTH, date(2026, 12, 31))


def codes(objections: Iterable[Refused]) -> list[str]:
    return [it.code for it in objections]


def at_center(reception: Reception | None = None) -> Life:
    return received(reception or taking())


def against(life: Life, act: Withdraw = ASKED) -> list[str]:
    return codes(withdrawal_objections(life.dossier, act, now=now(life)))


def withdraws(life: Life, act: Withdraw = ASKED) -> Recorded:
    return life.does(withdraw(life.dossier, act, now=now(life), roles=CENTER))


def withdrawal(life: Life) -> Withdrawal:
    record = life.dossier.last(Withdrawal)
    assert record is not None
    return record.what


@pytest.mark.parametrize("begin", [at_center, at_agency])
def test_c24_a_dossier_is_withdrawn_until_there_is_a_result(begin: Callable[[], Life]) -> None:
    """At the Center and at the agency; the request, its giver and its reason are kept."""
    life = begin()
    withdraws(life)
    assert life.dossier.state is State.WITHDRAWN
    assert (withdrawal(life).number, withdrawal(life).by) == ("5/ĐN", "Nguyễn Văn Thử")
    assert (withdrawal(life).fee, withdrawal(life).confirmation) == (FeeState.PAID, None)


def test_c24_a_result_is_fetched_and_not_withdrawn() -> None:
    """What was decided stands."""
    with pytest.raises(Refused, match="action-not-now"):
        withdraws(approved())


def test_c24_a_withdrawal_is_asked_for_in_writing() -> None:
    """By a number, by a scan or by both, by somebody with a name, and not tomorrow."""
    life = at_center()
    spoken = replace(ASKED, number=" ", page="", by=" ", day=date(2026, 11, 24))
    assert against(life, spoken) == [
        "withdrawal-request-missing",
        "paper-in-the-future",
        "withdrawal-name-missing",
    ]
    assert against(life, replace(ASKED, number="", day=None)) == []
    assert against(life, replace(ASKED, page="")) == []


def test_r124_only_the_owner_or_who_is_authorised_takes_it_back() -> None:
    """The paper of authorisation is named; for anybody else a leader decides."""
    life = at_center()
    other = replace(ASKED, by="Trần Thị Không Có", capacity=Collector.AUTHORISED)
    assert against(life, other) == ["collector-authorization-missing"]
    heir = replace(other, capacity=Collector.OTHER)
    assert against(life, heir) == ["collector-needs-leader"]
    withdraws(life, replace(other, authorization=LETTER))
    assert (withdrawal(life).authorization, withdrawal(life).scope) == ("số 1/GUQ", Scope.BOTH)


def test_c24_originals_go_back_with_a_withdrawn_dossier() -> None:
    """All of them, and no more, whatever is owed (C20); a leader may let one stay away."""
    life = at_center(taking(FeeState.UNPAID, kept=2))
    assert against(life) == ["originals-left"]
    assert against(life, replace(ASKED, originals=3)) == ["originals-too-many"]
    assert against(life, replace(ASKED, originals=2)) == []
    withdraws(life, replace(ASKED, originals=1, confirmation=LEADER))
    assert (withdrawal(life).originals, withdrawal(life).excused) == (1, ("originals-left",))


def test_c24_what_becomes_of_a_fee_that_was_paid_is_said() -> None:
    """The law decides whether it is given back; nothing has to be said where nothing was paid."""
    silent = replace(ASKED, fee_note=" ")
    assert against(at_center(), silent) == ["withdrawal-fee-unsaid"]
    for state in (FeeState.UNPAID, FeeState.EXEMPT, FeeState.NONE, FeeState.UNPUBLISHED):
        assert against(at_center(taking(state)), silent) == []


def test_what_was_withdrawn_here_and_approved_there_is_a_conflict() -> None:
    """One of the two reached somebody, so a supervisor decides."""
    life = at_agency()
    other = twin(life)
    withdraws(life)
    approves(other)
    dossier = together(life, other)
    assert [mark.code for mark in dossier.conflicts] in (
        ["withdraw-not-possible"],
        ["approve-not-possible"],
    )


def test_originals_that_were_given_back_are_not_given_back_twice() -> None:
    """An entry that says so is a conflict."""
    life = at_center()
    record = Withdrawal(Collector.APPLICANT, 1, FeeState.PAID)
    with pytest.raises(Refused, match="originals-returned-twice"):
        enter(life.dossier, WITHDRAW, record, roles=CENTER)


def test_the_return_desk_withdraws_nothing() -> None:
    """The officers at the Center who receive do (C29)."""
    life = at_center()
    with pytest.raises(Refused, match="role-may-not"):
        withdraw(life.dossier, ASKED, now=now(life), roles=RETURN_DESK)


GOLDEN = [
    (
        Withdrawal(
            Collector.AUTHORISED,
            1,
            FeeState.PAID,
            number="5/ĐN",
            day=date(2026, 11, 23),
            page="ef",
            fee_note="Không hoàn trả",
            scope=Scope.BOTH,
            expires=date(2026, 12, 31),
            unconfirmed=True,
            confirmation=Confirmation("Điều 0", "aa"),
            excused=("originals-left",),
            by="Trần Thị Không Có",
            authorization="số 1/GUQ",
            reason="Không còn nhu cầu",
        ),
        (
            '{"capacity":"authorised","confirmation":{"citation":"Điều 0","leader":"aa",'
            '"own":false},"day":"2026-11-23","excused":["originals-left"],'
            '"expires":"2026-12-31","fee":"paid","fee_note":"Không hoàn trả","number":"5/ĐN",'
            '"originals":1,"page":"ef","scope":"both","unconfirmed":true}'
        ),
        ('{"authorization":"số 1/GUQ","by":"Trần Thị Không Có","reason":"Không còn nhu cầu"}'),
    ),
]


@pytest.mark.parametrize(("fact", "public", "personal"), GOLDEN)
def test_golden_bytes_of_withdrawing(fact: Withdrawal, public: str, personal: str) -> None:
    """What desks signed is read for ever; a change here is a new version."""
    assert canonical(public_body(fact)).decode() == public
    assert canonical(personal_body(fact)).decode() == personal

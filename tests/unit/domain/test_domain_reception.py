"""Receiving: everything that stands against it is said at once, and form 01 keeps its word."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

import pytest

from data.domain.body import Reader
from data.domain.dossier import Dossier
from data.domain.entries import Body
from data.domain.errors import Refused
from data.domain.people import Authorization, Person, person
from data.domain.received import Channel, Component, Counts, FeeState, Inbound, Late
from data.domain.reception import (
    PAGES_LIMIT,
    REMARKS_LIMIT,
    FeeSaid,
    Receive,
    Way,
    decide,
    decide_at_once,
    objections,
    promise,
)
from data.domain.roles import Role
from tests.fakes.endings import PLAIN, RULES
from tests.fakes.forge import START, a_matter, an_id
from tests.fakes.lives import APPLICANT

ROLES = frozenset({Role.RECEIVING, Role.CENTER, Role.POSTAL})
PAPERS = tuple(
    Component(it.id, it.name, Counts(originals=1), ("ab" * 32,)) for it in PLAIN.components
)
COMES = Receive(PLAIN, PAPERS, APPLICANT, None, 1, "03", START)
SUBMITTER = person("Trần Thị Thử")
LATE = Late("261123-0007", "Mất điện.")


def codes(act: Receive, roles: Collection[Role] = ROLES, *, days_later: int = 0) -> list[str]:
    return [it.code for it in objections(act, roles, START + timedelta(days=days_later))]


def entry(act: Receive) -> tuple[Body, Body]:
    fact = decide(Dossier(an_id("dossier")), act, number=1, now=START, roles=ROLES, rules=RULES)
    return fact.body, fact.personal or {}


def test_r69_a_complete_dossier_has_nothing_against_it() -> None:
    """So that form 01 can be given."""
    assert codes(COMES) == []


@pytest.mark.parametrize(
    ("way", "code"),
    [
        (Way(Channel.POST), "post-item-missing"),
        (Way(Channel.INBOUND), "inbound-one-stop-missing"),
        (Way(Channel.INBOUND, inbound=Inbound("", "X")), "inbound-one-stop-missing"),
        (Way(return_by_post=True), "post-address-missing"),
    ],
)
def test_r67_every_way_says_where_it_comes_from_and_goes_to(way: Way, code: str) -> None:
    """A post item has its number, a one-stop its name, the post an address."""
    assert codes(replace(COMES, way=way)) == [code]


def test_r10_the_post_is_no_way_where_the_procedure_has_none() -> None:
    """Neither in nor out."""
    without = replace(PLAIN, post_filing=False, post_return=False)
    way = Way(Channel.POST, post_item="BD1", return_by_post=True, post_address="Thôn Thử")
    assert codes(replace(COMES, procedure=without, way=way)) == [
        "post-filing-not-allowed",
        "post-return-not-allowed",
    ]


def test_c21_a_hand_over_that_was_signed_on_another_day_says_why() -> None:
    """The code and the clock count from the signing; a late entry has its own reason (C7)."""
    posted = replace(COMES, way=Way(Channel.POST, post_item="BD1"))
    assert codes(posted) == []
    assert codes(posted, days_later=1) == ["signed-at-reason-missing"]
    told = replace(posted, way=replace(posted.way, signed_reason="Mất mạng."))
    assert codes(told, days_later=1) == []
    assert codes(replace(posted, late=LATE), days_later=1) == []
    assert entry(told)[1]["signed_reason"] == "Mất mạng."


@pytest.mark.parametrize(
    ("late", "expected"),
    [
        (Late("", ""), ["late-blank-missing", "late-reason-missing"]),
        (Late("7", "Mất điện."), ["late-blank-unreadable"]),
        (LATE, []),
    ],
)
def test_c7_a_late_entry_names_its_blank_and_its_reason(late: Late, expected: list[str]) -> None:
    """The number of a blank from the desk's own block."""
    assert codes(replace(COMES, late=late)) == expected


def test_c7_the_reason_of_a_late_entry_can_be_erased() -> None:
    """It may name somebody, and so may a remark."""
    remarked = (replace(PAPERS[0], remark="mờ"), *PAPERS[1:])
    _, personal = entry(replace(COMES, late=LATE, components=remarked))
    assert personal["late_reason"] == "Mất điện."
    assert personal["remarks"] == {PAPERS[0].id: "mờ"}


def test_r124_whoever_hands_in_for_another_has_a_name_and_a_paper() -> None:
    """Without them it is nobody."""
    nobody = replace(COMES, submitter=person(""), authorization=Authorization(paper="1/GUQ"))
    assert codes(nobody) == ["submitter-name-missing"]
    assert codes(replace(COMES, submitter=SUBMITTER)) == ["authorization-missing"]


def test_r32_a_fee_is_paid_with_its_statutory_receipt() -> None:
    """And an exemption is one that the procedure has (C20)."""
    assert codes(replace(COMES, fee=FeeSaid(paid=True))) == ["fee-receipt-missing"]
    strange = FeeSaid(exemptions={PLAIN.fees[0].id if PLAIN.fees else "": "no-such"})
    assert codes(replace(COMES, fee=strange)) == ["fee-exemption-unknown"]


def test_one_entry_holds_what_one_entry_can_hold() -> None:
    """More pages come later; remarks fit the personal bytes."""
    first, *others = PAPERS
    thick = replace(first, pages=("ab" * 32,) * (PAGES_LIMIT + 1))
    assert codes(replace(COMES, components=(thick, *others))) == ["too-many-pages"]
    talkative = replace(first, remark="x" * (REMARKS_LIMIT + 1))
    assert codes(replace(COMES, components=(talkative, *others))) == ["remarks-too-long"]


def test_nobody_is_given_another_day_than_the_one_that_was_read_out() -> None:
    """Within its day a limit in hours goes on with the clock."""
    told = promise(PLAIN, START, RULES)
    assert entry(replace(COMES, promised=told))
    moved = replace(told, at=told.at + timedelta(days=1))
    with pytest.raises(Refused, match="promise-moved"):
        entry(replace(COMES, promised=moved))


def test_r32_no_result_is_given_at_once_before_its_fee() -> None:
    """Nothing leaves while a fee is owed, however quick it is (A9)."""
    instant = replace(COMES, procedure=replace(PLAIN, instant=True))
    with pytest.raises(Refused, match="fee-unpaid"):
        decide_at_once(
            Dossier(an_id("dossier")), instant, number=1, now=START, roles=ROLES, rules=RULES
        )


def test_a_dossier_goes_on_under_the_rules_that_it_was_received_under() -> None:
    """A later profile changes nothing for it; an edition that is gone gives way to today's."""
    mine = replace(a_matter().basis, profile=str(RULES.profile.edition))
    received = replace(a_matter(), basis=mine)
    older = replace(RULES.profile, effective_from=date(2019, 1, 1))
    rules = replace(RULES, earlier=(older,))
    assert rules.of(received).profile == older
    assert rules.of(a_matter()) == rules


def test_an_organisation_is_written_as_one() -> None:
    """With its tax code and who stands for it (C17); a person has neither."""
    firm: Person = person(
        "Công ty Không Có", kind="organisation", tax_code="4000000000", representative="Bà Thử"
    )
    assert firm.body()["kind"] == "organisation"
    _, personal = entry(replace(COMES, applicant=firm))
    assert personal["applicant"] == firm.body()
    assert (firm.on_paper().tax_code, firm.on_paper().representative) == ("4000000000", "Bà Thử")


def test_r26_a_fee_that_nobody_published_is_not_said_to_be_none() -> None:
    """Unknown and free are different things."""
    body, _ = entry(replace(COMES, procedure=replace(PLAIN, fees=None)))
    assert Reader(body).child("fee").choice("state", FeeState) is FeeState.UNPUBLISHED

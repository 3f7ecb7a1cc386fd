"""Form 02 and form 03 at the desk: said once, within the list, with its reason (R70, R71, R18)."""

from dataclasses import replace
from datetime import date

import pytest

from data.domain.codes import FormNumber, Series
from data.domain.confirmation import Confirmation
from data.domain.dossier import Dossier
from data.domain.folding import apply
from data.domain.not_accepted import (
    DEMANDS_LIMIT,
    Refuse,
    RequestSupplement,
    asked_again,
    decide_supplement,
    refusal_objections,
    supplement_objections,
)
from data.domain.procedures import PaperKind
from data.domain.profile import SupplementCount
from data.domain.received import Component, Counts
from data.domain.reception import PAGES_LIMIT
from data.domain.refusal import Ground
from data.domain.roles import Role
from data.domain.supplement import Demand
from tests.fakes.endings import PLAIN, RULES, ruled
from tests.fakes.forge import START, ForgedDesk, an_id

ROLES = frozenset({Role.RECEIVING})
FIRST = PLAIN.components[0]
ASKED = RequestSupplement(PLAIN, (Demand(FIRST.id, FIRST.name),), "Thiếu giấy.", "03", START)
LEADER = Confirmation("Điều 0 Luật Thử", an_id("leader"))


def asked(times: int) -> Dossier:
    """A dossier for which form 02 was given so often, with a leader's word where one is wanted."""
    desk, dossier = ForgedDesk("a"), Dossier(an_id("dossier"))
    for number in range(1, times + 1):
        act = replace(ASKED, confirmation=LEADER)
        form = FormNumber(Series.SUPPLEMENT, date(2026, 11, 23), number)
        fact = decide_supplement(dossier, act, number=form, roles=ROLES, rules=RULES)
        recorded = desk.append(fact.kind, fact.body, personal=fact.personal, version=fact.version)
        dossier = apply(dossier, recorded)
    return dossier


def codes(dossier: Dossier, act: RequestSupplement = ASKED, **profile: object) -> list[str]:
    return [it.code for it in supplement_objections(dossier, act, rules=ruled(**profile))]


@pytest.mark.parametrize("count", SupplementCount)
def test_r70_form_02_is_given_as_often_as_the_profile_allows(count: SupplementCount) -> None:
    """Once by the regulation; another Center's number counts there, however it counts (A1)."""
    assert codes(asked(0), supplement_count=count) == []
    assert codes(asked(1), supplement_count=count) == ["supplement-only-once"]
    assert codes(asked(1), supplement_count=count, supplement_requests=2) == []
    assert codes(asked(2), supplement_count=count, supplement_requests=2) == [
        "supplement-only-once"
    ]


def test_c4_a_leader_lets_another_form_02_pass() -> None:
    """With the law that allows it."""
    assert codes(asked(1), replace(ASKED, confirmation=LEADER)) == []


def test_c9_the_second_check_looks_at_what_was_asked() -> None:
    """And the first one at everything."""
    assert asked_again(asked(0)) is None
    assert asked_again(asked(1)) == frozenset({FIRST.id})


def test_r70_what_was_looked_at_and_neither_found_nor_asked_for_would_need_a_second_paper() -> None:
    """Said of every required component, once something was counted."""
    looked_at = (Component(FIRST.id, FIRST.name, Counts(originals=1), ("ab" * 32,)),)
    forgotten = [it for it in PLAIN.components if it.required and it.id != FIRST.id]
    found = codes(asked(0), replace(ASKED, checked=looked_at))
    assert found == ["supplement-incomplete"] * len(forgotten)


@pytest.mark.parametrize(
    ("demand", "code"),
    [
        (Demand(FIRST.id, " "), "demand-name-missing"),
        (Demand("", "Giấy khác"), "demand-outside-list"),
        (Demand("", "Giấy khác", citation="Điều 0"), None),
    ],
)
def test_r18_nothing_is_asked_beyond_the_list_without_its_law(
    demand: Demand, code: str | None
) -> None:
    """And every demand has a name."""
    assert codes(asked(0), replace(ASKED, demands=(demand,))) == ([code] if code else [])


def test_c8_no_weightier_paper_is_asked_for_than_the_published_one() -> None:
    """Where a copy is published, chứng thực may not be demanded without its law."""
    copy = replace(FIRST, kinds=(PaperKind.COPY,))
    act = replace(ASKED, procedure=replace(PLAIN, components=(copy,)))
    heavier = Demand(copy.id, copy.name, kind=PaperKind.CERTIFIED)
    assert codes(asked(0), replace(act, demands=(heavier,))) == ["demand-above-published"]
    same = replace(heavier, kind=PaperKind.COPY)
    assert codes(asked(0), replace(act, demands=(same,))) == []


def test_one_form_02_holds_what_one_paper_can_hold() -> None:
    """Something is asked, no more demands than the form has lines, no more pages than an entry."""
    assert codes(asked(0), replace(ASKED, demands=())) == ["supplement-empty"]
    many = ASKED.demands * (DEMANDS_LIMIT + 1)
    assert codes(asked(0), replace(ASKED, demands=many)) == ["too-many-demands"]
    thick = Component(FIRST.id, FIRST.name, Counts(originals=1), ("ab" * 32,) * (PAGES_LIMIT + 1))
    lone = replace(ASKED, procedure=replace(PLAIN, components=(FIRST,)), checked=(thick,))
    assert codes(asked(0), lone) == ["too-many-pages"]


def test_c14_wrong_agency_is_refused_only_where_the_citizen_insists() -> None:
    """Guidance comes first; a refusal has its reason and its law (R71)."""
    act = Refuse(PLAIN, Ground.NOT_COMPETENT, "Không thuộc thẩm quyền.", "Điều 0", "03", START)
    assert [it.code for it in refusal_objections(act)] == ["refusal-guide-first"]
    assert refusal_objections(replace(act, insisted=True)) == []
    bare = replace(act, insisted=True, reason=" ", legal_basis="")
    assert [it.code for it in refusal_objections(bare)] == [
        "refusal-reason-missing",
        "refusal-basis-missing",
    ]

"""A form 02 that comes back (C9): nobody is asked again for what was said the first time."""

from dataclasses import replace

from counter_app.bootstrap import Counter
from counter_app.desk.receiving.draft import (
    AuthorizationForm,
    DemandForm,
    Draft,
    PersonForm,
    WayForm,
)
from data.domain.center import Officer
from data.domain.entries import canonical
from data.domain.people import Capacity, Scope
from data.domain.received import Channel, Counts
from data.store import queries
from tests.fakes.desk import filled_draft

ADDRESS = "Thôn Ví Dụ, xã Không Có Thật"
PAPER = "số 12/GUQ ngày 20/11/2026"
RIGHT = AuthorizationForm(Capacity.AUTHORISED, PAPER, Scope.SUBMIT, "31/12/2026")


def lacking(counter: Counter, officer: Officer) -> Draft:
    """A draft whose second component is missing, and is asked for."""
    draft = filled_draft(counter, officer)
    missing = draft.components[1]
    draft = draft.with_component(replace(missing, counts=Counts()))
    return replace(draft, demands=(DemandForm(component=missing.id),))


def reopened(counter: Counter, officer: Officer, draft: Draft) -> Draft:
    """The draft of the second check, after a form 02 was given for the first one."""
    away = counter.turning_away.request_supplement(officer, draft)
    return counter.drafting.reopen(officer, away.dossier.id)


def test_c9_whoever_comes_back_by_authority_shows_no_paper_twice(
    counter: Counter, officer: Officer
) -> None:
    """Capacity, paper, scope and last day stand there, and it is received with them."""
    draft = replace(
        lacking(counter, officer), submitter=PersonForm(name="Lê Thị Mẫu"), authorization=RIGHT
    )
    again = reopened(counter, officer, draft)
    assert again.authorization == RIGHT
    assert again.submitter == PersonForm(name="Lê Thị Mẫu")
    brought = again.with_component(counter.drafting.counted(again, again.components[1]))
    reception = counter.intake.issue(officer, brought).dossier.reception
    assert reception is not None
    assert reception.channel is Channel.AUTHORISED
    assert reception.authorization is not None
    assert reception.authorization.paper == PAPER


def test_c9_the_way_of_a_dossier_outlasts_its_form_02(counter: Counter, officer: Officer) -> None:
    """Where it came from, where its result goes, and the number of sets."""
    way = WayForm(
        channel=Channel.INBOUND,
        one_stop="Một cửa xã Ví Dụ",
        inbound_code="XVD-77",
        return_by_post=True,
        post_address=ADDRESS,
    )
    again = reopened(counter, officer, replace(lacking(counter, officer), way=way, sets=3))
    assert (again.way, again.sets) == (way, 3)


def test_c21_the_post_signs_once_more_for_what_came_back(
    counter: Counter, officer: Officer
) -> None:
    """Its number is kept; the hour that counts is that of the complete dossier."""
    way = WayForm(channel=Channel.POST, post_item="CG000000005VN", signed_at="8:30 23/11/2026")
    again = reopened(counter, officer, replace(lacking(counter, officer), way=way))
    assert again.way == replace(way, signed_at="")


def test_f5_the_total_of_a_visit_counts_what_a_form_02_held_up(
    counter: Counter, officer: Officer
) -> None:
    """Both dossiers are of one visit, also where the first was received after the second."""
    held_up = lacking(counter, officer)
    away = counter.turning_away.request_supplement(officer, held_up)
    second = counter.drafting.begin(officer, held_up.procedure, after=held_up)
    for component in second.components:
        second = second.with_component(counter.drafting.counted(second, component))
    counter.intake.issue(officer, second)
    again = counter.drafting.reopen(officer, away.dossier.id)
    brought = again.with_component(counter.drafting.counted(again, again.components[1]))
    counter.intake.issue(officer, brought)
    lines = counter.search.visit(held_up.visit)
    assert {line.id for line in lines} == {away.dossier.id, second.id}
    assert sum(line.unpaid_vnd for line in lines) == 300_000


def test_c9_whatever_names_somebody_on_a_form_02_can_be_erased(
    counter: Counter, officer: Officer
) -> None:
    """Neither the paper of authority nor the postal address is in the signed part."""
    draft = replace(
        lacking(counter, officer),
        submitter=PersonForm(name="Lê Thị Mẫu"),
        authorization=RIGHT,
        way=WayForm(return_by_post=True, post_address=ADDRESS),
    )
    away = counter.turning_away.request_supplement(officer, draft)
    with counter.store.read() as connection:
        entries = queries.history(connection, away.dossier.id)
    signed = "".join(canonical(it.entry.body).decode() for it in entries)
    assert PAPER not in signed
    assert ADDRESS not in signed


def test_a_right_of_somebody_unnamed_is_not_kept(counter: Counter, officer: Officer) -> None:
    """A submitter who gave no name is nobody whose right could come back (C13)."""
    draft = replace(lacking(counter, officer), submitter=PersonForm(), authorization=RIGHT)
    again = reopened(counter, officer, draft)
    assert (again.submitter, again.authorization) == (None, AuthorizationForm())

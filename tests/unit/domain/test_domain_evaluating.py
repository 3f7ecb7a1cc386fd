"""What the citizen says of a dossier: once, after the result, by the questions of the indices."""

from dataclasses import fields

import pytest

from data.domain.entries import Fact
from data.domain.errors import Refused
from data.domain.evaluating import (
    EVALUATE,
    Contacts,
    Evaluation,
    Manner,
    Places,
    Time,
    evaluate,
    evaluation,
)
from data.domain.lifecycle import State
from data.domain.records import personal_body, public_body
from data.domain.releasing import Collect, release
from data.domain.roles import Role
from tests.fakes.lives import APPLICANT, Life
from tests.fakes.returns import RETURN_DESK, RULES, arrives, at_agency, is_approved

SAID = Evaluation(Time.EARLY, Contacts.NONE, Places.ONE_STOP, Manner.GOOD)


def collected() -> Life:
    life = at_agency()
    is_approved(life, "2026-12-04 10:00")
    arrives(life, "2026-12-07 10:00")
    fact = release(life.dossier, Collect(APPLICANT), now=life.at, roles=RETURN_DESK, rules=RULES)
    life.does(fact)
    return life


def test_r107_every_question_has_three_answers_in_the_order_of_their_worth() -> None:
    """The first counts 2, the second 1, the last 0 (TT 01/2018); a digit is all that is typed."""
    for kind in (Time, Contacts, Places, Manner):
        assert len(kind) == 3
    assert [it.name for it in fields(Evaluation)] == ["time", "contacts", "places", "manner"]


def test_r107_what_the_citizen_says_stands_behind_the_release() -> None:
    """It moves nothing: the dossier is released as before."""
    life = collected()
    assert evaluation(life.dossier) is None
    life.does(evaluate(life.dossier, SAID, roles=RETURN_DESK))
    found = evaluation(life.dossier)
    assert found is not None
    assert found.what == SAID
    assert life.dossier.state is State.RELEASED


def test_a_question_may_be_left_out_but_not_all_of_them() -> None:
    """An answer that nobody gave is not recorded as one."""
    life = collected()
    with pytest.raises(Refused, match="evaluation-empty"):
        evaluate(life.dossier, Evaluation(), roles=RETURN_DESK)
    fact = evaluate(life.dossier, Evaluation(manner=Manner.POOR), roles=RETURN_DESK)
    assert fact.body == {"manner": "poor", "role": "return-desk"}


def test_r23_a_dossier_is_evaluated_once() -> None:
    """The second is refused at its desk; of two desks that never spoke it is a conflict."""
    life = collected()
    life.does(evaluate(life.dossier, SAID, roles=RETURN_DESK))
    with pytest.raises(Refused, match="evaluated-already"):
        evaluate(life.dossier, SAID, roles=RETURN_DESK)
    body = {**public_body(Evaluation(manner=Manner.POOR)), "role": "return-desk"}
    life.does(Fact(life.dossier.id, EVALUATE.name, body))
    assert [mark.code for mark in life.dossier.conflicts] == ["evaluated-already"]
    found = evaluation(life.dossier)
    assert found is not None
    assert found.what == SAID, "the first one counts"


def test_nothing_is_evaluated_before_there_is_a_result() -> None:
    """Nor by a role that gives none."""
    with pytest.raises(Refused, match="action-not-now"):
        evaluate(at_agency().dossier, SAID, roles=RETURN_DESK)
    with pytest.raises(Refused, match="role-may-not"):
        evaluate(collected().dossier, SAID, roles={Role.SUPERVISOR})


def test_an_evaluation_names_nobody() -> None:
    """Who answers stays unnamed (NĐ 61 Đ27): no field of it is personal."""
    assert personal_body(SAID) == {}

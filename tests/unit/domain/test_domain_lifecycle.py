"""The table of a dossier's life: whole, closed, and within the roles that the rules name."""

import pytest

from data.domain.errors import Refused
from data.domain.lifecycle import (
    EXCLUSIVE,
    NOTES,
    RECALLABLE,
    RULES,
    TABLE,
    Action,
    State,
    acting_role,
    actions,
)
from data.domain.roles import Role

OVER = {
    State.REFUSED,
    State.DIRECTED,
    State.ANSWERED,
    State.CANCELLED,
    State.WITHDRAWN,
    State.CLOSED,
}


def test_every_action_has_a_row_and_its_rules() -> None:
    """The table is whole: each action starts somewhere, and says by what rule."""
    assert {action for _, action in TABLE} == set(Action) == set(RULES)
    assert all(RULES.values())


def test_what_is_over_stays_over() -> None:
    """Only a released result that proves wrong brings a dossier back (C23)."""
    assert {step.to for (start, _), step in TABLE.items() if start in OVER} <= OVER
    back = {
        action
        for (start, action), step in TABLE.items()
        if start is State.RELEASED and step.to is not start
    }
    assert back == {Action.REJECT_RESULT}
    assert {state for state in State if not state.is_open} == {State.NEW, State.RELEASED, *OVER}


def test_every_state_is_reached_from_new() -> None:
    """No state stands in the table that no dossier can ever be in."""
    reached = {State.NEW}
    for _ in State:
        reached |= {step.to for (start, _), step in TABLE.items() if start in reached if step.to}
    assert reached == set(State)


def test_notes_change_no_state_and_steps_of_papers_are_not_recalled() -> None:
    """What stands beside a step never moves the dossier; a recall is of a step without a paper."""
    moved = {action for (start, action), step in TABLE.items() if step.to not in {start, None}}
    assert not moved & NOTES
    assert not RECALLABLE & NOTES
    assert not RECALLABLE & (EXCLUSIVE - {Action.GIVE_TO_POST, Action.GIVE_TO_POST_AT_UNIT})


def test_r98_only_the_return_desk_releases() -> None:
    """No agency hands its own result out; Công an tỉnh does at its own unit (R33, R97)."""
    for action, role in {
        Action.RELEASE: Role.RETURN_DESK,
        Action.RELEASE_IN_PART: Role.RETURN_DESK,
        Action.RELEASE_AT_UNIT: Role.POLICE,
    }.items():
        rows = [step for (_, named), step in TABLE.items() if named is action]
        assert rows
        assert all(step.roles == {role} for step in rows)


def test_c11_no_appraiser_changes_a_due_date() -> None:
    """The due date moves by an officer at the Center who holds the field (R80)."""
    rows = [step for (_, named), step in TABLE.items() if named is Action.APOLOGISE]
    assert rows
    assert all(step.roles == {Role.RECEIVING, Role.CENTER} for step in rows)


def test_r77_nothing_is_approved_before_form_01() -> None:
    """There is no way to a result that does not lead through a reception."""
    before = {State.NEW, State.APPLIED, State.POSTED, State.SUPPLEMENT}
    assert all(Action.APPROVE not in actions(state, set(Role)) for state in before)
    assert {
        action
        for (start, action), step in TABLE.items()
        if start in before and step.to is State.RECEIVED
    } == {Action.RECEIVE}


def test_an_officer_is_offered_what_the_role_may_do_now() -> None:
    """The buttons are the rows of the table."""
    assert actions(State.IN_POST, {Role.RETURN_DESK}) == [
        Action.POST_BACK_TO_SHELF,
        Action.REJECT_RESULT,
        Action.REVERSE_FEE,
        Action.NOTE_PROGRESS,
        Action.CONTACT,
        Action.END_CONTACT,
        Action.RECALL,
    ]


def test_the_role_that_acts_is_one_that_may() -> None:
    """An officer of several roles acts in the one that the table asks for."""
    roles = {Role.POSTAL, Role.CENTER, Role.SUPERVISOR}
    assert acting_role(State.RECEIVED, Action.HAND_OVER, roles) is Role.CENTER
    assert acting_role(State.IN_POST, Action.DELIVER, roles) is Role.POSTAL
    with pytest.raises(Refused, match="role-may-not"):
        acting_role(State.WAITING, Action.RELEASE, roles)
    with pytest.raises(Refused, match="action-not-now"):
        acting_role(State.RELEASED, Action.RELEASE, {Role.RETURN_DESK})


def test_states_say_whether_the_dossier_is_in_hand() -> None:
    """From form 01 until the result is out somebody answers for it."""
    assert State.RETURNED.is_received
    assert not State.SUPPLEMENT.is_received
    assert not State.RELEASED.is_received


def test_r65_each_of_the_four_steps_has_its_own_role() -> None:
    """Received, appraised, approved and returned by roles that only share who may record (R47)."""
    steps = {
        Role.RECEIVING: (State.NEW, Action.RECEIVE),
        Role.APPRAISER: (State.APPRAISAL, Action.RECORD_VERIFICATION),
        Role.APPROVER: (State.APPRAISAL, Action.APPROVE),
        Role.RETURN_DESK: (State.WAITING, Action.RELEASE),
    }
    alone = {Role.APPRAISER, Role.APPROVER, Role.RETURN_DESK}
    for role, row in steps.items():
        assert role in TABLE[row].roles
        assert not TABLE[row].roles & (alone - {role})

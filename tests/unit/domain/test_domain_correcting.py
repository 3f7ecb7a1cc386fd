"""Corrections, recalls and resolutions: nothing is changed, and all is put right (R16)."""

from collections.abc import Hashable
from datetime import timedelta

import pytest

from data.domain import correcting
from data.domain.conflicts import conflicts, resolve
from data.domain.correcting import Correction, Recall, Recounted, Resolution, superseded
from data.domain.dossier import Dossier
from data.domain.entries import Fact, Recorded, canonical
from data.domain.errors import Refused
from data.domain.folding import KINDS, as_told, fold
from data.domain.kinds import enter
from data.domain.lifecycle import Action, State
from data.domain.people import person
from data.domain.received import Counts
from data.domain.records import personal_body, public_body
from data.domain.roles import Role
from data.domain.routing import SET_ROUTE, Mode, Route, RouteLeg
from data.domain.vocabulary import DOSSIER_CANCELLED, DOSSIER_ROUTED, DOSSIER_SHELVED
from tests.fakes.endings import RETURN_DESK, approves, at_agency
from tests.fakes.forge import START, ForgedDesk
from tests.fakes.lives import DOSSIER_ID, Life, received

OFFICER = {Role.RECEIVING}
LEADER = {Role.SUPERVISOR}
TWO_SETS = 2
LEG = RouteLeg(5, "Sở Ví Dụ", "chủ trì", START + timedelta(days=3))
ROUTE = Route(Mode.PAPER, (LEG, LEG), START)


def cancelled(desk: ForgedDesk) -> Recorded:
    """A desk takes the receipt back (C15)."""
    return desk.append(DOSSIER_CANCELLED, {"slip_page": ""}, personal={"reason": "chọn nhầm"})


def test_r16_a_correction_is_a_new_entry_with_its_reason() -> None:
    """What was mistyped is said anew; the entry that was wrong stays as it was signed."""
    life = received()
    right = person("Nguyễn Văn Thử Hai", identity="049000000456")
    correction = Correction(
        applicant=right,
        sets=2,
        components=(Recounted("c0", Counts(originals=1, copies=2)),),
        reason="  gõ nhầm tên ",
    )
    life.does(correcting.correct(life.dossier, correction, roles=OFFICER))
    dossier = life.dossier
    assert dossier.applicant == right
    assert dossier.taken_in().sets == TWO_SETS
    assert dossier.taken_in().components[0].counts == Counts(originals=1, copies=2)
    assert dossier.taken_in().components[1].counts == Counts(originals=1)
    assert dossier.facts(Correction)[0].what.reason == "gõ nhầm tên"
    assert fold(DOSSIER_ID, life.desk.known[:1]).applicant != right


@pytest.mark.parametrize(
    ("correction", "code"),
    [
        (Correction(sets=2), "correction-reason-missing"),
        (Correction(reason="nhầm"), "correction-empty"),
        (Correction(sets=0, reason="nhầm"), "sets-out-of-range"),
        (Correction(sets=100, reason="nhầm"), "sets-out-of-range"),
        (
            Correction(components=(Recounted("x", Counts(copies=1)),), reason="nhầm"),
            "component-unknown",
        ),
    ],
)
def test_a_correction_that_corrects_nothing_is_refused(correction: Correction, code: str) -> None:
    """Each with the reason why, and nothing is written."""
    with pytest.raises(Refused, match=code):
        correcting.correct(received().dossier, correction, roles=OFFICER)


def test_c22_a_superseded_slip_still_identifies_and_says_what_replaced_it() -> None:
    """The first slip bears the proof of its entry; after a correction it names its successor."""
    life = received()
    first = life.dossier.told_entry
    assert superseded(life.dossier, first[:10]) is None
    correction = Correction(sets=2, reason="đếm nhầm")
    second = life.does(correcting.correct(life.dossier, correction, roles=OFFICER))
    replaced = superseded(life.dossier, first[:10])
    assert replaced is not None
    assert (replaced.by, replaced.at) == (second.hash, second.entry.at)
    assert superseded(life.dossier, second.hash[:10]) is None
    assert superseded(life.dossier, "0000000000") is None
    assert superseded(life.dossier, "") is None


def routed_by(life: Life) -> Recorded:
    """As far as a step that may be recalled: the route of the papers was fixed."""
    return life.does(enter(life.dossier, SET_ROUTE, ROUTE, roles=OFFICER))


def test_r16_the_last_step_is_recalled_by_whoever_did_it() -> None:
    """A recall is an entry: the dossier is where it was, and both stay in the journal."""
    life = received()
    before = life.dossier
    officer = routed_by(life).entry.officer
    assert life.dossier.trail[-1].action is Action.SET_ROUTE
    life.does(correcting.recall(life.dossier, reason="nhầm", officer=officer, roles=OFFICER))
    after = life.dossier
    assert after.state is before.state
    assert [it.action for it in after.trail] == [Action.RECEIVE, Action.RECALL]
    assert after.set_aside == (life.desk.known[-2].hash,)
    assert len(after.history) == len(before.history) + 2
    assert after.conflicts == ()


def test_a_recall_is_refused_to_others_after_others_and_of_papers() -> None:
    """Only the last step, only by its officer, and never once a citizen holds a paper of it."""
    life = received()
    with pytest.raises(Refused, match="recall-not-possible"):
        correcting.recall(life.dossier, reason="", officer="x", roles=OFFICER)
    routed_by(life)
    with pytest.raises(Refused, match="recall-not-yours"):
        correcting.recall(life.dossier, reason="", officer="x", roles=OFFICER)
    with pytest.raises(Refused, match="action-not-now"):
        correcting.recall(
            Dossier("d", trail=life.dossier.trail),
            reason="",
            officer=life.desk.known[-1].entry.officer,
            roles=OFFICER,
        )
    with pytest.raises(Refused, match="recall-nothing"):
        correcting.recall(Dossier("d"), reason="", officer="x", roles=OFFICER)


def test_a_note_of_somebody_else_stays_when_a_step_is_recalled() -> None:
    """What stands beside a step is not lost with it."""
    life = received()
    routed = routed_by(life)
    life.does(correcting.correct(life.dossier, Correction(sets=2, reason="x"), roles=OFFICER))
    fact = correcting.recall(life.dossier, reason="", officer=routed.entry.officer, roles=OFFICER)
    life.does(fact)
    assert life.dossier.taken_in().sets == TWO_SETS
    assert life.dossier.set_aside == (routed.hash,)


def test_r16_what_the_return_desk_corrected_stands_when_the_step_before_it_is_recalled() -> None:
    """It was lawful where the result lay, and is no less true where no result is any more."""
    life = at_agency()
    said = approves(life)
    by_return_desk = correcting.correct(
        life.dossier, Correction(sets=TWO_SETS, reason="x"), roles=RETURN_DESK
    )
    life.does(by_return_desk)
    life.does(correcting.recall(life.dossier, reason="", officer=said.entry.officer, roles=OFFICER))
    assert life.dossier.state is State.APPRAISAL
    assert life.dossier.taken_in().sets == TWO_SETS
    assert life.dossier.conflicts == ()


def test_a_recall_that_comes_too_late_is_seen() -> None:
    """Somebody acted on the step at another desk: the recall does not count, and shows."""
    life = received()
    routed = routed_by(life)
    other = ForgedDesk("b", known=list(life.desk.known))
    cancelled(other)
    late = life.does(
        correcting.recall(life.dossier, reason="", officer=routed.entry.officer, roles=OFFICER),
    )
    both = fold(DOSSIER_ID, [*life.desk.known, *other.known])
    marks = {mark.entry: mark.code for mark in both.conflicts}
    assert (both.state is State.CANCELLED) == (late.hash in marks)


def test_a_second_recall_of_one_step_changes_nothing() -> None:
    """Two recalls of one step, from two desks of one officer, are one."""
    life = received()
    routed = routed_by(life)
    other = ForgedDesk("b", known=list(life.desk.known))
    fact = correcting.recall(life.dossier, reason="", officer=routed.entry.officer, roles=OFFICER)
    life.does(fact)
    other.append(fact.kind, fact.body, officer=routed.entry.officer)
    both = fold(DOSSIER_ID, [*life.desk.known, *other.known])
    assert both.set_aside == (routed.hash,)
    assert both.conflicts == ()


# --- conflicts ----------------------------------------------------------------------------------


def torn() -> tuple[list[Recorded], Recorded, Recorded]:
    """Two desks cancel one dossier without having seen each other; the winner comes first."""
    life = received()
    other = ForgedDesk("b", known=list(life.desk.known))
    both = sorted([cancelled(life.desk), cancelled(other)], key=lambda it: it.place)
    return [life.desk.known[0], *both], both[0], both[1]


def test_an_act_of_two_desks_that_never_spoke_is_shown_with_what_it_collides_with() -> None:
    """The intrinsic order decides for now; the other is a conflict that names the first."""
    entries, winner, loser = torn()
    dossier = fold(DOSSIER_ID, entries)
    (conflict,) = conflicts(dossier)
    assert dossier.state is State.CANCELLED
    assert (conflict.mark.entry, conflict.mark.against) == (loser.hash, winner.hash)
    assert (conflict.exclusive, conflict.unseen) == (True, True)
    assert conflict.action is Action.CANCEL


def test_an_act_against_what_its_desk_had_seen_is_told_apart() -> None:
    """A desk that knew of the first act and did the second was not ours."""
    life = received()
    cancelled(life.desk)
    life.desk.append(DOSSIER_ROUTED, {})
    cancelled(life.desk)
    found = conflicts(life.dossier)
    assert [it.unseen for it in found] == [False, False]
    assert [it.exclusive for it in found] == [False, True]


def resolved(entries: list[Recorded], conflicting: Recorded, *, stands: bool) -> Dossier:
    dossier = fold(DOSSIER_ID, entries)
    fact = resolve(dossier, conflicting.hash, stands=stands, reason="đã hỏi hai quầy", roles=LEADER)
    desk = ForgedDesk("c", known=list(entries))
    desk.append(fact.kind, fact.body, personal=fact.personal)
    return fold(DOSSIER_ID, desk.known)


def test_a_resolution_settles_the_conflict_that_it_names() -> None:
    """The entry that lost stays lost, and nobody is asked again."""
    entries, winner, loser = torn()
    dossier = resolved(entries, loser, stands=False)
    assert dossier.conflicts == ()
    assert [mark.entry for mark in dossier.settled] == [loser.hash]
    assert dossier.facts(Resolution)[0].what.stands == winner.hash


def test_a_resolution_may_hold_to_the_act_that_lost() -> None:
    """Then the other counts no more, as if it had never been."""
    entries, winner, loser = torn()
    dossier = resolved(entries, loser, stands=True)
    assert dossier.state is State.CANCELLED
    assert dossier.conflicts == ()
    assert dossier.set_aside == (winner.hash,)
    assert [it.entry for it in dossier.trail][1] == loser.hash


def test_a_resolution_needs_a_reason_and_a_conflict() -> None:
    """And a supervisor."""
    entries, _, loser = torn()
    dossier = fold(DOSSIER_ID, entries)
    with pytest.raises(Refused, match="resolution-reason-missing"):
        resolve(dossier, loser.hash, stands=True, reason=" ", roles=LEADER)
    with pytest.raises(Refused, match="conflict-unknown"):
        resolve(dossier, entries[0].hash, stands=True, reason="x", roles=LEADER)
    with pytest.raises(Refused, match="role-may-not"):
        resolve(dossier, loser.hash, stands=True, reason="x", roles=OFFICER)


def test_r16_no_resolution_leaves_nothing_of_a_dossier() -> None:
    """What fits nowhere without the reception either may not cost the reception."""
    life = received()
    stray = life.desk.append(DOSSIER_SHELVED, {})
    (mark,) = life.dossier.conflicts
    assert mark.against == life.dossier.received_entry
    with pytest.raises(Refused, match="resolution-leaves-nothing"):
        resolve(life.dossier, stray.hash, stands=True, reason="x", roles=LEADER)


def test_nothing_is_set_aside_but_what_the_conflict_was_about() -> None:
    """A resolution that names the reception as the loser is itself a conflict."""
    entries, _, loser = torn()
    forged = Resolution((loser.hash,), loser.hash, aside=entries[0].hash)
    with pytest.raises(Refused, match="conflict-unknown"):
        enter(fold(DOSSIER_ID, entries), correcting.RESOLVE, forged, roles=LEADER)


# --- roles and versions -------------------------------------------------------------------------


def test_an_entry_in_a_role_that_may_not_is_kept_and_does_not_count() -> None:
    """A desk that is not ours wrote that an appraiser corrected a receipt."""
    life = received()
    fact = correcting.correct(life.dossier, Correction(sets=2, reason="x"), roles=OFFICER)
    life.does(Fact(fact.subject, fact.kind, {**fact.body, "role": "appraiser"}, fact.personal))
    assert [mark.code for mark in life.dossier.conflicts] == ["role-may-not"]
    assert life.dossier.taken_in().sets == 1


def told(record: Hashable) -> list[str]:
    """The two bodies of a fact as they are signed."""
    return [canonical(public_body(record)).decode(), canonical(personal_body(record)).decode()]


def test_golden_bodies_of_corrections() -> None:
    """Signed for ever: a renamed field is another format."""
    correction = Correction(
        applicant=person("Nguyễn Văn Thử"),
        submitter=person("Trần Thị Ví"),
        sets=2,
        components=(Recounted("c0", Counts(1, 2, 3, 4)),),
        reason="nhầm",
    )
    counts = '{"certified":2,"compared":3,"copies":4,"originals":1}'
    assert told(correction) == [
        f'{{"components":[{{"component":"c0","counts":{counts}}}],"sets":2}}',
        (
            '{"applicant":{"name":"Nguyễn Văn Thử"},"reason":"nhầm",'
            '"submitter":{"name":"Trần Thị Ví"}}'
        ),
    ]
    assert told(Recall("ab", "nhầm")) == ['{"entry":"ab"}', '{"reason":"nhầm"}']
    assert told(Resolution(("ab",), "ab", "cd", "đã hỏi")) == [
        '{"aside":"cd","settles":["ab"],"stands":"ab"}',
        '{"reason":"đã hỏi"}',
    ]


def test_every_kind_is_an_action_of_its_own() -> None:
    """No two kinds of entry are one action, so a button is one kind of entry."""
    actions = [kind.action for kind in KINDS.values()]
    assert len(set(actions)) == len(actions)


def test_what_two_desks_had_both_heard_of_tells_neither_of_the_other() -> None:
    """However many ways lead back to it, each is walked once."""
    base = received().desk.known[0]
    heard = [ForgedDesk(name, known=[base]).append(DOSSIER_ROUTED, {}) for name in "bc"]
    both = [cancelled(ForgedDesk(name, known=[base, *heard])) for name in "de"]
    loser = max(both, key=lambda it: it.place)
    found = conflicts(fold(DOSSIER_ID, [base, *heard, *both]))
    assert {it.mark.entry: it.unseen for it in found}[loser.hash]


def test_c22_a_paper_says_what_was_true_at_its_entry() -> None:
    """Whatever came after; all of it where no such entry is known."""
    life = received()
    first = life.desk.known[0]
    life.does(
        correcting.correct(life.dossier, Correction(sets=TWO_SETS, reason="x"), roles=OFFICER)
    )
    assert as_told(DOSSIER_ID, life.desk.known, first.hash).taken_in().sets == 1
    assert as_told(DOSSIER_ID, life.desk.known, "00").taken_in().sets == TWO_SETS

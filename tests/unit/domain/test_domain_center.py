"""The Center as its journal knows it: what is malformed changes nothing, and nothing is guessed."""

from collections.abc import Mapping

from data.domain.center import (
    Center,
    Desk,
    Officer,
    enrol_desk,
    enrol_officer,
    fold_center,
    fold_desk,
    fold_officer,
    open_center,
)
from data.domain.entries import Fact, Json
from data.domain.numbering import Slice
from data.domain.papers import CenterHead
from data.domain.roles import Role
from data.domain.vocabulary import CENTER_OPENED
from tests.fakes.forge import ForgedDesk, an_id

HEAD = CenterHead("UBND TỈNH THỬ", "TRUNG TÂM THỬ", "Thử", "1 Đường Không Có", "19001021", "", "")
CENTER = Center(an_id("center"), HEAD, "QN-3089-2019@1", practice=True)
OFFICER = Officer(an_id("officer"), "0012", "Trần Thị Thử", frozenset({Role.CENTER, Role.POSTAL}))
DESK = Desk(an_id("desk"), 3, "ab" * 32, Slice(101, 200))


def journal(fact: Fact, broken: Mapping[str, Json]) -> ForgedDesk:
    """A fact, then the same once more with something broken in it, then another kind."""
    desk = ForgedDesk("a")
    for body in (fact.body, {**fact.body, **broken}):
        desk.append(fact.kind, body, personal=fact.personal, subject=fact.subject)
    other = enrol_officer(OFFICER) if fact.kind == CENTER_OPENED else open_center(CENTER)
    desk.append(other.kind, other.body, subject=fact.subject)
    return desk


def test_c16_a_practice_center_is_one_from_its_first_entry_on() -> None:
    """Whether its papers bear the mark is said once; a broken entry after it says nothing."""
    desk = journal(open_center(CENTER), {"practice": "perhaps"})
    assert fold_center(CENTER.id, desk.known) == CENTER
    assert fold_center(CENTER.id, ()) is None


def test_an_officer_is_known_by_number_and_roles_and_never_by_a_pin() -> None:
    """An entry that gives a role that nobody knows enrols nobody."""
    fact = enrol_officer(OFFICER)
    assert set(fact.body) == {"number", "roles"}
    desk = journal(fact, {"roles": ["king"]})
    assert fold_officer(OFFICER.id, desk.known) == OFFICER


def test_an_officer_whose_name_was_erased_is_still_an_officer() -> None:
    """Number and roles stand in the signed body."""
    fact, desk = enrol_officer(OFFICER), ForgedDesk("a")
    desk.append(fact.kind, fact.body, subject=fact.subject)
    erased = fold_officer(OFFICER.id, desk.known)
    assert erased is not None
    assert (erased.number, erased.name, erased.roles) == ("0012", "", OFFICER.roles)


def test_a_desk_owns_the_serials_that_it_was_enrolled_with() -> None:
    """Serials outside the range of desks are no enrolment."""
    desk = journal(enrol_desk(DESK), {"serials": {"first": 4999, "last": 9999}})
    assert fold_desk(DESK.id, desk.known) == DESK

"""Re-appointing: form 04 in time or late, one new date, and none after it."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from data.domain.body import Reader
from data.domain.confirmation import Confirmation
from data.domain.deadlines import Limit, Unit
from data.domain.entries import Json, canonical
from data.domain.errors import Refused
from data.domain.lifecycle import State
from data.domain.reappointing import (
    Apologise,
    Apology,
    apologise,
    draft_apology,
    last_apology_day,
    new_dates_left,
    objections,
    told_due,
)
from data.domain.records import personal_body, public_body, read_record
from data.domain.roles import Role
from data.domain.supplementing import DraftForm, draft_waiting
from data.domain.vocabulary import DOSSIER_APOLOGISED
from tests.fakes.forge import START
from tests.fakes.lives import Life
from tests.fakes.returns import (
    CENTER,
    OTHER_RULES,
    RULES,
    a_paper,
    at_agency,
    comes_back,
    does_at,
    due_day,
    goes_over,
    is_brought,
    moment,
    taken_in,
)

LEADER = Confirmation("Theo đề nghị của Sở", "a" * 32)
DUE = "2026-12-08 17:00"
LAST_DAY = "2026-12-07 16:00"
NEW_DUE = "2026-12-15 17:00"
LATER = "2026-12-22 17:00"


def act_of(when: str, new_due: str = NEW_DUE) -> Apologise:
    due = moment(new_due) if new_due else None
    return Apologise(a_paper(when, "7/PXL"), "Chờ kết quả thẩm tra.", due)


def apologises(life: Life, when: str = LAST_DAY, new_due: str = NEW_DUE) -> Apology:
    act = act_of(when, new_due)
    fact = apologise(life.dossier, act, at=moment(when), rules=RULES, roles=CENTER)
    does_at(life, fact, when)
    last = life.dossier.last(Apology)
    assert last is not None
    return last.what


def codes(life: Life, act: Apologise, when: str = LAST_DAY) -> list[str]:
    return [it.code for it in objections(life.dossier, act, at=moment(when), rules=RULES)]


def test_r78_an_apology_is_in_time_until_the_last_working_day_before() -> None:
    """A Monday for what is due on Tuesday, until the day has ended (A3)."""
    life = at_agency()
    assert last_apology_day(life.dossier, RULES) == date(2026, 12, 7)
    said = apologises(life, "2026-12-07 23:59")
    assert (said.last_day, said.late) == (date(2026, 12, 7), False)


def test_c5_a_late_apology_is_recorded_as_late_and_never_refused() -> None:
    """Also where the limit had passed at once, as for one day."""
    assert apologises(at_agency(), "2026-12-08 08:00").late
    quick = at_agency(limit=Limit(Unit.WORKING_DAYS, 1, ""))
    said = apologises(quick, "2026-11-24 08:00", "2026-11-30 17:00")
    assert (said.last_day, said.late) == (date(2026, 11, 23), True)


def test_r80_the_new_date_is_what_the_citizen_is_told_and_the_old_one_is_kept() -> None:
    """The receipt of before still identifies, and says another day (C22)."""
    life = at_agency()
    before = life.dossier.told_entry
    said = apologises(life)
    assert (said.was_due, told_due(life.dossier)) == (moment(DUE), moment(NEW_DUE))
    assert due_day(life) == "2026-12-15"
    assert life.dossier.told_entry not in {"", before}
    assert life.dossier.state is State.APPRAISAL
    assert said.paper == a_paper(LAST_DAY, "7/PXL")


def test_r79_no_second_new_date() -> None:
    """Not more than once; the second apology has none, and goes up (C5)."""
    life = at_agency()
    assert new_dates_left(life.dossier, 1) == 1
    assert not apologises(life).escalates
    assert new_dates_left(life.dossier, 1) == 0
    again = act_of("2026-12-14 09:00", LATER)
    assert codes(life, again, "2026-12-14 09:00") == ["reappointment-twice"]
    tellings = life.dossier.tellings
    second = apologises(life, "2026-12-14 09:00", "")
    assert second.escalates
    assert (life.dossier.tellings, due_day(life)) == (tellings, "2026-12-15")


def test_a6_a_restarted_clock_is_no_reappointment() -> None:
    """After a return and a full supplement the one new date is still there."""
    life = at_agency()
    comes_back(life, "2026-11-27 10:00")
    is_brought(life, "2026-12-02 10:00")
    goes_over(life)
    apologises(life, "2026-12-15 09:00", "2026-12-18 17:00")
    assert due_day(life) == "2026-12-18"
    assert life.dossier.conflicts == ()


def test_r78_the_first_apology_proposes_a_new_time() -> None:
    """Reason and new time stand on form 04."""
    life = at_agency()
    assert codes(life, replace(act_of(LAST_DAY, ""), reason=" ")) == [
        "apology-reason-missing",
        "new-due-missing",
    ]


@pytest.mark.parametrize(
    ("new_due", "expected"),
    [
        (DUE, ["new-due-not-later"]),
        ("2026-12-07 15:00", ["new-due-not-later", "new-due-past"]),
        ("2026-12-12 10:00", ["new-due-outside-hours"]),
        ("2026-12-15 12:00", ["new-due-outside-hours"]),
        ("2026-12-15 07:00", ["new-due-outside-hours"]),
        ("2026-12-15 18:00", ["new-due-outside-hours"]),
        ("2026-12-15 11:30", []),
        ("2028-01-04 17:00", ["calendar-year-missing"]),
    ],
)
def test_c2_a_new_date_is_later_and_in_working_time(new_due: str, expected: list[str]) -> None:
    """Somebody must be there to hand the result out."""
    assert codes(at_agency(), act_of(LAST_DAY, new_due)) == expected


def test_c10_an_apology_is_the_signed_paper_of_the_agency() -> None:
    """Number and signer are on it, and its draft is one of this dossier."""
    act = replace(
        act_of(LAST_DAY),
        paper=replace(a_paper(LAST_DAY), number="", signer="", day=date(2026, 12, 9)),
        draft="ff" * 32,
    )
    assert codes(at_agency(), act) == [
        "paper-number-missing",
        "paper-signer-missing",
        "paper-in-the-future",
        "draft-unknown",
    ]


def test_c11_the_appraiser_moves_no_date() -> None:
    """He drafts the paper; the Center registers it."""
    life, at = at_agency(), moment(LAST_DAY)
    appraiser = {Role.APPRAISER}
    draft = draft_apology(
        life.dossier,
        reason="Chờ thẩm tra",
        new_due=moment(NEW_DUE),
        at=at,
        rules=RULES,
        roles=appraiser,
    )
    entry = does_at(life, draft, LAST_DAY).hash
    waiting = draft_waiting(life.dossier, DraftForm.APOLOGY)
    assert waiting is not None
    assert (waiting.entry, waiting.what.new_due) == (entry, moment(NEW_DUE))
    act = replace(act_of(LAST_DAY), draft=entry)
    with pytest.raises(Refused, match="role-may-not"):
        apologise(life.dossier, act, at=at, rules=RULES, roles=appraiser)
    does_at(life, apologise(life.dossier, act, at=at, rules=RULES, roles=CENTER), LAST_DAY)
    assert draft_waiting(life.dossier, DraftForm.APOLOGY) is None


def test_c10_no_apology_is_drafted_that_could_not_be_registered() -> None:
    """A date that is not later is seen before a head signs it."""
    with pytest.raises(Refused, match="new-due-not-later"):
        draft_apology(
            at_agency().dossier,
            reason="Chờ thẩm tra",
            new_due=moment(DUE),
            at=moment(LAST_DAY),
            rules=RULES,
            roles=CENTER,
        )


def test_c11_a_supervisor_confirms_where_the_profile_says_so() -> None:
    """A new date; an apology without one changes nothing that he would confirm."""
    life = at_agency(rules=OTHER_RULES)
    act = act_of(LAST_DAY, "2026-12-15 16:30")
    found = objections(life.dossier, act, at=moment(LAST_DAY), rules=OTHER_RULES)
    assert [it.code for it in found] == ["due-change-unconfirmed"]
    said = replace(act, confirmation=LEADER)
    assert objections(life.dossier, said, at=moment(LAST_DAY), rules=OTHER_RULES) == []
    without = replace(act, new_due=None)
    found = objections(life.dossier, without, at=moment(LAST_DAY), rules=OTHER_RULES)
    assert [it.code for it in found] == ["new-due-missing"]


def test_a_refused_apology_records_nothing() -> None:
    """The first objection is raised."""
    with pytest.raises(Refused, match="new-due-not-later"):
        apologises(at_agency(), new_due=DUE)


def test_an_apology_before_the_hand_over_is_possible_and_after_arrival_is_not() -> None:
    """The clock runs while the folder lies at the Center."""
    life = taken_in()
    apologises(life)
    assert life.dossier.state is State.RECEIVED
    comes_late = at_agency()
    comes_back(comes_late, "2026-11-27 10:00")
    with pytest.raises(Refused, match="action-not-now"):
        apologises(comes_late)


def forged(life: Life, new_due: str, *, allowed: int, was_due: str = DUE) -> None:
    """A desk that did not know the apology of the other."""
    said = Apology(
        "8/PXL", date(2026, 12, 7), moment(was_due), date(2026, 12, 7), late=False, allowed=allowed
    )
    due: datetime | None = moment(new_due) if new_due else None
    body: dict[str, Json] = public_body(replace(said, new_due=due))
    life.desk.append(DOSSIER_APOLOGISED, {**body, "role": Role.RECEIVING.value})


def test_r79_two_desks_that_never_spoke_give_one_new_date() -> None:
    """The second is a conflict that a supervisor sees, and moves nothing."""
    life = at_agency()
    apologises(life)
    forged(life, LATER, allowed=1)
    assert [mark.code for mark in life.dossier.conflicts] == ["reappointment-twice"]
    assert due_day(life) == "2026-12-15"


def test_a_date_that_has_moved_is_not_moved_from_where_it_was() -> None:
    """Where two new dates are allowed, the second follows the first."""
    life = at_agency()
    apologises(life)
    forged(life, LATER, allowed=2)
    assert [mark.code for mark in life.dossier.conflicts] == ["due-moved-meanwhile"]
    forged(life, LATER, allowed=2, was_due=NEW_DUE)
    forged(life, "", allowed=2)
    assert len(life.dossier.conflicts) == 1
    assert due_day(life) == "2026-12-22"


def test_golden_bytes_of_form_04() -> None:
    """What was signed once is read for ever."""
    said = Apology(
        number="7/PXL",
        day=date(2026, 11, 23),
        was_due=START,
        last_day=date(2026, 11, 20),
        late=True,
        allowed=1,
        new_due=moment(NEW_DUE),
        page="cd" * 32,
        draft="ef" * 32,
        confirmation=LEADER,
        signer="Ông Lê Văn Không Có",
        reason="Vì",
    )
    body, hidden = public_body(said), personal_body(said)
    assert canonical(body).decode() == (
        '{"allowed":1,"confirmation":{"citation":"Theo đề nghị của Sở","leader":"'
        + "a" * 32
        + '","own":false},"day":"2026-11-23","draft":"'
        + "ef" * 32
        + '","last_day":"2026-11-20","late":true,"new_due":"2026-12-15T10:00:00.000000Z",'
        '"number":"7/PXL","page":"' + "cd" * 32 + '","was_due":"2026-11-23T02:00:00.000000Z"}'
    )
    assert canonical(hidden).decode() == '{"reason":"Vì","signer":"Ông Lê Văn Không Có"}'
    assert read_record(Apology, Reader(body), Reader(hidden)) == said

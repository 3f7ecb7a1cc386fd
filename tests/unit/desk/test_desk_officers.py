"""Officers after the first run: enrolled, changed and closed, by an administrator alone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from counter_app.bootstrap import Counter
from counter_app.config import Config
from counter_app.desk.officers import NOBODY, Change, NewOfficer
from counter_app.desk.signin import TRIES
from data.domain.center import Officer
from data.domain.errors import Refused
from data.domain.roles import Role
from data.store import journal, queries
from tests.fakes.desk import CASHIER, PIN, RECEIVER, StillClock, opened

OTHER_PIN = "731905"
NEW = NewOfficer("07", "Phạm Thị Không Có", OTHER_PIN, frozenset({Role.RETURN_DESK}))


@pytest.fixture
def administrator(counter: Counter) -> Officer:
    return counter.sign_in.check(RECEIVER, PIN)


def everybody(counter: Counter) -> list[Officer]:
    with counter.store.read() as connection:
        return queries.officers(connection)


def enrolling(counter: Counter, officer: Officer, new: NewOfficer) -> str:
    """The code of what stands against it; nobody is enrolled and no PIN is kept then."""
    before = everybody(counter)
    with pytest.raises(Refused) as refused:
        counter.officers.enrol(officer, new)
    assert everybody(counter) == before
    return refused.value.code


def changing(counter: Counter, officer: Officer, number: str, change: Change) -> str:
    before = everybody(counter)
    with pytest.raises(Refused) as refused:
        counter.officers.change(officer, number, change)
    assert everybody(counter) == before
    return refused.value.code


def test_an_enrolled_officer_signs_in_with_the_own_pin(config: Config, clock: StillClock) -> None:
    """Also after a restart: the officer is an entry, the PIN's verifier a row of this desk."""
    with opened(config, clock) as counter:
        administrator = counter.sign_in.check(RECEIVER, PIN)
        done = counter.officers.enrol(administrator, replace(NEW, number=" 07 "))
    with opened(config, clock) as counter:
        assert counter.sign_in.sign_in("07", OTHER_PIN) == done
        assert done.roles == frozenset({Role.RETURN_DESK})
        assert journal.verify(counter.store) == []


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (replace(NEW, roles=NOBODY), "officer-without-role"),
        (replace(NEW, number=CASHIER), "officer-number-taken"),
        (replace(NEW, name="\u200b"), "officer-incomplete"),
        (replace(NEW, number=""), "officer-incomplete"),
        (replace(NEW, pin="123456"), "pin-unfit"),
    ],
)
def test_who_cannot_be_enrolled(
    counter: Counter, administrator: Officer, new: NewOfficer, code: str
) -> None:
    """Each by its own code, before anything is written."""
    assert enrolling(counter, administrator, new) == code


def test_only_an_administrator_says_who_works_here(counter: Counter) -> None:
    """An officer of the return desk neither enrols nor changes, nor gives himself a role."""
    cashier = counter.sign_in.check(CASHIER, PIN)
    assert enrolling(counter, cashier, NEW) == "role-may-not"
    change = Change(roles=frozenset(Role))
    assert changing(counter, cashier, CASHIER, change) == "role-may-not"


def test_the_last_entry_says_who_an_officer_is(counter: Counter, administrator: Officer) -> None:
    """Number, name and roles are others; what is not named stays, and a rebuild finds the same."""
    before = counter.sign_in.check(CASHIER, PIN)
    counter.officers.change(administrator, CASHIER, Change(name="Lê Văn Đổi Tên"))
    roles = frozenset({Role.RECEIVING, Role.RETURN_DESK})
    counter.officers.change(administrator, CASHIER, Change(number="22", roles=roles))
    changed = Officer(before.id, "22", "Lê Văn Đổi Tên", roles)
    journal.rebuild(counter.store)
    assert changed in everybody(counter)
    assert counter.sign_in.sign_in("22", PIN) == changed
    assert changing(counter, administrator, CASHIER, Change(name="Ai Đó")) == "officer-unknown"


def test_a_change_is_refused_as_an_enrolment_is(counter: Counter, administrator: Officer) -> None:
    """A taken number, an empty name, a PIN of one digit."""
    assert changing(counter, administrator, CASHIER, Change(number=RECEIVER)) == (
        "officer-number-taken"
    )
    assert changing(counter, administrator, CASHIER, Change(name=" ")) == "officer-incomplete"
    assert changing(counter, administrator, CASHIER, Change(number=" ")) == "officer-incomplete"
    assert changing(counter, administrator, CASHIER, Change(pin="111111")) == "pin-unfit"


def test_a_new_pin_ends_the_old_one_and_the_wait(
    counter: Counter, administrator: Officer, clock: StillClock
) -> None:
    """Who forgot the PIN and tried too often signs in at once with the new one."""
    for _ in range(TRIES):
        clock.forward(timedelta(seconds=1))
        with pytest.raises(Refused):
            counter.sign_in.check(CASHIER, "111222")
    counter.officers.change(administrator, CASHIER, Change(pin=OTHER_PIN))
    assert counter.sign_in.sign_in(CASHIER, OTHER_PIN).number == CASHIER
    with pytest.raises(Refused) as refused:
        counter.sign_in.check(CASHIER, PIN)
    assert refused.value.code == "pin-wrong"


def test_who_left_cannot_sign_in_and_is_told_so(counter: Counter, administrator: Officer) -> None:
    """Only with the right PIN: a wrong one still tells nothing. A role opens the door again."""
    counter.officers.change(administrator, CASHIER, Change(roles=NOBODY))
    for pin, code in ((PIN, "officer-left"), ("111222", "pin-wrong")):
        with pytest.raises(Refused) as refused:
            counter.sign_in.sign_in(CASHIER, pin)
        assert refused.value.code == code
    counter.officers.change(administrator, CASHIER, Change(roles=frozenset({Role.POSTAL})))
    assert counter.sign_in.sign_in(CASHIER, PIN).roles == {Role.POSTAL}


def test_one_administrator_is_always_left(counter: Counter, administrator: Officer) -> None:
    """The last one neither leaves nor gives the role away; with another one he may."""
    assert changing(counter, administrator, RECEIVER, Change(roles=NOBODY)) == (
        "administrator-missing"
    )
    counter.officers.change(administrator, CASHIER, Change(roles=frozenset({Role.ADMINISTRATOR})))
    assert not counter.officers.change(administrator, RECEIVER, Change(roles=NOBODY)).roles

"""Whole desks around a real hub: set up by commands, working together, one of them first."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg
import pytest

from counter_app import bootstrap, wallclock
from counter_app.bootstrap import Counter
from counter_app.commands import hub as command
from counter_app.commands.check import parts
from counter_app.config import Config, places
from counter_app.desk.return_desk.collecting import begun
from counter_app.desk.return_desk.releasing import Returned
from counter_app.sentences import sentence
from data.domain.center import Officer
from data.domain.clock import Clock
from data.domain.dossier import Dossier
from data.domain.errors import Refused
from data.domain.posting import GivenToPost
from data.domain.roles import Role
from data.store import exchange, queries
from data.store.journal import count
from data.sync.access import read_access, write_access
from data.sync.claims import BUDGET_S
from tests.fakes import waiting as made
from tests.fakes.around import Around, meet, patient, silent
from tests.fakes.desk import PIN, RECEIVER, StillClock, founded, receive, two_officers
from tests.fakes.post_center import COURIER, packed


@pytest.fixture
def around(tmp_path: Path, admin: str) -> Around:
    return Around.founded(tmp_path, admin, StillClock())


@pytest.fixture
def desks(around: Around) -> Iterator[tuple[Counter, Counter]]:
    """Both open, with their lines to the hub."""
    around.join()
    with ExitStack() as stack:
        opened = []
        for config in (around.first, around.second):
            counter = bootstrap.start(config, around.clock)
            stack.callback(counter.close)
            patient(counter)
            opened.append(counter)
        one, two = opened
        meet(one, two)
        yield one, two


def test_a_machine_joins_by_two_small_files(around: Around) -> None:
    """It has every officer of the Center, a slice of numbers of its own, and a PIN given there."""
    around.join()
    with (
        bootstrap.read_only(around.second) as (store, keys),
        store.read() as connection,
    ):
        center, desk = bootstrap.identity(store, keys)
        officers = [it.number for it in queries.officers(connection)]
        slices = [it.serials for it in queries.desks(connection)]
    with bootstrap.read_only(around.first) as (store, keys):
        assert bootstrap.identity(store, keys)[0] == center
    assert desk.number == 4
    assert officers == ["01", "02"]
    assert not slices[0].overlaps(slices[1])
    counter = bootstrap.start(around.second, around.clock)
    assert Role.RECEIVING in counter.sign_in.check(RECEIVER, PIN).roles
    counter.close()


def test_a_file_that_opens_the_hub_is_its_owners_alone(around: Around) -> None:
    """Neither group nor others read the invitation or what is kept of it; no text shows it."""
    around.join()
    for path in (around.second.hub, around.first.hub, around.first.home.parent / "invitation.json"):
        assert path.stat().st_mode & 0o077 == 0
    access = read_access(around.second.hub)
    assert access.password not in repr(access)


def test_joining_twice_and_a_number_that_is_taken_are_refused(around: Around) -> None:
    """A desk is one machine, and a number is one desk."""
    with pytest.raises(Refused, match="desk-number-taken"):
        around.join(number=3)
    around.join(number=4)
    with pytest.raises(Refused, match="desk-has-number"):
        around.enrol(5)
    with pytest.raises(Refused, match="desk-here-already"):
        command.ask(around.second, around.first.home.parent / "again.json")


def test_a_broken_file_changes_nothing(around: Around, tmp_path: Path) -> None:
    """An invitation that was cut off, and a request with a key that is none."""
    broken = tmp_path / "broken.json"
    broken.write_text('{"counter": "access", "version": 1, "address": "')
    command.ask(around.second, tmp_path / "request.json")
    with pytest.raises(Refused, match="invitation-invalid"):
        command.join(around.second, broken, officer=RECEIVER, pin=PIN, tell=silent)
    broken.write_text(json.dumps({"counter": "request", "version": 1, "key": "00ff"}))
    with pytest.raises(Refused, match="invitation-invalid"):
        command.enrol(
            around.first,
            broken,
            number=5,
            admin=around.admin,
            invitation=tmp_path / "out.json",
            officer=RECEIVER,
            pin=PIN,
            clock=around.clock,
        )
    assert not (tmp_path / "out.json").exists()
    assert not around.second.hub.exists()


def test_what_one_desk_receives_the_other_finds(desks: tuple[Counter, Counter]) -> None:
    """By its code, with its history; its sheets wait for the first desk's printer alone."""
    one, two = desks
    issued = receive(one, one.sign_in.check(RECEIVER, PIN))
    meet(one, two)
    found = two.search.open(issued.slip_key)
    assert found.dossier == issued.dossier
    assert len(one.papers.unsettled()) == 1
    assert two.papers.unsettled() == []
    assert one.hub is not None
    assert one.hub.replicator.unsent() == 0


def test_the_status_counts_each_desk_here_and_there(around: Around) -> None:
    """Beside a running desk, and also while the hub is away."""
    around.join()
    counted = command.status(around.first)
    assert [(it.desk, it.own) for it in counted] == [(3, True), (4, False)]
    assert counted[0].here == counted[0].there
    away = read_access(around.first.hub)
    write_access(around.first.hub, replace(away, address="host=/nowhere"))
    assert [it.there for it in command.status(around.first)] == [None, None]
    assert "the hub is away" in command.as_text(command.status(around.first))


def hub_part(config: Config, clock: Clock) -> tuple[bool, str]:
    (part,) = [it for it in parts(config, clock) if it.part == "hub"]
    return part.ok, part.state


def test_the_check_says_how_the_hub_is(around: Around, tmp_path: Path) -> None:
    """Whether it answers, whether the clocks agree, and that a desk alone needs none."""
    assert hub_part(around.first, wallclock.now) == (True, "ready")
    assert hub_part(around.first, around.clock) == (False, "clock-apart")
    around.first.hub.write_text("{")
    assert hub_part(around.first, wallclock.now) == (False, "invitation-invalid")
    around.first.hub.unlink()
    assert hub_part(around.first, wallclock.now) == (True, "none")


def test_sync_sends_what_waits_and_says_what_is_left(around: Around) -> None:
    """As a command, while the desk is closed."""
    around.join()
    counter = bootstrap.start(around.second, around.clock)
    receive(counter, counter.sign_in.check(RECEIVER, PIN))
    counter.close()
    sent = command.sync(around.second, silent)
    assert sent.sent > 0
    assert (sent.unsent, sent.in_doubt) == (0, 0)
    assert command.sync(around.first, silent).received == sent.sent
    assert command.sync(around.first, silent).received == 0


def test_a_desk_that_was_sent_away_is_not_spoken_with(around: Around) -> None:
    """What it wrote until then stays; what it writes after that stays with it."""
    around.join()
    with pytest.raises(Refused, match="desk-unknown"):
        command.send_away(around.first, number=9, admin=around.admin)
    command.send_away(around.first, number=4, admin=around.admin)
    with pytest.raises(Refused, match="hub-refused"):
        command.sync(around.second, silent)


def test_a_new_invitation_is_a_new_password(around: Around) -> None:
    """The old one no longer opens the hub; everything else stays, the PIN as well."""
    around.join()
    old = read_access(around.second.hub)
    around.enrol(4)
    with pytest.raises(Refused, match="hub-refused"):
        command.sync(around.second, silent)
    command.join(around.second, around.invitation, officer=RECEIVER, pin="975310", tell=silent)
    assert read_access(around.second.hub).password != old.password
    assert command.sync(around.second, silent).unsent == 0
    counter = bootstrap.start(around.second, around.clock)
    assert counter.sign_in.check(RECEIVER, PIN).number == RECEIVER
    counter.close()


def test_a_desk_is_enrolled_by_any_desk_of_the_center(around: Around, tmp_path: Path) -> None:
    """Its trust begins where that of the other began: it gets everything there is."""
    around.join()
    third = Around(around.admin, around.clock, around.second, places(tmp_path / "third"))
    third.join(number=5)
    for config in (around.second, around.first, third.second):
        command.sync(config, silent)
    counts = set()
    for config in (around.first, around.second, third.second):
        with bootstrap.read_only(config) as (store, _keys):
            counts.add(count(store))
    assert len(counts) == 1


def test_a_desk_of_another_center_does_not_join(around: Around, tmp_path: Path) -> None:
    """Somebody answered the first questions there between the two files."""
    command.ask(around.second, around.request)
    around.enrol(4)
    bootstrap.found(around.second, two_officers(), around.clock)
    with pytest.raises(Refused, match="desk-here-already"):
        command.join(around.second, around.invitation, officer=RECEIVER, pin=PIN, tell=silent)


def test_a_desk_alone_has_no_hub_to_ask(tmp_path: Path) -> None:
    """And says so."""
    config = founded(tmp_path / "alone", StillClock())
    for ask in (lambda: command.sync(config, silent), lambda: command.status(config)):
        with pytest.raises(Refused, match="hub-none"):
            ask()


def test_a_desk_opens_whatever_became_of_its_hub_file(around: Around) -> None:
    """It works alone, and the line says what is wrong."""
    around.first.hub.write_text("{")
    counter = bootstrap.start(around.first, around.clock)
    assert counter.hub is not None
    with pytest.raises(counter.troubles) as told:
        counter.hub.step()
    assert getattr(told.value, "code", "") == "invitation-invalid"
    receive(counter, counter.sign_in.check(RECEIVER, PIN))
    with counter.store.read() as connection:
        assert exchange.unsent(connection, bytes.fromhex(counter.desk.key).hex()[:32]) == 0
    counter.close()


# --- one of them is first -----------------------------------------------------------------------


@dataclass(slots=True)
class Fetched:
    """A result that waits at both desks, and who hands results out."""

    one: Counter
    two: Counter
    waits: Dossier
    officer: Officer

    def at(self, counter: Counter, *, envelope: str | None = None) -> Returned:
        form = begun(self.waits, made.key_on(self.waits))
        code = made.code_of(self.waits) if envelope is None else envelope
        said = replace(form, envelope_code=code)
        return counter.releasing.hand_out(self.officer, self.waits.id, said)


@pytest.fixture
def fetched(desks: tuple[Counter, Counter]) -> Fetched:
    one, two = desks
    waits = made.waiting(one, one.sign_in.check(RECEIVER, PIN))
    meet(one, two)
    return Fetched(one, two, waits, made.cashier(one))


def test_a_second_desk_is_stopped_while_the_first_hands_out(fetched: Fetched) -> None:
    """Before the release itself has come there: by number and hour, and nothing is recorded."""
    assert not fetched.at(fetched.one).unconfirmed
    with pytest.raises(Refused, match="done-elsewhere") as stop:
        fetched.at(fetched.two)
    assert stop.value.facts == {"desk": "03", "hour": stop.value.facts["hour"]}
    assert "03" in sentence(stop.value)
    meet(fetched.one, fetched.two)
    with pytest.raises(Refused, match="slip-used"):
        fetched.at(fetched.two)
    assert made.now(fetched.two, fetched.waits.id).conflicts == ()


def test_a_claim_is_taken_back_with_an_act_that_was_refused(fetched: Fetched) -> None:
    """The other desk need not wait for a claim to fall."""
    with pytest.raises(Refused, match="envelope-not-scanned"):
        fetched.at(fetched.one, envelope="")
    assert not fetched.at(fetched.two).unconfirmed


def test_without_the_hub_both_hand_out_and_both_see_the_conflict(
    fetched: Fetched, around: Around
) -> None:
    """Each act says that nobody was asked; when they meet, each desk shows both."""
    with psycopg.connect(around.admin, autocommit=True) as connection:
        connection.execute("ALTER SCHEMA hub RENAME TO gone")
        for counter in (fetched.one, fetched.two):
            assert counter.hub is not None
            with pytest.raises(counter.troubles):
                counter.hub.step()
        assert fetched.at(fetched.one).unconfirmed
        assert fetched.at(fetched.two).unconfirmed
        connection.execute("ALTER SCHEMA gone RENAME TO hub")
    meet(fetched.one, fetched.two)
    ones, twos = (made.now(it, fetched.waits.id) for it in (fetched.one, fetched.two))
    assert ones == twos
    assert len(ones.conflicts) == 1


def test_a_hub_that_does_not_answer_in_time_holds_nobody_up(
    fetched: Fetched, around: Around
) -> None:
    """The officer waits a third of a second at most, and the act says that nobody was asked."""
    assert fetched.one.hub is not None
    fetched.one.hub.claims.budget_s = BUDGET_S
    with psycopg.connect(around.admin) as connection:
        connection.execute("LOCK TABLE hub.claim")
        assert fetched.at(fetched.one).unconfirmed
    meet(fetched.one, fetched.two)
    with pytest.raises(Refused, match="slip-used"):
        fetched.at(fetched.two)


def test_a_desk_that_is_behind_does_not_call_itself_first(fetched: Fetched) -> None:
    """What happened longer ago than a claim stands may still be on its way to it."""
    assert fetched.two.hub is not None
    fetched.two.hub.caught_up = False
    assert fetched.at(fetched.two).unconfirmed


def test_a_parcel_is_not_given_to_the_courier_at_two_desks(
    desks: tuple[Counter, Counter], around: Around
) -> None:
    """All of them or none: the refusal names the one, and the claim to the other is taken back."""
    one, two = desks
    officer, cashier = one.sign_in.check(RECEIVER, PIN), made.cashier(one)
    first = packed(one, officer, cashier, number=1, name="Hồ Thị Một")
    second = packed(one, officer, cashier, number=2, name="Hồ Thị Hai")
    meet(one, two)
    one.post.pickup.give(cashier, [second], COURIER)
    with pytest.raises(Refused, match="one-done-elsewhere") as stop:
        two.post.pickup.give(cashier, [first, second], COURIER)
    known = made.now(two, second)
    assert known.reception is not None
    assert stop.value.facts["dossier"] == str(known.reception.code)
    one.post.pickup.give(cashier, [first], COURIER)
    given = made.now(one, first).last(GivenToPost)
    assert given is not None
    assert not given.what.unconfirmed

"""What a desk may do at the hub with its own role, and with somebody else's entries."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from data.domain.entries import StoredEntry, decode, digest, encode
from data.store import exchange
from data.store.keys import DeskKeys
from data.sync.errors import AddressUnfit, HubAway, HubRefused, NumberTaken
from data.sync.founding import address_of, admit, dismiss
from data.sync.postgres import open_hub
from tests.fakes.hubbed import Hubbed, Member, hubbed


@pytest.fixture
def center(tmp_path: Path, admin: str) -> Iterator[Hubbed]:
    with hubbed(tmp_path, admin) as center:
        center.first.receive(1)
        center.exchange()
        yield center


@pytest.fixture
def as_desk(center: Hubbed) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """A connection of the second desk's role, in the hands of somebody who writes SQL."""
    access = center.members[1].access
    conninfo = make_conninfo(access.address, user=access.role, password=access.password)
    with psycopg.connect(conninfo, autocommit=True) as connection:
        yield connection


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM hub.entry",
        "SELECT * FROM hub.personal",
        "SELECT * FROM hub.desk",
        "INSERT INTO hub.claim VALUES ('', '', '', now())",
        "UPDATE hub.chain SET sequence = 0",
        "DELETE FROM hub.entry",
        "TRUNCATE hub.entry",
        "DROP SCHEMA hub CASCADE",
        "ALTER TABLE hub.entry DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
        "SET ROLE keeper",
        "SET SESSION AUTHORIZATION keeper",
        "CREATE TABLE public.mine (id integer)",
        "CREATE SCHEMA mine",
        "CREATE ROLE mine",
        "SELECT hub.asking()",
        "CREATE FUNCTION pg_temp.sha256(bytea) RETURNS bytea LANGUAGE sql AS 'SELECT $1'",
        "CREATE TEMP TABLE entry (chain bytea)",
        "COPY (SELECT 1) TO PROGRAM 'true'",
    ],
)
def test_a_desk_does_nothing_but_call_the_functions_of_the_hub(
    as_desk: psycopg.Connection[tuple[object, ...]], statement: str
) -> None:
    """No table, no other role, nothing of its own that a function could mistake for the hub's."""
    with pytest.raises(psycopg.Error):
        as_desk.execute(statement.encode())


def test_even_the_keeper_needs_to_mean_it_to_change_an_entry(center: Hubbed) -> None:
    """Triggers stop an update that slipped; a forged one is found by every desk."""
    with psycopg.connect(center.admin, autocommit=True) as connection:
        for statement in (
            "UPDATE hub.entry SET signature = ''",
            "DELETE FROM hub.entry",
            "TRUNCATE hub.entry CASCADE",
        ):
            with pytest.raises(psycopg.Error, match="never changes"):
                connection.execute(statement.encode())


def written(center: Hubbed) -> tuple[str, list[StoredEntry]]:
    """The first desk's chain."""
    desk = center.first
    with desk.store.read() as connection:
        (chain,) = exchange.chains_of(connection, desk.keys.id)
        return chain, exchange.after(connection, chain, 0)


def signed(keys: DeskKeys, stored: StoredEntry, **said: object) -> StoredEntry:
    payload = encode(replace(decode(stored.payload), **said))  # type: ignore[arg-type]  # fields of an entry
    return StoredEntry(payload, digest(payload), keys.sign(payload), stored.personal)


def refused(member: Member, chain: str, *entries: StoredEntry) -> str:
    """The state with which the hub refuses them."""
    with closing(open_hub(member.access)) as hub, pytest.raises(HubRefused) as error:
        hub.push(chain, entries)
    return error.value.detail


def test_a_desk_does_not_write_in_the_name_of_another(center: Hubbed) -> None:
    """Neither into its chain nor under its key in a chain of its own."""
    chain, entries = written(center)
    second = center.members[1]
    assert refused(second, chain, *entries) == "CN002"
    assert refused(second, "cd" * 16, signed(second.desk.keys, entries[0])) == "CN003"


def test_gaps_wrong_links_and_other_centers_are_refused(center: Hubbed) -> None:
    """A chain has every number once, each after the one before it."""
    first = center.members[0]
    keys = center.first.keys
    chain, entries = written(center)
    last = entries[-1]
    number = decode(last.payload).sequence
    assert refused(first, chain, signed(keys, last, sequence=number + 2)) == "CN005"
    assert refused(first, chain, signed(keys, last, sequence=number + 1)) == "CN005"
    after = {"sequence": number + 1, "previous": last.hash}
    assert refused(first, chain, signed(keys, last, **after, center="ab" * 16)) == "CN003"
    assert refused(first, chain, signed(keys, last, **after, chain="ab" * 16)) == "CN003"
    assert refused(first, chain, signed(keys, last, act="ab" * 16)) == "CN004"
    swapped = replace(signed(keys, last, **after), personal=b'{"fields":{}}')
    assert refused(first, chain, swapped) == "CN003"


def test_what_is_no_entry_or_too_large_is_refused(center: Hubbed) -> None:
    """And nothing of the same call is kept."""
    first = center.members[0]
    chain, entries = written(center)
    large = replace(entries[-1], payload=b"{" + b" " * 70_000 + b"}")
    assert refused(first, chain, large) == "CN003"
    assert refused(first, "cd" * 16, replace(entries[0], payload=b"\xff\xfe")) == "22021"
    with closing(open_hub(first.access)) as hub:
        assert [it.head.chain for it in hub.known(everything=True)].count("cd" * 16) == 0


def test_a_wrong_password_is_no_way_in(center: Hubbed) -> None:
    """The desk hears that it is refused, and not that a cable is out."""
    access = center.members[1].access
    with pytest.raises(HubRefused):
        open_hub(replace(access, password="guessed"))
    with pytest.raises(HubAway):
        open_hub(replace(access, address="host=/nowhere"))
    with pytest.raises(HubRefused):
        open_hub(replace(access, address="host=10.0.0.5 nonsense"))


def test_a_claim_is_given_up_by_its_own_desk_alone(center: Hubbed) -> None:
    """Another one asks and hears who is first."""
    one, two = center.members
    with closing(open_hub(one.access)) as first, closing(open_hub(two.access)) as second:
        assert first.claim("ab" * 16, "release").desk_key == one.desk.keys.id
        second.give_up("ab" * 16, "release")
        assert second.claim("ab" * 16, "release").desk_key == one.desk.keys.id
        assert second.claim("ab" * 16, "other").desk_key == two.desk.keys.id
        first.give_up("ab" * 16, "release")
        assert second.claim("ab" * 16, "release").desk_key == two.desk.keys.id


def test_a_claim_falls_when_its_desk_broke_down(center: Hubbed) -> None:
    """After a quarter of an hour by the hub's clock."""
    one, two = center.members
    with closing(open_hub(one.access)) as first, closing(open_hub(two.access)) as second:
        first.claim("ab" * 16, "release")
        with psycopg.connect(center.admin, autocommit=True) as connection:
            connection.execute("UPDATE hub.claim SET at = at - interval '16 minutes'")
        assert second.claim("ab" * 16, "release").desk_key == two.desk.keys.id


@pytest.mark.parametrize(
    ("admin", "wanted"),
    [
        ("host=10.0.0.5 dbname=center user=keeper password=x", "verify-full"),
        ("host=hub.example dbname=center sslmode=verify-ca user=keeper", "verify-ca"),
        ("host=/run/postgresql dbname=center user=keeper", None),
        ("host=localhost dbname=center user=keeper", None),
        ("postgresql://keeper:x@hub.example:5433/center", "verify-full"),
        ("hostaddr=10.0.0.5 dbname=center sslpassword=x sslkey=/k", "verify-full"),
    ],
)
def test_a_hub_on_another_machine_is_reached_by_checked_tls(admin: str, wanted: str | None) -> None:
    """Unless the administrator says otherwise; user and password of the administrator stay away."""
    told = conninfo_to_dict(address_of(admin))
    assert told.get("sslmode") == wanted
    assert {"user", "password", "sslpassword", "sslkey"}.isdisjoint(told)


@pytest.mark.parametrize("admin", ["dbname=center user=keeper", "service=center", "host=a b"])
def test_an_address_without_a_host_is_none(admin: str) -> None:
    """Where it comes from otherwise is this machine's own affair, and no desk's."""
    with pytest.raises(AddressUnfit):
        address_of(admin)


def test_a_number_is_one_desk_at_the_hub(center: Hubbed) -> None:
    """Two administrators who do not hear of each other give it once; a dismissed desk frees it."""
    one, two = center.members
    founder = center.first
    with pytest.raises(NumberTaken):
        admit(center.admin, founder.journal.center, b"k" * 32, 4, root=founder.keys.public)
    dismiss(center.admin, founder.journal.center, two.desk.keys.id)
    admit(center.admin, founder.journal.center, b"k" * 32, 4, root=founder.keys.public)
    again = admit(center.admin, founder.journal.center, one.desk.keys.public, 3, root=b"")
    with closing(open_hub(again)) as hub:
        assert hub.about().center == founder.journal.center

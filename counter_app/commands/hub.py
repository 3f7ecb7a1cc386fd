"""`counter hub` and `counter sync`: how desks become one Center, and how far each one is.

A new machine asks with its public key, a desk of the Center answers with an invitation, and the
machine joins with it. No signing key leaves the machine that made it.
"""

import json
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from time import monotonic

from counter_app import bootstrap
from counter_app.bootstrap import Counter as Desk
from counter_app.bootstrap import store_files
from counter_app.config import Config
from counter_app.desk.officers import good_pin, number_of
from counter_app.desk.signin import PIN_DIGITS, PinHashing
from counter_app.wording import tr
from data.domain.clock import Clock
from data.domain.errors import Refused
from data.domain.roles import Role
from data.store import exchange, queries
from data.store.drafts import Pins
from data.store.engine import Store, create_store, open_store
from data.store.keys import DeskKeys, key_id, new_keys, read_keys, write_keys
from data.store.lock import WriterLock
from data.sync.access import (
    HubAccess,
    Request,
    read_access,
    read_request,
    write_access,
    write_request,
)
from data.sync.errors import HubAway
from data.sync.founding import admit, dismiss, found_hub
from data.sync.postgres import open_hub
from data.sync.replicator import Replicator, SyncReport

Tell = Callable[[SyncReport], None]


@dataclass(frozen=True, slots=True)
class DeskStatus:
    """How many entries of a desk are here and how many the hub has; None where it is away."""

    desk: int
    own: bool
    here: int
    there: int | None


@dataclass(frozen=True, slots=True)
class Exchanged:
    sent: int
    received: int
    unsent: int
    in_doubt: int


def found(config: Config, admin: str) -> None:
    """Makes the hub and connects this desk with it. Safe to repeat.

    Raises Refused with the code of a store or sync error.
    """
    with bootstrap.read_only(config) as (store, keys):
        center, desk = bootstrap.identity(store, keys)
    with bootstrap.refusing():
        root = bytes.fromhex(read_access(config.hub).root) if config.hub.exists() else keys.public
        found_hub(admin, center.id)
        write_access(config.hub, admit(admin, center.id, keys.public, desk.number, root=root))


def ask(config: Config, file: Path) -> None:
    """Makes the keys of this machine and the file with which it asks to be a desk.

    Raises Refused("desk-here-already").
    """
    if bootstrap.is_founded(config):
        raise Refused("desk-here-already")
    with bootstrap.refusing():
        if not config.keys.exists():
            write_keys(config.keys, new_keys())
        write_request(file, Request(read_keys(config.keys).public.hex()))


def enrol(
    config: Config,
    request: Path,
    *,
    number: int,
    admin: str,
    invitation: Path,
    officer: str,
    pin: str,
    clock: Clock,
) -> None:
    """An administrator takes a machine in as a desk; this desk is closed meanwhile.

    What other desks recorded is taken first, and the hub keeps the number before it is written
    down. Safe to repeat; the desk then gets another password.

    Raises Refused("hub-none"), as `SignIn.check` and `Desks.require_fit`, and with the code of a
    store or sync error.
    """
    _require_hub(config)
    with bootstrap.refusing():
        key = bytes.fromhex(read_request(request).key)
        root = bytes.fromhex(read_access(config.hub).root)
    with closing(bootstrap.start(config, clock)) as counter, bootstrap.refusing():
        by = counter.sign_in.check(officer, pin)
        _meet(counter)
        counter.desks.require_fit(by, key, number)
        access = admit(admin, counter.center.id, key, number, root=root)
        counter.desks.enrol(by, key, number)
        write_access(invitation, access)
        _meet(counter)


def join(config: Config, invitation: Path, *, officer: str, pin: str, tell: Tell) -> Exchanged:
    """This machine becomes a desk: everything of the Center comes here. Safe to repeat.

    `officer` is the number of an administrator, whose PIN at this desk `pin` becomes where there
    is none yet. With a new invitation a desk that is one gets its new password. Raises
    Refused("desk-here-already") at a desk of another Center, "join-unfinished", "pin-unfit",
    "officer-unknown", "role-may-not", and with the code of a store or sync error.
    """
    if not good_pin(pin):
        raise Refused("pin-unfit", officer=number_of(officer), digits=PIN_DIGITS)
    files = store_files(config)
    with bootstrap.refusing(), WriterLock(files.lock):
        access, keys = read_access(invitation), read_keys(files.keys)
        store = open_store(files, keys) if files.database.exists() else create_store(files, keys)
        with closing(store):
            _require_no_other(store, access)
            done = _exchange(store, keys, access, tell, roots=(bytes.fromhex(access.root),))
            if not _is_desk(store, keys):
                raise Refused("join-unfinished")
            _give_pin(store, keys, officer, pin)
            write_access(config.hub, access)
            return done


def sync(config: Config, tell: Tell) -> Exchanged:
    """One exchange until there is no more to do; the desk is closed meanwhile.

    Raises Refused("hub-none") at a desk that stands alone, and with the code of a store or sync
    error.
    """
    _require_hub(config)
    files = store_files(config)
    with bootstrap.refusing(), WriterLock(files.lock):
        keys = read_keys(files.keys)
        with closing(open_store(files, keys)) as store:
            return _exchange(store, keys, read_access(config.hub), tell)


def status(config: Config) -> list[DeskStatus]:
    """Every desk of the Center, here and at the hub, beside a running desk."""
    _require_hub(config)
    with bootstrap.refusing():
        there = _at_hub(read_access(config.hub))
    with bootstrap.read_only(config) as (store, keys), store.read() as connection:
        known = [(it, key_id(bytes.fromhex(it.key))) for it in queries.desks(connection)]
        return [
            DeskStatus(
                desk=desk.number,
                own=key == keys.id,
                here=exchange.written(connection, key),
                there=None if there is None else there.get(key, 0),
            )
            for desk, key in known
        ]


def send_away(config: Config, *, number: int, admin: str) -> None:
    """The hub takes nothing from that desk any more and tells it nothing.

    Raises Refused("desk-unknown"), and with the code of a store or sync error.
    """
    with bootstrap.read_only(config) as (store, keys), store.read() as connection:
        center, _desk = bootstrap.identity(store, keys)
        key = next((it.key for it in queries.desks(connection) if it.number == number), "")
    if not key:
        raise Refused("desk-unknown", desk=f"{number:02}")
    with bootstrap.refusing():
        dismiss(admin, center.id, key_id(bytes.fromhex(key)))


def _at_hub(access: HubAccess) -> dict[str, int] | None:
    """How many entries of each desk's key the hub has; None while it does not answer."""
    try:
        with closing(open_hub(access)) as hub:
            known = hub.known(everything=True)
    except HubAway:
        return None
    counts: Counter[str] = Counter()
    for it in known:
        counts[it.desk_key] += it.head.sequence
    return counts


def _exchange(
    store: Store, keys: DeskKeys, access: HubAccess, tell: Tell, roots: tuple[bytes, ...] = ()
) -> Exchanged:
    sent = received = 0
    replicator = Replicator(
        store, access.center, keys.id, lambda: open_hub(access), monotonic, roots
    )
    with closing(replicator):
        while True:
            report = replicator.step()
            sent, received = sent + report.sent, received + report.taken
            tell(report)
            if not report.more:
                return Exchanged(sent, received, report.unsent, len(report.faults))


def _is_desk(store: Store, keys: DeskKeys) -> bool:
    with store.read() as connection:
        return queries.desk_by_key(connection, keys.id) is not None


def _give_pin(store: Store, keys: DeskKeys, number: str, pin: str) -> None:
    with store.read() as connection:
        found = queries.officers_by_number(connection, number_of(number))
    if not found:
        raise Refused("officer-unknown", officer=number_of(number))
    if len(found) > 1:
        raise Refused("officer-number-twice", officer=number_of(number))
    if Role.ADMINISTRATOR not in found[0].roles:
        raise Refused("role-may-not")
    pins = Pins(store)
    if pins.get(found[0].id) is None:
        pins.set(found[0].id, PinHashing(keys.pepper).verifier(pin))


def _require_no_other(store: Store, access: HubAccess) -> None:
    with store.read() as connection:
        center = queries.center(connection)
    if center is not None and center.id != access.center:
        raise Refused("desk-here-already")


def _meet(counter: Desk) -> None:
    """Takes and sends until there is no more to do."""
    while counter.hub is not None and counter.hub.step().more:
        pass


def _require_hub(config: Config) -> None:
    if not config.hub.exists():
        raise Refused("hub-none")


def as_text(desks: list[DeskStatus]) -> str:
    return "\n".join(_line(it) for it in desks)


def _line(status: DeskStatus) -> str:
    number = f"{status.desk:02}"
    there = tr("the hub is away") if status.there is None else str(status.there)
    said = tr(
        "Desk {desk}: entries here {here}, at the hub {there}",
        desk=number,
        here=str(status.here),
        there=there,
    )
    own = tr("(this desk)")
    return f"{said} {own}" if status.own else said


def as_json(desks: list[DeskStatus]) -> str:
    return json.dumps({"desks": [asdict(it) for it in desks]})


def exchanged_as_text(done: Exchanged) -> str:
    said = tr(
        "Sent {sent} entries, took {received}; {unsent} unsent.",
        sent=str(done.sent),
        received=str(done.received),
        unsent=str(done.unsent),
    )
    if not done.in_doubt:
        return said
    doubt = tr("{n} journals in doubt were not taken.", n=str(done.in_doubt))
    return f"{said} {doubt}"


def exchanged_as_json(done: Exchanged) -> str:
    return json.dumps(asdict(done))

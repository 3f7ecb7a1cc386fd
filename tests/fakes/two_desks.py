"""Two whole desks of one Center: the first founded it, the second was enrolled by the first."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from counter_app import bootstrap
from counter_app.bootstrap import Counter
from counter_app.config import Config, places
from data.domain.center import Center, Desk, Officer, enrol_desk
from data.domain.numbering import desk_slice
from data.store import queries
from data.store.engine import create_store, open_store
from data.store.journal import Journal, new_id
from data.store.keys import DeskKeys, new_keys, read_keys, write_keys
from tests.fakes.carried_over import carry_over
from tests.fakes.desk import PIN, RECEIVER, StillClock, founded

FIRST, SECOND = 3, 4
"""Numbers of the desks."""
DESKS = 20
"""Desks that share the numbers of a day."""


@dataclass(frozen=True, slots=True)
class TwoDesks:
    """`officer` was enrolled by the first desk, and has a PIN there and at no other."""

    first: Counter
    second: Counter
    officer: Officer

    @property
    def both(self) -> tuple[Counter, Counter]:
        return self.first, self.second

    def exchange(self) -> int:
        return exchange_all(*self.both)


@contextmanager
def two_desks(folder: Path, clock: StillClock) -> Iterator[TwoDesks]:
    """Both open; the second has everything that the first had when it was enrolled."""
    config, other = two_configs(folder, clock)
    first = bootstrap.start(config, clock)
    try:
        second = bootstrap.start(other, clock)
        try:
            yield TwoDesks(first, second, first.sign_in.check(RECEIVER, PIN))
        finally:
            second.close()
    finally:
        first.close()


def two_configs(folder: Path, clock: StillClock) -> tuple[Config, Config]:
    """Both set up and closed; each lies in a folder of its own."""
    config = founded(folder / f"desk-{FIRST}", clock)
    return config, joined(config, folder / f"desk-{SECOND}", SECOND, clock)


def joined(first: Config, folder: Path, number: int, clock: StillClock) -> Config:
    """A further desk of the Center of `first`, which is closed meanwhile."""
    config = places(folder)
    files, keys = bootstrap.store_files(config), new_keys()
    write_keys(files.keys, keys)
    center, root = enrolled(first, number, keys, clock)
    store = create_store(files, keys)
    founder = open_store(bootstrap.store_files(first), root)
    try:
        carry_over(founder, store, center.id, roots=(root.public,))
    finally:
        founder.close()
        store.close()
    return config


def enrolled(
    first: Config, number: int, keys: DeskKeys, clock: StillClock
) -> tuple[Center, DeskKeys]:
    """Enrols the desk of `keys`; the Center, and the keys of the desk that enrolled it."""
    with bootstrap.alone(first) as store:
        own = read_keys(bootstrap.store_files(first).keys)
        with store.read() as connection:
            center = queries.center(connection)
            (officer, *_) = queries.officers(connection)
        assert center is not None
        desk = Desk(new_id(), number, keys.public.hex(), desk_slice(number, DESKS))
        with Journal(store, own, center.id, clock).act(officer.id) as act:
            act.record(enrol_desk(desk))
    return center, own


def exchange_all(*desks: Counter) -> int:
    """Everybody has what everybody had; how many entries were new somewhere."""
    return sum(
        carry_over(source.store, target.store, source.center.id)
        for source in desks
        for target in desks
        if source is not target
    )

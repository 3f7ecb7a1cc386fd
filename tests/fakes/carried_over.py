"""What one desk's journal holds, brought to another as the hub would bring it."""

from data.store import exchange
from data.store.engine import Store
from data.store.exchange import Taken

PIECE = 50


def carry_over(source: Store, target: Store, center: str, *, roots: tuple[bytes, ...] = ()) -> int:
    """Every chain of `source`, in the order they are known there; how many entries were new."""
    with source.read() as connection:
        rows = connection.exec_driver_sql("SELECT id FROM chain ORDER BY opened").scalars()
        chains = [bytes(chain).hex() for chain in rows]
    return sum(_chain(source, target, center, chain, roots) for chain in chains)


def _chain(source: Store, target: Store, center: str, chain: str, roots: tuple[bytes, ...]) -> int:
    new = sequence = 0
    while True:
        with source.read() as connection:
            entries = exchange.after(connection, chain, sequence, PIECE)
        if not entries:
            return new
        taken: Taken = exchange.receive(target, center, entries, roots=roots)
        assert taken.fault is None, taken.fault
        new += taken.entries
        sequence += len(entries)

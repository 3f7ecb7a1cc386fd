"""Commits, searches and lists of the real store, beside what the SQLite library does alone.

The desks of each comparison take turns in every round, so that a noisy moment of the machine meets
all of them; what is printed are medians of the rounds. The large store holds signed entries, eight
of each dossier and its papers, written through the journal.
"""

import argparse
import gc
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import sqlcipher3.dbapi2
from center.brute import Brute, folded
from center.desk import Measured, live, open_desk
from center.life import AGENCY_DAY_SERIALS, Life, a_name, a_reception, received_fact
from center.raw import captured, open_raw
from center.timing import Rates, median, timed
from sqlalchemy import Connection

from data.domain.entries import Fact
from data.domain.lifecycle import State
from data.domain.text import fold
from data.store import journal, listing, queries
from data.store.files import StoreFiles
from data.store.journal import new_id
from data.store.listing import Listing, Piece

GOAL_RATIO = 0.5
"""Of raw sqlcipher3's commits in a second (goal S1)."""
SMALL = 1_000
"""Dossiers of the store that a large one is compared with."""
WINDOW = 50
"""Lines of a list on a screen."""
PAGED = 5_000
"""Matches of a search that are walked in windows of a screen; more are walked in larger ones."""


@dataclass(frozen=True, slots=True)
class Sizes:
    rounds: int
    commits: int
    acts: int
    dossiers: int
    searches: int


FULL = Sizes(rounds=9, commits=300, acts=200, dossiers=100_000, searches=300)
QUICK = Sizes(rounds=7, commits=60, acts=40, dossiers=4_000, searches=60)


def say(text: str = "") -> None:
    print(text, flush=True)


@contextmanager
def progress(what: str, count: int) -> Iterator[Callable[[int], None]]:
    """How far a long part is, on standard error."""
    start = time.monotonic()

    def tell(done: int) -> None:
        spent = time.monotonic() - start
        left = spent / done * (count - done)
        sys.stderr.write(f"\r{what}: {done} of {count}, {spent:.0f} s, {left:.0f} s to go   ")
        sys.stderr.flush()

    yield tell
    sys.stderr.write("\n")
    say(f"{what}: {count} in {time.monotonic() - start:.0f} s")


# --- commits beside the library alone -----------------------------------------------------------


def a_fact(number: int, random: Random) -> Fact:
    numbers = (f"999{random.randrange(10**9):09}", f"0000{random.randrange(10**6):06}")
    return received_fact(new_id(), a_reception(number, random), a_name(random), numbers)


def bench_commits(folder: Path, sizes: Sizes) -> None:
    random = Random(1)
    total = sizes.rounds * sizes.commits
    model = open_desk(folder / "model")
    after = journal.count(model.store)
    for number in range(total):
        model.commit(a_fact(number, random))
    rows = list(captured(model, after))
    ours = open_desk(folder / "ours")
    cipher = open_raw(sqlcipher3.dbapi2, folder / "cipher.db", model, encrypted=True)
    plain = open_raw(sqlite3, folder / "plain.db", model, encrypted=False)
    facts = [a_fact(number, random) for number in range(total)]
    gc.freeze()
    writers: list[tuple[str, Callable[[Any], None], Sequence[Any]]] = [
        ("ours", ours.commit, facts),
        ("raw sqlcipher3", cipher.commit, rows),
        ("raw sqlite3", plain.commit, rows),
    ]
    results: dict[str, list[Rates]] = {name: [] for name, _, _ in writers}
    for turn in range(sizes.rounds):
        part = slice(turn * sizes.commits, (turn + 1) * sizes.commits)
        for name, commit, items in writers[turn % 3 :] + writers[: turn % 3]:
            results[name].append(timed(commit, items[part]))
    assert not journal.verify(ours.store), "the measured journal does not verify"
    report_commits(results, sizes)


def report_commits(results: dict[str, list[Rates]], sizes: Sizes) -> None:
    say("one dossier of 8 components a commit, WAL, synchronous=FULL")
    say(f"medians of {sizes.rounds} rounds of {sizes.commits} commits, writers interleaved")
    middle = {name: median(rounds) for name, rounds in results.items()}
    for name, rates in middle.items():
        ratio = middle["ours"].per_s / rates.per_s
        say(f"  {name:15} {rates.per_s:7.0f}/s   {rates}   ours is {ratio:.2f} of it")
    pairs = zip(results["ours"], results["raw sqlcipher3"], strict=True)
    ratio = statistics.median(mine.per_s / raw.per_s for mine, raw in pairs)
    say(f"  ratio to raw sqlcipher3, median of rounds: {ratio:.2f} (goal {GOAL_RATIO})")


# --- commits into a small and into a large store ------------------------------------------------


def bench_growth(small: Measured, large: Measured, sizes: Sizes, dossiers: int) -> None:
    """As at a desk, where the loop of the printer tidies the store when an act is over."""
    say(f"an act among {SMALL} and among {dossiers} dossiers, {sizes.rounds} rounds each")
    desks = {SMALL: small, dossiers: large}
    old = {count: some_subjects(desk, sizes) for count, desk in desks.items()}
    acts: list[tuple[str, Callable[[Measured], Callable[[Any], None]], Callable[[int], Any]]] = [
        ("a slip issued", lambda desk: desk.issue, lambda count: range(count, count + sizes.acts)),
        ("a fee paid later", lambda desk: desk.pay, old.__getitem__),
    ]
    for name, act, items in acts:
        results: dict[int, list[Rates]] = {count: [] for count in desks}
        for turn in range(sizes.rounds):
            order = list(desks) if turn % 2 else list(desks)[::-1]
            for count in order:
                desk = desks[count]
                results[count].append(timed(act(desk), items(count), desk.store.tidy))
        report_growth(name, results)


def some_subjects(desk: Measured, sizes: Sizes) -> list[str]:
    """Dossiers from everywhere in the store."""
    random = Random(5)
    with desk.store.read() as connection:
        highest = queries.newest(connection, 1)[0].number
        numbers = [random.randrange(1, highest) for _ in range(sizes.acts)]
        pieces = [Piece(1, older_than=number + 1) for number in numbers]
        windows = [queries.window(connection, listing.EVERYTHING, it) for it in pieces]
    return [window.lines[0].id for window in windows]


def report_growth(name: str, results: dict[int, list[Rates]]) -> None:
    middle = {count: median(rounds) for count, rounds in results.items()}
    for count, rates in middle.items():
        say(f"  {name:17} {count:8} dossiers   {rates}   processor {rates.cpu_ms:6.3f} ms")
    few, many = middle.values()
    ratios = [
        f"{word} {ours / theirs:.2f}"
        for word, ours, theirs in (
            ("p50", many.p50_ms, few.p50_ms),
            ("p99", many.p99_ms, few.p99_ms),
            ("processor", many.cpu_ms, few.cpu_ms),
        )
    ]
    say(f"  {name:17} the large store by the small one: {'   '.join(ratios)}")


# --- search -------------------------------------------------------------------------------------


@dataclass(slots=True)
class Filled:
    """A large store with what it must find, and the same texts for LIKE to look through."""

    desk: Measured
    dossiers: int
    brute: Brute = field(default_factory=Brute)
    texts: list[tuple[int, str]] = field(default_factory=list)

    def see(self, life: Life) -> None:
        text = folded(life)
        self.brute.add(text)
        self.texts.append((len(self.texts) + 1, text))


def typed_texts(filled: Filled, sizes: Sizes) -> dict[str, list[str]]:
    """What an officer types, another each time."""
    random = Random(3)
    many, some = range(sizes.searches), range(max(sizes.searches // 5, 9))
    syllables = [word for _ in some for word in fold(a_name(random)).split()]

    def start(length: int) -> str:
        return random.choice([word for word in syllables if len(word) >= length])[:length]

    return {
        "a name, no accents": [fold(a_name(random)) for _ in many],
        "a name as written": [a_name(random) for _ in many],
        "a name, last word begun": [fold(a_name(random))[:-1] for _ in many],
        "two words, one letter": [f"{fold(a_name(random)).rsplit(' ', 1)[0]} a" for _ in many],
        **{f"{length} letters": [start(length) for _ in some] for length in range(1, 5)},
        "nguyen": ["nguyen" for _ in some],
        "three single letters": [" ".join(random.sample("abcdghlnpqtv", 3)) for _ in some],
        "a number of a person": [f"999{random.randrange(10**3):03}" for _ in some],
        "end of a code": [f"{random.randrange(1, AGENCY_DAY_SERIALS):04}" for _ in some],
        "a whole code": [a_code(filled, random) for _ in some],
        "nobody": ["không ai như vậy" for _ in some],
    }


def a_code(filled: Filled, random: Random) -> str:
    return str(a_reception(random.randrange(filled.dossiers), random, 0).code)


def bench_search(filled: Filled, sizes: Sizes) -> None:
    """Ours beside LIKE over the same folded texts, both the newest that fit on a screen."""
    like = like_over(filled)
    store = filled.desk.store
    say(f"search among {filled.dossiers} dossiers, the newest {WINDOW}")
    for name, texts in typed_texts(filled, sizes).items():
        with store.read() as connection:
            ours = timed(partial(queries.search, connection, limit=WINDOW), texts)
        theirs = timed(like, texts[: max(9, sizes.searches // 20)])
        ratio = theirs.p50_ms / ours.p50_ms
        say(f"  {name:24} {ours}   LIKE {theirs}   {ratio:8.1f} times")
    with store.read() as connection:
        codes = [a_code(filled, Random(number)) for number in range(sizes.searches)]
        say(f"  {'code lookup':24} {timed(partial(queries.dossiers_of_code, connection), codes)}")
    names = [fold(a_name(Random(number))) for number in range(min(sizes.searches, 100))]
    say(f"  {'a name, after a commit':24} {timed(partial(search_cold, filled), names)}")


def search_cold(filled: Filled, typed: str) -> None:
    """A reader that has nothing in memory, as each is after somebody wrote."""
    filled.desk.store.engine.dispose()
    with filled.desk.store.read() as connection:
        queries.search(connection, typed, WINDOW)


def like_over(filled: Filled) -> Callable[[str], list[Any]]:
    """The folded texts in a table of the same encryption, and LIKE for each typed word."""
    path = filled.desk.store.folder.parent / "like.db"
    table = sqlcipher3.dbapi2.connect(str(path), isolation_level=None)
    table.execute(f"PRAGMA key=\"x'{filled.desk.keys.store.hex()}'\"")
    table.execute("CREATE TABLE folded (number INTEGER PRIMARY KEY, text TEXT NOT NULL)")
    table.execute("BEGIN")
    table.executemany("INSERT INTO folded VALUES (?, ?)", filled.texts)
    table.execute("COMMIT")
    filled.texts.clear()

    def like(typed: str) -> list[Any]:
        words = [f"%{word}%" for word in fold(typed).split()]
        where = " AND ".join("text LIKE ?" for _ in words)
        found = f"SELECT * FROM folded WHERE {where} ORDER BY number DESC LIMIT {WINDOW}"  # noqa: S608 - our own words
        return list(table.execute(found, words))

    return like


# --- recall -------------------------------------------------------------------------------------


def bench_recall(filled: Filled, sizes: Sizes) -> None:
    """Every match of every search, walked to the end, against a fold in Python."""
    wrong = checked = lines = 0
    with filled.desk.store.read() as connection:
        for texts in typed_texts(filled, sizes).values():
            for typed in dict.fromkeys(texts[:12]):
                wanted = filled.brute.find(typed)
                found = list(walked(connection, listing.matching(typed), len(wanted)))
                checked, lines, wrong = checked + 1, lines + len(wanted), wrong + (found != wanted)
    share = 100 * (checked - wrong) / checked
    say(f"recall: {checked} searches with {lines} matches walked, {share:.1f} % exactly the same")
    assert not wrong, "a search missed a dossier"


def walked(connection: Connection, held: Listing, expected: int) -> Iterator[int]:
    piece = Piece(WINDOW if expected <= PAGED else PAGED)
    while True:
        window = queries.window(connection, held, piece)
        yield from (line.number for line in window.lines)
        if not window.more:
            return
        piece = Piece(piece.limit, older_than=window.lines[-1].number)


# --- lists --------------------------------------------------------------------------------------


def bench_lists(filled: Filled, sizes: Sizes) -> None:
    """Windows of long lists: down from the top, and from anywhere."""
    day = a_reception(filled.dossiers // 2, Random(1), 0).code.day
    lists = {
        "everything": listing.EVERYTHING,
        "received": listing.of_state(State.RECEIVED),
        "a day long ago": listing.received(day),
        "to be scanned": listing.to_scan(),
        "owed": listing.owed(),
        "search 'nguyen'": listing.matching("nguyen"),
        "search 'van a'": listing.matching("van a"),
    }
    say(f"windows of {WINDOW} lines")
    random = Random(4)
    with filled.desk.store.read() as connection:
        for name, held in lists.items():
            down = timed(partial(step, connection, held), range(sizes.searches))
            keys = [random.randrange(filled.dossiers) for _ in range(sizes.searches)]
            pieces = [Piece(WINDOW, older_than=key) for key in keys]
            anywhere = timed(partial(queries.window, connection, held), pieces)
            count = queries.count(connection, held)
            counted = timed(partial(queries.count, connection), [held] * 9)
            number = f"{count.number}{'+' if count.more else ''}"
            say(f"  {name:16} down {down}   anywhere {anywhere}")
            say(f"  {'':16} count {counted}   {number} lines")
        used = timed(lambda _: queries.procedure_use(connection), range(9))
        say(f"  {'procedures used':16}      {used}")


_AT: dict[Listing, int | None] = {}


def step(connection: Connection, held: Listing, _turn: int) -> None:
    """The next window of a list that somebody holds the PageDown key over."""
    window = queries.window(connection, held, Piece(WINDOW, older_than=_AT.get(held)))
    _AT[held] = window.lines[-1].number if window.more else None


# --- all of it ----------------------------------------------------------------------------------


def filled_store(folder: Path, dossiers: int) -> Filled:
    filled = Filled(open_desk(folder / "large"), dossiers)
    with progress("written dossiers", dossiers) as tell:
        live(filled.desk, dossiers, filled.see, tell)
    database = StoreFiles(filled.desk.store.folder, Path()).database
    say(f"{database.stat().st_size / 1e6:.0f} MB")
    return filled


def bench_rebuild(filled: Filled) -> None:
    with filled.desk.store.read() as connection:
        total = connection.exec_driver_sql("SELECT max(position) FROM entry").scalar_one()
    with progress("rebuilt entries", total) as tell:
        journal.rebuild(filled.desk.store, tell=lambda done, _count: tell(done))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer commits and a small store")
    parser.add_argument("--dossiers", type=int, help="in the large store")
    parser.add_argument("--rebuild", action="store_true", help="measure a rebuild of it, too")
    parser.add_argument("--folder", type=Path, help="where to write; a temporary folder if absent")
    chosen = parser.parse_args()
    sizes = QUICK if chosen.quick else FULL
    dossiers = chosen.dossiers or sizes.dossiers
    with tempfile.TemporaryDirectory(prefix="bench-", dir=chosen.folder) as name:
        bench_commits(Path(name), sizes)
        small = open_desk(Path(name) / "small")
        live(small, SMALL, lambda _life: None)
        filled = filled_store(Path(name), dossiers)
        bench_search(filled, sizes)
        bench_lists(filled, sizes)
        bench_recall(filled, sizes)
        bench_growth(small, filled.desk, sizes, dossiers)
        if chosen.rebuild:
            bench_rebuild(filled)


if __name__ == "__main__":
    main()

"""Commits, searches and lists of the real store, beside what the SQLite library does alone.

The desks of each comparison take turns in every round, so that a noisy moment of the machine meets
all of them; what is printed are medians of the rounds. The large store holds the life of the
invented Center, about eight signed entries a dossier, written through the journal.
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
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import sqlcipher3.dbapi2
from center.desk import Measured, open_desk
from center.lives import Filled, filled
from center.raw import captured, open_raw
from center.reception import a_reception, received_fact
from center.timing import Rates, median, timed
from sqlalchemy import Connection

from counter_app.practice.life_people import a_name
from data.domain.codes import parse_code
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
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
"""When the Center's life of the stores ends."""
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


def bench_growth(small: Filled, large: Filled, sizes: Sizes) -> None:
    """As at a desk, where the loop of the printer tidies the store when an act is over."""
    desks = {lives.dossiers: lives.desk for lives in (small, large)}
    say(f"an act among {' and among '.join(map(str, desks))} dossiers, {sizes.rounds} rounds each")
    old = {count: some_subjects(desk, sizes) for count, desk in desks.items()}
    acts: list[tuple[str, Callable[[Measured], Callable[[Any], None]], Callable[[int], Any]]] = [
        ("a slip issued", lambda desk: desk.issue, lambda count: range(count, count + sizes.acts)),
        ("a call noted", lambda desk: desk.call, old.__getitem__),
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


def typed_texts(lives: Filled, sizes: Sizes) -> dict[str, list[str]]:
    """What an officer types, another each time."""
    random = Random(3)
    many, some = range(sizes.searches), range(max(sizes.searches // 5, 9))
    syllables = [word for name in lives.names for word in fold(name).split()]

    def somebody() -> str:
        return random.choice(lives.names)

    def start(length: int) -> str:
        return random.choice([word for word in syllables if len(word) >= length])[:length]

    return {
        "a name, no accents": [fold(somebody()) for _ in many],
        "a name as written": [somebody() for _ in many],
        "a name, last word begun": [fold(somebody())[:-1] for _ in many],
        "two words, one letter": [f"{fold(somebody()).rsplit(' ', 1)[0]} a" for _ in many],
        **{f"{length} letters": [start(length) for _ in some] for length in range(1, 5)},
        "nguyen": ["nguyen" for _ in some],
        "three single letters": [" ".join(random.sample("abcdghlnpqtv", 3)) for _ in some],
        "a number of a person": [random.choice(lives.numbers)[:6] for _ in some],
        "end of a code": [random.choice(lives.codes)[-4:] for _ in some],
        "a whole code": random.sample(lives.codes, len(some)),
        "nobody": ["không ai như vậy" for _ in some],
    }


def bench_search(lives: Filled, sizes: Sizes) -> None:
    """Ours beside LIKE over the same folded texts, both the newest that fit on a screen."""
    like = like_over(lives)
    store = lives.desk.store
    say(f"search among {lives.dossiers} dossiers, the newest {WINDOW}")
    for name, texts in typed_texts(lives, sizes).items():
        with store.read() as connection:
            ours = timed(partial(queries.search, connection, limit=WINDOW), texts)
        theirs = timed(like, texts[: max(9, sizes.searches // 20)])
        ratio = theirs.p50_ms / ours.p50_ms
        say(f"  {name:24} {ours}   LIKE {theirs}   {ratio:8.1f} times")
    with store.read() as connection:
        codes = Random(6).sample(lives.codes, sizes.searches)
        say(f"  {'code lookup':24} {timed(partial(queries.dossiers_of_code, connection), codes)}")
    names = [fold(name) for name in Random(8).sample(lives.names, min(sizes.searches, 100))]
    say(f"  {'a name, after a commit':24} {timed(partial(search_cold, lives), names)}")


def search_cold(lives: Filled, typed: str) -> None:
    """A reader that has nothing in memory, as each is after somebody wrote."""
    lives.desk.store.engine.dispose()
    with lives.desk.store.read() as connection:
        queries.search(connection, typed, WINDOW)


def like_over(lives: Filled) -> Callable[[str], list[Any]]:
    """The folded texts in a table of the same encryption, and LIKE for each typed word."""
    path = lives.desk.store.folder.parent / "like.db"
    table = sqlcipher3.dbapi2.connect(str(path), isolation_level=None)
    table.execute(f"PRAGMA key=\"x'{lives.desk.keys.store.hex()}'\"")
    table.execute("CREATE TABLE folded (number INTEGER PRIMARY KEY, text TEXT NOT NULL)")
    table.execute("BEGIN")
    table.executemany("INSERT INTO folded VALUES (?, ?)", lives.texts)
    table.execute("COMMIT")
    lives.texts.clear()

    def like(typed: str) -> list[Any]:
        words = [f"%{word}%" for word in fold(typed).split()]
        where = " AND ".join("text LIKE ?" for _ in words)
        found = f"SELECT * FROM folded WHERE {where} ORDER BY number DESC LIMIT {WINDOW}"  # noqa: S608 - our own words
        return list(table.execute(found, words))

    return like


# --- recall -------------------------------------------------------------------------------------


def bench_recall(lives: Filled, sizes: Sizes) -> None:
    """Every match of every search, walked to the end, against a fold in Python."""
    wrong = checked = lines = 0
    with lives.desk.store.read() as connection:
        for texts in typed_texts(lives, sizes).values():
            for typed in dict.fromkeys(texts[:12]):
                wanted = lives.brute.find(typed)
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


def bench_lists(lives: Filled, sizes: Sizes) -> None:
    """Windows of long lists: down from the top, and from anywhere."""
    code = parse_code(lives.codes[len(lives.codes) // 2])
    assert code is not None
    lists = {
        "everything": listing.EVERYTHING,
        "received": listing.of_state(State.RECEIVED),
        "a day long ago": listing.received(code.day),
        "to be scanned": listing.to_scan(),
        "owed": listing.owed(),
        "search 'nguyen'": listing.matching("nguyen"),
        "search 'van a'": listing.matching("van a"),
    }
    say(f"windows of {WINDOW} lines")
    random = Random(4)
    with lives.desk.store.read() as connection:
        for name, held in lists.items():
            down = timed(partial(step, connection, held), range(sizes.searches))
            keys = [random.randrange(lives.dossiers) for _ in range(sizes.searches)]
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
    with progress("written dossiers", dossiers) as tell:
        large = filled(open_desk(folder / "large"), dossiers, NOW, tell)
    large.desk.store.tidy()
    database = StoreFiles(large.desk.store.folder, Path()).database
    entries = journal.count(large.desk.store)
    say(f"{large.dossiers} dossiers, {entries} entries, {database.stat().st_size / 1e6:.0f} MB")
    return large


def bench_rebuild(lives: Filled) -> None:
    with lives.desk.store.read() as connection:
        total = connection.exec_driver_sql("SELECT max(position) FROM entry").scalar_one()
    with progress("rebuilt entries", total) as tell:
        journal.rebuild(lives.desk.store, tell=lambda done, _count: tell(done))


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
        small = filled(open_desk(Path(name) / "small"), SMALL, NOW)
        large = filled_store(Path(name), dossiers)
        bench_search(large, sizes)
        bench_lists(large, sizes)
        bench_recall(large, sizes)
        bench_growth(small, large, sizes)
        if chosen.rebuild:
            bench_rebuild(large)


if __name__ == "__main__":
    main()

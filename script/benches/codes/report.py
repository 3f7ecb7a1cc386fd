"""What a run found, in print: tables of readers by slices, curves, and the goals.

The best single reader is one library alone; what two of them give together is shown beside it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from codes.readers import CHAIN, EITHER, FAST, NAMES, OURS, QUICK, SINGLE, ZBAR, ZXING, Score

Table = dict[str, dict[str, Score]]
"""Slice, then reader."""
LOOKS_PER_S = 10
PHOTOS = "photos"
"""Slices of photographs begin with this word."""
_NAME, _CELL = 24, 16
_Shown = Callable[[dict[str, Score], str], str]


def new_table() -> Table:
    return defaultdict(lambda: defaultdict(Score))


def print_table(table: Table) -> None:
    print("read of how many codes, and ! pictures with a wrong text")
    _print_rows(table, _cell)
    print("\nmedian ms of the thread, and as a multiple of zxing-cpp fast on the same pictures")
    _print_rows(table, _time)
    print("\ncodes read in a second of the thread")
    _print_rows(table, _pace)


def _print_rows(table: Table, cell: _Shown) -> None:
    print(f"{'':{_NAME}}" + "".join(f"{name:>{_CELL}}" for name in NAMES))
    for slice_name, row in table.items():
        cells = "".join(f"{cell(row, name) if name in row else '':>{_CELL}}" for name in NAMES)
        print(f"{slice_name:{_NAME}}{cells}")
    total = {name: _sum(table, name) for name in NAMES}
    print(f"{'all':{_NAME}}" + "".join(f"{cell(total, name):>{_CELL}}" for name in NAMES))


def _cell(row: dict[str, Score], name: str) -> str:
    score = row[name]
    wrong = f" !{score.wrong}" if score.wrong else ""
    return f"{score.read}/{score.codes}{wrong}"


def _time(row: dict[str, Score], name: str) -> str:
    fast = row[FAST].median_ms or 1.0
    return f"{row[name].median_ms:.1f} {row[name].median_ms / fast:.1f}x"


def _pace(row: dict[str, Score], name: str) -> str:
    return f"{1000 * row[name].read / max(row[name].total_ms, 1e-6):.1f}"


def _sum(table: Table, name: str, slices: Iterable[str] | None = None) -> Score:
    total = Score()
    for slice_name in table if slices is None else slices:
        one = table[slice_name][name] if name in table[slice_name] else Score()
        total.pictures += one.pictures
        total.codes += one.codes
        total.read += one.read
        total.wrong += one.wrong
        total.ms += one.ms
    return total


def print_curves(curves: Table) -> None:
    print("\ncurves, per cent read: each mark is a tenth")
    for cell, row in curves.items():
        bars = "   ".join(f"{name} {_bar(row[name])}" for name in (OURS, ZXING, ZBAR))
        print(f"{cell:36}{bars}")


def _bar(score: Score) -> str:
    tenths = round(10 * score.rate)
    return f"{'█' * tenths}{'·' * (10 - tenths)} {100 * score.rate:3.0f}"


def print_photographs(table: Table) -> None:
    """As B1 and B2 ask: hits in all and time, beside pyzbar alone."""
    slices = [name for name in table if name.startswith(PHOTOS)]
    if not slices:
        return
    print("\nphotographs in all: hits, wrong, s, and both beside pyzbar alone")
    alone = _sum(table, ZBAR, slices)
    for name in (OURS, ZBAR, ZXING, FAST, CHAIN, EITHER):
        one = _sum(table, name, slices)
        hits = one.read / max(1, alone.read)
        took = one.total_ms / max(1e-6, alone.total_ms)
        print(
            f"{name:{_NAME}}{one.read:6}/{one.codes} !{one.wrong:<5}{one.total_ms / 1000:7.2f} s"
            f"   hits {hits:.3f}x   time {took:.2f}x"
        )


def print_goals(table: Table, cards: int) -> None:
    print("\ngoals")
    for line in (*_against_singles(table), *_rates(table), *_times(table), *_texts(table, cards)):
        print(line)


def _against_singles(table: Table) -> Iterator[str]:
    losing = [
        f"{slice_name} to {name} ({row[OURS].read} < {row[name].read})"
        for slice_name, row in table.items()
        for name in SINGLE
        if row[name].read > row[OURS].read
    ]
    yield f"on every slice at least the best single reader: {', '.join(losing) or 'yes'}"
    ours, best = _sum(table, OURS).read, max(SINGLE, key=lambda name: _sum(table, name).read)
    most, either = _sum(table, best).read, _sum(table, EITHER).read
    yield f"in total: {ours} codes, the best single one ({best}) {most}, either {either}"


def _rates(table: Table) -> Iterator[str]:
    square = _sum(table, OURS, ("any turn QR", "any turn QR, low light"))
    yield f"B4 slip QR, any turn, from 25 %, blur to 2.5, both lights: {_share(square)} (goal 99 %)"
    slices = ("slip bars", "slip bars, low light")
    ours, either = _sum(table, OURS, slices), _sum(table, EITHER, slices)
    ratio = ours.read / max(1, either.read)
    yield f"B5 slip bars: {_share(ours)}, {ratio:.2f}x either's {_share(either)} (goal 1.3x, 68 %)"
    dim = _share(table["B5 low light"][OURS])
    yield f"B5 bars in low light, blur to 1.2, from 25 %: {dim} (goal 90 %)"


def _spread(score: Score) -> str:
    return f"p50 {score.median_ms:.1f} ms, p95 {score.slow_ms:.0f} ms"


def _share(score: Score) -> str:
    return f"{score.read}/{score.codes} = {score.rate:.1%}"


def _times(table: Table) -> Iterator[str]:
    slips = [name for name in table if name.startswith("slip ")]
    lain = [name for name, row in table.items() if QUICK in row and not name.startswith("cards")]
    for label, slices in (("slips", slips), ("all 1080p with every fallback", lain)):
        whole, fast = _sum(table, OURS, slices), _sum(table, FAST, slices)
        times = whole.median_ms / max(1e-6, fast.median_ms)
        yield f"B6 whole path, {label}: {_spread(whole)} (goals 8 and 60), {times:.2f}x"
        yield f"   zxing-cpp fast on the same: {_spread(fast)}"
    for name in (QUICK, OURS):
        one = _sum(table, name, slips)
        share = LOOKS_PER_S * one.total_ms / max(1, one.pictures) / 1000
        yield f"B6 {name} at {LOOKS_PER_S} looks a second: {share:.1%} of a core (goal 25 %)"


def _texts(table: Table, cards: int) -> Iterator[str]:
    wrong = [f"{name} {row[OURS].wrong}" for name, row in table.items() if row[OURS].wrong]
    yield f"B3 wrong texts and false accepts: {', '.join(wrong) or 0} (goal 0)"
    exact: Sequence[int] = [table[name][OURS].read for name in ("cards, no ECI", "cards, ECI")]
    yield f"B7 Vietnamese exact: {exact[0]}/{cards} without, {exact[1]}/{cards} with ECI"

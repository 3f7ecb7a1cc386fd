"""Commands that write: characters, their looks, where they stand, feeds and cuts."""

from collections.abc import Callable, Mapping

import numpy as np

from printing.raster import PRINTER_DPI
from printing.simulated.code_pages import decoded
from printing.simulated.machine import Counter, Cut, Machine, NameAsked, StatusAsked, StatusWanted
from printing.simulated.sheet import (
    DEFAULT_LINE_DOTS,
    FONT_A_DOTS,
    FONT_B_DOTS,
    columns,
    ideogram,
    styled,
)

_HIGH = 0x80


def _text(machine: Machine, data: bytes) -> None:
    if machine.ideograms:
        _pairs(machine, data)
        return
    if not machine.own_letters:
        machine.sheet.write(decoded(data, machine.code_page))
        return
    for byte in data:
        own = machine.letters.get(byte)
        if own is None:
            machine.sheet.write(decoded(bytes((byte,)), machine.code_page))
        else:
            machine.sheet.place(styled(own, machine.sheet.style))


def _pairs(machine: Machine, data: bytes) -> None:
    """Kanji mode: two bytes are one wide character, a lone low one is an ordinary character."""
    data, machine.half = machine.half + data, b""
    place = 0
    while place < len(data):
        if data[place] < _HIGH:
            machine.sheet.write(decoded(data[place : place + 1], machine.code_page))
            place += 1
        elif place + 1 == len(data):
            machine.half = data[place:]
            return
        else:
            machine.sheet.place(ideogram(machine.sheet.style))
            place += 2


def _modes(machine: Machine, data: bytes) -> None:
    bits = data[0]
    machine.sheet.restyle(
        cell=FONT_B_DOTS if bits & 0x01 else FONT_A_DOTS,
        bold=bool(bits & 0x08),
        tall=2 if bits & 0x10 else 1,
        wide=2 if bits & 0x20 else 1,
        underline_dots=1 if bits & 0x80 else 0,
    )


def _bold(machine: Machine, data: bytes) -> None:
    machine.sheet.restyle(bold=bool(data[0] & 1))


def _underline(machine: Machine, data: bytes) -> None:
    machine.sheet.restyle(underline_dots=min(data[0] % 48, 2))


def _font(machine: Machine, data: bytes) -> None:
    machine.sheet.restyle(cell=FONT_B_DOTS if data[0] % 48 else FONT_A_DOTS)


def _spacing(machine: Machine, data: bytes) -> None:
    machine.sheet.restyle(spacing_dots=data[0])


def _reverse(machine: Machine, data: bytes) -> None:
    machine.sheet.restyle(reverse=bool(data[0] & 1))


def _size(machine: Machine, data: bytes) -> None:
    machine.sheet.restyle(wide=(data[0] >> 4 & 7) + 1, tall=(data[0] & 7) + 1)


def _turned(machine: Machine, data: bytes) -> None:
    machine.sheet.restyle(turned=data[0] in {1, 2, 49, 50})


def _upside_down(machine: Machine, data: bytes) -> None:
    machine.sheet.upside_down = bool(data[0] & 1)


def _align(machine: Machine, data: bytes) -> None:
    machine.sheet.align = {1: 1, 2: 2}.get(data[0] % 48, 0)


def _code_page(machine: Machine, data: bytes) -> None:
    machine.code_page = data[0]


def _ideograms(machine: Machine, _: bytes) -> None:
    machine.ideograms = True


def _no_ideograms(machine: Machine, _: bytes) -> None:
    machine.ideograms, machine.half = False, b""


def _define_letters(machine: Machine, data: bytes) -> None:
    """ESC &: by columns, each letter as wide as it says."""
    height_bytes, first, last = data[:3]
    place = 3
    for code in range(first, last + 1):
        width = data[place]
        dots = data[place + 1 : place + 1 + width * height_bytes]
        place += 1 + len(dots)
        if dots:
            drawn = columns(dots, column_bytes=height_bytes)
            cell = np.zeros((drawn.shape[0], max(drawn.shape[1], FONT_A_DOTS[0])), dtype=np.uint8)
            cell[:, : drawn.shape[1]] = drawn
            machine.letters[code] = cell


def _use_letters(machine: Machine, data: bytes) -> None:
    machine.own_letters = bool(data[0] & 1)


def _forget_letter(machine: Machine, data: bytes) -> None:
    machine.letters.pop(data[0], None)


def _default_line(machine: Machine, _: bytes) -> None:
    machine.sheet.line_dots = DEFAULT_LINE_DOTS


def _line(machine: Machine, data: bytes) -> None:
    machine.sheet.line_dots = machine.dots_of(data[0])


def _sixtieths(machine: Machine, data: bytes) -> None:
    machine.sheet.line_dots = round(data[0] * PRINTER_DPI / 60)


def _line_feed(machine: Machine, _: bytes) -> None:
    machine.sheet.feed_line()


def _feed_lines(machine: Machine, data: bytes) -> None:
    machine.sheet.feed(data[0] * machine.sheet.line_dots)


def _feed_units(machine: Machine, data: bytes) -> None:
    machine.sheet.feed(machine.dots_of(data[0]))


def _tab(machine: Machine, _: bytes) -> None:
    machine.sheet.tab()


def _tab_stops(machine: Machine, data: bytes) -> None:
    machine.sheet.tabs = tuple(data)


def _carriage_return(machine: Machine, _: bytes) -> None:
    machine.sheet.carriage_return()


def _to_line_start(machine: Machine, data: bytes) -> None:
    """GS T: what stands on the line is forgotten (0) or printed (1)."""
    if data[0] % 48:
        machine.sheet.feed_line()
    else:
        machine.sheet.discard_line()


def _absolute(machine: Machine, data: bytes) -> None:
    machine.sheet.move_to(int.from_bytes(data, "little"))


def _relative(machine: Machine, data: bytes) -> None:
    machine.sheet.move_by(int.from_bytes(data, "little", signed=True))


def _left_margin(machine: Machine, data: bytes) -> None:
    machine.roll.left_dots = min(int.from_bytes(data, "little"), machine.roll.width_dots - 1)


def _print_area(machine: Machine, data: bytes) -> None:
    machine.roll.area_dots = int.from_bytes(data, "little")


def _units(machine: Machine, data: bytes) -> None:
    """Feeds in fractions of an inch; 0 brings the printer's own unit back, here a dot."""
    machine.unit_dots = PRINTER_DPI / data[1] if data[1] else 1.0


def _cut(machine: Machine, data: bytes) -> None:
    """What function B feeds of its own accord only brings the last row past the cutter."""
    if machine.page is not None:
        return
    if len(data) > 1:
        machine.roll.feed(machine.dots_of(data[1]))
    machine.events.append(Cut(machine.roll.cut()))


def _asked_now(machine: Machine, data: bytes) -> None:
    machine.events.append(StatusAsked("DLE EOT", data[0]))


def _asked_in_turn(machine: Machine, data: bytes) -> None:
    machine.events.append(StatusAsked("GS r", data[0]))


def _status_wanted(machine: Machine, data: bytes) -> None:
    machine.events.append(StatusWanted(data[0]))


def _name_asked(machine: Machine, data: bytes) -> None:
    machine.events.append(NameAsked(data[0]))


def _set_counter(machine: Machine, data: bytes) -> None:
    counter = machine.counter
    if data[:1] == b";":
        numbers = [_number(part) for part in data[1:].split(b";")[:5]]
        low, high, step, repeat, value = (*numbers, 1, 1, 1, 1, 1)[:5]
        machine.counter = _counting(counter, (low, high), step, repeat)
        machine.counter.value = value
        return
    function = data[0] % 48
    if function == 0:
        counter.digits, counter.align = min(data[1], 5), data[2] % 48
    elif function == 1:
        low, high = (int.from_bytes(data[at : at + 2], "little") for at in (1, 3))
        machine.counter = _counting(counter, (low, high), data[5], data[6])
    elif len(data) > 2:  # noqa: PLR2004 - the value is two bytes
        counter.value = int.from_bytes(data[1:3], "little")


def _counting(counter: Counter, ends: tuple[int, int], step: int, repeat: int) -> Counter:
    """Ends in the wrong order count down."""
    first, last = ends
    signed = step if first <= last else -step
    low, high = min(ends), max(ends)
    return Counter(counter.digits, counter.align, low, high, signed, max(repeat, 1), first)


def _number(text: bytes) -> int:
    return min(int(text), 65_535) if text.isdigit() else 1


def _print_counter(machine: Machine, _: bytes) -> None:
    machine.sheet.write(machine.counter.next())


TEXT_ACTS: Mapping[str, Callable[[Machine, bytes], None]] = {
    "text": _text,
    "HT": _tab,
    "LF": _line_feed,
    "VT": _line_feed,
    "CR": _carriage_return,
    "DLE EOT": _asked_now,
    "ESC SP": _spacing,
    "ESC !": _modes,
    "ESC $": _absolute,
    "ESC %": _use_letters,
    "ESC &": _define_letters,
    "ESC -": _underline,
    "ESC 2": _default_line,
    "ESC 3": _line,
    "ESC ?": _forget_letter,
    "ESC A": _sixtieths,
    "ESC D": _tab_stops,
    "ESC E": _bold,
    "ESC G": _bold,
    "ESC J": _feed_units,
    "ESC M": _font,
    "ESC V": _turned,
    "ESC \\": _relative,
    "ESC a": _align,
    "ESC d": _feed_lines,
    "ESC i": _cut,
    "ESC m": _cut,
    "ESC t": _code_page,
    "ESC {": _upside_down,
    "FS &": _ideograms,
    "FS .": _no_ideograms,
    "GS !": _size,
    "GS B": _reverse,
    "GS C": _set_counter,
    "GS I": _name_asked,
    "GS L": _left_margin,
    "GS P": _units,
    "GS T": _to_line_start,
    "GS V": _cut,
    "GS W": _print_area,
    "GS a": _status_wanted,
    "GS c": _print_counter,
    "GS r": _asked_in_turn,
}

"""Commands that draw pictures: sent with the job, kept in the printer, and on a page."""

from collections.abc import Callable, Mapping

from printing.raster import Dots
from printing.simulated.grammar import PICTURE, ROWS
from printing.simulated.machine import Machine
from printing.simulated.page_mode import Area, Page
from printing.simulated.sheet import columns, rows_of_bytes

_24_DOT_MODES = frozenset({32, 33})
_DOUBLE_DENSITY_MODES = frozenset({1, 33})
_KEEP_BY_ROWS, _KEEP_BY_COLUMNS = frozenset({67, 83}), frozenset({68, 84})
_FORGET_ALL, _FORGET_ONE = frozenset({65, 81}), frozenset({66, 82})
_PRINT_KEPT = frozenset({69, 85})
_LASTING = range(65, 70)
"""GS ( L functions on the lasting memory; the same plus 16 are on the other one."""
_STORE, _BY_ROWS = frozenset({112, 113}), 112
_PRINT = frozenset({2, 50})
_STORE_HEAD_BYTES, _KEEP_HEAD_BYTES = 10, 11
_BLACK = 49


def magnified(dots: Dots, wide: int, tall: int) -> Dots:
    return dots.repeat(tall, axis=0).repeat(wide, axis=1)


def _scale(mode: int) -> tuple[int, int]:
    return 1 + (mode & 1), 1 + (mode >> 1 & 1)


def _picture_begins(machine: Machine, data: bytes) -> None:
    machine.row_bytes = int.from_bytes(data[2:4], "little")
    machine.picture_scale = _scale(data[1])


def _picture_rows(machine: Machine, data: bytes) -> None:
    dots = rows_of_bytes(data, machine.row_bytes, machine.sheet.room_dots)
    machine.sheet.picture(magnified(dots, *machine.picture_scale))


def _bit_image(machine: Machine, data: bytes) -> None:
    """24 dots to a column at the head's density, or 8 at a third of it; halves of both across."""
    mode, picture = data[0], data[3:]
    if picture:
        deep = mode in _24_DOT_MODES
        dots = columns(picture, column_bytes=3 if deep else 1)
        wide = 1 if mode in _DOUBLE_DENSITY_MODES else 2
        machine.sheet.place(magnified(dots, wide, 1 if deep else 3))


def _download(machine: Machine, data: bytes) -> None:
    if len(data) > 2:  # noqa: PLR2004 - the two bytes of its size
        machine.downloaded = columns(data[2:], column_bytes=data[1])
        machine.own_letters = False
        machine.letters.clear()


def _print_downloaded(machine: Machine, data: bytes) -> None:
    if machine.downloaded is not None:
        machine.sheet.picture(magnified(machine.downloaded, *_scale(data[0])))


def _forget_stored(machine: Machine, _: bytes) -> None:
    """FS q takes the place of all pictures that were kept before."""
    kept = machine.memory.pictures
    for key in [key for key in kept if key.startswith(b"NV")]:
        del kept[key]


def _store(machine: Machine, data: bytes) -> None:
    """One picture of FS q: sizes in bytes both ways, dots by columns."""
    number, height = data[0], int.from_bytes(data[3:5], "little")
    if data[5:]:
        dots = columns(data[5:], column_bytes=height)
        machine.memory.keep(b"NV" + bytes((number,)), dots)


def _print_stored(machine: Machine, data: bytes) -> None:
    kept = machine.memory.pictures.get(b"NV" + data[:1])
    if kept is None:
        machine.box(f"NV {data[0]}")
    else:
        machine.sheet.picture(magnified(kept, *_scale(data[1])))


def _variable_raster(machine: Machine, data: bytes) -> None:
    """GS Q 0: by columns, its height in bytes."""
    height = int.from_bytes(data[4:6], "little")
    picture = data[6:]
    if not height or not picture:
        machine.box("image")
        return
    machine.sheet.picture(magnified(columns(picture, column_bytes=height), *_scale(data[1])))


def _graphics(machine: Machine, data: bytes) -> None:
    """GS ( L and GS 8 L: `data` is a constant, the function and what belongs to it."""
    function = data[1] if len(data) > 1 else 0
    if function in _STORE and len(data) > _STORE_HEAD_BYTES:
        machine.graphics = _over(machine.graphics, _sent(data), plane=data[5])
    elif function in _PRINT and machine.graphics is not None:
        machine.sheet.picture(machine.graphics)
        machine.graphics = None
    elif function in _KEEP_BY_ROWS | _KEEP_BY_COLUMNS and len(data) > _KEEP_HEAD_BYTES:
        _keep(machine, function, data)
    elif function in _PRINT_KEPT and len(data) >= 6:  # noqa: PLR2004 - key and scale
        _print_kept(machine, function, data)
    elif function in _FORGET_ALL:
        _forget(machine, _group(function))
    elif function in _FORGET_ONE and len(data) >= 4:  # noqa: PLR2004 - its key
        machine.memory.pictures.pop(_group(function) + data[2:4], None)


def _over(before: Dots | None, dots: Dots | None, *, plane: int) -> Dots | None:
    """The planes of several tones lie on each other; the first one begins a picture."""
    if dots is None or before is None or plane == _BLACK or before.shape != dots.shape:
        return dots
    return before | dots


def _sent(data: bytes) -> Dots | None:
    wide, tall = (min(max(scale, 1), 2) for scale in data[3:5])
    dots = _dots(data[6:10], data[_STORE_HEAD_BYTES:], by_rows=data[1] == _BY_ROWS)
    return None if dots is None else magnified(dots, wide, tall)


def _dots(size: bytes, pixels: bytes, *, by_rows: bool) -> Dots | None:
    width, height = (int.from_bytes(size[at : at + 2], "little") for at in (0, 2))
    if not width or not height:
        return None
    if by_rows:
        return rows_of_bytes(pixels, (width + 7) // 8, width)[:height]
    return columns(pixels, column_bytes=(height + 7) // 8)[:height, :width]


def _group(function: int) -> bytes:
    return b"lasting" if function in _LASTING else b"other"


def _keep(machine: Machine, function: int, data: bytes) -> None:
    """Key in two bytes, number of colours, size, then the first colour and its dots."""
    dots = _dots(data[6:10], data[_KEEP_HEAD_BYTES:], by_rows=function in _KEEP_BY_ROWS)
    if dots is not None:
        machine.memory.keep(_group(function) + data[3:5], dots)


def _print_kept(machine: Machine, function: int, data: bytes) -> None:
    kept = machine.memory.pictures.get(_group(function) + data[2:4])
    if kept is None:
        machine.box("graphics")
    else:
        wide, tall = (min(max(scale, 1), 2) for scale in data[4:6])
        machine.sheet.picture(magnified(kept, wide, tall))


def _forget(machine: Machine, group: bytes) -> None:
    kept = machine.memory.pictures
    for key in [key for key in kept if key.startswith(group)]:
        del kept[key]


def _begin_page(machine: Machine, _: bytes) -> None:
    if machine.page is None:
        if not machine.roll.blank:
            machine.roll.feed(0)
        roll = machine.roll
        page = Page(roll.width_dots, roll.style, paper_dots=roll.width_dots)
        page.line_dots, page.tabs = roll.line_dots, roll.tabs
        page.open()
        machine.page = page


def _leave_page(machine: Machine, _: bytes) -> None:
    """ESC S: what was on the page is not printed."""
    machine.page = None


def _print_page(machine: Machine, _: bytes) -> None:
    """ESC FF: the page stays as it is."""
    if machine.page is not None:
        machine.roll.picture(machine.page.printed())


def _form_feed(machine: Machine, data: bytes) -> None:
    if machine.page is None:
        machine.roll.feed_line()
        return
    _print_page(machine, data)
    machine.page = None


def _erase_page(machine: Machine, _: bytes) -> None:
    if machine.page is not None:
        machine.page.erase()


def _page_area(machine: Machine, data: bytes) -> None:
    if machine.page is not None:
        machine.page.flush()
        sides = (int.from_bytes(data[at : at + 2], "little") for at in (0, 2, 4, 6))
        machine.page.place_area(Area(*sides))


def _page_direction(machine: Machine, data: bytes) -> None:
    if machine.page is not None:
        machine.page.flush()
        machine.page.turn(data[0] % 48)


def _page_row(machine: Machine, data: bytes) -> None:
    if machine.page is not None:
        machine.page.flush()
        machine.page.move_row(machine.dots_of(int.from_bytes(data, "little")))


def _page_rows(machine: Machine, data: bytes) -> None:
    if machine.page is not None:
        machine.page.flush()
        units = int.from_bytes(data, "little", signed=True)
        machine.page.move_row(machine.page.at_row + machine.dots_of(units))


PICTURE_ACTS: Mapping[str, Callable[[Machine, bytes], None]] = {
    ROWS: _picture_rows,
    PICTURE: _store,
    "CAN": _erase_page,
    "ESC *": _bit_image,
    "ESC FF": _print_page,
    "ESC L": _begin_page,
    "ESC S": _leave_page,
    "ESC T": _page_direction,
    "ESC W": _page_area,
    "FF": _form_feed,
    "FS p": _print_stored,
    "FS q": _forget_stored,
    "GS $": _page_row,
    "GS ( L": _graphics,
    "GS *": _download,
    "GS /": _print_downloaded,
    "GS 8 L": _graphics,
    "GS Q 0": _variable_raster,
    "GS \\": _page_rows,
    "GS v 0": _picture_begins,
}

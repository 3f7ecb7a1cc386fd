"""Names that try to be commands."""

import unicodedata

import pytest

from printing.escpos import encode
from printing.interpreter import interpret
from printing.raster import Raster
from printing.render import render
from printing.slip import PAPER_80, lay_out
from printing.template import load_template
from tests.fakes.printing_papers import receipt_of

TEMPLATE = load_template()
HOSTILE = {
    "markup": "[/bold]Nguyễn {code} [x",
    "controls": "Nguyễn\x1b@\x1dV\x00\x1bp\x00\x19\xfa\x10\x14\x01\x00\x01",
    "right-to-left": "Nguyễn \u202eảM \u2067nà\u2069 Thử",
    "decomposed": unicodedata.normalize("NFD", "Nguyễn Thị Ở Thử"),
    "endless": "x" * 10_000,
    "endless words": "Nguyễn " * 10_000,
    "other scripts": "王小明 \u05e9\u05dc\u05d5\u05dd \U0001f600",
    "lone surrogate": "Nguyễn \ud800",
    "marks alone": "\u0301\u0323" * 50,
}


def sheet_of(name: str) -> Raster:
    return render(lay_out(receipt_of(name), TEMPLATE, PAPER_80))


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_hostile_name_gives_the_same_commands_as_any_other(name: str) -> None:
    """Initialise, pictures, one cut: nothing of a name reaches the wire as a command."""
    raster = sheet_of(name)
    data = encode(raster)
    found = interpret(data)
    pictures = data.count(b"\x1dv0\x00")
    assert found.commands == {"ESC @": 1, "GS v 0": found.commands["GS v 0"], "GS V": 1}
    assert found.commands["GS v 0"] <= pictures
    assert found.papers == (raster,)
    assert found.unparsed == 0


def test_decomposed_name_is_drawn_as_the_composed_one() -> None:
    """The same name from a Mac and from Windows gives the same sheet."""
    name = "Nguyễn Thị Ở Thử"
    assert sheet_of(unicodedata.normalize("NFD", name)) == sheet_of(name)


def test_direction_marks_change_nothing() -> None:
    """A name cannot be turned round on paper by invisible characters."""
    assert sheet_of("Trần \u202eThử") == sheet_of("Trần Thử")


def test_endless_name_has_an_end() -> None:
    """A name of ten thousand letters costs less than a metre of paper."""
    assert sheet_of("x" * 10_000).height_dots < sheet_of("x").height_dots + 8_000

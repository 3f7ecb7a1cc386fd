"""Names that try to be commands."""

import unicodedata
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from typing import cast

import pytest

from data.domain.papers import Paper
from data.domain.vietqr import Transfer
from printing.escpos import encode
from printing.papers.layout import lay_out
from printing.papers.template import load_templates
from printing.raster import Raster
from printing.render import render
from printing.simulated.interpreter import interpret
from printing.sizes import PAPER_58, PAPER_80, PAPER_A5, PaperSize
from tests.fakes.printing_papers import EVERY_PAPER, receipt_of

TEMPLATES = load_templates()
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


DRAWING = {"GS L", "GS v 0"}
CUT_AT = 600
"""Characters of a hostile text; how an endless one ends is tested with a name."""


def filled_with(value: object, text: str) -> object:
    """The paper with `text` in every field that holds text, down to its lists.

    Of a transfer only the name is free: its other parts are refused where they could be anything.
    """
    if isinstance(value, str) and not isinstance(value, StrEnum):
        return text[:CUT_AT]
    if isinstance(value, Transfer):
        named = replace(value.account, name=text[:CUT_AT])
        return replace(value, account=named)
    if isinstance(value, tuple):
        return tuple(filled_with(each, text) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {each.name: getattr(value, each.name) for each in fields(value)}
        return replace(value, **{key: filled_with(each, text) for key, each in changed.items()})
    return value


def sheet_of(name: str) -> Raster:
    return render(lay_out(receipt_of(name), TEMPLATES, PAPER_80))


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_hostile_name_gives_the_same_commands_as_any_other(name: str) -> None:
    """Initialise, pictures, one cut: nothing of a name reaches the wire as a command."""
    raster = sheet_of(name)
    data = encode(raster)
    found = interpret(data)
    once = {name: count for name, count in found.commands.items() if name not in DRAWING}
    assert once == {"ESC @": 1, "GS V": 1}
    assert found.papers == (raster,)
    assert found.unparsed == 0


@pytest.mark.parametrize("size", [PAPER_80, PAPER_58, PAPER_A5])
@pytest.mark.parametrize("name", EVERY_PAPER)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_paper_obeys_its_own_words(text: str, name: str, size: PaperSize) -> None:
    """Whatever stands in every field of every paper, only its picture is sent."""
    paper = cast("Paper", filled_with(EVERY_PAPER[name], text))
    raster = render(lay_out(paper, TEMPLATES, size))
    found = interpret(encode(raster), width_dots=size.width_dots)
    assert set(found.commands) <= {"ESC @", "GS L", "GS v 0", "GS V"}
    assert found.unparsed == 0
    assert raster.width_dots == size.width_dots


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

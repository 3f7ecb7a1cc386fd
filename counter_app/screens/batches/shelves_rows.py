"""Rows of the shelves: places with their counts, and what was found at one of them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from textual.content import Content

from counter_app.desk.batches.shelving import Found, Lying, Verdict
from counter_app.dossier_words import STATE_WORDS
from counter_app.widgets.lines import (
    ACCENT,
    DANGER,
    QUIET,
    STRONG,
    WARNING,
    left,
    right,
    row,
    styled,
)
from counter_app.widgets.notice import Tone
from counter_app.widgets.rows import BLANK, Draw, Row, heading
from counter_app.wording import tr, trn
from data.domain.clock import local

if TYPE_CHECKING:
    from data.store.batches import PlaceCount

PLACE, RESULT = "place:", "result:"
"""What the key of a row begins with."""
_PLACE, _CODE, _SAID, _COUNT, _SINCE = 16, 27, 24, 14, 7
_SHAPES: Final = {
    Verdict.HERE: ("✓ ", ACCENT),
    Verdict.ELSEWHERE: ("▲ ", WARNING),
    Verdict.NOWHERE: ("▲ ", WARNING),
    Verdict.NOT_WAITING: ("✕ ", DANGER),
}

Seen = Mapping[str, Mapping[str, Found]]


def place_rows(places: "Sequence[PlaceCount]", seen: Seen) -> list[Row]:
    """Every place on record; what was counted already says how it came out."""
    return [
        Row(_place(one.place, one.count, seen.get(one.place, {})), f"{PLACE}{one.place}")
        for one in places
    ]


def _place(place: str, count: int, found: Mapping[str, Found]) -> Draw:
    here = sum(it.verdict is Verdict.HERE for it in found.values())
    off = len(found) - here + max(0, count - here)
    said = ""
    if found and place:
        said = trn("{n} difference", "{n} differences", off) if off else tr("all there")

    def draw(width: int) -> Content:
        name = place or tr("No place")
        return row(
            styled(left(name, max(_PLACE, width - _COUNT - _SAID)), STRONG if place else WARNING),
            styled(left(said, _SAID), WARNING if off else ACCENT),
            right(trn("{n} result", "{n} results", count), _COUNT),
        )

    return draw


def result_rows(lying: "Sequence[Lying]", found: Mapping[str, Found]) -> list[Row]:
    """What was scanned first, each with what it means; then what was not seen yet."""
    rows = list(_seen(found))
    waiting = [it for it in lying if it.id not in found]
    if waiting:
        rows += [BLANK] if rows else []
        rows.append(heading(tr("Not seen yet"), f"{len(waiting)}"))
        rows += [Row(_result(it, "○ ", QUIET, ""), f"{RESULT}{it.id}") for it in waiting]
    return rows


def _seen(found: Mapping[str, Found]) -> Iterator[Row]:
    if found:
        yield heading(tr("Scanned here"), f"{len(found)}")
    for one in found.values():
        shape, style = _SHAPES[one.verdict]
        yield Row(_result(one.lying, shape, style, _short(one)), f"{RESULT}{one.lying.id}")


def _short(found: Found) -> str:
    """Beside the row, where there is room for a few words."""
    match found.verdict:
        case Verdict.ELSEWHERE:
            return tr("recorded at {place}", place=found.lying.place)
        case Verdict.NOWHERE:
            return tr("no place on record")
        case Verdict.NOT_WAITING:
            return tr("does not belong here")
    return ""


def _result(one: Lying, shape: str, style: str, said: str) -> Draw:
    since = f"{local(one.since):%d/%m}" if one.since else ""

    def draw(width: int) -> Content:
        return row(
            styled(shape, style),
            left(one.code, _CODE),
            left(one.applicant, width - 2 - _CODE - _SAID - _SINCE - 1) + " ",
            styled(left(said, _SAID), style),
            styled(right(since, _SINCE), QUIET),
        )

    return draw


def summed(place: str, lying: "Sequence[Lying]", found: Mapping[str, Found]) -> str:
    """How far the count of this place has come."""
    seen = sum(it.id in found for it in lying)
    name = tr("Place {place}", place=place) if place else tr("No place")
    return f"{name}   " + tr("{seen} of {all} seen", seen=seen, all=len(lying))


def said_of(found: Found, place: str) -> tuple[str, Tone]:
    """What the last scan means, and what is to be done with it."""
    one = found.lying
    if found.verdict is Verdict.NOT_WAITING:
        said = tr(
            "{code} does not belong on a shelf: {state}. Put it aside and open it with Enter.",
            code=one.code,
            state=tr(STATE_WORDS[one.state]),
        )
        return said, Tone.DANGER
    if not place:
        where = tr("it lies at {place}", place=one.place) if one.place else tr("it has no place")
        return f"{one.code}: {where}.", Tone.QUIET
    if found.verdict is Verdict.ELSEWHERE:
        said = tr(
            "{code} is recorded at {place}. F9 puts on record that it lies here.",
            code=one.code,
            place=one.place,
        )
        return said, Tone.WARNING
    if found.verdict is Verdict.NOWHERE:
        said = tr("{code} has no place on record. F9 puts it on record here.", code=one.code)
        return said, Tone.WARNING
    return tr("{code} lies where it should.", code=one.code), Tone.DONE

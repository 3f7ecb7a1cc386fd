"""Rows of dossiers that were scanned one by one: piles by agency, and what was put aside."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Protocol

from textual.content import Content

from counter_app.desk.batches.batching import Batch
from counter_app.dossier_words import STATE_WORDS
from counter_app.post_words import parcel_word
from counter_app.screens.batches.batch import counted
from counter_app.sentences import sentence
from counter_app.widgets.lines import DANGER, QUIET, STRONG, WARNING, left, right, row, styled
from counter_app.widgets.rows import BLANK, Draw, Row, heading
from counter_app.wording import time_text, tr, trn
from data.domain.clock import local
from data.domain.lifecycle import State

LINE, ASIDE, BATCH = "line:", "aside:", "batch:"
"""What the key of a row begins with."""
_NUMBER, _CODE, _END, _WIDE = 4, 27, 18, 84
_TIME, _COUNT = 7, 12


class Scanned(Protocol):
    """A dossier that was scanned and may change hands."""

    @property
    def id(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def applicant(self) -> str: ...
    @property
    def procedure(self) -> str: ...
    @property
    def agency_index(self) -> int: ...
    @property
    def agency(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Aside:
    """A dossier that was scanned and may not change hands, and why."""

    id: str
    code: str
    applicant: str
    why: Exception


@dataclass(frozen=True, slots=True)
class End:
    """What stands at the end of a row, and how."""

    text: str = ""
    style: str = QUIET


def pile_rows(lines: "Sequence[tuple[Scanned, End]]") -> Iterator[Row]:
    """One pile for each agency, in the order in which it was begun."""
    begun = list(dict.fromkeys(line.agency_index for line, _ in lines))
    piled = sorted(lines, key=lambda pair: begun.index(pair[0].agency_index))
    for _, pile in groupby(piled, key=lambda pair: pair[0].agency_index):
        held = list(pile)
        yield heading(held[0][0].agency, trn("{n} scanned", "{n} scanned", len(held)))
        for number, (line, end) in enumerate(held, start=1):
            yield Row(drawn(line, end, f"{number}"), f"{LINE}{line.id}")
        yield BLANK


def aside_rows(asides: "Iterable[Aside]") -> Iterator[Row]:
    found = list(asides)
    if not found:
        return
    yield heading(tr("Put aside: may not go on"))
    for one in found:
        yield Row(_aside(one), f"{ASIDE}{one.id}")
        yield Row(_why(one))
    yield BLANK


def batch_rows(title: str, batches: "Sequence[Batch]", today: date) -> Iterator[Row]:
    """What changed hands today, and in the days before."""
    now = [it for it in batches if local(it.at).date() == today]
    before = [it for it in batches if local(it.at).date() != today]
    for name, part in ((title, now), (tr("In the days before"), before)):
        if part:
            yield heading(name)
            yield from (Row(_batch(one, today), f"{BATCH}{one.id}") for one in part)
            yield BLANK


def drawn(line: Scanned, end: End, number: str) -> Draw:
    """On a narrow screen the procedure gives way: code and name tell folders apart."""

    def draw(width: int) -> Content:
        wide = width >= _WIDE
        rest = width - _NUMBER - _CODE - _END
        name = rest * 2 // 5 if wide else rest
        return row(
            styled(right(number, _NUMBER - 1) + " ", QUIET),
            left(line.code, _CODE),
            left(line.applicant or tr("(no name yet)"), name - 1) + " ",
            styled(left(line.procedure, rest - name - 1) + " ", QUIET) if wide else "",
            styled(right(end.text, _END), end.style),
        )

    return draw


def why_not(error: Exception) -> str:
    """What stands in the way; of a dossier that is not where it should be, where that is."""
    facts = getattr(error, "facts", {})
    state, code = str(facts.get("state", "")), getattr(error, "code", "")
    if code == "action-not-now" and state:
        stands = STATE_WORDS[State(state)]
    elif code == "parcel-elsewhere":
        stands = parcel_word(state)
    else:
        return sentence(error)
    return tr("It cannot go on from where it stands: {state}.", state=tr(stands))


def _aside(one: Aside) -> Draw:
    def draw(width: int) -> Content:
        return row(
            styled("  ✕ ", DANGER),
            left(one.code, _CODE),
            left(one.applicant, width - _CODE - _NUMBER),
        )

    return draw


def _why(one: Aside) -> Draw:
    said = why_not(one.why)
    return lambda width: row("      ", styled(left(said, width - 6), WARNING))


def _batch(one: Batch, today: date) -> Draw:
    at = local(one.at)
    when = time_text(at) if at.date() == today else f"{at:%d/%m}"

    def draw(width: int) -> Content:
        return row(
            styled(left(when, _TIME), QUIET),
            left(one.agency, width - _TIME - _COUNT - 1) + " ",
            styled(right(counted(one), _COUNT), STRONG),
        )

    return draw

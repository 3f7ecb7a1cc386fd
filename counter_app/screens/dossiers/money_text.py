"""The money of a dossier entry by entry: what was taken, what was void, what went back (C20)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from counter_app.money_words import METHOD_WORDS
from counter_app.screens.dossiers.told_lines import Line, fact
from counter_app.screens.dossiers.told_text import joined
from counter_app.widgets.lines import WARNING
from counter_app.wording import day_text, money_text, msg, tr
from data.domain.money import FeeReversed, ReversalSort, movements

if TYPE_CHECKING:
    from data.domain.dossier import Dossier
    from data.domain.money import Movement

_TAKEN = msg("Money taken")
_BACK = {ReversalSort.VOID: msg("Made void"), ReversalSort.REFUND: msg("Given back")}


def money_entries(dossier: "Dossier") -> Iterator[Line]:
    """Every movement with its day, amount, method and paper; why, where money went back."""
    reversals = {it.entry: it.what for it in dossier.facts(FeeReversed)}
    for moved in movements(dossier.history, agency_index=0):
        back = reversals.get(moved.entry)
        name = tr(_BACK[back.sort] if back else _TAKEN)
        yield fact(name, _said(moved, back), WARNING if moved.amount_vnd < 0 else "")


def _said(moved: "Movement", back: FeeReversed | None) -> str:
    hand = tr("by the post") if moved.by_post else ""
    words = (day_text(moved.day), money_text(moved.amount_vnd), tr(METHOD_WORDS[moved.method]))
    return joined(*words, hand, _paper(moved, back), back.reason if back else "")


def _paper(moved: "Movement", back: FeeReversed | None) -> str:
    if not moved.receipt:
        return ""
    if back is not None:
        return tr("note {number}", number=moved.receipt)
    return tr("receipt {number}", number=moved.receipt)

"""The word of an officer for what a row of the carrier's file comes to, and why.

Message ids, translated where they are shown; a value without a word fails a test.
"""

from collections.abc import Mapping
from typing import Final

from counter_app.desk.post.carrier_rows import Lot, SortedRow
from counter_app.sentences import sentence_of
from counter_app.wording import msg, tr
from data.catalogue.carrier_words import Part, PostOutcome

LOT_WORDS: Final[Mapping[Lot, str]] = {
    Lot.RECORD: msg("Will be recorded"),
    Lot.RECORDED: msg("Recorded now"),
    Lot.NEEDED: msg("Wants more than the file says"),
    Lot.BY_HAND: msg("To be recorded by hand"),
    Lot.NOT_NOW: msg("Not possible now"),
    Lot.UNDECIDED: msg("Status not decided"),
    Lot.UNREADABLE: msg("Unreadable"),
    Lot.UNKNOWN_ITEM: msg("No such item here"),
    Lot.KNOWN: msg("Recorded before"),
    Lot.IN_TRANSIT: msg("Still on its way"),
}
"""In the order in which they stand in the list."""
OUTCOME_WORDS: Final[Mapping[PostOutcome, str]] = {
    PostOutcome.DELIVERED: msg("delivered"),
    PostOutcome.NOT_DELIVERED: msg("nobody found, invitation left"),
    PostOutcome.RETURNED: msg("brought back"),
    PostOutcome.LOST: msg("lost on the way"),
    PostOutcome.DAMAGED: msg("damaged on the way"),
    PostOutcome.IN_TRANSIT: msg("still on its way"),
}
PART_WORDS: Final[Mapping[Part, str]] = {
    Part.ITEM: msg("Item number"),
    Part.STATUS: msg("Status"),
    Part.DAY: msg("Day"),
    Part.RECEIVER: msg("Who took it"),
    Part.NOTE: msg("Reason, note"),
    Part.IDENTITY: msg("Identity paper"),
    Part.RECEIPT: msg("Receipt of the fee"),
}


def reason(it: SortedRow) -> str:
    """Why it lies in its lot; empty where nothing stands in the way."""
    return sentence_of(it.code, it.facts) if it.code else ""


def lot_word(it: SortedRow) -> str:
    return tr(LOT_WORDS[it.lot])

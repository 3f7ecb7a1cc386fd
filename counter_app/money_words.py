"""The word of an officer for how money moved, what went back, and what does not agree.

Message ids, translated where they are shown; a value without a word fails a test.
"""

from collections.abc import Mapping
from typing import Final

from counter_app.wording import msg
from data.domain.money import ReversalSort
from data.domain.paying import Method

METHOD_WORDS: Final[Mapping[Method, str]] = {
    Method.CASH: msg("in cash"),
    Method.TRANSFER: msg("transfer"),
    Method.VIETQR: msg("VietQR"),
    Method.ON_DELIVERY: msg("on delivery"),
    Method.EARLIER: msg("taken earlier"),
    Method.UNRECORDED: msg("not written down"),
}
REVERSAL_WORDS: Final[Mapping[ReversalSort, str]] = {
    ReversalSort.VOID: msg("receipt void"),
    ReversalSort.REFUND: msg("refund"),
}
DIFFERENCE_WORDS: Final[Mapping[str, str]] = {
    "twice": msg("a payment stands in an earlier settlement already"),
    "unknown": msg("a payment is not known here"),
    "other-agency": msg("a payment is of another agency"),
    "sum": msg("what was signed is not the sum of its lines"),
}
"""By the value of the sort: the store that finds them is slow to import."""

"""The word of an officer for what the return desk records: who comes, what slip, what is wrong.

Message ids, translated where they are shown; a value without a word fails a test.
"""

from collections.abc import Mapping
from typing import Final

from counter_app.wording import msg
from data.domain.concluding import Fault, ResultKind
from data.domain.people import Scope
from data.domain.releasing import Collector, Slip

COLLECTOR_WORDS: Final[Mapping[Collector, str]] = {
    Collector.APPLICANT: msg("the applicant"),
    Collector.SUBMITTER: msg("who handed it in"),
    Collector.AUTHORISED: msg("by authorisation"),
    Collector.REPRESENTATIVE: msg("representative"),
    Collector.OTHER: msg("other lawful"),
}
SLIP_WORDS: Final[Mapping[Slip, str]] = {
    Slip.TAKEN: msg("taken back"),
    Slip.SUPERSEDED: msg("an earlier one, taken back"),
    Slip.LOST: msg("lost"),
}
SCOPE_WORDS: Final[Mapping[Scope, str]] = {
    Scope.RECEIVE: msg("to receive"),
    Scope.BOTH: msg("to hand in and to receive"),
    Scope.SUBMIT: msg("to hand in only"),
}
FAULT_WORDS: Final[Mapping[Fault, str]] = {
    Fault.WRONG: msg("wrong"),
    Fault.LOST: msg("lost"),
}
RESULT_WORDS: Final[Mapping[ResultKind, str]] = {
    ResultKind.GRANTED: msg("granted"),
    ResultKind.REFUSED: msg("not granted"),
}

"""The word of an officer for how a citizen was reached, about what, and what became of it.

Message ids, translated where they are shown; a value without a word fails a test.
"""

from collections.abc import Mapping
from typing import Final

from counter_app.wording import msg
from data.domain.contacting import ContactChannel, MessageState, Purpose

CHANNEL_WORDS: Final[Mapping[ContactChannel, str]] = {
    ContactChannel.PHONE: msg("call"),
    ContactChannel.SMS: msg("text message"),
    ContactChannel.EMAIL: msg("e-mail"),
    ContactChannel.NETWORK: msg("social network"),
    ContactChannel.LETTER: msg("letter"),
    ContactChannel.IN_PERSON: msg("in person"),
}
PURPOSE_WORDS: Final[Mapping[Purpose, str]] = {
    Purpose.SUPPLEMENT: msg("supplement asked"),
    Purpose.REFUSED: msg("refused"),
    Purpose.DIRECTED: msg("another agency"),
    Purpose.RECEIVED: msg("received"),
    Purpose.APOLOGY: msg("apology, new date"),
    Purpose.EARLY_RESULT: msg("early result"),
    Purpose.RESULT_READY: msg("result ready"),
    Purpose.RESULT_FAULT: msg("fault in the result"),
    Purpose.OTHER: msg("other"),
}
MESSAGE_STATE_WORDS: Final[Mapping[MessageState, str]] = {
    MessageState.WAITING: msg("waits for the portal"),
    MessageState.SENT: msg("sent"),
    MessageState.FAILED: msg("could not be sent: call"),
    MessageState.MADE_GOOD: msg("could not be sent, reached otherwise"),
}

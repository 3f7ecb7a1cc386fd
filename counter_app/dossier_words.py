"""The word of an officer for every value that the record of a dossier may hold.

Message ids, translated where they are shown; a value without a word fails a test.
"""

from collections.abc import Mapping
from typing import Final

from counter_app.wording import msg
from data.domain import vocabulary
from data.domain.lifecycle import State
from data.domain.papers import Form
from data.domain.people import Capacity
from data.domain.received import Channel, Condition, FeeState
from data.domain.refusal import Ground
from data.domain.supplement import Defect

STATE_WORDS: Final[Mapping[State, str]] = {
    State.NEW: msg("not received"),
    State.POSTED: msg("at the post, its hand-over not signed"),
    State.SUPPLEMENT: msg("waits for its supplement"),
    State.RECEIVED: msg("received"),
    State.REFUSED: msg("refused"),
    State.ANSWERED: msg("result given at once"),
    State.CANCELLED: msg("cancelled"),
}
FEE_WORDS: Final[Mapping[FeeState, str]] = {
    FeeState.NONE: msg("no fee"),
    FeeState.UNPUBLISHED: msg("fee not published"),
    FeeState.UNPAID: msg("not paid yet"),
    FeeState.PAID: msg("paid"),
    FeeState.EXEMPT: msg("exempt"),
}
HISTORY_WORDS: Final[Mapping[str, str]] = {
    vocabulary.DOSSIER_RECEIVED: msg("received, receipt issued"),
    vocabulary.DOSSIER_POSTED: msg("registered under its postal number"),
    vocabulary.DOSSIER_SUPPLEMENT_REQUESTED: msg("supplement requested"),
    vocabulary.DOSSIER_REFUSED: msg("refused in writing"),
    vocabulary.DOSSIER_ANSWERED: msg("received, result given at once"),
    vocabulary.DOSSIER_CANCELLED: msg("cancelled"),
    vocabulary.DOSSIER_PAGES_ADDED: msg("pages scanned later"),
    vocabulary.DOSSIER_FEE_RECORDED: msg("fee recorded"),
    vocabulary.DOSSIER_RETURN_CHANGED: msg("place of return changed"),
}
DEFECT_WORDS: Final[Mapping[Defect, str]] = {
    Defect.MISSING: msg("missing"),
    Defect.WRONG_FORM: msg("not on the right form"),
    Defect.INCOMPLETE: msg("information, signature or seal missing"),
    Defect.EXPIRED: msg("no longer valid"),
    Defect.MISMATCH: msg("does not match another paper"),
    Defect.WRONG_KIND: msg("another kind of copy is asked"),
}
GROUND_WORDS: Final[Mapping[Ground, str]] = {
    Ground.NOT_ELIGIBLE: msg("conditions not met"),
    Ground.NOT_COMPETENT: msg("another agency is competent"),
    Ground.FALSE_PAPERS: msg("papers are not genuine"),
    Ground.OTHER: msg("another reason"),
}
CHANNEL_WORDS: Final[Mapping[Channel, str]] = {
    Channel.DIRECT: msg("at the desk"),
    Channel.POST: msg("by post"),
    Channel.HIRED: msg("by a hired service"),
    Channel.AUTHORISED: msg("by an authorised person"),
    Channel.ONLINE: msg("online"),
    Channel.INBOUND: msg("from another one-stop"),
}
CAPACITY_WORDS: Final[Mapping[Capacity, str]] = {
    Capacity.AUTHORISED: msg("authorised by letter"),
    Capacity.INTRODUCED: msg("introduced by an organisation"),
    Capacity.REPRESENTATIVE: msg("legal representative"),
    Capacity.GUARDIAN: msg("guardian or parent"),
    Capacity.HIRED: msg("hired service"),
}
CONDITION_WORDS: Final[Mapping[Condition, str]] = {
    Condition.GOOD: "",
    Condition.WORN: msg("worn or faded"),
    Condition.TORN: msg("torn"),
    Condition.ALTERED: msg("erased or corrected"),
}
FORM_WORDS: Final[Mapping[Form, str]] = {
    Form.RECEIPT: msg("Receipt and appointment"),
    Form.SUPPLEMENT: msg("Request for a supplement"),
    Form.REFUSAL: msg("Refusal"),
    Form.GUIDANCE: msg("Guidance slip"),
    Form.POSTING: msg("Posting"),
    Form.BLANK: msg("Numbered blank"),
}

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
    State.APPLIED: msg("came online, not checked yet"),
    State.POSTED: msg("at the post, its hand-over not signed"),
    State.SUPPLEMENT: msg("waits for its supplement"),
    State.RECEIVED: msg("received"),
    State.APPRAISAL: msg("with the agency"),
    State.RETURNED: msg("returned for supplement, the clock stands"),
    State.APPROVED: msg("decided, result on its way"),
    State.WAITING: msg("result waits at the return desk"),
    State.IN_POST: msg("result with the post"),
    State.RELEASED: msg("result handed over"),
    State.REFUSED: msg("refused"),
    State.DIRECTED: msg("shown to the competent agency"),
    State.ANSWERED: msg("result given at once"),
    State.CANCELLED: msg("cancelled"),
    State.WITHDRAWN: msg("withdrawn"),
    State.CLOSED: msg("closed, supplement never brought"),
}
STATE_COLUMN: Final[Mapping[State, str]] = {
    State.NEW: msg("not received"),
    State.APPLIED: msg("online"),
    State.POSTED: msg("at the post"),
    State.SUPPLEMENT: msg("to supplement"),
    State.RECEIVED: msg("received"),
    State.APPRAISAL: msg("in appraisal"),
    State.RETURNED: msg("returned"),
    State.APPROVED: msg("decided"),
    State.WAITING: msg("to be returned"),
    State.IN_POST: msg("in the post"),
    State.RELEASED: msg("handed over"),
    State.REFUSED: msg("refused"),
    State.DIRECTED: msg("directed"),
    State.ANSWERED: msg("result given"),
    State.CANCELLED: msg("cancelled"),
    State.WITHDRAWN: msg("withdrawn"),
    State.CLOSED: msg("closed"),
}
"""Short enough for a column; the dossier itself says it in full."""
STATE_SHAPES: Final[Mapping[State, str]] = {
    State.NEW: "○",
    State.APPLIED: "◐",
    State.POSTED: "◐",
    State.SUPPLEMENT: "◐",
    State.RECEIVED: "✓",
    State.APPRAISAL: "✓",
    State.RETURNED: "◐",
    State.APPROVED: "✓",
    State.WAITING: "✓",
    State.IN_POST: "✓",
    State.RELEASED: "✓",
    State.REFUSED: "✕",
    State.DIRECTED: "✕",
    State.ANSWERED: "✓",
    State.CANCELLED: "✕",
    State.WITHDRAWN: "✕",
    State.CLOSED: "✕",
}
"""◐ waits for somebody outside the Center, ✕ is over without a result."""
FEE_WORDS: Final[Mapping[FeeState, str]] = {
    FeeState.NONE: msg("no fee"),
    FeeState.UNPUBLISHED: msg("fee not published"),
    FeeState.UNPAID: msg("not paid yet"),
    FeeState.PAID: msg("paid"),
    FeeState.EXEMPT: msg("exempt"),
    FeeState.RETURNED: msg("given back"),
}
HISTORY_WORDS: Final[Mapping[str, str]] = {
    vocabulary.DOSSIER_RECEIVED: msg("received, receipt issued"),
    vocabulary.DOSSIER_POSTED: msg("registered under its postal number"),
    vocabulary.DOSSIER_HANDED_IN: msg("handed in by the post"),
    vocabulary.DOSSIER_POST_FAULT: msg("lost or damaged at the post"),
    vocabulary.DOSSIER_SUPPLEMENT_REQUESTED: msg("supplement requested"),
    vocabulary.DOSSIER_REFUSED: msg("refused in writing"),
    vocabulary.DOSSIER_ANSWERED: msg("received, result given at once"),
    vocabulary.DOSSIER_CANCELLED: msg("cancelled"),
    vocabulary.DOSSIER_PAGES_ADDED: msg("pages scanned later"),
    vocabulary.DOSSIER_FEE_RECORDED: msg("fee recorded"),
    vocabulary.DOSSIER_FEE_REVERSED: msg("fee given back"),
    vocabulary.DOSSIER_RETURN_CHANGED: msg("place of return changed"),
    vocabulary.DOSSIER_APPLIED: msg("came online"),
    vocabulary.DOSSIER_DIRECTED: msg("shown to the competent agency"),
    vocabulary.DOSSIER_CORRECTED: msg("corrected"),
    vocabulary.DOSSIER_RECALLED: msg("last step recalled"),
    vocabulary.DOSSIER_RESOLVED: msg("conflict settled"),
    vocabulary.DOSSIER_CONTACTED: msg("applicant informed"),
    vocabulary.DOSSIER_CONTACT_ENDED: msg("message sent or failed"),
    vocabulary.DOSSIER_ROUTED: msg("route through the agencies fixed"),
    vocabulary.DOSSIER_HANDED_OVER: msg("handed over to the agency"),
    vocabulary.DOSSIER_PROGRESS_NOTED: msg("progress noted"),
    vocabulary.DOSSIER_SENT_ON: msg("sent on to the next agency"),
    vocabulary.DOSSIER_LEG_ANSWERED: msg("an agency gave its part"),
    vocabulary.DOSSIER_VERIFIED: msg("verification recorded"),
    vocabulary.DOSSIER_CONSULTED: msg("opinion asked"),
    vocabulary.DOSSIER_OPINION_RECORDED: msg("opinion given"),
    vocabulary.DOSSIER_SILENCE_REPORTED: msg("silence reported to the Center"),
    vocabulary.DOSSIER_PAPER_DRAFTED: msg("paper drafted for the agency"),
    vocabulary.DOSSIER_RETURNED: msg("returned for supplement"),
    vocabulary.DOSSIER_SUPPLEMENT_TAKEN: msg("part of the supplement taken"),
    vocabulary.DOSSIER_SUPPLEMENT_COMPLETED: msg("supplement complete, clock started anew"),
    vocabulary.DOSSIER_CLOSED: msg("closed, supplement never brought"),
    vocabulary.DOSSIER_APOLOGISED: msg("apology registered"),
    vocabulary.DOSSIER_APPROVED: msg("decided by the agency"),
    vocabulary.DOSSIER_CAME_FROM_PROVINCE: msg("result passed on by the province's office"),
    vocabulary.DOSSIER_RESULT_BROUGHT: msg("result brought to the return desk"),
    vocabulary.DOSSIER_SHELVED: msg("result put on its shelf"),
    vocabulary.DOSSIER_RELEASED: msg("result handed over"),
    vocabulary.DOSSIER_RELEASED_IN_PART: msg("part of the result handed over"),
    vocabulary.DOSSIER_RELEASED_AT_UNIT: msg("result handed over at the agency's own unit"),
    vocabulary.DOSSIER_RELEASE_SIGNED: msg("signed note photographed"),
    vocabulary.DOSSIER_EVALUATED: msg("evaluated by the citizen"),
    vocabulary.DOSSIER_SENT_BACK: msg("result sent back to its one-stop"),
    vocabulary.DOSSIER_PACKED: msg("result packed for the post"),
    vocabulary.DOSSIER_UNPACKED: msg("result taken out of its parcel"),
    vocabulary.DOSSIER_GIVEN_TO_POST: msg("result given to the post"),
    vocabulary.DOSSIER_GIVEN_TO_POST_AT_UNIT: msg("result given to the post by the agency's unit"),
    vocabulary.DOSSIER_INVITED: msg("the post found nobody"),
    vocabulary.DOSSIER_DELIVERED: msg("delivered by the post"),
    vocabulary.DOSSIER_BACK_ON_SHELF: msg("back from the post, on the shelf"),
    vocabulary.DOSSIER_BACK_AT_AGENCY: msg("back from the post, at the agency"),
    vocabulary.DOSSIER_RESULT_REJECTED: msg("result wrong or lost, back to the agency"),
    vocabulary.DOSSIER_WITHDRAWN: msg("withdrawn by its owner"),
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
    Form.AGENCY_SUPPLEMENT: msg("Request for a supplement, of the agency"),
    Form.APOLOGY: msg("Apology and new appointment"),
    Form.CONTROL_SHEET: msg("Control sheet"),
    Form.TRANSFER: msg("Transfer slip"),
    Form.HAND_OVER: msg("Hand-over sheet"),
    Form.RESULT_HAND_OVER: msg("Hand-over sheet of results"),
    Form.SENT_BACK: msg("Hand-over of a result that goes back"),
    Form.REGISTER: msg("Register"),
    Form.RELEASE: msg("Note of a result handed out"),
    Form.SHIPMENT: msg("Postal slip"),
    Form.MANIFEST: msg("Postal manifest"),
    Form.FEE_NOTE: msg("Fee note"),
    Form.SHIFT_REPORT: msg("Report of the day"),
    Form.SETTLEMENT: msg("Settlement with an agency"),
    Form.TILL: msg("Count of the till"),
    Form.FEEDBACK: msg("Feedback sent on"),
    Form.CHASE: msg("Chase list"),
    Form.POST_REPORT: msg("Report of the post"),
}

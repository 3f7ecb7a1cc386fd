"""The kinds of entry this program writes and understands, each with its newest version.

A kind is `<subject>.<what happened>`; the word before the dot names the sort of subject.
"""

from data.domain.entries import Body, Vocabulary
from data.domain.paying import fee_2, reception_4
from data.domain.received import ANSWER_VERSION, RECEPTION_VERSION, reception_2, reception_3
from data.domain.supplement import SUPPLEMENT_VERSION, supplement_2, supplement_3

CENTER_OPENED = "center.opened"
OFFICER_ENROLLED = "officer.enrolled"
OFFICER_PIN_REFUSED = "officer.pin-refused"
OFFICER_PIN_ACCEPTED = "officer.pin-accepted"
SHIFT_OPENED = "shift.opened"
DESK_ENROLLED = "desk.enrolled"
DOSSIER_RECEIVED = "dossier.received"
DOSSIER_POSTED = "dossier.posted"
DOSSIER_HANDED_IN = "dossier.handed-in"
DOSSIER_SUPPLEMENT_REQUESTED = "dossier.supplement-requested"
DOSSIER_REFUSED = "dossier.refused"
DOSSIER_ANSWERED = "dossier.answered"
DOSSIER_CANCELLED = "dossier.cancelled"
DOSSIER_PAGES_ADDED = "dossier.pages-added"
DOSSIER_FEE_RECORDED = "dossier.fee-recorded"
DOSSIER_FEE_REVERSED = "dossier.fee-reversed"
DOSSIER_RETURN_CHANGED = "dossier.return-changed"
DOSSIER_APPLIED = "dossier.applied"
DOSSIER_DIRECTED = "dossier.directed"
DOSSIER_CORRECTED = "dossier.corrected"
DOSSIER_RECALLED = "dossier.recalled"
DOSSIER_RESOLVED = "dossier.resolved"
DOSSIER_CONTACTED = "dossier.contacted"
DOSSIER_CONTACT_ENDED = "dossier.contact-ended"
DOSSIER_ROUTED = "dossier.routed"
DOSSIER_HANDED_OVER = "dossier.handed-over"
DOSSIER_PROGRESS_NOTED = "dossier.progress-noted"
DOSSIER_SENT_ON = "dossier.sent-on"
DOSSIER_LEG_ANSWERED = "dossier.leg-answered"
DOSSIER_VERIFIED = "dossier.verified"
DOSSIER_CONSULTED = "dossier.consulted"
DOSSIER_OPINION_RECORDED = "dossier.opinion-recorded"
DOSSIER_SILENCE_REPORTED = "dossier.silence-reported"
DOSSIER_PAPER_DRAFTED = "dossier.paper-drafted"
DOSSIER_RETURNED = "dossier.returned"
DOSSIER_SUPPLEMENT_TAKEN = "dossier.supplement-taken"
DOSSIER_SUPPLEMENT_COMPLETED = "dossier.supplement-completed"
DOSSIER_CLOSED = "dossier.closed"
DOSSIER_APOLOGISED = "dossier.apologised"
DOSSIER_APPROVED = "dossier.approved"
DOSSIER_CAME_FROM_PROVINCE = "dossier.came-from-province"
DOSSIER_RESULT_BROUGHT = "dossier.result-brought"
DOSSIER_SHELVED = "dossier.shelved"
DOSSIER_RELEASED = "dossier.released"
DOSSIER_RELEASED_IN_PART = "dossier.released-in-part"
DOSSIER_RELEASED_AT_UNIT = "dossier.released-at-unit"
DOSSIER_RELEASE_SIGNED = "dossier.release-signed"
DOSSIER_EVALUATED = "dossier.evaluated"
DOSSIER_SENT_BACK = "dossier.sent-back"
DOSSIER_PACKED = "dossier.packed"
DOSSIER_UNPACKED = "dossier.unpacked"
DOSSIER_GIVEN_TO_POST = "dossier.given-to-post"
DOSSIER_GIVEN_TO_POST_AT_UNIT = "dossier.given-to-post-at-unit"
DOSSIER_INVITED = "dossier.invited"
DOSSIER_POST_FAULT = "dossier.post-fault"
DOSSIER_DELIVERED = "dossier.delivered"
DOSSIER_BACK_ON_SHELF = "dossier.back-on-shelf"
DOSSIER_BACK_AT_AGENCY = "dossier.back-at-agency"
DOSSIER_RESULT_REJECTED = "dossier.result-rejected"
DOSSIER_WITHDRAWN = "dossier.withdrawn"
GUIDANCE_GIVEN = "guidance.given"
CATALOGUE_PUBLISHED = "catalogue.published"
BLANK_PRINTED = "blank.printed"
TILL_OPENED = "till.opened"
TILL_CLOSED = "till.closed"
SETTLEMENT_MADE = "settlement.made"
SETTLEMENT_LISTED = "settlement.listed"
SETTLEMENT_ANNULLED = "settlement.annulled"
PAPER_QUEUED = "paper.queued"
PAPER_SENDING = "paper.sending"
PAPER_ENDED = "paper.ended"
PAPER_ANSWERED = "paper.answered"
PAPER_ARCHIVED = "paper.archived"
PAPER_WITHDRAWN = "paper.withdrawn"

PAGES_VERSION = 2
FEE_VERSION = 2
DELIVERED_VERSION = 2
POSTED_VERSION = 2


def pages_2(body: Body) -> Body:
    """Pages of version 1, as version 2 would have said it: no finding was recorded then."""
    return {"overruled": [], **body}


def posted_2(body: Body) -> Body:
    """What the post took, as version 2 would have said it: nobody wrote down what was in it."""
    return {**body, "components": [], "fee": {}, "sealed": False}


def delivered_2(body: Body) -> Body:
    """A delivery of version 1: what the post took was then told by the fee alone."""
    return {"amounts_unsaid": True, "charge_vnd": 0, "duty_vnd": 0, **body}


VOCABULARY = Vocabulary(
    newest={
        CENTER_OPENED: 1,
        OFFICER_ENROLLED: 1,
        OFFICER_PIN_REFUSED: 1,
        OFFICER_PIN_ACCEPTED: 1,
        SHIFT_OPENED: 1,
        DESK_ENROLLED: 1,
        DOSSIER_RECEIVED: RECEPTION_VERSION,
        DOSSIER_POSTED: POSTED_VERSION,
        DOSSIER_HANDED_IN: 1,
        DOSSIER_SUPPLEMENT_REQUESTED: SUPPLEMENT_VERSION,
        DOSSIER_REFUSED: 1,
        DOSSIER_ANSWERED: ANSWER_VERSION,
        DOSSIER_CANCELLED: 1,
        DOSSIER_PAGES_ADDED: PAGES_VERSION,
        DOSSIER_FEE_RECORDED: FEE_VERSION,
        DOSSIER_FEE_REVERSED: 1,
        DOSSIER_RETURN_CHANGED: 1,
        DOSSIER_APPLIED: 1,
        DOSSIER_DIRECTED: 1,
        DOSSIER_CORRECTED: 1,
        DOSSIER_RECALLED: 1,
        DOSSIER_RESOLVED: 1,
        DOSSIER_CONTACTED: 1,
        DOSSIER_CONTACT_ENDED: 1,
        DOSSIER_ROUTED: 1,
        DOSSIER_HANDED_OVER: 1,
        DOSSIER_PROGRESS_NOTED: 1,
        DOSSIER_SENT_ON: 1,
        DOSSIER_LEG_ANSWERED: 1,
        DOSSIER_VERIFIED: 1,
        DOSSIER_CONSULTED: 1,
        DOSSIER_OPINION_RECORDED: 1,
        DOSSIER_SILENCE_REPORTED: 1,
        DOSSIER_PAPER_DRAFTED: 1,
        DOSSIER_RETURNED: 1,
        DOSSIER_SUPPLEMENT_TAKEN: 1,
        DOSSIER_SUPPLEMENT_COMPLETED: 1,
        DOSSIER_CLOSED: 1,
        DOSSIER_APOLOGISED: 1,
        DOSSIER_APPROVED: 1,
        DOSSIER_CAME_FROM_PROVINCE: 1,
        DOSSIER_RESULT_BROUGHT: 1,
        DOSSIER_SHELVED: 1,
        DOSSIER_RELEASED: 1,
        DOSSIER_RELEASED_IN_PART: 1,
        DOSSIER_RELEASED_AT_UNIT: 1,
        DOSSIER_RELEASE_SIGNED: 1,
        DOSSIER_EVALUATED: 1,
        DOSSIER_SENT_BACK: 1,
        DOSSIER_PACKED: 1,
        DOSSIER_UNPACKED: 1,
        DOSSIER_GIVEN_TO_POST: 1,
        DOSSIER_GIVEN_TO_POST_AT_UNIT: 1,
        DOSSIER_INVITED: 1,
        DOSSIER_POST_FAULT: 1,
        DOSSIER_DELIVERED: DELIVERED_VERSION,
        DOSSIER_BACK_ON_SHELF: 1,
        DOSSIER_BACK_AT_AGENCY: 1,
        DOSSIER_RESULT_REJECTED: 1,
        DOSSIER_WITHDRAWN: 1,
        GUIDANCE_GIVEN: 1,
        CATALOGUE_PUBLISHED: 1,
        BLANK_PRINTED: 1,
        TILL_OPENED: 1,
        TILL_CLOSED: 1,
        SETTLEMENT_MADE: 1,
        SETTLEMENT_LISTED: 1,
        SETTLEMENT_ANNULLED: 1,
        PAPER_QUEUED: 1,
        PAPER_SENDING: 1,
        PAPER_ENDED: 1,
        PAPER_ANSWERED: 1,
        PAPER_ARCHIVED: 1,
        PAPER_WITHDRAWN: 1,
    },
    upcasters={
        (DOSSIER_RECEIVED, 1): reception_2,
        (DOSSIER_RECEIVED, 2): reception_3,
        (DOSSIER_RECEIVED, 3): reception_4,
        (DOSSIER_ANSWERED, 1): reception_3,
        (DOSSIER_ANSWERED, 2): reception_4,
        (DOSSIER_FEE_RECORDED, 1): fee_2,
        (DOSSIER_DELIVERED, 1): delivered_2,
        (DOSSIER_SUPPLEMENT_REQUESTED, 1): supplement_2,
        (DOSSIER_SUPPLEMENT_REQUESTED, 2): supplement_3,
        (DOSSIER_PAGES_ADDED, 1): pages_2,
        (DOSSIER_POSTED, 1): posted_2,
    },
)


def sort_of(kind: str) -> str:
    """The sort of subject that a kind belongs to."""
    return kind.partition(".")[0]

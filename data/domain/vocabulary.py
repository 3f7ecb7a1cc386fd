"""The kinds of entry this program writes and understands, each with its newest version.

A kind is `<subject>.<what happened>`; the word before the dot names the sort of subject.
"""

from data.domain.entries import Vocabulary
from data.domain.received import RECEPTION_VERSION, reception_2

CENTER_OPENED = "center.opened"
OFFICER_ENROLLED = "officer.enrolled"
OFFICER_PIN_REFUSED = "officer.pin-refused"
OFFICER_PIN_ACCEPTED = "officer.pin-accepted"
SHIFT_OPENED = "shift.opened"
DESK_ENROLLED = "desk.enrolled"
DOSSIER_RECEIVED = "dossier.received"
DOSSIER_POSTED = "dossier.posted"
DOSSIER_SUPPLEMENT_REQUESTED = "dossier.supplement-requested"
DOSSIER_REFUSED = "dossier.refused"
DOSSIER_ANSWERED = "dossier.answered"
DOSSIER_CANCELLED = "dossier.cancelled"
DOSSIER_PAGES_ADDED = "dossier.pages-added"
DOSSIER_FEE_RECORDED = "dossier.fee-recorded"
DOSSIER_RETURN_CHANGED = "dossier.return-changed"
GUIDANCE_GIVEN = "guidance.given"
CATALOGUE_PUBLISHED = "catalogue.published"
BLANK_PRINTED = "blank.printed"
PAPER_QUEUED = "paper.queued"
PAPER_SENDING = "paper.sending"
PAPER_ENDED = "paper.ended"
PAPER_ANSWERED = "paper.answered"
PAPER_ARCHIVED = "paper.archived"
PAPER_WITHDRAWN = "paper.withdrawn"

VOCABULARY = Vocabulary(
    newest={
        CENTER_OPENED: 1,
        OFFICER_ENROLLED: 1,
        OFFICER_PIN_REFUSED: 1,
        OFFICER_PIN_ACCEPTED: 1,
        SHIFT_OPENED: 1,
        DESK_ENROLLED: 1,
        DOSSIER_RECEIVED: RECEPTION_VERSION,
        DOSSIER_POSTED: 1,
        DOSSIER_SUPPLEMENT_REQUESTED: 1,
        DOSSIER_REFUSED: 1,
        DOSSIER_ANSWERED: 1,
        DOSSIER_CANCELLED: 1,
        DOSSIER_PAGES_ADDED: 1,
        DOSSIER_FEE_RECORDED: 1,
        DOSSIER_RETURN_CHANGED: 1,
        GUIDANCE_GIVEN: 1,
        CATALOGUE_PUBLISHED: 1,
        BLANK_PRINTED: 1,
        PAPER_QUEUED: 1,
        PAPER_SENDING: 1,
        PAPER_ENDED: 1,
        PAPER_ANSWERED: 1,
        PAPER_ARCHIVED: 1,
        PAPER_WITHDRAWN: 1,
    },
    upcasters={(DOSSIER_RECEIVED, 1): reception_2},
)


def sort_of(kind: str) -> str:
    """The sort of subject that a kind belongs to."""
    return kind.partition(".")[0]

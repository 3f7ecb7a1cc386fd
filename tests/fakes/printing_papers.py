"""Papers of people who cannot exist, and a queue of print jobs in memory."""

from dataclasses import replace

from data.domain.papers import Imprint, Paper, Receipt
from data.domain.printjob import JobOutcome, PrintJob
from printing.papers.samples import (
    AGENCY_SUPPLEMENT,
    APOLOGY,
    BLANK,
    BLANK_NUMBER,
    CHASE,
    CODE,
    COMPONENTS,
    CONTROL_SHEET,
    DRAFT_AGENCY,
    FEE_NOTE,
    FEEDBACK,
    FULL_RECEIPT,
    GUIDANCE,
    HAND_OVER,
    HEAD,
    IMPRINT,
    MANIFEST,
    PAYABLE_RECEIPT,
    PERSON,
    POST_REPORT,
    POSTING,
    RECEIPT,
    REFUSAL,
    REGISTER,
    RELEASE,
    RESULT_HAND_OVER,
    SENT_BACK,
    SETTLEMENT,
    SHIFT_REPORT,
    SHIPMENT,
    SUPPLEMENT,
    TILL,
    TRANSFER,
)

__all__ = [
    "BLANK",
    "BLANK_NUMBER",
    "CODE",
    "COMPONENTS",
    "EVERY_PAPER",
    "FULL_RECEIPT",
    "GUIDANCE",
    "HEAD",
    "IMPRINT",
    "PAYABLE_RECEIPT",
    "PERSON",
    "POSTING",
    "RECEIPT",
    "REFUSAL",
    "SUPPLEMENT",
    "FakeJobs",
    "a_job",
    "printed_by",
    "receipt_of",
]

EVERY_PAPER: dict[str, Paper] = {
    "receipt": RECEIPT,
    "full receipt": FULL_RECEIPT,
    "payable receipt": PAYABLE_RECEIPT,
    "supplement": SUPPLEMENT,
    "refusal": REFUSAL,
    "guidance": GUIDANCE,
    "posting": POSTING,
    "blank": BLANK,
    "agency supplement": AGENCY_SUPPLEMENT,
    "draft agency supplement": replace(AGENCY_SUPPLEMENT, agency=DRAFT_AGENCY),
    "apology": APOLOGY,
    "draft apology": replace(APOLOGY, agency=DRAFT_AGENCY),
    "apology without a date": replace(APOLOGY, new_due=None),
    "control sheet": CONTROL_SHEET,
    "transfer": TRANSFER,
    "transfer at once": replace(TRANSFER, at_once=True),
    "hand-over": HAND_OVER,
    "result hand-over": RESULT_HAND_OVER,
    "sent back": SENT_BACK,
    "sent back, paid": replace(SENT_BACK, fee_there=False, originals=0, number=""),
    "register": REGISTER,
    "closed register": replace(REGISTER, closed=True),
    "release": RELEASE,
    "shipment": SHIPMENT,
    "shipment of a dossier": replace(SHIPMENT, code="", slip_key="", cash_vnd=0, fee_vnd=135_000),
    "manifest": MANIFEST,
    "handed in": replace(MANIFEST, handed_in=True),
    "fee note": FEE_NOTE,
    "unpaid fee note": replace(FEE_NOTE, paid_at=None, method="", receipt="", collector=""),
    "shift report": SHIFT_REPORT,
    "clear shift report": replace(SHIFT_REPORT, open_items=()),
    "settlement": SETTLEMENT,
    "annulled settlement": replace(SETTLEMENT, annulled="Sai kỳ.", duty_vnd=-7_000),
    "till": TILL,
    "empty till": replace(TILL, sums=(), notes=(), counted_vnd=1_750_000, reason=""),
    "feedback": FEEDBACK,
    "chase": CHASE,
    "post report": POST_REPORT,
    "empty post report": replace(POST_REPORT, rows=()),
    "whole chase": replace(CHASE, left_out=0),
    "nameless feedback": replace(FEEDBACK, sender=None),
}


def printed_by(imprint: Imprint, paper: Paper = RECEIPT) -> Paper:
    """The paper as another desk, officer or job prints it."""
    return replace(paper, imprint=imprint)


def receipt_of(name: str) -> Receipt:
    return replace(RECEIPT, applicant=replace(PERSON, name=name), submitter=None)


class FakeJobs:
    """A JobSource in memory: it records what it is told, and keeps what was not sent."""

    def __init__(self, *jobs: PrintJob) -> None:
        self.waiting = list(jobs)
        self.told: list[tuple[str, ...]] = []

    def next_job(self) -> PrintJob | None:
        return self.waiting[0] if self.waiting else None

    def sending(self, job_id: str) -> None:
        self.told.append(("sending", job_id))

    def ended(self, job_id: str, outcome: JobOutcome) -> None:
        self.told.append(("ended", job_id, outcome))
        if outcome is not JobOutcome.NOT_SENT:
            self.waiting = [job for job in self.waiting if job.id != job_id]


def a_job(number: int = 1) -> PrintJob:
    return PrintJob(f"{number:032x}", f"{number:04}", RECEIPT)

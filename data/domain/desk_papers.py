"""Papers of the desk itself: a fee that was told or taken, the report of a shift, and what is sent
on to whom it concerns.

None of them is a legal receipt (biên lai): of one that somebody else made they record the number.
"""

from dataclasses import dataclass
from datetime import datetime

from data.domain.paper_parts import Imprint, PaperCharge, PaperPerson, PaperSection


@dataclass(frozen=True, slots=True)
class FeeNote:
    """Form *fee-note*: what is owed of one dossier, or was paid for it (R112, C20).

    `receipt` is series and number of the statutory receipt, `collector` who made it; both are empty
    while nothing was paid, and `paid_at` is None then. `exempt`: nothing is left to pay.
    """

    code: str
    slip_key: str
    imprint: Imprint
    agency: str
    procedure: str
    payer: PaperPerson
    charges: tuple[PaperCharge, ...]
    total_vnd: int
    paid_at: datetime | None = None
    method: str = ""
    receipt: str = ""
    collector: str = ""
    exempt: bool = False


@dataclass(frozen=True, slots=True)
class PaperCount:
    """A line of a report: what was counted, how many, and how much where it is money.

    `count` is None where only the money is known.
    """

    name: str
    count: int | None
    amount_vnd: int | None = None


@dataclass(frozen=True, slots=True)
class ShiftReport:
    """Form *shift-report*: Báo cáo chốt ngày (C26, C27), signed by giver and receiver.

    `open_items` names what still wants a hand: a section for each list that is not empty.
    """

    imprint: Imprint
    since: datetime
    until: datetime
    counts: tuple[PaperCount, ...]
    fees: tuple[PaperCount, ...]
    papers: tuple[PaperCount, ...]
    open_items: tuple[PaperSection, ...]
    giver: str
    receiver: str = ""

    @property
    def total_vnd(self) -> int:
        return sum(it.amount_vnd or 0 for it in self.fees)


@dataclass(frozen=True, slots=True)
class FeedbackTransfer:
    """Form *feedback*: Phiếu chuyển phản ánh, kiến nghị to whom it concerns (R107).

    `sender` is None where nobody gave a name; `code` is the dossier it is about, if any.
    """

    number: str
    imprint: Imprint
    recipient: str
    sender: PaperPerson | None
    channel: str
    received_at: datetime
    subject: str
    content: str
    answer_by: datetime | None = None
    code: str = ""
    note: str = ""

"""Papers of the agency that the Center draws up for it: form 02 after appraisal, and form 04 (C10).

They bear the agency's head and number, and its head signs. Until the signed paper is registered
there is neither number nor day nor signer: a draft leaves room for the hand that writes them.
"""

from dataclasses import dataclass
from datetime import date, datetime

from data.domain.paper_parts import Imprint, PaperDemand, PaperPerson


@dataclass(frozen=True, slots=True)
class AgencyHead:
    """Whose paper it is; `number`, `day` and `signer` are of the paper that was signed."""

    authority: str
    name: str
    place: str
    number: str = ""
    day: date | None = None
    signer: str = ""


@dataclass(frozen=True, slots=True)
class AgencySupplement:
    """Form *agency-supplement*: Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ after appraisal (R85, C9).

    The slip key is the dossier's: scanning it opens what is to be brought.
    """

    code: str
    slip_key: str
    imprint: Imprint
    agency: AgencyHead
    procedure: str
    applicant: PaperPerson
    submitter: PaperPerson | None
    received_at: datetime
    items: tuple[PaperDemand, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class ApologyPaper:
    """Form *apology*: Phiếu xin lỗi và hẹn lại ngày trả kết quả (R78; form 04).

    `new_due` is None where no further date may be given: then it goes up to the superiors (C5).
    """

    code: str
    slip_key: str
    imprint: Imprint
    agency: AgencyHead
    procedure: str
    applicant: PaperPerson
    received_at: datetime
    was_due: datetime
    reason: str
    new_due: datetime | None

"""Papers of the return: what a collector signs for, and what the post takes and carries.

A result leaves the Center against a signature, on one of these.
"""

from dataclasses import dataclass
from datetime import date, datetime

from data.domain.paper_parts import Imprint, PaperPerson


@dataclass(frozen=True, slots=True)
class PaperDocument:
    """Papers of one name that are handed over; `kind` says original or copy."""

    name: str
    count: int = 1
    kind: str = ""


@dataclass(frozen=True, slots=True)
class ReleaseNote:
    """Form *release*: Giấy biên nhận trả kết quả (R98, R123–R125).

    `right` says in what right somebody else collects, `fee_state` how its gate was opened (R32).
    `originals` of the papers kept until now go back; `recovered` are old papers that were taken
    back (C8). `slip_note` is what became of the appointment slip where it was not simply taken.
    """

    code: str
    slip_key: str
    imprint: Imprint
    agency: str
    procedure: str
    applicant: PaperPerson
    collector: PaperPerson
    right: str
    result: str
    result_number: str
    items: tuple[PaperDocument, ...]
    at: datetime
    originals: int = 0
    recovered: tuple[str, ...] = ()
    fee_vnd: int | None = None
    fee_state: str = ""
    slip_note: str = ""
    in_part: bool = False


@dataclass(frozen=True, slots=True)
class Shipment:
    """Form *shipment*: Phiếu gửi hồ sơ or of a result (QĐ 45/2016 Đ6.4, TT 17/2017 Đ9).

    `item` is the number under which the post carries it; `cash_vnd` is what it takes for the agency
    on delivery. `price_vnd` is None where the post has not said what it costs.
    """

    item: str
    code: str
    slip_key: str
    imprint: Imprint
    sender: PaperPerson
    receiver: PaperPerson
    procedure: str
    documents: tuple[PaperDocument, ...]
    accepted_at: datetime
    place: str
    method: str
    courier: str
    price_vnd: int | None = None
    payment: str = ""
    cash_vnd: int = 0
    fee_vnd: int = 0
    """What the post took for the agency when it accepted the item (R114)."""


@dataclass(frozen=True, slots=True)
class ManifestLine:
    """One item of a pickup. `contents` says how many originals and copies it holds."""

    item: str
    code: str
    receiver: PaperPerson
    contents: str
    cash_vnd: int = 0


@dataclass(frozen=True, slots=True)
class Manifest:
    """Form *manifest*: Biên bản giao nhận of items (QĐ 45/2016 Đ7.3). Both sign.

    `handed_in`: the post gives and the Center takes, else the other way round. `giver` is the
    Center's side and `courier` the post's, whoever gives. `kept_until` are the days until which
    the paper and its record are kept (TT 17/2017 Đ14).
    """

    number: str
    imprint: Imprint
    giver: str
    post: str
    courier: str
    at: datetime
    lines: tuple[ManifestLine, ...]
    handed_in: bool = False
    kept_until: tuple[date, date] | None = None

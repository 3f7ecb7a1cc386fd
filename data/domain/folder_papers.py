"""Papers that go with a folder on its way between Center and agencies, and the book of them all.

A sheet of several dossiers lists them in the order in which they lie in the pile.
"""

from dataclasses import dataclass
from datetime import date, datetime

from data.domain.paper_parts import Imprint, PaperPerson


@dataclass(frozen=True, slots=True)
class Passage:
    """One block of form 05: who gave the folder to whom and when.

    `outcome` says how the giver kept to its limit, `note` what the passage was about; both may be
    empty, and so may the names where nobody signed.
    """

    giver: str
    giver_name: str
    receiver: str
    receiver_name: str
    at: datetime
    outcome: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ControlSheetPaper:
    """Form *control-sheet*: Phiếu kiểm soát quá trình giải quyết hồ sơ (form 05).

    `empty` are blocks left to be filled in by hand. `volume` and `serial` are those of a register
    that is kept on paper, empty where none is.
    """

    code: str
    slip_key: str
    imprint: Imprint
    applicant: str
    procedure: str
    received_at: datetime
    due_at: datetime
    lead: str
    others: tuple[str, ...]
    passages: tuple[Passage, ...]
    empty: int = 0
    volume: str = ""
    serial: str = ""


@dataclass(frozen=True, slots=True)
class PaperLeg:
    """The part of one agency of a route; `limit` is empty where nobody published one (R91).

    `one_stop` is the Bộ phận Một cửa of another level that watches over it (R94).
    """

    agency: str
    content: str
    by: datetime
    limit: str = ""
    one_stop: str = ""


@dataclass(frozen=True, slots=True)
class TransferSlip:
    """Form *transfer*: Phiếu chuyển xử lý of a liên thông (R91–R95), its agencies in their order.

    `at_once`: electronic data goes to all of them at the same time (R93). `approval` is the
    decision that approved the process (R90).
    """

    code: str
    slip_key: str
    imprint: Imprint
    applicant: str
    procedure: str
    received_at: datetime
    due_at: datetime
    counted_from: datetime
    at_once: bool
    approval: str
    legs: tuple[PaperLeg, ...]


@dataclass(frozen=True, slots=True)
class FolderLine:
    """One dossier of a hand-over; `bring_by` is when its result is wanted at the return desk.

    It is None where the agency hands its results out itself (R33).
    """

    code: str
    applicant: str
    procedure: str
    sets: int
    bring_by: datetime | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class HandOverSheet:
    """Form *hand-over*: Giấy bàn giao hồ sơ, Center to agency (R20, C27). Both sign."""

    number: str
    imprint: Imprint
    agency: str
    giver: str
    receiver: str
    at: datetime
    lines: tuple[FolderLine, ...]


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One result on its way to the return desk; `fee_due`: something is still to be paid for it."""

    code: str
    applicant: str
    address: str
    procedure: str
    result: str
    fee_due: bool
    by_post: bool


@dataclass(frozen=True, slots=True)
class ResultSheet:
    """Form *result-hand-over*: Phiếu bàn giao kết quả, agency to return desk (R31). Both sign."""

    number: str
    imprint: Imprint
    agency: str
    giver: str
    receiver: str
    at: datetime
    lines: tuple[ResultLine, ...]


@dataclass(frozen=True, slots=True)
class SentBackSheet:
    """Form *sent-back*: a result goes back to the one-stop that sent its dossier (R95, C18).

    Both sign. `there` is the code of the dossier at that one-stop, `fee_there`: it takes the fee
    when it hands the result out; `number` is that of a slip that goes with it, empty without one.
    """

    code: str
    slip_key: str
    imprint: Imprint
    one_stop: str
    there: str
    procedure: str
    applicant: str
    result: str
    giver: str
    receiver: str
    at: datetime
    originals: int = 0
    fee_there: bool = False
    number: str = ""


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One line of form 06. `signed_by` took the result; names are empty once they were erased."""

    number: int
    code: str
    procedure: str
    sets: int
    applicant: PaperPerson
    agency: str
    received_at: datetime
    due_at: datetime
    returned_at: datetime | None
    method: str
    signed_by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class RegisterBook:
    """Form *register*: Sổ theo dõi hồ sơ of a period (form 06); `closed` at the end of a year."""

    imprint: Imprint
    volume: str
    first_day: date
    last_day: date
    rows: tuple[RegisterRow, ...]
    closed: bool = False

"""The paper by which the Center urges an agency (đôn đốc, R37): its dossiers, and what of each.

Lines stand in the order in which they press.
"""

from dataclasses import dataclass
from datetime import datetime

from data.domain.paper_parts import Imprint


@dataclass(frozen=True, slots=True)
class ChaseLine:
    """`due_at` is what the citizen was told last, `held` who has the folder since when.

    `why` says what the agency is urged about.
    """

    code: str
    applicant: str
    procedure: str
    due_at: datetime | None
    held: str
    why: str


@dataclass(frozen=True, slots=True)
class ChaseList:
    """Form *chase*: Phiếu đôn đốc giải quyết hồ sơ.

    `late` counts what is overdue among all, of which `left_out` stand in the file beside it.
    """

    imprint: Imprint
    agency: str
    at: datetime
    lines: tuple[ChaseLine, ...]
    late: int
    left_out: int = 0

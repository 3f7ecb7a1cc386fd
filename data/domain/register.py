"""Register (form 06, sổ theo dõi hồ sơ): one line a dossier, derived from its entries.

One parent dossier is one line whatever agencies work on it (R91–R95), so every count is of lines.
"""

from dataclasses import dataclass
from datetime import datetime

from data.domain.dossier import Dossier
from data.domain.lifecycle import State
from data.domain.promises import promises
from data.domain.standing import dates


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """`due_at` is what the citizen was told last, `statutory_due` what lateness is measured by.

    `returned_at` is None until the result was collected; names are empty once they were erased.
    """

    code: str
    procedure: str
    sets: int
    applicant: str
    address: str
    phone: str
    agency: str
    received_at: datetime
    due_at: datetime
    statutory_due: datetime
    result_at: datetime | None
    returned_at: datetime | None
    return_place: str
    by_post: bool
    state: State


def register_line(dossier: Dossier) -> RegisterLine | None:
    """The line of a dossier; None before form 01, and for whatever is no dossier of this book."""
    reception, said, person = dossier.reception, promises(dossier), dossier.applicant
    if reception is None or said is None:
        return None
    known = dates(dossier)
    return RegisterLine(
        code=str(reception.code),
        procedure=reception.matter.procedure,
        sets=reception.sets,
        applicant=person.name if person else "",
        address=person.address if person else "",
        phone=person.phone if person else "",
        agency=reception.matter.agency,
        received_at=reception.received_at,
        due_at=said.told.due,
        statutory_due=said.statutory.due,
        result_at=known.arrived,
        returned_at=known.collected,
        return_place=reception.returning.place,
        by_post=reception.returning.by_post,
        state=dossier.state,
    )

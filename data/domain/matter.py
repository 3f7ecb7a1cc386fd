"""What a dossier is about: the procedure, its agency, and the editions of the rules that decided.

Every act that a citizen is given a paper of carries its matter, so that no paper ever depends on
a catalogue of another day (design idea 2).
"""

from dataclasses import dataclass

from data.domain.body import Reader
from data.domain.entries import Body


@dataclass(frozen=True, slots=True)
class Basis:
    """Versions of the rules that decided: profile, catalogue and calendar, each with a hash."""

    profile: str
    catalogue: str
    calendar: str


@dataclass(frozen=True, slots=True)
class Matter:
    """`verified` is False where the catalogue data behind it was verified by nobody (C16)."""

    procedure_code: str
    procedure: str
    field: str
    agency_index: int
    agency: str
    verified: bool
    basis: Basis


def matter_body(matter: Matter) -> Body:
    return {
        "agency": {"index": matter.agency_index, "name": matter.agency},
        "basis": {
            "calendar": matter.basis.calendar,
            "catalogue": matter.basis.catalogue,
            "profile": matter.basis.profile,
        },
        "field": matter.field,
        "procedure": {"code": matter.procedure_code, "name": matter.procedure},
        "verified": matter.verified,
    }


def read_matter(body: Reader) -> Matter:
    agency, procedure, basis = body.child("agency"), body.child("procedure"), body.child("basis")
    return Matter(
        procedure_code=procedure.text("code"),
        procedure=procedure.text("name"),
        field=body.text("field"),
        agency_index=agency.number("index"),
        agency=agency.text("name"),
        verified=body.flag("verified"),
        basis=Basis(basis.text("profile"), basis.text("catalogue"), basis.text("calendar")),
    )

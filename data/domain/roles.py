"""Who may do what: the roles of the desks and of those beyond them (`design.md`, R5, C29)."""

from enum import StrEnum


class Role(StrEnum):
    """A role an officer holds at the Center; one officer may hold several."""

    RECEIVING = "receiving-officer"
    CENTER = "center-officer"
    """Receives for agencies of low frequency (R30)."""
    RETURN_DESK = "return-desk"
    POSTAL = "postal-employee"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"

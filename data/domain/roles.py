"""Who may do what: the roles of the desks and of those beyond them (`design.md`, R5, C29)."""

from enum import StrEnum


class Role(StrEnum):
    """A role an officer holds at the Center or beyond it; one officer may hold several."""

    RECEIVING = "receiving-officer"
    CENTER = "center-officer"
    """Receives for agencies of low frequency (R30)."""
    RETURN_DESK = "return-desk"
    POSTAL = "postal-employee"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    APPRAISER = "appraiser"
    """Of the agency that decides (R65); never changes a due date (C11)."""
    APPROVER = "approving-leader"
    """Leader of the agency who approves (R77)."""
    PROVINCE = "province-office"
    """Văn phòng UBND tỉnh (R99)."""
    POLICE = "police-desk"
    """Công an tỉnh's own desk, which returns its own results (R33, R97)."""
    ONE_STOP = "other-one-stop"
    """The one-stop of another level (R94, R95, R121)."""

"""What can go wrong between a desk and the hub, as one family; nothing of psycopg leaks out of it.

SyncError
├── HubAway        it does not answer: the desk works on and sends later
├── HubRefused     it answers, and does not take this desk or what it sent
│   └── NumberTaken    another desk has this number
├── AddressUnfit   the administrator's connection string names no host, or is none
├── HubForeign     it is the hub of another Center
└── InvitationInvalid   a file for joining that is not whole
"""


class SyncError(Exception):
    """`code` selects the sentence for the officer; `detail` is for the log and holds no data."""

    code: str = "sync"

    def __init__(self, detail: str = "") -> None:
        super().__init__(f"{self.code}: {detail}" if detail else self.code)
        self.detail = detail


class HubAway(SyncError):
    code = "hub-away"


class HubRefused(SyncError):
    code = "hub-refused"


class NumberTaken(HubRefused):
    code = "hub-number-taken"


class AddressUnfit(SyncError):
    code = "hub-address-unfit"


class HubForeign(SyncError):
    code = "hub-foreign"


class InvitationInvalid(SyncError):
    code = "invitation-invalid"

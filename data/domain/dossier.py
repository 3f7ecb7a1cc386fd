"""A dossier (hồ sơ): everything its entries say about it, as one value.

`folding.fold` makes it; the rooms of its life (`handing_over`, `supplementing`, …) read the
`trail`.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar, cast

from data.domain.confirmation import Confirmation
from data.domain.entries import Recorded
from data.domain.errors import Refused
from data.domain.lifecycle import Action, State
from data.domain.matter import Matter
from data.domain.people import Person
from data.domain.received import Reception
from data.domain.refusal import Refusal
from data.domain.supplement import SupplementRequest

DOSSIER = "dossier"
"""The sort of subject."""

Told = TypeVar("Told", covariant=True)  # noqa: PLC0105 - a fact is read and never written
Fact = TypeVar("Fact")


@dataclass(frozen=True, slots=True)
class Mark:
    """Something about an entry that a reader must see: `code` says what, `entry` is its hash.

    `against` is the entry that came first, where two acts cannot both stand.
    """

    code: str
    entry: str
    against: str = ""


@dataclass(frozen=True, slots=True)
class Entered(Generic[Told]):
    """A fact as it was entered: in which entry, when, and by whom.

    `overruled` are findings in spite of which the officer kept its photograph.
    """

    what: Told
    action: Action
    entry: str
    at: datetime
    officer: str
    overruled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cancellation:
    """Why a dossier was cancelled (C15). `slip_page` is the photograph of the slip taken back.

    Where no camera worked a leader saw it destroyed, and `confirmation` says who and why.
    """

    reason: str
    slip_page: str
    confirmation: Confirmation | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    """The state of a dossier. `id` is random and stays; code and slip key are attributes.

    `conflicts` are acts that cannot both stand, `unread` entries of a newer program: while there
    is one, this program shows the dossier and changes nothing.
    """

    id: str
    state: State = State.NEW
    matter: Matter | None = None
    reception: Reception | None = None
    supplements: tuple[SupplementRequest, ...] = ()
    refusal: Refusal | None = None
    cancellation: Cancellation | None = None
    post_item: str = ""
    """Number of the phiếu gửi under which the post holds it (C21)."""
    submitted_at: datetime | None = None
    """When the post handed it in, and both signed: the moment of submission (QĐ 45 Đ7.4)."""
    applicant: Person | None = None
    submitter: Person | None = None
    received_entry: str = ""
    received_by: str = ""
    entered_at: datetime | None = None
    """When the reception was committed; for a late entry that is not when it happened (C7)."""
    paid_at: datetime | None = None
    """When the fee was recorded as paid."""
    tellings: tuple[str, ...] = ()
    """The entries that said or changed what form 01 says (C22)."""
    trail: tuple[Entered[object], ...] = ()
    """Every act that stands, in its order."""
    set_aside: tuple[str, ...] = ()
    """Entries that were taken back, or that lost against another by a resolution."""
    conflicts: tuple[Mark, ...] = ()
    settled: tuple[Mark, ...] = ()
    """Conflicts that a supervisor decided."""
    unread: tuple[Mark, ...] = ()
    history: tuple[Recorded, ...] = field(default=(), compare=False, repr=False)
    """The entries it was made of."""

    @property
    def told_entry(self) -> str:
        """The entry that last changed what form 01 says."""
        return self.tellings[-1] if self.tellings else ""

    @property
    def read_only(self) -> bool:
        return bool(self.unread)

    def facts(self, kind: type[Fact]) -> tuple[Entered[Fact], ...]:
        """The facts of one kind, oldest first."""
        found = (it for it in self.trail if isinstance(it.what, kind))
        return tuple(cast("Entered[Fact]", it) for it in found)

    def last(self, kind: type[Fact]) -> Entered[Fact] | None:
        facts = self.facts(kind)
        return facts[-1] if facts else None

    @property
    def applicant_name(self) -> str:
        """Empty where there is none yet, and where it is erased."""
        return self.applicant.name if self.applicant else ""

    def taken_in(self) -> Reception:
        """The reception, where the state says that there was one."""
        assert self.reception is not None
        return self.reception


def require_writable(dossier: Dossier) -> None:
    """Raises Refused("dossier-read-only"): what a newer program wrote may forbid this act."""
    if dossier.read_only:
        raise Refused("dossier-read-only")

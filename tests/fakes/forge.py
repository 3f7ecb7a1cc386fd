"""Entries made by hand: desks that append to one subject as they please, honest or not."""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from data.domain.codes import dossier_code
from data.domain.entries import (
    NOTHING,
    Body,
    ClockQuality,
    Entry,
    Recorded,
    digest,
    encode,
    heads,
)
from data.domain.matter import Basis, Matter
from data.domain.received import (
    Appointment,
    Channel,
    Component,
    Counts,
    Fee,
    FeeState,
    Reception,
    Return,
)

START = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def an_id(name: str) -> str:
    """A 128-bit id that is the same in every run."""
    return hashlib.sha256(name.encode()).hexdigest()[:32]


def a_reception(number: int = 1, *, components: int = 2) -> Reception:
    return Reception(
        code=dossier_code("000.00.05.H47", date(2026, 11, 23), number),
        matter=a_matter(),
        channel=Channel.DIRECT,
        components=tuple(
            Component(f"c{place}", f"Thành phần {place}", Counts(originals=1), ("ab" * 32,))
            for place in range(components)
        ),
        sets=1,
        received_at=START,
        appointment=Appointment(
            START + timedelta(days=3), "3 ngày làm việc", (date(2026, 11, 25),), ()
        ),
        fee=Fee(50_000, FeeState.UNPAID),
        returning=Return("Bộ phận trả kết quả tập trung"),
        desk="03",
    )


def a_matter() -> Matter:
    return Matter(
        procedure_code="1.000001",
        procedure="Đăng ký thành lập công ty",
        field="Đăng ký doanh nghiệp",
        agency_index=5,
        agency="Sở Kế hoạch và Đầu tư",
        verified=False,
        basis=Basis("profile@1", "catalogue@1", "calendar@1"),
    )


@dataclass(slots=True)
class ForgedDesk:
    """A desk that appends entries to one subject, knowing what it is told it knows."""

    name: str
    head: str = NOTHING
    sequence: int = 0
    known: list[Recorded] = field(default_factory=list)

    def append(
        self,
        kind: str,
        body: Body,
        *,
        personal: Body | None = None,
        version: int = 1,
        subject: str | None = None,
        officer: str = "",
        at: datetime | None = None,
    ) -> Recorded:
        self.sequence += 1
        entry = Entry(
            center=an_id("center"),
            chain=an_id(f"chain of {self.name}"),
            sequence=self.sequence,
            previous=self.head,
            kind=kind,
            version=version,
            subject=subject or an_id("dossier"),
            lamport=1 + max((item.entry.lamport for item in self.known), default=0),
            seen=heads(self.known),
            act=an_id(f"act {self.name} {self.sequence}"),
            officer=officer or an_id(f"officer of {self.name}"),
            desk_key=an_id(f"key of {self.name}"),
            at=at or START + timedelta(seconds=self.sequence),
            clock=ClockQuality.LOCAL,
            body=body,
        )
        recorded = Recorded(entry, digest(encode(entry)), personal)
        self.head = recorded.hash
        self.known.append(recorded)
        return recorded

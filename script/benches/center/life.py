"""People, dossiers and their papers that cannot exist, the same for each seed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from random import Random

from data.domain.codes import dossier_code
from data.domain.entries import Fact
from data.domain.matter import Basis, Matter
from data.domain.papers import Copy, Form
from data.domain.people import person
from data.domain.printjob import JobOutcome, Sheet, queue
from data.domain.received import (
    RECEPTION_VERSION,
    Appointment,
    Channel,
    Component,
    Counts,
    Fee,
    FeeState,
    Reception,
    Return,
    fee_body,
    personal_fields,
    reception_body,
)
from data.domain.vocabulary import (
    DOSSIER_FEE_RECORDED,
    DOSSIER_RECEIVED,
    DOSSIER_RETURN_CHANGED,
    PAPER_ARCHIVED,
    PAPER_ENDED,
    PAPER_SENDING,
)
from data.store.bulk import Planned

START = datetime(2019, 11, 25, 2, 0, tzinfo=UTC)
FIRST_DAY = date(2019, 11, 25)
AGENCY_DAY_SERIALS = 60
"""Dossiers of one agency on one day."""
ENTRIES = 8
"""Entries of a dossier and its two papers."""

SURNAMES = ["Nguyễn"] * 38 + ["Trần"] * 11 + ["Lê"] * 10 + ["Phạm"] * 7 + ["Huỳnh"] * 5
SURNAMES += ("Phan", "Vũ", "Võ", "Đặng", "Đặng", "Bùi", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý")
MIDDLES = ("Văn", "Thị", "Đức", "Hữu", "Ngọc", "Minh", "Thanh", "Quang", "Kim", "Xuân")
GIVEN = ["An", "Bình", "Dũng", "Đạt", "Hạnh", "Hòa", "Khánh", "Linh", "Mai", "Nga", "Phúc", "Thử"]
GIVEN += ("Quý", "Sơn", "Thắng", "Trang", "Tuấn", "Uyên", "Việt", "Yến", "Ước", "Lượng", "Nghĩa")
AGENCIES = (
    ("Sở Kế hoạch và Đầu tư", "Đăng ký thành lập công ty trách nhiệm hữu hạn một thành viên"),
    ("Sở Tư pháp", "Cấp Phiếu lý lịch tư pháp số 2"),
    ("Sở Giao thông vận tải", "Đổi giấy phép lái xe do ngành Giao thông vận tải cấp"),
    ("Công an tỉnh", "Cấp hộ chiếu phổ thông ở trong nước"),
    ("Sở Tài nguyên và Môi trường", "Đăng ký biến động quyền sử dụng đất, tài sản gắn với đất"),
    ("Sở Y tế", "Cấp chứng chỉ hành nghề dược theo hình thức xét hồ sơ"),
    ("Sở Xây dựng", "Cấp giấy phép xây dựng mới đối với công trình cấp đặc biệt"),
    ("Sở Nội vụ", "Thủ tục tặng thưởng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh"),
)


@dataclass(frozen=True, slots=True)
class Life:
    """One dossier: what was received, and everything that was written about it."""

    reception: Reception
    name: str
    numbers: tuple[str, str]
    facts: tuple[Planned, ...]


def a_name(random: Random) -> str:
    middle = random.choice(MIDDLES)
    if random.random() < 0.3:  # noqa: PLR2004 - many names have four words
        middle = f"{middle} {random.choice(MIDDLES)}"
    return f"{random.choice(SURNAMES)} {middle} {random.choice(GIVEN)}"


def a_page(random: Random) -> str:
    return random.randbytes(32).hex()


def a_reception(number: int, random: Random, components: int = 8) -> Reception:
    agency = number % len(AGENCIES)
    of_agency = number // len(AGENCIES)
    day = FIRST_DAY + timedelta(days=of_agency // AGENCY_DAY_SERIALS)
    at = START + timedelta(seconds=number * 60)
    serial = of_agency % AGENCY_DAY_SERIALS + 1
    name, procedure = AGENCIES[agency]
    return Reception(
        code=dossier_code(f"000.00.{agency + 1:02}.H47", day, serial),
        matter=Matter(
            procedure_code=f"{agency + 1}.{number // 7 % 40:06}",
            procedure=procedure,
            field="Lĩnh vực thử",
            agency_index=agency + 1,
            agency=name,
            verified=False,
            basis=Basis("profile@0123456789ab", "catalogue@0123456789ab", "calendar@0123456789ab"),
        ),
        channel=Channel.DIRECT,
        components=tuple(
            Component(
                f"c{place}",
                f"Thành phần {place}: giấy đề nghị theo mẫu ban hành kèm theo Thông tư",
                Counts(originals=1, copies=2),
                () if place and random.random() < 0.02 else (a_page(random),),  # noqa: PLR2004
            )
            for place in range(components)
        ),
        sets=1,
        received_at=at,
        appointment=Appointment(at + timedelta(days=3), "3 ngày làm việc", (day,), ()),
        fee=Fee(50_000, FeeState.UNPAID),
        returning=Return("Bộ phận trả kết quả tập trung"),
        desk="03",
    )


def a_life(number: int, random: Random, officer: str, components: int = 4) -> Life:
    """A dossier that was received, printed, kept, paid, and is fetched in another way."""
    reception = a_reception(number, random, components)
    numbers = (f"999{random.randrange(10**9):09}", f"0000{random.randrange(10**6):06}")
    name = a_name(random)
    subject, slip, kept = (random.randbytes(16).hex() for _ in range(3))
    facts = [received_fact(subject, reception, name, numbers)]
    facts += (queue(slip, a_sheet(subject, Copy.APPLICANT, number)),)
    facts += (queue(kept, a_sheet(subject, Copy.KEPT, number)),)
    later = [
        Fact(slip, PAPER_SENDING, {}),
        Fact(slip, PAPER_ENDED, {"outcome": JobOutcome.CONFIRMED.value}),
        Fact(kept, PAPER_ARCHIVED, {"pdf": a_page(random)}),
        paid_fact(subject, reception) if random.random() < 0.95 else sent_fact(subject),  # noqa: PLR2004
        sent_fact(subject),
    ]
    planned = [Planned(fact, officer, reception.received_at) for fact in facts]
    for minutes, fact in enumerate(later, start=1):
        at = reception.received_at + timedelta(seconds=5 * minutes)
        planned.append(Planned(fact, officer, at))
    return Life(reception, name, numbers, tuple(planned))


def lives(count: int, seed: int, officer: str) -> Iterator[Life]:
    random = Random(seed)
    return (a_life(number, random, officer) for number in range(count))


def received_fact(subject: str, reception: Reception, name: str, numbers: tuple[str, str]) -> Fact:
    applicant = person(
        name,
        identity=numbers[0],
        address="Thôn Không Có, xã Thử Nghiệm, tỉnh Mẫu",
        phone=numbers[1],
    )
    personal = personal_fields(applicant, None, reception)
    return Fact(subject, DOSSIER_RECEIVED, reception_body(reception), personal, RECEPTION_VERSION)


def a_sheet(subject: str, copy: Copy, number: int) -> Sheet:
    return Sheet(subject, Form.RECEIPT, copy, f"03-{2 * number + 1:05}")


def paid_fact(subject: str, reception: Reception) -> Fact:
    paid = replace(reception.fee, state=FeeState.PAID, receipt="BL-000001")
    return Fact(subject, DOSSIER_FEE_RECORDED, fee_body(paid))


def sent_fact(subject: str) -> Fact:
    body = {"return_by_post": True, "return_place": "Bưu điện Thử"}
    return Fact(subject, DOSSIER_RETURN_CHANGED, body, {"post_address": "Thôn Không Có"})

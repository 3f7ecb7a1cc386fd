"""One dossier of eight components as it is received, of people who cannot exist."""

from datetime import UTC, date, datetime, timedelta
from random import Random

from data.domain.codes import dossier_code
from data.domain.entries import Fact
from data.domain.matter import Basis, Matter
from data.domain.papers import Copy, Form
from data.domain.people import person
from data.domain.printjob import Sheet
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
    personal_fields,
    reception_body,
)
from data.domain.vocabulary import DOSSIER_RECEIVED

START = datetime(2019, 11, 25, 2, 0, tzinfo=UTC)
FIRST_DAY = date(2019, 11, 25)
AGENCY_DAY_SERIALS = 60
"""Dossiers of one agency on one day."""
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

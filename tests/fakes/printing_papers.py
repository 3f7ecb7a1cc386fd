"""Papers of people who cannot exist, and a queue of print jobs in memory."""

from dataclasses import replace
from datetime import date, datetime

from data.domain.clock import LOCAL
from data.domain.codes import dossier_code, slip_key
from data.domain.papers import CenterHead, Copy, PaperComponent, PaperPerson, Receipt
from data.domain.printjob import JobOutcome, PrintJob

CODE = dossier_code("000.00.19.H47", date(2026, 11, 23), 12)

HEAD = CenterHead(
    authority="ỦY BAN NHÂN DÂN TỈNH QUẢNG NAM",
    name="TRUNG TÂM HÀNH CHÍNH CÔNG",
    place="Tam Kỳ",
    address="1 Đường Không Có, thành phố Tam Kỳ",
    hotline="19001021",
    website="thu.quangnam.example",
    evaluation_url="https://danhgia.quangnam.example/d/0012",
)

COMPONENTS = (
    PaperComponent("Giấy đề nghị đăng ký doanh nghiệp (mẫu Phụ lục I-2)", originals=1),
    PaperComponent("Điều lệ công ty", originals=1),
    PaperComponent("Giấy tờ pháp lý của chủ sở hữu", compared=1, remark="đã đối chiếu"),
    PaperComponent("Danh sách người đại diện theo ủy quyền", originals=1, copies=2),
    PaperComponent("Văn bản ủy quyền cho người nộp hồ sơ", originals=1),
)

RECEIPT = Receipt(
    code=str(CODE),
    slip_key=slip_key(CODE, 7),
    copy=Copy.APPLICANT,
    head=HEAD,
    agency="Sở Kế hoạch và Đầu tư",
    field="Thành lập và hoạt động của doanh nghiệp",
    applicant=PaperPerson(
        "Công ty TNHH Một thành viên Ví Dụ",
        address="12 Đường Số Không, phường Không Có, thành phố Tam Kỳ",
        phone="0905 000 123",
        email="lienhe@vidu.example",
    ),
    submitter=PaperPerson("Nguyễn Văn Thử", "049000000000", phone="0905 000 456"),
    procedure="Đăng ký thành lập công ty trách nhiệm hữu hạn một thành viên",
    components=COMPONENTS,
    sets=1,
    limit="3 ngày làm việc",
    received_at=datetime(2026, 11, 23, 9, 14, tzinfo=LOCAL),
    due_at=datetime(2026, 11, 27, 17, 0, tzinfo=LOCAL),
    due_reasons=("không tính ngày nhận", "24/11 nghỉ lễ"),
    return_place="Quầy trả kết quả, Trung tâm Hành chính công",
    fee_vnd=50_000,
    fee_state="chưa nộp",
    officer="Trần Thị Mẫu",
    desk="Quầy 03",
    proof="a1b2c3d4e5",
    job="0042",
)

PERSON = PaperPerson("Nguyễn Văn Thử", "049000000000", "Tổ 0, phường Không Có", "0905000123")


def receipt_of(name: str) -> Receipt:
    return replace(RECEIPT, applicant=replace(PERSON, name=name), submitter=None)


class FakeJobs:
    """A JobSource in memory: it records what it is told, and keeps what was not sent."""

    def __init__(self, *jobs: PrintJob) -> None:
        self.waiting = list(jobs)
        self.told: list[tuple[str, ...]] = []

    def next_job(self) -> PrintJob | None:
        return self.waiting[0] if self.waiting else None

    def sending(self, job_id: str) -> None:
        self.told.append(("sending", job_id))

    def ended(self, job_id: str, outcome: JobOutcome) -> None:
        self.told.append(("ended", job_id, outcome))
        if outcome is not JobOutcome.NOT_SENT:
            self.waiting = [job for job in self.waiting if job.id != job_id]


def a_job(number: int = 1) -> PrintJob:
    return PrintJob(f"{number:032x}", f"{number:04}", RECEIPT)

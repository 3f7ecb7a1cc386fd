"""Papers of people who cannot exist, and a queue of print jobs in memory."""

from dataclasses import replace
from datetime import date, datetime

from data.domain.clock import LOCAL
from data.domain.codes import FormNumber, Series, dossier_code, slip_key
from data.domain.papers import (
    Blank,
    CenterHead,
    Copy,
    GuidanceSlip,
    Imprint,
    Mark,
    Paper,
    PaperCharge,
    PaperComponent,
    PaperDemand,
    PaperPerson,
    PaperSection,
    Posting,
    Receipt,
    RefusalPaper,
    SupplementPaper,
)
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

IMPRINT = Imprint(
    head=HEAD,
    officer="Trần Thị Mẫu",
    desk="Quầy 03",
    at=datetime(2026, 11, 23, 9, 14, tzinfo=LOCAL),
    proof="a1b2c3d4e5",
    job="0042",
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
    imprint=IMPRINT,
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
)

PERSON = PaperPerson("Nguyễn Văn Thử", "049000000000", "Tổ 0, phường Không Có", "0905000123")

FULL_RECEIPT = replace(
    RECEIPT,
    authorised_by="theo giấy ủy quyền số 12/GUQ ngày 20/11/2026, nộp hồ sơ và nhận kết quả",
    fee_vnd=135_000,
    fee_state="đã nộp",
    charges=(
        PaperCharge("Lệ phí đăng ký doanh nghiệp", 50_000),
        PaperCharge("Phí cấp bản sao", 85_000, "17 trang × 5.000 đ"),
        PaperCharge("Phí công bố nội dung", 0, "miễn 100%, căn cứ: chưa kiểm chứng"),
    ),
    fee_receipt="AA/26E 0001234",
    kept_originals=("Giấy chứng nhận đăng ký đầu tư", "Điều lệ công ty (01 bản)"),
    recovered=("Giấy phép lái xe cũ",),
    return_place="Tại nhà",
    post_address="12 Đường Số Không, phường Không Có, thành phố Tam Kỳ",
    late="mất điện từ 8 giờ đến 10 giờ, phiếu giấy số Q3-0007",
)

SUPPLEMENT = SupplementPaper(
    number="261123-0012",
    key=slip_key(dossier_code("99.99", date(2026, 11, 23), 12), 99),
    copy=Copy.APPLICANT,
    imprint=IMPRINT,
    agency="Sở Kế hoạch và Đầu tư",
    procedure="Đăng ký thành lập công ty trách nhiệm hữu hạn một thành viên",
    applicant=PERSON,
    items=(
        PaperDemand(
            "Giấy tờ pháp lý của chủ sở hữu",
            "thiếu – bản chứng thực, 01 bản",
            note="có thể xuất trình bản chính để đối chiếu",
        ),
        PaperDemand("Điều lệ công ty", "thiếu chữ ký của chủ sở hữu ở trang 5"),
        PaperDemand(
            "Văn bản cam kết (ngoài danh mục công bố)",
            "bổ sung 01 bản chính",
            citation="khoản 0 Điều 0 văn bản mẫu số 00/2026",
        ),
    ),
    reason="Hồ sơ chưa đủ thành phần theo thủ tục đã công bố.",
)

REFUSAL = RefusalPaper(
    number="261123-0003",
    key=slip_key(dossier_code("98.98", date(2026, 11, 23), 3), 98),
    copy=Copy.APPLICANT,
    imprint=IMPRINT,
    agency="Sở Kế hoạch và Đầu tư",
    procedure="Đăng ký thành lập công ty trách nhiệm hữu hạn một thành viên",
    applicant=PERSON,
    reason="Ngành, nghề đăng ký thuộc danh mục cấm đầu tư kinh doanh.",
    legal_basis="khoản 0 Điều 0 văn bản mẫu số 00/2026",
)

GUIDANCE = GuidanceSlip(
    topic="Đăng ký khai sinh",
    imprint=IMPRINT,
    competent="Ủy ban nhân dân cấp xã nơi cư trú của cha hoặc mẹ",
    competent_address="chưa kiểm chứng",
    components=(
        "Tờ khai đăng ký khai sinh (theo mẫu)",
        "Giấy chứng sinh (bản chính)",
        "Giấy tờ tùy thân của người đi đăng ký (xuất trình)",
    ),
    limit="trong ngày làm việc",
    fee="không",
    note="nên gọi trước để biết giờ tiếp nhận",
)

POSTING = Posting(
    procedure="Đăng ký thành lập công ty trách nhiệm hữu hạn một thành viên",
    code="MAU-KHDT-01",
    imprint=replace(IMPRINT, proof="", marks=frozenset({Mark.SAMPLE_DATA})),
    sections=(
        PaperSection(
            "Trình tự thực hiện",
            (
                "Bước 1: nộp hồ sơ tại Trung tâm hoặc qua dịch vụ bưu chính công ích.",
                "Bước 2: Sở Kế hoạch và Đầu tư thẩm định, phê duyệt.",
                "Bước 3: nhận kết quả tại quầy trả kết quả.",
            ),
        ),
        PaperSection("Cách thức thực hiện", ("Trực tiếp; bưu chính công ích; trực tuyến.",)),
        PaperSection("Thành phần hồ sơ", tuple(part.name for part in COMPONENTS)),
        PaperSection("Số lượng hồ sơ", ("01 bộ",)),
        PaperSection("Thời hạn giải quyết", ("3 ngày làm việc",)),
        PaperSection("Đối tượng thực hiện", ("Cá nhân, tổ chức",)),
        PaperSection("Phí, lệ phí", ("Lệ phí: 50.000 đ, nộp khi nộp hồ sơ",)),
        PaperSection("Mẫu đơn, tờ khai", ("Giấy đề nghị đăng ký doanh nghiệp",)),
        PaperSection("Điều kiện thực hiện", ("chưa kiểm chứng",)),
        PaperSection("Căn cứ pháp lý", ("chưa kiểm chứng",)),
        PaperSection("Kết quả thực hiện", ("Giấy chứng nhận đăng ký doanh nghiệp",)),
        PaperSection("Lĩnh vực", ("Thành lập và hoạt động của doanh nghiệp",)),
        PaperSection("Cơ quan giải quyết", ("Sở Kế hoạch và Đầu tư",)),
        PaperSection("Người phụ trách tại Trung tâm", ("Trần Thị Mẫu (Quầy 03)",)),
    ),
    publication="Quyết định mẫu số 000/QĐ-UBND ngày 01/10/2026, áp dụng từ 15/10/2026",
    edition="mẫu-2026.1",
)

BLANK_NUMBER = FormNumber(Series.BLANK, date(2026, 11, 23), 12)

BLANK = Blank(str(BLANK_NUMBER), BLANK_NUMBER.key, replace(IMPRINT, job=""))

EVERY_PAPER: dict[str, Paper] = {
    "receipt": RECEIPT,
    "full receipt": FULL_RECEIPT,
    "supplement": SUPPLEMENT,
    "refusal": REFUSAL,
    "guidance": GUIDANCE,
    "posting": POSTING,
    "blank": BLANK,
}


def printed_by(imprint: Imprint, paper: Paper = RECEIPT) -> Paper:
    """The paper as another desk, officer or job prints it."""
    return replace(paper, imprint=imprint)


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

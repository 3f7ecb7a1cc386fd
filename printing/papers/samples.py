"""A sample of every paper, of people who cannot exist: for tests, and for whoever edits a template.

Nothing in it is a fact about anybody. `sample` marks what it gives, so no sample is ever an
original (C16).
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from data.domain.clock import LOCAL
from data.domain.codes import FormNumber, Series, dossier_code, slip_key
from data.domain.papers import (
    AgencyHead,
    AgencySupplement,
    ApologyPaper,
    Blank,
    CenterHead,
    ChaseLine,
    ChaseList,
    ControlSheetPaper,
    Copy,
    FeedbackTransfer,
    FeeNote,
    FolderLine,
    Form,
    GuidanceSlip,
    HandOverSheet,
    Imprint,
    Manifest,
    ManifestLine,
    Mark,
    Paper,
    PaperCharge,
    PaperComponent,
    PaperCount,
    PaperDemand,
    PaperDocument,
    PaperLeg,
    PaperNotes,
    PaperPerson,
    PaperSection,
    Passage,
    Posting,
    PostReportPaper,
    PostReportRow,
    Receipt,
    RefusalPaper,
    RegisterBook,
    RegisterRow,
    ReleaseNote,
    ResultLine,
    ResultSheet,
    SentBackSheet,
    SettlementPaper,
    SettlementRow,
    ShiftReport,
    Shipment,
    SupplementPaper,
    TillPaper,
    TransferSlip,
    form_of,
)
from data.domain.vietqr import Account, Transfer

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
    desk="03",
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

TRANSFER_ASKED = Transfer(
    Account("999999", "0000000000005", "SO KE HOACH VA DAU TU (TAI KHOAN MAU)"), 50_000, str(CODE)
)

PAYABLE_RECEIPT = replace(RECEIPT, transfer=TRANSFER_ASKED)

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

# --- papers of the agency -----------------------------------------------------------------------

_RECEIVED: Final = RECEIPT.received_at
_DUE: Final = RECEIPT.due_at
_DAY: Final = timedelta(days=1)

AGENCY = AgencyHead(
    authority="ỦY BAN NHÂN DÂN TỈNH QUẢNG NAM",
    name="Sở Kế hoạch và Đầu tư",
    place="Tam Kỳ",
    number="12/SKHĐT-ĐKKD",
    day=date(2026, 11, 25),
    signer="Lê Văn Không",
)
DRAFT_AGENCY = replace(AGENCY, number="", day=None, signer="")

AGENCY_SUPPLEMENT = AgencySupplement(
    code=RECEIPT.code,
    slip_key=RECEIPT.slip_key,
    imprint=IMPRINT,
    agency=AGENCY,
    procedure=RECEIPT.procedure,
    applicant=RECEIPT.applicant,
    submitter=RECEIPT.submitter,
    received_at=_RECEIVED,
    items=SUPPLEMENT.items,
    reason="Hồ sơ chưa đủ căn cứ để thẩm định.",
)

APOLOGY = ApologyPaper(
    code=RECEIPT.code,
    slip_key=RECEIPT.slip_key,
    imprint=IMPRINT,
    agency=AGENCY,
    procedure=RECEIPT.procedure,
    applicant=RECEIPT.applicant,
    received_at=_RECEIVED,
    was_due=_DUE,
    reason="Cần xác minh thêm tại nơi đặt trụ sở; đoàn xác minh chưa có biên bản.",
    new_due=datetime(2026, 12, 2, 17, 0, tzinfo=LOCAL),
)

# --- papers that go with a folder ---------------------------------------------------------------

_ONE_STOP: Final = "Bộ phận tiếp nhận và trả kết quả"

CONTROL_SHEET = ControlSheetPaper(
    code=RECEIPT.code,
    slip_key=RECEIPT.slip_key,
    imprint=IMPRINT,
    applicant=RECEIPT.applicant.name,
    procedure=RECEIPT.procedure,
    received_at=_RECEIVED,
    due_at=_DUE,
    lead="Sở Kế hoạch và Đầu tư",
    others=("Sở Xây dựng", "Sở Tài nguyên và Môi trường"),
    passages=(
        Passage(
            _ONE_STOP,
            "Trần Thị Mẫu",
            "Sở Kế hoạch và Đầu tư",
            "Lê Văn Không",
            _RECEIVED + timedelta(hours=5),
            "Đúng hạn",
        ),
        Passage(
            "Sở Kế hoạch và Đầu tư",
            "Lê Văn Không",
            _ONE_STOP,
            "Phạm Thị Ví Dụ",
            _RECEIVED + 2 * _DAY,
            "Trước hạn",
            "Giao kết quả",
        ),
    ),
    empty=2,
)

TRANSFER = TransferSlip(
    code=RECEIPT.code,
    slip_key=RECEIPT.slip_key,
    imprint=IMPRINT,
    applicant=RECEIPT.applicant.name,
    procedure=RECEIPT.procedure,
    received_at=_RECEIVED,
    due_at=_DUE,
    counted_from=_RECEIVED,
    at_once=False,
    approval="Quyết định mẫu số 000/QĐ-UBND ngày 01/10/2026",
    legs=(
        PaperLeg(
            "Sở Kế hoạch và Đầu tư",
            "Chủ trì giải quyết, tổng hợp kết quả",
            _DUE - timedelta(hours=2),
        ),
        PaperLeg(
            "Sở Tài nguyên và Môi trường",
            "Xác nhận tình trạng sử dụng đất của địa điểm đặt trụ sở",
            _RECEIVED + _DAY,
            "1 ngày làm việc",
        ),
        PaperLeg(
            "Bộ Không Có Thật",
            "Thẩm định điều kiện kinh doanh",
            _RECEIVED + 2 * _DAY,
            "1 ngày làm việc",
            one_stop="Bộ phận Một cửa Bộ Không Có Thật",
        ),
    ),
)


def _code(serial: int) -> str:
    return str(dossier_code("000.00.19.H47", date(2026, 11, 23), serial))


_NAMES: Final = (
    "Công ty TNHH Một thành viên Ví Dụ",
    "Nguyễn Văn Thử",
    "Hợp tác xã Nông nghiệp và Dịch vụ tổng hợp Không Có Thật Phường Không Có",
)

HAND_OVER = HandOverSheet(
    number="261123-BG-03",
    imprint=IMPRINT,
    agency="Sở Kế hoạch và Đầu tư",
    giver="Trần Thị Mẫu",
    receiver="Lê Văn Không",
    at=_RECEIVED + timedelta(hours=6),
    lines=tuple(
        FolderLine(
            _code(12 + place),
            name,
            RECEIPT.procedure,
            1 + place % 2,
            _DUE - timedelta(hours=4),
            "giữ 01 bản chính" if place == 1 else "",
        )
        for place, name in enumerate(_NAMES)
    ),
)

RESULT_HAND_OVER = ResultSheet(
    number="261126-KQ-01",
    imprint=IMPRINT,
    agency="Sở Kế hoạch và Đầu tư",
    giver="Lê Văn Không",
    receiver="Phạm Thị Ví Dụ",
    at=_DUE - timedelta(hours=5),
    lines=tuple(
        ResultLine(
            _code(12 + place),
            name,
            "12 Đường Số Không, phường Không Có, thành phố Tam Kỳ",
            RECEIPT.procedure,
            f"Giấy chứng nhận đăng ký doanh nghiệp số 000000000{place}",
            fee_due=place == 0,
            by_post=place == 1,
        )
        for place, name in enumerate(_NAMES)
    ),
)

SENT_BACK = SentBackSheet(
    code=RECEIPT.code,
    slip_key=RECEIPT.slip_key,
    imprint=IMPRINT,
    one_stop="Bộ phận Một cửa UBND xã Không Có",
    there="000.03.45.H47-261120-0007",
    procedure=RECEIPT.procedure,
    applicant=RECEIPT.applicant.name,
    result="Giấy chứng nhận đăng ký doanh nghiệp; số 0000000000 ngày 26/11/2026",
    giver="Phạm Thị Ví Dụ",
    receiver="Bùi Văn Không",
    at=_DUE - timedelta(hours=5),
    originals=1,
    fee_there=True,
    number="12/PC",
)

REGISTER = RegisterBook(
    imprint=IMPRINT,
    volume="01/2026",
    first_day=date(2026, 11, 23),
    last_day=date(2026, 11, 27),
    rows=tuple(
        RegisterRow(
            number=12 + place,
            code=_code(12 + place),
            procedure=RECEIPT.procedure,
            sets=1,
            applicant=replace(RECEIPT.applicant, name=name),
            agency="Sở Kế hoạch và Đầu tư",
            received_at=_RECEIVED,
            due_at=_DUE,
            returned_at=_DUE - _DAY if place == 0 else None,
            method="Bưu chính công ích" if place == 1 else "Trực tiếp",
            signed_by="Nguyễn Văn Thử" if place == 0 else "",
            note="hẹn lại 02/12/2026" if place else "",
        )
        for place, name in enumerate(_NAMES)
    ),
)

# --- papers of the return -----------------------------------------------------------------------

RELEASE = ReleaseNote(
    code=RECEIPT.code,
    slip_key=RECEIPT.slip_key,
    imprint=IMPRINT,
    agency=RECEIPT.agency,
    procedure=RECEIPT.procedure,
    applicant=RECEIPT.applicant,
    collector=PERSON,
    right="theo giấy ủy quyền số 12/GUQ ngày 20/11/2026, nhận kết quả",
    result="đã cấp",
    result_number="số 0000000000 ngày 26/11/2026",
    items=(
        PaperDocument("Giấy chứng nhận đăng ký doanh nghiệp", 1),
        PaperDocument("Thông báo mã số thuế", 1),
    ),
    at=_DUE - timedelta(hours=7),
    originals=1,
    recovered=("Giấy chứng nhận đăng ký hộ kinh doanh cũ",),
    fee_vnd=50_000,
    fee_state="đã nộp",
    slip_note="đã mất, người nhận xuất trình giấy tờ tùy thân",
)

SHIPMENT = Shipment(
    item="EV123456785VN",
    code=RECEIPT.code,
    slip_key=RECEIPT.slip_key,
    imprint=IMPRINT,
    sender=PaperPerson("Trung tâm Hành chính công", address=HEAD.address, phone=HEAD.hotline),
    receiver=PERSON,
    procedure=RECEIPT.procedure,
    documents=(
        PaperDocument("Giấy chứng nhận đăng ký doanh nghiệp", 1, "bản chính"),
        PaperDocument("Điều lệ công ty", 2, "bản sao"),
    ),
    accepted_at=_DUE - timedelta(hours=6),
    place="Quầy bưu chính, Trung tâm Hành chính công",
    method="nhận tại Trung tâm, phát tại địa chỉ người nhận",
    courier="Võ Thị Không",
    price_vnd=26_500,
    payment="người nhận trả khi nhận",
    cash_vnd=135_000,
)

MANIFEST = Manifest(
    number="261127-BC-02",
    imprint=IMPRINT,
    giver="Phạm Thị Ví Dụ",
    post="Bưu điện tỉnh",
    courier="Võ Thị Không",
    at=_DUE - timedelta(hours=5),
    lines=tuple(
        ManifestLine(
            f"EV12345678{place}VN",
            _code(12 + place),
            replace(PERSON, name=name),
            "01 bản chính, 02 bản sao",
            cash_vnd=135_000 * place,
        )
        for place, name in enumerate(_NAMES)
    ),
    kept_until=(date(2027, 11, 27), date(2031, 11, 27)),
)

# --- papers of the desk -------------------------------------------------------------------------

FEE_NOTE = FeeNote(
    code=RECEIPT.code,
    slip_key=RECEIPT.slip_key,
    imprint=IMPRINT,
    agency=RECEIPT.agency,
    procedure=RECEIPT.procedure,
    payer=RECEIPT.applicant,
    charges=FULL_RECEIPT.charges,
    total_vnd=135_000,
    paid_at=_RECEIVED + timedelta(minutes=12),
    method="tiền mặt",
    receipt="AA/26E 0001234",
    collector="Bưu điện tỉnh",
)

SHIFT_REPORT = ShiftReport(
    imprint=IMPRINT,
    since=datetime(2026, 11, 23, 7, 0, tzinfo=LOCAL),
    until=datetime(2026, 11, 23, 17, 5, tzinfo=LOCAL),
    counts=(
        PaperCount("Tiếp nhận", 42),
        PaperCount("Yêu cầu bổ sung (mẫu 02)", 5),
        PaperCount("Từ chối tiếp nhận (mẫu 03)", 1),
        PaperCount("Đã bàn giao cơ quan giải quyết", 40),
        PaperCount("Đã trả kết quả", 17),
    ),
    fees=(
        PaperCount("Phí", 12, 20_000_000),
        PaperCount("Lệ phí", 9, 1_005_000),
    ),
    papers=(
        PaperCount("Đã in", 61),
        PaperCount("In lại", 2),
        PaperCount("Chưa rõ đã ra giấy", 1),
    ),
    open_items=(
        PaperSection("Chưa quét đủ (2)", (_code(12), _code(13))),
        PaperSection("Chưa bàn giao (1)", (_code(14),)),
    ),
    giver="Trần Thị Mẫu",
)

SETTLEMENT = SettlementPaper(
    number="QT-03-0007/2026",
    imprint=IMPRINT,
    agency="Sở Kế hoạch và Đầu tư",
    first_day=date(2026, 11, 16),
    last_day=date(2026, 11, 23),
    rows=(
        SettlementRow(
            date(2026, 11, 16),
            _code(12),
            "Nguyễn Văn Thử",
            "AA/26P 0000118",
            100_000,
            50_000,
            "Tiền mặt",
        ),
        SettlementRow(
            date(2026, 11, 20),
            _code(13),
            "Công ty TNHH Không Có Thật",
            "AA/26P 0000119",
            0,
            50_000,
            "VietQR",
        ),
        SettlementRow(
            date(2026, 11, 23),
            _code(12),
            "Nguyễn Văn Thử",
            "",
            -100_000,
            0,
            "Tiền mặt",
            "Hoàn trả: người nộp được miễn phí, bổ sung giấy xác nhận",
        ),
    ),
    sums=(PaperCount("Tiền mặt", 2, 50_000), PaperCount("VietQR", 1, 50_000)),
    charge_vnd=0,
    duty_vnd=100_000,
    giver="Bùi Văn Thư",
    receiver="Lê Thị Nhận",
)

TILL = TillPaper(
    imprint=IMPRINT,
    opened_at=datetime(2026, 11, 23, 7, 0, tzinfo=LOCAL),
    closed_at=datetime(2026, 11, 23, 17, 5, tzinfo=LOCAL),
    float_vnd=500_000,
    moved_vnd=1_250_000,
    expected_vnd=1_750_000,
    counted_vnd=1_745_000,
    notes=(
        PaperNotes(500_000, 3),
        PaperNotes(200_000, 1),
        PaperNotes(20_000, 2),
        PaperNotes(5_000, 1),
    ),
    sums=(PaperCount("Tiền mặt", 14, 1_250_000), PaperCount("VietQR", 3, 150_000)),
    giver="Trần Thị Mẫu",
    receiver="Phạm Văn Nhận",
    reason="Thối nhầm tiền thừa cho người nộp, đã lập giấy đề nghị xử lý.",
)

FEEDBACK = FeedbackTransfer(
    number="261123-PA-01",
    imprint=IMPRINT,
    recipient="Sở Kế hoạch và Đầu tư",
    sender=PERSON,
    channel="hộp thư góp ý",
    received_at=_RECEIVED,
    subject="hướng dẫn hồ sơ nhiều lần",
    content=(
        "Hồ sơ đã được yêu cầu bổ sung hai lần, lần sau có nội dung lần trước không nêu. Đề nghị "
        "xem lại việc hướng dẫn để người dân không phải đi lại nhiều lần."
    ),
    answer_by=datetime(2026, 11, 30, 17, 0, tzinfo=LOCAL),
    code=RECEIPT.code,
)

CHASE = ChaseList(
    imprint=replace(IMPRINT, at=IMPRINT.at + timedelta(days=7), job=""),
    agency="Sở Kế hoạch và Đầu tư",
    at=_RECEIVED + 7 * _DAY,
    lines=(
        ChaseLine(
            _code(12),
            _NAMES[0],
            RECEIPT.procedure,
            _DUE,
            "Sở Kế hoạch và Đầu tư, từ 23/11/2026",
            "Quá hạn 1 ngày làm việc. Chưa cập nhật tiến độ từ 24/11/2026",
        ),
        ChaseLine(
            _code(13),
            _NAMES[1],
            RECEIPT.procedure,
            _DUE + 3 * _DAY,
            "Sở Tài nguyên và Môi trường, từ 25/11/2026",
            "Đến hạn hôm nay",
        ),
        ChaseLine(
            _code(14),
            _NAMES[2],
            RECEIPT.procedure,
            _DUE + 4 * _DAY,
            "Văn phòng UBND tỉnh, từ 26/11/2026",
            "Hôm nay là hạn cuối gửi Phiếu xin lỗi và hẹn lại (mẫu 04)",
        ),
    ),
    late=1,
    left_out=2,
)

POST_REPORT = PostReportPaper(
    imprint=replace(IMPRINT, at=IMPRINT.at + timedelta(days=7), job=""),
    post="Bưu điện tỉnh Quảng Nam",
    first_day=date(2026, 11, 1),
    last_day=date(2026, 11, 30),
    rows=(
        PostReportRow("Sở Kế hoạch và Đầu tư", 12, 35, 30, 27, 1),
        PostReportRow("Sở Tài nguyên và Môi trường", 4, 118, 96, 90, 3),
        PostReportRow("Công an tỉnh", 0, 41, 41, 41, 0),
    ),
    total=PostReportRow("", 16, 194, 167, 158, 4),
    kept_paper=date(2027, 11, 30),
    kept_record=date(2031, 11, 30),
)

SAMPLES: Mapping[Form, Paper] = {
    form_of(paper): paper
    for paper in (
        FULL_RECEIPT,
        SUPPLEMENT,
        REFUSAL,
        GUIDANCE,
        POSTING,
        BLANK,
        AGENCY_SUPPLEMENT,
        APOLOGY,
        CONTROL_SHEET,
        TRANSFER,
        HAND_OVER,
        RESULT_HAND_OVER,
        SENT_BACK,
        REGISTER,
        RELEASE,
        SHIPMENT,
        MANIFEST,
        FEE_NOTE,
        SHIFT_REPORT,
        SETTLEMENT,
        TILL,
        FEEDBACK,
        CHASE,
        POST_REPORT,
    )
}


def sample(form: Form) -> Paper:
    """The sample of a form, under both marks."""
    paper = SAMPLES[form]
    marks = frozenset({Mark.PRACTICE, Mark.SAMPLE_DATA})
    return replace(paper, imprint=replace(paper.imprint, marks=marks))

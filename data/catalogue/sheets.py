"""The sheets of a catalogue workbook: which column holds which value, under Vietnamese heads.

Reader, writer and template all follow these tables, so that a workbook says what a TOML file says.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum, auto

from data.domain.deadlines import Unit
from data.domain.fees import FeeDue, FeeKind
from data.domain.procedures import Level, PaperKind, Receiver, Step

Key = tuple[str, ...]
"""Where a value stands in the table of its row: `("limit", "unit")`."""


class Kind(StrEnum):
    TEXT = auto()
    LINES = auto()
    """A list, one item on each line of the cell."""
    WHOLE = auto()
    FLAG = auto()
    EMPTY = auto()
    """"có": there are none of these; blank: nothing is said."""
    DAY = auto()
    CLOCK = auto()
    CHOICE = auto()
    CHOICES = auto()
    AGENCY = auto()
    AGENCIES = auto()


YES, NO = "có", "không"


@dataclass(frozen=True, slots=True)
class Column:
    """`words` are the choices as a Center writes them, with the value that each stands for."""

    title: str
    key: Key
    kind: Kind = Kind.TEXT
    words: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def group(self) -> str:
        """The common head of the columns of one table: "Thời hạn" of "Thời hạn: đơn vị"."""
        return self.title.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Sheet:
    """`links` say which row of another sheet a row belongs to; `part` is where it goes there."""

    title: str
    columns: tuple[Column, ...]
    part: Key = ()
    links: tuple[Column, ...] = ()

    @property
    def all_columns(self) -> tuple[Column, ...]:
        return (*self.links, *self.columns)

    def column(self, key: Key) -> Column | None:
        """The column of a value, or the first one of the table that `key` stands in or names."""
        return next(
            (
                column
                for column in self.columns
                if key[: len(column.key)] == column.key or (key and column.key[: len(key)] == key)
            ),
            None,
        )

    def word(self, key: Key) -> str:
        """How people call what stands at `key` of a row."""
        column = self.column(key)
        if column is not None:
            return column.title if column.key == key else column.group
        return _PART_TITLES.get(key, self.title)


UNITS = {
    "ngày làm việc": Unit.WORKING_DAYS.value,
    "ngày": Unit.CALENDAR_DAYS.value,
    "giờ làm việc": Unit.HOURS.value,
    "trong ngày": Unit.SAME_DAY.value,
}
RECEIVERS = {
    "cơ quan": Receiver.AGENCY.value,
    "Trung tâm": Receiver.CENTER.value,
    "bưu điện": Receiver.POST.value,
}
KINDS = {
    "bản chính": PaperKind.ORIGINAL.value,
    "bản chứng thực": PaperKind.CERTIFIED.value,
    "bản đối chiếu": PaperKind.COMPARED.value,
    "bản chụp": PaperKind.COPY.value,
}
FEE_KINDS = {"phí": FeeKind.CHARGE.value, "lệ phí": FeeKind.DUTY.value}
FEE_DUES = {
    "khi nộp hồ sơ": FeeDue.FILING.value,
    "khi nhận kết quả": FeeDue.RETURN.value,
    "tại Kho bạc, cơ quan thuế": FeeDue.TREASURY.value,
}
LEVELS = {
    "cùng cấp": Level.SAME.value,
    "cấp trên": Level.HIGHER.value,
    "cấp dưới": Level.LOWER.value,
}
STEPS = {
    "tiếp nhận": Step.RECEIVE.value,
    "thẩm định": Step.APPRAISE.value,
    "phê duyệt": Step.APPROVE.value,
    "trả kết quả": Step.RETURN.value,
}


def _limit(title: str, key: str) -> tuple[Column, ...]:
    return (
        Column(f"{title}: đơn vị", (key, "unit"), Kind.CHOICE, UNITS),
        Column(f"{title}: số lượng", (key, "amount"), Kind.WHOLE),
        Column(f"{title}: giờ chốt", (key, "cut_off"), Kind.CLOCK),
        Column(f"{title}: căn cứ", (key, "citation")),
    )


def _published(*key: str) -> tuple[Column, ...]:
    return (
        Column("Quyết định công bố: số", (*key, "number")),
        Column("Quyết định công bố: ngày", (*key, "date"), Kind.DAY),
        Column("Quyết định công bố: hiệu lực từ", (*key, "effective_from"), Kind.DAY),
        Column("Quyết định công bố: hiệu lực đến", (*key, "effective_to"), Kind.DAY),
    )


CODE = Column("Mã thủ tục", ("code",))
_FEE_ID = Column("Mã khoản thu", ("id",))
_FEE_FROM = Column("Hiệu lực từ", ("effective_from",), Kind.DAY)

HEAD = Sheet("Danh mục", (Column("Tên danh mục", ("name",)), *_published("publication")))
PROCEDURES = Sheet(
    "Thủ tục",
    (
        CODE,
        Column("Tên thủ tục", ("name",)),
        Column("Lĩnh vực", ("field",)),
        Column("Cơ quan giải quyết", ("agency",), Kind.AGENCY),
        Column("Trình tự thực hiện", ("steps",), Kind.LINES),
        Column("Cách thức thực hiện", ("manner",), Kind.LINES),
        Column("Số bộ hồ sơ", ("sets",), Kind.WHOLE),
        *_limit("Thời hạn", "limit"),
        Column("Đối tượng thực hiện", ("applicants",)),
        Column("Không thu phí, lệ phí", ("fee",), Kind.EMPTY),
        Column("Không có mẫu đơn", ("form",), Kind.EMPTY),
        Column("Điều kiện thực hiện", ("conditions",)),
        Column("Căn cứ pháp lý", ("legal_grounds",), Kind.LINES),
        Column("Kết quả thực hiện", ("result",)),
        Column("Cán bộ phụ trách", ("officers",), Kind.LINES),
        Column("Nội dung khác", ("other",)),
        *_published("publication"),
        Column("Bãi bỏ từ ngày", ("abolished_on",), Kind.DAY),
        Column("Thay bằng thủ tục", ("successor",)),
        Column("Nơi tiếp nhận", ("receivers",), Kind.CHOICES, RECEIVERS),
        Column("Cho ủy quyền", ("authorisation_allowed",), Kind.FLAG),
        Column("Nộp qua bưu chính", ("post_filing",), Kind.FLAG),
        Column("Trả qua bưu chính", ("post_return",), Kind.FLAG),
        Column("Mức độ trực tuyến", ("online_level",), Kind.WHOLE),
        Column("Lấy ý kiến cơ quan", ("consulted",), Kind.AGENCIES),
        Column("UBND tỉnh quyết định", ("via_province",), Kind.FLAG),
        *_limit("Trả bổ sung", "return_limit"),
        Column("Tiếp nhận ở nơi khác", ("elsewhere",)),
        Column("Trả kết quả ngay", ("instant",), Kind.FLAG),
        Column("Bắt buộc số giấy tờ tùy thân", ("identity_required",), Kind.FLAG),
        Column("Thu lại giấy tờ cũ", ("recovers",), Kind.LINES),
        Column("Có thẩm tra, xác minh", ("verification",), Kind.FLAG),
        Column("Quy trình nội bộ: quyết định số", ("process", "number")),
        Column("Quy trình nội bộ: ngày", ("process", "date"), Kind.DAY),
        Column("Quy trình nội bộ: trọn tại Trung tâm", ("process", "at_center"), Kind.FLAG),
        Column("Đã kiểm chứng", ("verified",), Kind.FLAG),
        Column("Nguồn", ("sources",), Kind.LINES),
    ),
    part=("procedure",),
)
FORMS = Sheet(
    "Mẫu đơn",
    (
        Column("Mã mẫu", ("id",)),
        Column("Tên mẫu", ("name",)),
        Column("Văn bản ban hành", ("source",)),
    ),
    part=("form",),
    links=(CODE,),
)
COMPONENTS = Sheet(
    "Thành phần",
    (
        Column("Mã thành phần", ("id",)),
        Column("Tên giấy tờ", ("name",)),
        Column("Loại bản", ("kinds",), Kind.CHOICES, KINDS),
        Column("Số bản", ("count",), Kind.WHOLE),
        Column("Bắt buộc", ("required",), Kind.FLAG),
        Column("Trường hợp phải nộp", ("condition",)),
        Column("Theo mẫu", ("form",)),
    ),
    part=("component",),
    links=(CODE,),
)
FEES = Sheet(
    "Phí, lệ phí",
    (
        _FEE_ID,
        Column("Tên khoản thu", ("name",)),
        Column("Loại", ("kind",), Kind.CHOICE, FEE_KINDS),
        Column("Mức thu (đồng)", ("amount_vnd",), Kind.WHOLE),
        Column("Đơn vị tính", ("unit",)),
        Column("Thời điểm nộp", ("due",), Kind.CHOICE, FEE_DUES),
        Column("Được hoàn lại", ("refundable",), Kind.FLAG),
        Column("Văn bản quy định: số", ("document_number",)),
        Column("Văn bản quy định: ngày", ("document_date",), Kind.DAY),
        _FEE_FROM,
        Column("Hiệu lực đến", ("effective_to",), Kind.DAY),
    ),
    part=("fee",),
    links=(CODE,),
)
TIERS = Sheet(
    "Bậc phí",
    (
        Column("Đến số lượng", ("upto",), Kind.WHOLE),
        Column("Mức thu (đồng)", ("amount_vnd",), Kind.WHOLE),
    ),
    part=("tier",),
    links=(CODE, _FEE_ID, _FEE_FROM),
)
EXEMPTIONS = Sheet(
    "Miễn, giảm",
    (
        Column("Mã đối tượng", ("id",)),
        Column("Đối tượng", ("name",)),
        Column("Căn cứ", ("basis",)),
        Column("Giảm (%)", ("percent",), Kind.WHOLE),
    ),
    part=("exemption",),
    links=(CODE, _FEE_ID, _FEE_FROM),
)
LEGS = Sheet(
    "Liên thông",
    (
        Column("Cơ quan phối hợp", ("agency",), Kind.AGENCY),
        Column("Nội dung công việc", ("content",)),
        Column("Cấp", ("level",), Kind.CHOICE, LEVELS),
        *_limit("Thời hạn", "limit"),
    ),
    part=("leg",),
    links=(CODE,),
)
PROCESS = Sheet(
    "Quy trình",
    (
        Column("Bước", ("step",), Kind.CHOICE, STEPS),
        Column("Người thực hiện", ("who",)),
        *_limit("Thời hạn", "limit"),
    ),
    part=("process", "step"),
    links=(CODE,),
)
STAGES = Sheet(
    "Giai đoạn",
    (
        Column("Tên giai đoạn", ("name",)),
        Column("Kết quả giai đoạn", ("result",)),
        *_limit("Thời hạn", "limit"),
    ),
    part=("stage",),
    links=(CODE,),
)

OF_PROCEDURES = (FORMS, COMPONENTS, FEES, LEGS, PROCESS, STAGES)
OF_FEES = (TIERS, EXEMPTIONS)
SHEETS = (HEAD, PROCEDURES, *OF_PROCEDURES, *OF_FEES)
_PART_TITLES = {sheet.part: sheet.title for sheet in (*OF_PROCEDURES, *OF_FEES)}
GUIDE, AGENCIES = "Hướng dẫn", "Cơ quan"
"""Sheets to read for people, passed over by the reader."""

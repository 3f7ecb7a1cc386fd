"""What is printed: every paper of the counter, and the slip of the reference measurement."""

from collections.abc import Iterator
from dataclasses import dataclass

from printing.blocks import Align, Block, Qr, Slip, Space, Text
from printing.papers.layout import lay_out
from printing.papers.template import load_templates
from printing.sizes import PAPER_58, PAPER_80, PaperSize
from printing.wrapping import Run, Weight
from tests.fakes.printing_papers import EVERY_PAPER

REFERENCE = "22 lines + QR"
_LINES = (
    "Bộ phận tiếp nhận và trả kết quả: Trung tâm",
    "Tiếp nhận hồ sơ của: Công ty TNHH Ví Dụ",
    "Địa chỉ: 12 Đường Số Không, phường Không Có",
    "Số điện thoại: 0905 000 123",
    "Nội dung: Đăng ký thành lập công ty",
    "1. Giấy đề nghị đăng ký doanh nghiệp",
    "2. Điều lệ công ty",
    "3. Giấy tờ pháp lý của chủ sở hữu",
    "Thời gian nhận hồ sơ: 09 giờ 14 phút",
    "Thời gian trả kết quả: 17 giờ 00 phút",
    "Phí, lệ phí: 50.000 đ (chưa nộp)",
)
_TEMPLATES = load_templates()


@dataclass(frozen=True, slots=True)
class Job:
    name: str
    size: PaperSize
    slip: Slip


def jobs() -> Iterator[Job]:
    for size in (PAPER_80, PAPER_58):
        yield Job(REFERENCE, size, reference(size))
        for name, paper in EVERY_PAPER.items():
            yield Job(name, size, lay_out(paper, _TEMPLATES, size))


def reference(size: PaperSize) -> Slip:
    """Twice eleven lines, and between them a code that stands alone."""
    lines: list[Block] = [
        Text((Run(line, Weight.REGULAR),), size.body_dots, Align.LEFT) for line in _LINES
    ]
    title = Text((Run("GIẤY TIẾP NHẬN HỒ SƠ", Weight.BOLD),), size.title_dots, Align.CENTER)
    code = Qr("000.00.19.H47-261123-0012", size.code_module_dots, 2)
    return Slip(size.width_dots, (title, *lines[1:], Space(12), code, Space(12), *lines))


def words(blocks: tuple[Block, ...]) -> Iterator[str]:
    """All text of a slip, paragraph by paragraph, as a program without a layout would print it."""
    for block in blocks:
        yield from _words(block)


def _words(value: object) -> Iterator[str]:
    if isinstance(value, Text):
        yield "".join(run.text for run in value.runs)
    elif isinstance(value, tuple):
        for each in value:
            yield from _words(each)
    elif isinstance(value, Run):
        yield value.text
    elif isinstance(value, str):
        yield value
    elif hasattr(value, "__slots__"):
        for name in value.__slots__:
            yield from _words(getattr(value, name))

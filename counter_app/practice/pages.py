"""Pages of an invented business-registration dossier, drawn as pictures for practice.

Nobody on them exists, and every page says that it is practice material.
"""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import PIL.Image
import PIL.ImageDraw
import PIL.ImageFont

from data.domain.text import NAME_LIMIT, clean

DPI = 150
PAGE_SIZE = (1240, 1754)
"""A4 at `DPI`."""
MARK = "TÀI LIỆU TẬP"
COMPANY = "CÔNG TY TNHH MỘT THÀNH VIÊN VÍ DỤ"
AGENT = "Trần Thị Bằng Thử"
MAX_PARAGRAPH_LINES = 12

INK = (28, 30, 38)
PALE = (229, 231, 235)
BLUE = (36, 62, 150)
RED = (190, 32, 40)
PAPER = (252, 252, 250)

_STYLES = {400: "", 500: "Medium", 600: "SemiBold", 700: "Bold", 800: "ExtraBold"}
"""Styles of Be Vietnam Pro by weight; the regular one has no name before Italic."""
_MARGIN_PX = 130
_TEXT_PT, _TITLE_PT, _SMALL_PT = 12, 16, 9


@dataclass(frozen=True, slots=True)
class PracticePage:
    """Page `number` of the `of` pages of one component (`component` is its Vietnamese name)."""

    component: str
    number: int
    of: int
    image: PIL.Image.Image


def practice_dossier(applicant: str) -> tuple[PracticePage, ...]:
    """The pages of five components, in the order of the checklist, in `applicant`'s name."""
    name = clean(applicant, NAME_LIMIT)
    return tuple(
        PracticePage(component, number, len(drawers), _page(component, number, drawer, name))
        for component, drawers in _COMPONENTS
        for number, drawer in enumerate(drawers, start=1)
    )


def plain_page(lines: Sequence[str]) -> PIL.Image.Image:
    """One page of these lines, under the mark of all practice pages."""

    def written(sheet: _Sheet, _applicant: str) -> None:
        sheet.space(200)
        for line in lines:
            sheet.centred(line, _TEXT_PT)

    return _page("", 1, written, "")


class _Sheet:
    """A page being written from top to bottom; `y` is where the next line starts."""

    def __init__(self) -> None:
        self.image = PIL.Image.new("RGB", PAGE_SIZE, PAPER)
        self.draw = PIL.ImageDraw.Draw(self.image)
        self.y = _MARGIN_PX

    def centred(self, text: str, points: float, weight: int = 400, x: int | None = None) -> None:
        middle = PAGE_SIZE[0] // 2 if x is None else x
        font = _font(weight, points)
        self.draw.text((middle, self.y), text, INK, font, anchor="ma")
        self.y += round(font.size * 1.45)

    def text(self, text: str, weight: int = 400, indent: int = 0) -> None:
        """A paragraph, broken at its spaces and between letters where one word is too long."""
        font = _font(weight, _TEXT_PT)
        width = PAGE_SIZE[0] - 2 * _MARGIN_PX - indent
        for line in _broken(text, width, font.getlength)[:MAX_PARAGRAPH_LINES]:
            self.draw.text((_MARGIN_PX + indent, self.y), line, INK, font)
            self.y += round(font.size * 1.55)
        self.y += 8

    def field(self, label: str, value: str) -> None:
        """A label and, on dots, what was filled in by hand in blue."""
        font = _font(400, _TEXT_PT)
        self.draw.text((_MARGIN_PX, self.y), f"{label}:", INK, font)
        start = _MARGIN_PX + round(font.getlength(f"{label}: ")) + 8
        width = PAGE_SIZE[0] - _MARGIN_PX - start
        written = _font(500, _TEXT_PT, italic=True)
        for line in _broken(value, width, written.getlength)[:2]:
            self.draw.text((start, self.y), line, BLUE, written)
            base = self.y + round(font.size * 1.25)
            for x in range(start, PAGE_SIZE[0] - _MARGIN_PX, 9):
                self.draw.point([(x, base), (x + 1, base)], (120, 120, 120))
            self.y += round(font.size * 1.75)

    def space(self, pixels: int) -> None:
        self.y += pixels

    def nation(self) -> None:
        self.centred("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, 700)
        self.centred("Độc lập – Tự do – Hạnh phúc", 12, 600)
        middle = PAGE_SIZE[0] // 2
        self.draw.line([(middle - 160, self.y), (middle + 160, self.y)], INK, 2)
        self.space(46)

    def signature(self, role: str, name: str) -> None:
        x = PAGE_SIZE[0] - _MARGIN_PX - 230
        self.space(30)
        self.centred(role, _TEXT_PT, 700, x)
        self.centred("(ký và ghi họ tên)", _SMALL_PT, 400, x)
        top = self.y + 10
        stroke = [(x - 90 + 7 * i, top + 40 + _wave(i)) for i in range(27)]
        self.draw.line(stroke, BLUE, 4, joint="curve")
        self.space(110)
        for line in _broken(name, 420, _font(600, _TEXT_PT).getlength)[:2]:
            self.centred(line, _TEXT_PT, 600, x)

    def table(
        self, heads: tuple[str, ...], rows: Sequence[tuple[str, ...]], shares: list[int]
    ) -> None:
        width = PAGE_SIZE[0] - 2 * _MARGIN_PX
        edges = [_MARGIN_PX + width * sum(shares[:i]) // sum(shares) for i in range(len(heads) + 1)]
        for number, row in enumerate([heads, *rows]):
            font = _font(700 if number == 0 else 400, 10)
            cells = [
                _broken(text, edges[i + 1] - edges[i] - 20, font.getlength)[:4]
                for i, text in enumerate(row)
            ]
            height = round(font.size * 1.5) * max(len(lines) for lines in cells) + 22
            for i, lines in enumerate(cells):
                box = (edges[i], self.y, edges[i + 1], self.y + height)
                self.draw.rectangle(box, outline=INK, width=2)
                self.draw.multiline_text((edges[i] + 10, self.y + 9), "\n".join(lines), INK, font)
            self.y += height
        self.space(30)


_Drawer = Callable[[_Sheet, str], None]


def _page(component: str, number: int, drawer: _Drawer, applicant: str) -> PIL.Image.Image:
    sheet = _Sheet()
    _watermark(sheet.image)
    drawer(sheet, applicant)
    small = _font(500, _SMALL_PT)
    width, height = PAGE_SIZE
    sheet.draw.text((_MARGIN_PX, 60), f"{MARK} – KHÔNG CÓ GIÁ TRỊ", RED, small)
    sheet.draw.text((width - _MARGIN_PX, 60), component, INK, small, anchor="ra")
    sheet.draw.text((width // 2, height - 80), f"Trang {number}", INK, small, anchor="ma")
    return sheet.image


def _watermark(image: PIL.Image.Image) -> None:
    """The mark across the page, pale enough to be read over."""
    font = _font(800, 62)
    layer = PIL.Image.new("L", PAGE_SIZE, 0)
    middle = (PAGE_SIZE[0] // 2, PAGE_SIZE[1] // 2)
    PIL.ImageDraw.Draw(layer).text(middle, MARK, 255, font, anchor="mm")
    image.paste(PALE, mask=layer.rotate(52, PIL.Image.Resampling.BICUBIC))


@cache
def _font(weight: int, points: float, *, italic: bool = False) -> PIL.ImageFont.FreeTypeFont:
    style = f"{_STYLES[weight]}{'Italic' if italic else ''}" or "Regular"
    name = f"BeVietnamPro-{style}.ttf"
    content = (resources.files("fontpkg_be_vietnam_pro") / "files" / name).read_bytes()
    return PIL.ImageFont.truetype(io.BytesIO(content), round(points * DPI / 72))


def _broken(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """`text` in lines no wider than `width`."""
    lines = [""]
    for word in text.split():
        for piece in _pieces(word, width, measure):
            longer = f"{lines[-1]} {piece}".strip()
            if measure(longer) <= width:
                lines[-1] = longer
            else:
                lines.append(piece)
    return lines


def _pieces(word: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    """`word` whole where it fits a line, else in pieces that do."""
    while measure(word) > width and len(word) > 1:
        fits = max(n for n in range(1, len(word) + 1) if n == 1 or measure(word[:n]) <= width)
        yield word[:fits]
        word = word[fits:]
    if word:
        yield word


def _wave(step: int) -> int:
    """Height of a scribble that looks like a signature and is nobody's."""
    return ((step * step * 37 + step * 11) % 61) - 30


def _application(sheet: _Sheet, applicant: str) -> None:
    sheet.nation()
    sheet.centred("GIẤY ĐỀ NGHỊ ĐĂNG KÝ DOANH NGHIỆP", _TITLE_PT, 700)
    sheet.centred("Công ty trách nhiệm hữu hạn một thành viên", 12, 600)
    sheet.space(24)
    sheet.text("Kính gửi: Phòng Đăng ký kinh doanh – Trung tâm Tập Huấn", 600)
    sheet.field("Tôi là (họ tên)", applicant)
    sheet.field("Ngày sinh", "01/01/1990")
    sheet.field("Số giấy tờ pháp lý", "000000000000")
    sheet.field("Nơi ở", "Số 0, đường Ví Dụ, phường Tập Huấn")
    sheet.space(12)
    sheet.text("Đăng ký công ty do tôi là chủ sở hữu với các nội dung sau:", 600)
    sheet.field("1. Tên công ty", COMPANY)
    sheet.field("Tên viết tắt", "VÍ DỤ CO.")
    sheet.field("2. Trụ sở chính", "Số 0, đường Ví Dụ, phường Tập Huấn")
    sheet.field("Điện thoại", "0000 000 000")
    sheet.text("3. Ngành, nghề kinh doanh:")
    rows = [
        ("1", "Bán lẻ sách, báo, tạp chí, văn phòng phẩm", "4761"),
        ("2", "In ấn", "1811"),
        ("3", "Dịch vụ liên quan đến in", "1812"),
    ]
    sheet.table(("STT", "Tên ngành", "Mã ngành"), rows, [1, 8, 2])
    sheet.field("4. Vốn điều lệ", "1.000.000.000 đồng")


def _application_end(sheet: _Sheet, applicant: str) -> None:
    sheet.text("5. Nguồn vốn điều lệ:")
    rows = [
        ("Vốn trong nước", "1.000.000.000", "100"),
        ("Vốn nước ngoài", "0", "0"),
        ("Tổng cộng", "1.000.000.000", "100"),
    ]
    sheet.table(("Loại nguồn vốn", "Số tiền (đồng)", "Tỷ lệ (%)"), rows, [4, 4, 2])
    sheet.field("6. Người đại diện theo pháp luật", applicant)
    sheet.field("Chức danh", "Giám đốc")
    sheet.field("7. Số lao động dự kiến", "03")
    sheet.field("8. Năm tài chính", "từ 01/01 đến 31/12")
    sheet.space(16)
    sheet.text("Tôi cam kết:", 600)
    sheet.text("a) Là người có đầy đủ quyền và nghĩa vụ thành lập doanh nghiệp;", indent=40)
    sheet.text("b) Trụ sở thuộc quyền sử dụng hợp pháp của công ty;", indent=40)
    sheet.text("c) Chịu trách nhiệm về tính trung thực của nội dung kê khai trên.", indent=40)
    sheet.signature("CHỦ SỞ HỮU CÔNG TY", applicant)


def _charter(sheet: _Sheet, applicant: str) -> None:
    sheet.nation()
    sheet.centred("ĐIỀU LỆ", 20, 700)
    sheet.centred(COMPANY, 14, 700)
    sheet.space(40)
    sheet.text("Chương I – QUY ĐỊNH CHUNG", 700)
    sheet.text("Điều 1. Tên và trụ sở", 600)
    sheet.text(
        f"Công ty có tên là {COMPANY}, có tư cách pháp nhân kể từ ngày được cấp giấy chứng "
        "nhận đăng ký doanh nghiệp."
    )
    sheet.text("Điều 2. Ngành, nghề kinh doanh", 600)
    sheet.text("Bán lẻ sách, báo, tạp chí, văn phòng phẩm; in ấn; dịch vụ liên quan đến in.")
    sheet.text("Điều 3. Chủ sở hữu công ty", 600)
    sheet.text(
        f"Chủ sở hữu là {applicant}, chịu trách nhiệm về các khoản nợ và nghĩa vụ tài sản "
        "khác của công ty trong phạm vi số vốn điều lệ."
    )
    sheet.text("Điều 4. Người đại diện theo pháp luật", 600)
    sheet.text("Công ty có một người đại diện theo pháp luật, giữ chức danh Giám đốc.")


_ARTICLES = (
    (
        "Điều 5. Vốn điều lệ",
        "Vốn điều lệ là 1.000.000.000 đồng (một tỷ đồng), góp bằng tiền trong thời hạn 90 ngày.",
    ),
    (
        "Điều 6. Thay đổi vốn điều lệ",
        "Công ty thay đổi vốn điều lệ theo quyết định của chủ sở hữu, phù hợp với pháp luật.",
    ),
    (
        "Điều 7. Quyền của chủ sở hữu",
        "Quyết định điều lệ, chiến lược, cơ cấu tổ chức, việc sử dụng lợi nhuận sau thuế.",
    ),
    (
        "Điều 8. Nghĩa vụ của chủ sở hữu",
        "Góp vốn đủ và đúng hạn; tách biệt tài sản của mình với tài sản của công ty.",
    ),
    (
        "Điều 9. Giám đốc",
        "Giám đốc điều hành hoạt động kinh doanh hằng ngày và chịu trách nhiệm trước pháp luật.",
    ),
    (
        "Điều 10. Sổ sách kế toán",
        "Công ty lập sổ sách kế toán đúng thực tế và lưu giữ theo quy định của pháp luật.",
    ),
    (
        "Điều 11. Phân phối lợi nhuận",
        "Lợi nhuận được phân phối sau khi công ty hoàn thành nghĩa vụ thuế và tài chính khác.",
    ),
)


def _charter_middle(sheet: _Sheet, _applicant: str) -> None:
    sheet.text("Chương II – VỐN VÀ QUYỀN CỦA CHỦ SỞ HỮU", 700)
    for title, body in _ARTICLES:
        sheet.text(title, 600)
        sheet.text(body)


def _charter_end(sheet: _Sheet, applicant: str) -> None:
    sheet.text("Chương III – ĐIỀU KHOẢN THI HÀNH", 700)
    sheet.text("Điều 12. Năm tài chính", 600)
    sheet.text("Bắt đầu từ ngày 01 tháng 01 và kết thúc vào ngày 31 tháng 12 hằng năm.")
    sheet.text("Điều 13. Giải thể", 600)
    sheet.text(
        "Công ty giải thể theo quyết định của chủ sở hữu hoặc trong các trường hợp khác do "
        "pháp luật quy định."
    )
    sheet.text("Điều 14. Hiệu lực", 600)
    sheet.text("Điều lệ này gồm ba chương, mười bốn điều, có hiệu lực kể từ ngày ký.")
    sheet.signature("CHỦ SỞ HỮU CÔNG TY", applicant)


def _identity_card(sheet: _Sheet, _applicant: str) -> None:
    sheet.centred("BẢN SAO GIẤY TỜ PHÁP LÝ CỦA CÁ NHÂN", _TITLE_PT, 700)
    sheet.space(60)
    # ID-1 (ISO/IEC 7810) is 85.6 mm × 54 mm; copies are enlarged so that they can be read.
    left, top, width, height = 210, sheet.y, 820, 517
    box = (left, top, left + width, top + height)
    sheet.draw.rounded_rectangle(box, 28, (222, 236, 232), (90, 110, 110), 3)
    _silhouette(sheet.draw, left + 40, top + 150)
    lines = (
        ("CĂN CƯỚC – MẪU", 13, 700),
        ("Số: 000 000 000 000", 13, 700),
        ("Họ và tên: NGUYỄN VĂN THỬ", 12, 600),
        ("Ngày sinh: 01/01/1990   Giới tính: Nam", 9.5, 400),
        ("Nơi cư trú: Số 0, đường Ví Dụ,", 9.5, 400),
        ("phường Tập Huấn, tỉnh Thử Nghiệm", 9.5, 400),
        ("Có giá trị đến: 31/12/2099", 9.5, 400),
    )
    y = top + 46
    for text, points, weight in lines:
        font = _font(weight, points)
        sheet.draw.text((left + 270, y), text, INK, font)
        y += round(font.size * 1.9)
    _stamp(sheet.draw, (left + width // 2, top + height + 230))


def _silhouette(draw: PIL.ImageDraw.ImageDraw, x: int, y: int) -> None:
    """A portrait of nobody."""
    draw.rectangle((x, y, x + 195, y + 260), (196, 206, 214))
    draw.ellipse((x + 55, y + 40, x + 140, y + 145), (128, 138, 148))
    draw.pieslice((x + 15, y + 160, x + 180, y + 380), 180, 360, (128, 138, 148))


def _stamp(draw: PIL.ImageDraw.ImageDraw, centre: tuple[int, int]) -> None:
    x, y = centre
    draw.rounded_rectangle((x - 230, y - 85, x + 230, y + 85), 14, outline=RED, width=6)
    draw.text((x, y - 26), "MẪU – BẢN SAO", RED, _font(800, 20), anchor="mm")
    draw.text((x, y + 42), "chỉ dùng để tập", RED, _font(500, 12), anchor="mm")


def _list(sheet: _Sheet, applicant: str) -> None:
    sheet.nation()
    sheet.centred("DANH SÁCH NGƯỜI ĐẠI DIỆN THEO PHÁP LUẬT", _TITLE_PT, 700)
    sheet.centred("VÀ NGƯỜI ĐẠI DIỆN THEO ỦY QUYỀN", _TITLE_PT, 700)
    sheet.space(40)
    rows = [
        ("1", applicant, "01/01/1990", "Giám đốc", "000000000000"),
        ("2", AGENT, "02/02/1992", "Người được ủy quyền", "000000000001"),
        ("3", "Lê Văn Mẫu", "03/03/1993", "Kế toán", "000000000002"),
    ]
    heads = ("STT", "Họ và tên", "Ngày sinh", "Chức danh", "Số giấy tờ")
    sheet.table(heads, rows, [2, 7, 4, 5, 5])
    sheet.signature("NGƯỜI LẬP DANH SÁCH", applicant)


def _authorization(sheet: _Sheet, applicant: str) -> None:
    sheet.nation()
    sheet.centred("GIẤY ỦY QUYỀN", 20, 700)
    sheet.centred("V/v nộp hồ sơ đăng ký doanh nghiệp", 12, 500)
    sheet.space(36)
    sheet.text("BÊN ỦY QUYỀN", 700)
    sheet.field("Họ và tên", applicant)
    sheet.field("Số giấy tờ pháp lý", "000000000000")
    sheet.text("BÊN ĐƯỢC ỦY QUYỀN", 700)
    sheet.field("Họ và tên", AGENT)
    sheet.field("Số giấy tờ pháp lý", "000000000001")
    sheet.text("NỘI DUNG ỦY QUYỀN", 700)
    sheet.text(
        f"Bên được ủy quyền thay mặt bên ủy quyền nộp hồ sơ và nhận kết quả đăng ký thành "
        f"lập {COMPANY} tại Trung tâm Tập Huấn."
    )
    sheet.text("Giấy này có giá trị ba mươi ngày kể từ ngày ký.")
    sheet.signature("NGƯỜI ỦY QUYỀN", applicant)


_COMPONENTS: tuple[tuple[str, tuple[_Drawer, ...]], ...] = (
    ("Giấy đề nghị đăng ký doanh nghiệp", (_application, _application_end)),
    ("Điều lệ công ty", (_charter, _charter_middle, _charter_end)),
    ("Giấy tờ pháp lý của cá nhân", (_identity_card,)),
    ("Danh sách người đại diện", (_list,)),
    ("Giấy ủy quyền", (_authorization,)),
)

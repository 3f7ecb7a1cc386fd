"""Papers as PDF: letters that can be read back, pages that an archive takes, bytes that stay."""

import io
import os
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import cast

import pikepdf
import pypdf
import pytest

from data.domain.papers import Paper, PaperComponent, PaperDemand, RegisterBook
from printing.errors import PrintingError
from printing.fonts import letters
from printing.papers.layout import lay_out, page_size
from printing.papers.template import load_templates
from printing.pdf.galley import UNKNOWN, drawable
from printing.pdf.typeset import STRETCHES_PERCENT, Original, to_pdf
from printing.sizes import PAPER_A4, stretched
from tests.fakes.printing_papers import (
    BLANK,
    EVERY_PAPER,
    FULL_RECEIPT,
    GUIDANCE,
    POSTING,
    RECEIPT,
    REFUSAL,
    SUPPLEMENT,
)
from tests.fakes.printing_pdf import POPPLER, page_numbers, poppler, read, said
from tests.unit.printing.test_printing_hostile import HOSTILE, filled_with

TEMPLATES = load_templates()
VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
TONED = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES]
LOWER = [letter for letter in TONED if not letter.isascii()] + ["đ"]
EVERY_LETTER = "".join(LOWER + [letter.upper() for letter in LOWER])
CODE_OF_THE_TYPESETTER = (
    '#import "x.typ": * #panic() *b* _i_ $x^2$ @r // /* \\ ` ``` <l> "q" \'s\' [x] {y} ~ -- --- '
    "... = / + - 1. \\u{41} #(1+1) https://thu.example a@b.example"
)
MORE_HOSTILE = {
    **HOSTILE,
    "code": CODE_OF_THE_TYPESETTER,
    "one word": "x" * 600,
    "no break": "a\u00a0b " * 40,
    "places to break": "a-b/c-d.e" * 30,
    "high letters": "ẲỔ ẮẰ " * 40,
    "soft hyphens": "a\u00adb\u200dc",
    "ligatures": "ﬁ ﬂ fi fl",
    "marks of no letter": "a\u0301\u0323\u0302 \u0301 \u0323ọ\u0301",
    "page numbers": "\ue000 \ue001",
}
LONG_ENOUGH = 160
"""Characters: wider than the widest line, in all fields of a paper at once."""
MANY = tuple(PaperComponent(f"Giấy tờ thử số {number}", 1, remark="cũ") for number in range(60))
LONG_RECEIPT = replace(RECEIPT, components=MANY)
LONG_SUPPLEMENT = replace(SUPPLEMENT, items=(PaperDemand("Đơn", "thiếu", "ghi rõ", "Điều 0"),) * 40)
LONG_POSTING = replace(POSTING, sections=POSTING.sections * 6)
LONG_GUIDANCE = replace(GUIDANCE, components=tuple(part.name for part in MANY))


def original(paper: Paper) -> Original:
    return Original(paper, TEMPLATES, page_size(paper))


def pdf_of(*papers: Paper) -> bytes:
    return to_pdf([original(paper) for paper in papers])


def expected(paper: Paper) -> Iterator[str]:
    """What the paper says, on a page of each density: a narrow table may be laid out in words."""
    for percent in STRETCHES_PERCENT:
        yield said(lay_out(paper, TEMPLATES, stretched(page_size(paper), percent)))


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def tokens(texts: Sequence[str]) -> set[str]:
    return {token for text in texts for token in text.replace("\u00a0", " ").split()}


@pytest.mark.parametrize("name", EVERY_PAPER)
def test_every_paper_is_read_back_letter_by_letter(name: str) -> None:
    """All words, in the order of print, and nothing else."""
    assert "".join(read(pdf_of(EVERY_PAPER[name]))) in expected(EVERY_PAPER[name])


@pytest.mark.parametrize("name", ["receipt", "supplement", "refusal", "guidance", "blank"])
def test_ordinary_paper_is_one_page(name: str) -> None:
    """TT 01/2018 Đ9.2: a form is one A5 sheet, and then it bears no page number."""
    pdf = pdf_of(EVERY_PAPER[name])
    (page,) = pypdf.PdfReader(io.BytesIO(pdf)).pages
    box = page.mediabox
    assert (float(box.width), float(box.height)) == pytest.approx((419.53, 595.28), abs=0.1)
    assert "Trang" not in page.extract_text()


@pytest.mark.parametrize("weight", ["applicant", "officer", "title"])
def test_all_134_letters_are_read_back_in_their_composed_form(weight: str) -> None:
    """Whoever searches the archive for a name finds it, in bold, in medium and in a title."""
    imprint = replace(RECEIPT.imprint, officer=EVERY_LETTER)
    person = replace(RECEIPT.applicant, name=EVERY_LETTER)
    papers: dict[str, Paper] = {
        "applicant": replace(RECEIPT, applicant=person),
        "officer": replace(RECEIPT, imprint=imprint),
        "title": replace(GUIDANCE, competent=EVERY_LETTER),
    }
    assert len(EVERY_LETTER) == 134
    assert EVERY_LETTER in "".join(read(pdf_of(papers[weight])))


@pytest.mark.parametrize("name", ["receipt", "blank", "register"])
@pytest.mark.parametrize("text", MORE_HOSTILE.values(), ids=MORE_HOSTILE)
def test_no_text_is_obeyed_and_none_is_lost(text: str, name: str) -> None:
    """Whatever stands in every field, it becomes letters on pages."""
    paper = cast("Paper", filled_with(EVERY_PAPER[name], text[:LONG_ENOUGH]))
    pages = read(pdf_of(paper))
    found = "".join(pages)
    if len(pages) == 1:
        assert found in expected(paper)
    else:
        # On later pages the head of a table stands again, and a row that no page holds is cut.
        assert any(Counter(words) <= Counter(found) for words in expected(paper))


def test_code_of_the_typesetter_is_only_a_name() -> None:
    """No string is evaluated: not as markup, not as code, not as a file to read."""
    paper = replace(REFUSAL, reason=CODE_OF_THE_TYPESETTER)
    assert "".join(CODE_OF_THE_TYPESETTER.split()) in "".join(read(pdf_of(paper)))


def test_letters_that_the_font_does_not_have_stop_nothing() -> None:
    """PDF/A forbids a missing glyph; a frame stands for each, as on the slip."""
    assert drawable("a王b→№\x00\u202ec\ud800") == f"a{UNKNOWN}b->Sốc"
    found = "".join(read(pdf_of(replace(REFUSAL, reason="王小明 ra đi"))))
    assert "rađi" in found
    assert not set(found) - letters()


def test_no_syllable_is_broken_where_lines_end() -> None:
    """Long names and addresses wrap between words, also at hyphens and slashes."""
    name = "Công-ty/cổ-phần Nghiêng-Nghiêng "
    paper = replace(
        RECEIPT,
        applicant=replace(RECEIPT.applicant, name=name * 6, address=name * 8),
        components=tuple(PaperComponent(name * 3, 1) for _ in range(3)),
    )
    texts = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf_of(paper))).pages]
    broken = {token for token in tokens(texts) if token.startswith(("Công", "Nghiêng"))}
    assert {token.rstrip(",.;") for token in broken} == set(name.split())


def test_a_word_too_wide_for_its_line_is_broken_at_its_own_marks_first() -> None:
    """A web address is cut after a dot or a slash, and nowhere else."""
    url = "https://" + "/".join(f"phan{number}" for number in range(40))
    texts = [
        page.extract_text()
        for page in pypdf.PdfReader(io.BytesIO(pdf_of(replace(REFUSAL, reason=url)))).pages
    ]
    lines = [line for text in texts for line in text.splitlines() if "phan" in line]
    assert len(lines) > 1
    assert all(line.endswith("/") for line in lines[:-1])


@pytest.mark.parametrize(
    ("paper", "reference"),
    [
        (LONG_RECEIPT, " · 000.00.19.H47-261123-0012"),
        (LONG_SUPPLEMENT, " · 261123-0012"),
        (LONG_POSTING, " · MAU-KHDT-01"),
        (LONG_GUIDANCE, ""),
    ],
    ids=["receipt", "supplement", "posting", "guidance"],
)
def test_each_of_several_pages_says_which_it_is(paper: Paper, reference: str) -> None:
    """A single sheet found on the floor is brought back to its paper."""
    found = page_numbers(pdf_of(paper))
    count = len(found)
    assert count > 1
    assert found == [f"Trang {place}/{count}{reference}" for place in range(1, count + 1)]


def test_a_table_goes_on_under_its_titles_and_its_rows_stay_whole() -> None:
    """Each component stands on one page with its remark, and each page names the columns."""
    pages = read(pdf_of(LONG_RECEIPT))
    rows = [re.findall(r"Giấytờthửsố(\d+?)1?cũ", page) for page in pages]
    assert [int(row) for page in rows for row in page] == list(range(60))
    assert sum(bool(page) for page in rows) > 1
    assert all("Thànhphầnhồsơ" in page for page, found in zip(pages, rows, strict=True) if found)


def test_a_register_of_many_pages_keeps_its_rows_whole() -> None:
    """Form 06: the titles stand on each page, and a line of the book is never parted."""
    book = cast("RegisterBook", EVERY_PAPER["register"])
    rows = tuple(replace(book.rows[0], number=place, code=f"H47-{place:06}") for place in range(90))
    pages = read(pdf_of(replace(book, rows=rows)))
    lines = [re.findall(r"H47-\d{6}", page) for page in pages]
    assert len(pages) > 4
    assert [line for page in lines for line in page] == [row.code for row in rows]
    assert all("Têncánhân,tổchức" in page for page, on in zip(pages, lines, strict=True) if on)
    whole = read(pdf_of(replace(book, rows=rows[:1])))[0]
    row = whole[whole.index("H47-000000") + 10 : whole.index("Trongkỳ")]
    assert sum(page.count(row) for page in pages) == 90


def test_the_label_of_a_table_is_not_left_behind() -> None:
    """The line above a table goes to the next page with its first row."""
    for lines in range(14, 24, 2):
        paper = replace(LONG_RECEIPT, components=MANY[:25], authorised_by="giấy " * 9 * lines)
        page = next(it for it in read(pdf_of(paper)) if "1.Thànhphầnhồsơnộpgồm:" in it)
        assert "Giấytờthửsố0" in page


def test_a_place_to_sign_is_never_cut() -> None:
    """Title, room for the hand and name stand on one page, wherever the page ends."""
    for lines in range(20, 60, 8):
        paper = replace(REFUSAL, reason="Lý do không nhận hồ sơ này. " * 2 * lines)
        page = next(it for it in read(pdf_of(paper)) if "NGƯỜINỘPHỒSƠ" in it)
        assert page.count("NguyễnVănThử") >= 1
        assert "TrầnThịMẫu" in page.partition("NGƯỜITIẾPNHẬNHỒSƠ")[2]


def test_a_paper_a_little_too_long_stays_one_page_in_smaller_letters() -> None:
    """A5 is the law's size; letters give way first, and never below what is read."""
    sizes = {_body_points(pdf_of(paper)) for paper in (REFUSAL, RECEIPT)}
    assert max(sizes) == pytest.approx(8.5, abs=0.01)
    assert min(sizes) >= 6.6
    assert len(sizes) == 2
    assert _body_points(pdf_of(LONG_GUIDANCE)) >= 6.6


def _body_points(pdf: bytes) -> float:
    """Height of the letters of most words."""
    heights: list[float] = []

    def seen(text: str, _cm: object, matrix: Sequence[float], _font: object, size: float) -> None:
        heights.extend([round(abs(matrix[3]) * size, 2)] * len(text))

    pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text(visitor_text=seen)
    return max(set(heights), key=heights.count)


def test_papers_of_one_file_begin_on_pages_of_their_own_and_count_by_themselves() -> None:
    """Blanks come as one file, and each is found by its number."""
    pdf = to_pdf([original(it) for it in (BLANK, LONG_SUPPLEMENT, BLANK)], title="Phiếu 1 – 3")
    pages = read(pdf)
    assert [page.count("261123-0012") > 0 for page in (pages[0], pages[-1])] == [True, True]
    assert page_numbers(pdf)[1] == f"Trang 1/{len(pages) - 2} · 261123-0012"
    with opened(pdf) as document:
        assert str(document.docinfo["/Title"]) == "Phiếu 1 – 3"


def test_posting_is_printed_on_a4() -> None:
    """R25: what hangs on the wall is a PDF of A4 pages."""
    assert page_size(POSTING) is PAPER_A4
    for page in pypdf.PdfReader(io.BytesIO(pdf_of(LONG_POSTING))).pages:
        box = page.mediabox
        assert (float(box.width), float(box.height)) == pytest.approx((595.28, 841.89), abs=0.1)


def test_an_absurd_paper_ends() -> None:
    """A field as long as a book is set on many pages, and nothing of it is lost."""
    long = "Giấy tờ " * 200
    paper = replace(SUPPLEMENT, items=(PaperDemand(long, long, long, long),) * 12, reason=long)
    pages = read(pdf_of(paper))
    assert len(pages) > 6
    assert "".join(pages) == said(lay_out(paper, TEMPLATES, page_size(paper)))


@pytest.mark.parametrize("name", EVERY_PAPER)
def test_every_paper_is_made_for_an_archive(name: str) -> None:
    """What PDF/A-2b asks that can be seen: colours, fonts, metadata, and nothing that acts."""
    with opened(pdf_of(EVERY_PAPER[name])) as document:
        root = document.Root
        assert not document.is_encrypted
        assert document.pdf_version == "1.7"
        assert not {"/AcroForm", "/Names", "/OpenAction", "/AA"} & set(root.keys())
        assert str(root.Lang) == "vi"
        (intent,) = list(root.OutputIntents)
        assert (str(intent.S), int(intent.DestOutputProfile.N)) == ("/GTS_PDFA1", 3)
        fonts = [it for it in document.objects if _is(it, "/Font")]
        files = [it for it in document.objects if _is(it, "/FontDescriptor")]
        assert files
        assert all("/FontFile2" in it and "BeVietnamPro" in str(it.FontName) for it in files)
        assert all("/ToUnicode" in it for it in fonts if it.Subtype == pikepdf.Name.Type0)
        with document.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "B")


@pytest.mark.skipif(find_spec("pdf_oxide") is None, reason="pdf-oxide is not installed here")
@pytest.mark.parametrize("name", EVERY_PAPER)
def test_a_validator_finds_nothing_against_pdf_a(name: str, tmp_path: Path) -> None:
    """A judge that we did not write, where it is at hand."""
    file = tmp_path / "paper.pdf"
    file.write_bytes(pdf_of(EVERY_PAPER[name]))
    verdict = import_module("pdf_oxide").PdfDocument(str(file)).validate_pdf_a("2b")
    assert (verdict["valid"], verdict["errors"]) == (True, [])


def _is(it: pikepdf.Object, kind: str) -> bool:
    return isinstance(it, pikepdf.Dictionary) and it.get("/Type") == pikepdf.Name(kind)


def test_the_file_says_what_it_is() -> None:
    """The archive finds it by title, author and code; its date is that of the paper."""
    with opened(pdf_of(FULL_RECEIPT)) as document:
        info = {key: str(value) for key, value in document.docinfo.items()}
        title = "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ 000.00.19.H47-261123-0012"
        assert (info["/Title"], info["/Author"]) == (title, "TRUNG TÂM HÀNH CHÍNH CÔNG")
        assert info["/Keywords"] == "000.00.19.H47-261123-0012"
        moment = datetime.strptime(info["/CreationDate"], "D:%Y%m%d%H%M%SZ").replace(tzinfo=UTC)
        assert moment == FULL_RECEIPT.imprint.at
        with document.open_metadata() as metadata:
            assert metadata["dc:title"] == title
            assert metadata["pdf:Keywords"] == info["/Keywords"]
            assert datetime.fromisoformat(str(metadata["xmp:CreateDate"])) == moment


IN_A_PROCESS = """
import hashlib
from tests.fakes.printing_papers import EVERY_PAPER
from tests.unit.printing.test_printing_typeset import pdf_of
for name in ("full receipt", "blank", "register"):
    print(hashlib.sha256(pdf_of(EVERY_PAPER[name])).hexdigest())
"""


def test_the_same_paper_is_the_same_file_everywhere() -> None:
    """No clock, no zone, no order of a hash: copies can be compared byte for byte."""
    printed = {
        subprocess.run(
            [sys.executable, "-c", IN_A_PROCESS],
            env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for zone, seed in (("UTC", "1"), ("America/Lima", "2"))
    }
    assert len(printed) == 1
    assert pdf_of(FULL_RECEIPT) == pdf_of(FULL_RECEIPT)


def test_a_refusal_of_the_typesetter_tells_no_words_of_the_paper(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What goes wrong is logged, and a name never is."""
    monkeypatch.setattr("printing.pdf.galley.letters", lambda: letters() | {"王"})
    with pytest.raises(PrintingError) as caught:
        pdf_of(replace(REFUSAL, reason="王"))
    told = caught.value.__cause__, caught.value.__suppress_context__, str(caught.value)
    assert told == (None, True, "")


@POPPLER
@pytest.mark.parametrize("name", EVERY_PAPER)
def test_poppler_reads_every_paper_and_complains_of_nothing(name: str) -> None:
    """Another reader finds the same letters in the same order."""
    pdf = pdf_of(EVERY_PAPER[name])
    assert b"Encrypted:       no" in poppler("pdfinfo", "-", pdf=pdf)
    text = poppler("pdftotext", "-raw", "-", "-", pdf=pdf).decode()
    assert unicodedata.is_normalized("NFC", text)
    pages = ("".join(page.split()) for page in text.split("\f"))
    found = "".join(re.sub(r"Trang\d+/\d+(·.*)?$", "", page) for page in pages)
    assert found in expected(EVERY_PAPER[name])

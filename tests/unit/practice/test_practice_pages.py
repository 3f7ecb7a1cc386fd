"""The practice dossier: complete, Vietnamese, invented, and marked as practice."""

import numpy as np
import PIL.Image
import pytest

from counter_app.practice.pages import PAGE_SIZE, PracticePage, practice_dossier


@pytest.fixture(scope="module")
def dossier() -> tuple[PracticePage, ...]:
    return practice_dossier("Nguyễn Văn Thử")


def ink(image: PIL.Image.Image) -> float:
    return float((np.asarray(image.convert("L")) < 128).mean())


def test_the_dossier_has_its_five_components(dossier: tuple[PracticePage, ...]) -> None:
    """Pages come in the order of the checklist, each with its number."""
    assert [(page.component, page.number, page.of) for page in dossier] == [
        ("Giấy đề nghị đăng ký doanh nghiệp", 1, 2),
        ("Giấy đề nghị đăng ký doanh nghiệp", 2, 2),
        ("Điều lệ công ty", 1, 3),
        ("Điều lệ công ty", 2, 3),
        ("Điều lệ công ty", 3, 3),
        ("Giấy tờ pháp lý của cá nhân", 1, 1),
        ("Danh sách người đại diện", 1, 1),
        ("Giấy ủy quyền", 1, 1),
    ]


def test_every_page_is_a_written_a4_sheet(dossier: tuple[PracticePage, ...]) -> None:
    """No page is blank, none is cut off at its foot."""
    for page in dossier:
        assert page.image.size == PAGE_SIZE
        assert ink(page.image) > 0.005
        assert ink(page.image.crop((0, 1700, 1240, 1754))) == 0


def test_every_page_is_marked_as_practice(dossier: tuple[PracticePage, ...]) -> None:
    """The red line at the head is on each page."""
    for page in dossier:
        head = np.asarray(page.image.crop((120, 50, 560, 100)), np.int16)
        assert ((head[:, :, 0] - head[:, :, 1]) > 100).sum() > 300


def test_the_applicant_stands_on_the_application() -> None:
    """Another name gives another page; the card of the invented person stays."""
    first, second = practice_dossier("Nguyễn Văn Thử"), practice_dossier("Lê Thị Ví Dụ")
    assert first[0].image.tobytes() != second[0].image.tobytes()
    assert first[5].image.tobytes() == second[5].image.tobytes()


@pytest.mark.parametrize(
    "name", ["", "A" * 5_000, "Ẫ" * 200, "\u202eNgười\x00 \x1b[31mThử", "%s {0} <b>", "Thử " * 400]
)
def test_any_name_is_plain_text(name: str) -> None:
    """Endless, empty or hostile names neither break a page nor run off it."""
    for page in practice_dossier(name):
        assert page.image.size == PAGE_SIZE
        right = np.asarray(page.image.convert("L").crop((1200, 120, 1240, 1600)))
        assert right.min() > 128

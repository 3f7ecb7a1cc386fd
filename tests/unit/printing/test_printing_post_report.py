"""The report of the post: by agency, with its sum, and until when it is kept."""

from dataclasses import replace

import pytest

from printing.papers.layout import lay_out, page_size, reference
from printing.papers.samples import POST_REPORT
from printing.papers.template import load_templates
from printing.sizes import PAPER_58, PAPER_80, PAPER_A4_SHEET, PaperSize
from tests.fakes.printing_words import cells, lines

TEMPLATES = load_templates()


def test_tt17_13_each_agency_has_a_row_and_the_last_one_is_the_sum() -> None:
    """In the order given; figures stand in columns on a sheet of A4."""
    rows = cells(lay_out(POST_REPORT, TEMPLATES, page_size(POST_REPORT)))
    assert [row[1] for row in rows] == [*(it.agency for it in POST_REPORT.rows), "Tổng cộng"]
    assert rows[-1][2:] == [str(it) for it in POST_REPORT.total.counts]
    assert page_size(POST_REPORT) == PAPER_A4_SHEET
    assert reference(POST_REPORT) == ""


@pytest.mark.parametrize("size", [PAPER_A4_SHEET, PAPER_80, PAPER_58])
def test_tt17_14_every_paper_says_until_when_it_is_kept(size: PaperSize) -> None:
    """One year on paper, five as a record."""
    told = " ".join(lines(lay_out(POST_REPORT, TEMPLATES, size)))
    assert "bản giấy đến ngày 30/11/2027" in told
    assert "bản điện tử đến ngày 30/11/2031" in told


def test_days_without_any_item_say_so() -> None:
    """A report of nothing is a report."""
    told = " ".join(lines(lay_out(replace(POST_REPORT, rows=()), TEMPLATES, PAPER_A4_SHEET)))
    assert "không có hồ sơ, kết quả nào" in told

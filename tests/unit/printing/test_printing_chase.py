"""The chase list (đôn đốc, R37): what an agency is urged about, with room for its answer."""

from dataclasses import replace

import pytest

from printing.blocks import Ruled
from printing.papers.layout import lay_out, page_size, reference
from printing.papers.samples import CHASE
from printing.papers.template import load_templates
from printing.sizes import PAPER_58, PAPER_80, PAPER_A4_WIDE, PaperSize
from tests.fakes.printing_words import cells, lines, of_kind, ruled_words

TEMPLATES = load_templates()


def test_r37_an_agency_reads_what_where_and_why() -> None:
    """A line for each dossier in the order given, and an empty cell for the answer."""
    rows = cells(lay_out(CHASE, TEMPLATES, page_size(CHASE)))
    assert [row[1] for row in rows] == [line.code for line in CHASE.lines]
    assert [row[6] for row in rows] == [line.why for line in CHASE.lines]
    assert {row[7] for row in rows} == {""}
    assert page_size(CHASE) == PAPER_A4_WIDE
    assert reference(CHASE) == CHASE.agency


def test_what_stands_in_the_workbook_only_is_counted_too() -> None:
    """The first sentence tells how many there are, the last how many are not on this paper."""
    told = " ".join(lines(lay_out(CHASE, TEMPLATES, page_size(CHASE))))
    assert "05 hồ sơ sau đây" in told
    assert "quá hạn 01 hồ sơ" in told
    assert "Còn 2 hồ sơ khác" in told
    whole = replace(CHASE, left_out=0)
    assert "hồ sơ khác" not in " ".join(lines(lay_out(whole, TEMPLATES, page_size(whole))))


@pytest.mark.parametrize("size", [PAPER_80, PAPER_58])
def test_a_roll_has_a_rule_for_each_answer(size: PaperSize) -> None:
    """Whoever has no printer for pages sends it all the same."""
    ruled = [ruled_words(it) for it in of_kind(lay_out(CHASE, TEMPLATES, size), Ruled)]
    assert ruled == ["Cơ quan trả lời: …"] * len(CHASE.lines)

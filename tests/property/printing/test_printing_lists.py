"""Lists say all that was put into them, on whatever paper."""

from hypothesis import given, settings
from hypothesis import strategies as st

from data.domain.papers import Form
from printing.blocks import Align, Ledger, Slip
from printing.papers.lists import ListColumn, ListRow, listed
from printing.papers.samples import IMPRINT
from printing.papers.template import load_templates
from printing.papers.values import filled, imprint_values
from printing.papers.writer import Writer
from printing.render import height_dots
from printing.sizes import PAPER_58, PAPER_80, PAPER_A5, PaperSize
from tests.fakes.printing_words import cells, lines, of_kind

TEMPLATE = load_templates()[Form.HAND_OVER]
VALUES = imprint_values(IMPRINT, TEMPLATE)
COLUMNS = (
    ListColumn("table.number", 1, Align.CENTER, heads=True),
    ListColumn("table.code", 4, heads=True),
    ListColumn("table.applicant", 3),
    ListColumn("table.sets", 1, short=True),
    ListColumn("table.by", 2, short=True),
    ListColumn("table.note", 2, signed=True),
)
cells_of_text = st.lists(st.text(max_size=60), max_size=2).map(tuple)
rows = st.lists(st.tuples(*[cells_of_text] * len(COLUMNS)), max_size=3)
sizes = st.sampled_from([PAPER_58, PAPER_80, PAPER_A5])


def slip_of(found: list[ListRow], size: PaperSize) -> Slip:
    writer = Writer(TEMPLATE, size, VALUES)
    return Slip(size.width_dots, tuple(listed(writer, COLUMNS, found)))


def plain(text: str) -> str:
    return filled({"": text})[""].replace("\u00a0", " ")


@given(rows, sizes)
@settings(max_examples=60, deadline=None)
def test_every_text_of_every_row_stands_on_the_paper(found: list[ListRow], size: PaperSize) -> None:
    """In columns or in a stack."""
    slip = slip_of(found, size)
    said = [*lines(slip), *(cell for row in cells(slip) for cell in row)]
    printed = "\n".join(said)
    texts = [plain(text) for row in found for cell in row for text in cell]
    assert [text for text in texts if text not in printed] == []
    assert bool(of_kind(slip, Ledger)) == (bool(found) and size is PAPER_A5)


@given(rows, sizes)
@settings(max_examples=30, deadline=None)
def test_any_list_can_be_drawn(found: list[ListRow], size: PaperSize) -> None:
    """No text is too wide, too long or too strange for its column."""
    slip = slip_of(found, size)
    assert (height_dots(slip.blocks, slip.width_dots) > 0) == bool(found)

"""What holds for every PDF of a paper, whatever people are called."""

from dataclasses import replace

from hypothesis import example, given, settings
from hypothesis import strategies as st

from data.domain.papers import Paper, PaperDemand
from printing.papers.layout import lay_out, page_size
from printing.papers.template import load_templates
from printing.pdf.galley import UNKNOWN, drawable
from printing.pdf.typeset import STRETCHES_PERCENT, Original, to_pdf
from printing.sizes import stretched
from tests.fakes.printing_papers import RECEIPT, REFUSAL, SUPPLEMENT
from tests.fakes.printing_pdf import read, said

TEMPLATES = load_templates()
SIGNS = st.sampled_from("#*_$@/\\`\"'<>[]{}()~-=+.\u00a0\u0301\u0323\u202e\x00\ufeffẲỄ王₫…№")
WORDS = st.text(st.one_of(SIGNS, st.characters()), max_size=60)
REFUSALS = st.builds(
    lambda name, reason, officer: replace(
        REFUSAL,
        applicant=replace(RECEIPT.applicant, name=name, address=reason),
        reason=reason,
        imprint=replace(REFUSAL.imprint, officer=officer),
    ),
    *(WORDS, WORDS, WORDS),
)
SUPPLEMENTS = st.builds(
    lambda number, items: replace(
        SUPPLEMENT, number=number, items=tuple(PaperDemand(*item) for item in items)
    ),
    WORDS,
    st.lists(st.tuples(WORDS, WORDS, WORDS, WORDS), max_size=4),
)


def pdf_of(paper: Paper) -> bytes:
    return to_pdf([Original(paper, TEMPLATES, page_size(paper))])


@settings(max_examples=40, deadline=None)
@given(st.one_of(REFUSALS, SUPPLEMENTS))
@example(replace(REFUSAL, reason="#panic() *a* $b$ \u0301x\u0323\u0301\u0323 -- ~ \\u{41}"))
def test_what_a_pdf_says_is_what_the_paper_says(paper: Paper) -> None:
    """Letter by letter, in order; only what the font does not have is a frame."""
    found = "".join(read(pdf_of(paper)))
    sizes = (stretched(page_size(paper), percent) for percent in STRETCHES_PERCENT)
    assert any(found == said(lay_out(paper, TEMPLATES, size)) for size in sizes)


@given(WORDS)
def test_what_is_drawable_stays_as_it_is(text: str) -> None:
    """Letters of the font and frames: to ask again changes nothing."""
    once = drawable(text)
    assert drawable(once.replace(UNKNOWN, "")) == once.replace(UNKNOWN, "")

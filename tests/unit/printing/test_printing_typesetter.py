"""The typesetter in a child: the same file, and its trouble told without words of the paper."""

from pathlib import Path

import pytest

from printing.errors import PaperUnset
from printing.pdf import typesetter
from tests.fakes.printing_papers import EVERY_PAPER
from tests.unit.printing.test_printing_typeset import pdf_of


def test_a_book_set_by_a_child_is_the_same_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """How large a paper is decides where it is set, and nothing else; nor does the folder."""
    here = pdf_of(EVERY_PAPER["register"])
    monkeypatch.setattr(typesetter, "LARGE_CHARS", 0)
    monkeypatch.chdir(tmp_path)
    assert pdf_of(EVERY_PAPER["register"]) == here
    assert list(tmp_path.iterdir()) == []


def test_a_child_that_fails_tells_no_words_of_the_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever it said on its way out stays with it."""
    monkeypatch.setattr(typesetter, "LARGE_CHARS", 0)
    monkeypatch.setattr("printing.pdf.galley.drawable", lambda text: text + "王")
    with pytest.raises(PaperUnset) as caught:
        pdf_of(EVERY_PAPER["refusal"])
    told = caught.value.__cause__, caught.value.__suppress_context__, str(caught.value)
    assert told == (None, True, "")

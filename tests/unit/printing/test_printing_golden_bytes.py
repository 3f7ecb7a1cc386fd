"""Every paper is sent as when somebody last looked at its bytes."""

import pytest

from data.domain.papers import Form
from tests.fakes.golden_bytes import kept, sent
from tests.fakes.golden_papers import WIDTHS


@pytest.mark.parametrize("form", list(Form))
@pytest.mark.parametrize("width", WIDTHS)
def test_paper_is_sent_as_its_golden_bytes(form: Form, width: str) -> None:
    """To an unknown printer and to a capable one; `script/golden` writes them anew."""
    known = kept()
    for name, one in sent(form, width).items():
        assert known[name] == one, name


def test_no_golden_bytes_are_left_over() -> None:
    """A form that went takes its bytes with it."""
    known = {f"{form}-{width}" for form in Form for width in WIDTHS}
    assert {name.rpartition("-")[0] for name in kept()} == known

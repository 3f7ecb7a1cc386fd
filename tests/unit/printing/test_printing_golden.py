"""Every paper comes out as when somebody last looked at its picture."""

import pytest

from data.domain.papers import Form, Mark
from printing.papers.samples import SAMPLES, sample
from printing.raster import to_png
from tests.fakes.golden_papers import FOLDER, WIDTHS, drawn, kept, path_of

FORMS = pytest.mark.parametrize("form", list(Form))


@FORMS
@pytest.mark.parametrize("width", WIDTHS)
def test_paper_is_its_golden_picture(
    form: Form, width: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Dot for dot; `script/golden` draws them anew, and each change is looked at."""
    paper = drawn(form, WIDTHS[width])
    if paper != kept(form, width):
        now = tmp_path_factory.mktemp("papers") / path_of(form, width).name
        now.write_bytes(to_png(paper))
        pytest.fail(f"{form} on {width} mm looks otherwise now: {now}")


def test_no_golden_picture_is_left_over() -> None:
    """A form that went takes its pictures with it."""
    known = {path_of(form, width) for form in Form for width in WIDTHS}
    assert set(FOLDER.iterdir()) == known


@FORMS
def test_c16_no_sample_is_ever_an_original(form: Form) -> None:
    """Both marks stand on what an administrator draws to see a template."""
    assert sample(form).imprint.marks == {Mark.PRACTICE, Mark.SAMPLE_DATA}
    assert SAMPLES[form].imprint.marks <= {Mark.SAMPLE_DATA}

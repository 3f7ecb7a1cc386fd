"""Golden pictures: how each paper came out when somebody last looked at it and was content.

`script/golden` draws them anew; the change of each picture is then looked at before it is kept.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image

from data.domain.papers import Form
from printing.papers.layout import lay_out
from printing.papers.samples import SAMPLES
from printing.papers.template import load_templates
from printing.raster import Raster, pack, unpack
from printing.render import render
from printing.sizes import PAPER_58, PAPER_80, PaperSize

FOLDER: Final = Path(__file__).parents[1] / "golden" / "papers"
WIDTHS: Final[dict[str, PaperSize]] = {"80": PAPER_80, "58": PAPER_58}


def drawn(form: Form, size: PaperSize) -> Raster:
    return render(lay_out(SAMPLES[form], load_templates(), size))


def path_of(form: Form, width: str) -> Path:
    return FOLDER / f"{form}-{width}.png"


def kept(form: Form, width: str) -> Raster:
    """Black is 1 in a raster and 0 in a picture."""
    with Image.open(path_of(form, width)) as picture:
        return pack((np.asarray(picture.convert("1")) == 0).astype(np.uint8))


def draw_all() -> Iterator[Path]:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for form in Form:
        for width, size in WIDTHS.items():
            dots = unpack(drawn(form, size))
            path = path_of(form, width)
            Image.fromarray(dots == 0).save(path, optimize=True)
            yield path

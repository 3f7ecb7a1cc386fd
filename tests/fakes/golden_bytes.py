"""Golden bytes: what each paper was sent as when somebody last looked at it and was content.

Lengths say whether papers became cheaper, digests whether anything changed at all.
"""

import hashlib
import json
from pathlib import Path
from typing import Final, TypeAlias

from data.domain.papers import Form
from printing.escpos import encode
from printing.papers.layout import lay_out
from printing.papers.samples import SAMPLES
from printing.papers.template import load_templates
from printing.symbols import inked
from printing.wire.profile import CODES, SAFE
from tests.fakes.golden_papers import WIDTHS

FILE: Final = Path(__file__).parents[1] / "golden" / "bytes.json"
Sent: TypeAlias = dict[str, dict[str, object]]


def sent(form: Form, width: str) -> Sent:
    """By the name of the paper, its width and the printer's profile."""
    sheet = inked(lay_out(SAMPLES[form], load_templates(), WIDTHS[width]))
    made = {profile.name: encode(sheet, profile) for profile in (SAFE, CODES)}
    return {
        f"{form}-{width}-{name}": {
            "bytes": len(data),
            "sha256": hashlib.sha256(data).hexdigest(),
        }
        for name, data in made.items()
    }


def kept() -> Sent:
    known: Sent = json.loads(FILE.read_text("utf-8"))
    return known


def write_all() -> Path:
    every = {
        name: one for form in Form for width in WIDTHS for name, one in sent(form, width).items()
    }
    FILE.write_text(json.dumps(every, indent=1) + "\n", "utf-8")
    return FILE

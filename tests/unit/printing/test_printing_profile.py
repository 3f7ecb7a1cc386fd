"""What is believed of printers by name."""

import subprocess
import sys

import pytest

from printing.errors import PrintingError
from printing.wire.profile import PLAIN, SAFE, Cut, names, profile


@pytest.mark.parametrize("name", ["", "safe", "Máy in lạ", "tm-t88v"])
def test_unknown_printer_is_treated_with_care(name: str) -> None:
    """Pictures and margins, nothing else."""
    assert profile(name) == SAFE
    assert not any((SAFE.doubles, SAFE.qr, SAFE.code128, SAFE.width_dots))


def test_known_printer_is_believed_to_do_what_its_data_say() -> None:
    """Width, cutter, codes, as python-escpos has them."""
    known = profile("TM-T20II")
    assert (known.width_dots, known.qr, known.code128, known.cut) == (576, True, True, Cut.PARTIAL)
    small = profile("NT-5890K")
    assert (small.width_dots, small.qr, small.code128, small.cut) == (384, False, False, Cut.NONE)
    assert profile("RP326").width_dots == 0


@pytest.mark.parametrize("name", ["TM-U220", "AF-240", "TSP600"])
def test_printer_without_pictures_is_refused(name: str) -> None:
    """An impact printer, a customer display, and one that speaks Star's language."""
    with pytest.raises(PrintingError):
        profile(name)


def test_every_name_can_be_asked_for() -> None:
    """Each is a profile or a refusal that says why."""
    refused = 0
    for name in names():
        try:
            assert profile(name).name == name
        except PrintingError:
            refused += 1
    assert refused < len(names()) // 3
    assert profile("plain") is PLAIN


def test_sheet_must_fit() -> None:
    """Where the width is known."""
    with pytest.raises(PrintingError):
        profile("TM-T88V").require_room(576)
    profile("TM-T88V").require_room(512)
    SAFE.require_room(10_000)


def test_reading_profiles_loads_no_library() -> None:
    """python-escpos would set up logging, and take half a second."""
    program = (
        "import sys; from printing.wire.profile import profile; profile('TM-T20II');"
        "sys.exit('escpos' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0

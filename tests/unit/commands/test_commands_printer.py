"""`counter check --print`: a test slip on the desk's own printer."""

from pathlib import Path

import pytest

from counter_app.commands.printer import keep_trial, print_trial
from counter_app.config import Config, Devices, load
from data.domain.errors import Refused
from printing.simulated.simulator import Simulator
from printing.wire.profile import DOUBLES


def desk(folder: Path, printer: str) -> Config:
    return Config(folder, folder / "key", folder / "toml", Devices(printer=printer))


def test_slip_comes_out_and_its_strips_are_explained(tmp_path: Path) -> None:
    """One paper, and a line for each strip that names a profile."""
    told: list[str] = []
    with Simulator(tmp_path / "papers", width_dots=384) as printer:
        print_trial(desk(tmp_path, printer.url), "NT-5890K", 576, told.append)
    assert [line.strip() for line in told[2:]] == [
        "A = plain",
        "B = safe",
        "C = doubles",
        "D = codes",
    ]
    assert [paper.raster.width_dots for paper in printer.papers] == [384]


def test_the_chosen_strip_is_kept_for_the_desk(tmp_path: Path) -> None:
    """The settings name what the printer can be trusted with, and the next start reads it."""
    config = desk(tmp_path, "tcp://127.0.0.1:9100")
    assert keep_trial(config, " c", "", 384) == DOUBLES
    devices = load(config).devices
    assert (devices.printer, devices.printer_profile) == (config.devices.printer, "doubles")
    assert devices.printer_dots == 384


def test_a_printer_that_does_all_it_is_known_for_is_kept_by_its_name(tmp_path: Path) -> None:
    """Codes of its own came out right: then its own profile, with its cut and width, is true."""
    kept = keep_trial(desk(tmp_path, "tcp://127.0.0.1:9100"), "D", "NT-5890K", 0)
    assert (kept.name, kept.width_dots) == ("NT-5890K", 384)


def test_a_letter_that_no_strip_has_changes_nothing(tmp_path: Path) -> None:
    """The letters that there are stand in the sentence."""
    config = desk(tmp_path, "tcp://127.0.0.1:9100")
    with pytest.raises(Refused) as caught:
        keep_trial(config, "X", "", 0)
    assert caught.value.facts["letters"] == "A, B, C, D"
    assert not config.file.exists()


@pytest.mark.parametrize(("url", "name"), [("", ""), ("tcp://127.0.0.1:1", ""), ("x", "TM-U220")])
def test_no_printer_is_told(tmp_path: Path, url: str, name: str) -> None:
    """None configured, none there, or one that draws no pictures."""
    with pytest.raises(Refused) as caught:
        print_trial(desk(tmp_path, url), name, 576, lambda line: None)
    assert caught.value.code == "printer-unusable"

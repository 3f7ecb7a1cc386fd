"""Another interpreter of ESC/POS, which knows nothing of us, draws the same papers.

It is emupos, which needs a newer Python than ours: `EMUPOS` names its program, or it stands on
PATH. Where there is none, this says that it was skipped.
"""

import os
import shutil
import signal
import socket
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from printing.escpos import encode
from printing.papers.layout import lay_out
from printing.papers.template import load_templates
from printing.raster import Dots, unpack
from printing.sizes import PAPER_58, PAPER_80, PaperSize
from printing.symbols import inked
from printing.wire.profile import SAFE, Profile
from printing.wire.transport import open_printer
from tests.fakes.printing_papers import EVERY_PAPER

EMUPOS = os.environ.get("EMUPOS") or shutil.which("emupos")
pytestmark = pytest.mark.skipif(not EMUPOS, reason="there is no emupos on this machine")

TEMPLATES = load_templates()
WIDTHS = {"wide": PAPER_80, "small": PAPER_58}
CAPABLE = Profile("capable", doubles=True, qr=True, code128=True)
PATIENCE = 600
PROFILE = """
type: printer
name: Invented 58 mm
dpi: 203
width_dots: 384
font_a: { width: 12, height: 24 }
font_b: { width: 9, height: 17 }
code_pages: { 0: PC437 }
default_code_page: 0
drawer_sensor_open_level: high
serial: { baud: 9600, data_bits: 8, parity: none, stop_bits: 1 }
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@dataclass(frozen=True, slots=True)
class Judge:
    folder: Path
    ports: dict[str, int]

    def drawn(self, printer: str, data: bytes) -> Dots:
        """What it makes of one job."""
        before = set(self.folder.rglob("*.png"))
        line = open_printer(f"tcp://127.0.0.1:{self.ports[printer]}")
        assert line.status().good
        line.send(data)
        assert line.confirm().good
        line.close()
        pause = threading.Event()
        for _ in range(PATIENCE):
            new = set(self.folder.rglob("*.png")) - before
            if new and self._whole(min(new)):
                return (np.asarray(Image.open(min(new)).convert("L")) < 128).astype(np.uint8)
            pause.wait(0.02)
        raise AssertionError("nothing came out")

    def _whole(self, path: Path) -> bool:
        return path.read_bytes().endswith(b"IEND\xaeB`\x82")


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judge]:
    assert EMUPOS
    folder = tmp_path_factory.mktemp("emupos")
    ports = {name: free_port() for name in WIDTHS}
    (folder / "small.yaml").write_text(PROFILE)
    known = {"wide": "epson-tm-t20iii", "small": str(folder / "small.yaml")}
    devices = "".join(
        f"  - id: {name}\n    type: printer\n    profile: {known[name]}\n"
        f"    receipts_dir: {folder / name}\n    connections: [tcp: {{ port: {port} }}]\n"
        for name, port in ports.items()
    )
    config = folder / "emupos.yaml"
    config.write_text(
        f"schema: 1\napi: {{ host: 127.0.0.1, port: {free_port()} }}\ndevices:\n{devices}"
    )
    with (folder / "log").open("wb") as log:
        running = subprocess.Popen(
            [EMUPOS, "run", "--config", str(config)], cwd=folder, stdout=log, stderr=log
        )
        try:
            for port in ports.values():
                _listening(port)
            yield Judge(folder, ports)
        finally:
            running.send_signal(signal.SIGINT)
            running.wait(10)


def _listening(port: int) -> None:
    pause = threading.Event()
    for _ in range(PATIENCE):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            pause.wait(0.05)
        else:
            return
    raise AssertionError("emupos does not start")


@pytest.mark.parametrize("profile", [SAFE, CAPABLE], ids=["safe", "capable"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", EVERY_PAPER)
def test_it_draws_every_paper_dot_for_dot(
    judge: Judge, name: str, width: str, profile: Profile
) -> None:
    """Zero dots differ, whether the codes on it are pictures or the printer's own."""
    size: PaperSize = WIDTHS[width]
    sheet = inked(lay_out(EVERY_PAPER[name], TEMPLATES, size))
    drawn, ours = judge.drawn(width, encode(sheet, profile)), unpack(sheet.raster)
    assert drawn.shape[1] == ours.shape[1]
    whole = np.zeros((max(len(drawn), len(ours)), ours.shape[1]), dtype=np.uint8)
    whole[: len(drawn)] = drawn
    assert int((whole[: len(ours)] != ours).sum() + whole[len(ours) :].sum()) == 0

"""The simulated printer: what comes out of it, and how it fails."""

import contextlib
import io
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from PIL import Image

from printing.errors import PrintingError
from printing.escpos import encode
from printing.raster import Raster, unpack
from printing.simulated.simulator import RECEIVE_BUFFER_BYTES, Simulator

SHEET = Raster(16, 3, b"\xff\x00\x0f\x00\x01\x80")
ROW = b"\x1dv0\x00\x01\x00\x01\x00\xff"
PATIENCE = 250


@pytest.fixture
def simulator(tmp_path: Path) -> Iterator[Simulator]:
    with Simulator(tmp_path / "papers", width_dots=16) as running:
        yield running


def connected(simulator: Simulator) -> socket.socket:
    host, port = simulator.url.removeprefix("tcp://").split(":")
    return socket.create_connection((host, int(port)), timeout=5)


def becomes_true(claim: Callable[[], bool]) -> bool:
    """Waits for another thread, five seconds at most."""
    pause = Event()
    return any(claim() or pause.wait(0.02) for _ in range(PATIENCE))


def test_each_cut_paper_is_a_numbered_file(simulator: Simulator, tmp_path: Path) -> None:
    """The file shows the sheet dot for dot."""
    with connected(simulator) as host:
        host.sendall(encode(SHEET) * 2)
        assert becomes_true(lambda: len(simulator.papers) == 2)
    names = sorted(path.name for path in (tmp_path / "papers").iterdir())
    assert names == ["paper-0001.png", "paper-0002.png"]
    first = simulator.papers[0]
    assert (first.raster, first.finished) == (SHEET, True)
    picture = Image.open(io.BytesIO(first.path.read_bytes()))
    assert np.array_equal(np.asarray(picture), unpack(SHEET) == 0)


def test_papers_of_an_earlier_day_are_never_overwritten(tmp_path: Path) -> None:
    """A folder with papers in it is continued."""
    old = tmp_path / "paper-0001.png"
    old.write_bytes(b"old")
    with Simulator(tmp_path, width_dots=16) as simulator, connected(simulator) as host:
        host.sendall(encode(SHEET))
        assert becomes_true(lambda: len(simulator.papers) == 1)
        assert simulator.papers[0].path.name == "paper-0002.png"
    assert old.read_bytes() == b"old"


def test_sheet_torn_off_in_the_middle_comes_out_unfinished(simulator: Simulator) -> None:
    """When the host goes, the rows that were printed are there."""
    with connected(simulator) as host:
        host.sendall(ROW * 5)
    assert becomes_true(lambda: len(simulator.papers) == 1)
    (paper,) = simulator.papers
    assert (paper.finished, paper.raster.height_dots) == (False, 5)


def test_stopping_brings_out_what_was_begun(tmp_path: Path) -> None:
    """Switched off in mid-sheet, the paper so far is kept."""
    simulator = Simulator(tmp_path, width_dots=16)
    with connected(simulator) as host:
        host.sendall(ROW * 2 + b"\x10\x04\x01")
        assert host.recv(1) == b"\x12"
        simulator.stop()
    assert [paper.finished for paper in simulator.papers] == [False]


def test_questions_are_answered_in_the_middle_of_a_job(simulator: Simulator) -> None:
    """DLE EOT between two pictures is answered for what is true then."""
    with connected(simulator) as host:
        host.sendall(ROW + b"\x10\x04\x04" + ROW)
        assert host.recv(1) == b"\x12"
        simulator.faults.paper_low = True
        host.sendall(b"\x10\x04\x04\x1dr\x01\x1dr\x02")
        assert host.recv(1) + host.recv(1) + host.recv(1) == b"\x1e\x03\x00"


def test_job_waits_while_the_paper_is_out(simulator: Simulator) -> None:
    """Bytes sent to a stopped printer are kept, questions are answered, paper brings it back."""
    simulator.faults.paper_out = True
    with connected(simulator) as host:
        host.sendall(encode(SHEET) + b"\x10\x04\x02")
        assert host.recv(1) == b"\x32"
        assert not simulator.papers
        simulator.faults.paper_out = False
        assert becomes_true(lambda: len(simulator.papers) == 1)
    assert simulator.papers[0].raster == SHEET


def test_receive_buffer_has_an_end(simulator: Simulator) -> None:
    """A stopped printer takes a buffer full and then no more."""
    simulator.faults.cover_open = True
    with connected(simulator) as host:
        host.settimeout(0.3)
        with pytest.raises(TimeoutError):
            host.sendall(b"x" * 1_000 * RECEIVE_BUFFER_BYTES)


def test_paper_may_run_out_in_the_middle(simulator: Simulator) -> None:
    """The rest waits for a new roll, even when the host has gone meanwhile."""
    simulator.faults.paper_out_after_bytes = 2 * len(ROW)
    with connected(simulator) as host:
        host.sendall(ROW * 3 + b"\x10\x04\x04")
        assert host.recv(1) == b"\x7e"
        assert simulator.faults.paper_out
    assert not simulator.papers
    simulator.faults.paper_out = False
    assert becomes_true(lambda: len(simulator.papers) == 1)
    assert simulator.papers[0].raster.height_dots == 3


def test_connection_may_drop_in_the_middle(simulator: Simulator) -> None:
    """The host sees the end; the paper so far is kept."""
    simulator.faults.drop_after_bytes = len(ROW)
    with connected(simulator) as host:
        host.sendall(ROW * 2)
        with contextlib.suppress(ConnectionResetError):
            assert host.recv(1) == b""
    assert becomes_true(lambda: len(simulator.papers) == 1)
    assert simulator.papers[0].raster.height_dots == 1


def test_too_many_hosts_are_sent_away(simulator: Simulator) -> None:
    """The ninth connection at once is closed."""
    hosts = [connected(simulator) for _ in range(12)]
    hosts[-1].settimeout(5)
    assert hosts[-1].recv(1) == b""
    for host in hosts:
        host.close()


def test_taken_port_is_told(simulator: Simulator, tmp_path: Path) -> None:
    """Two printers cannot listen on one port."""
    port = int(simulator.url.rsplit(":", 1)[1])
    with pytest.raises(PrintingError):
        Simulator(tmp_path, port=port)


def test_power_cut_loses_what_was_not_printed(simulator: Simulator) -> None:
    """The sheet stays as it is, nobody is let in, and with the power all begins anew."""
    simulator.faults.power_cut_after_bytes = len(ROW)
    with connected(simulator) as host:
        host.sendall(ROW * 3)
        with contextlib.suppress(ConnectionResetError):
            assert host.recv(1) == b""
    assert becomes_true(lambda: len(simulator.papers) == 1)
    assert (simulator.papers[0].finished, simulator.papers[0].raster.height_dots) == (False, 1)
    assert not simulator.powered
    simulator.restore_power()
    with connected(simulator) as host:
        host.sendall(encode(SHEET))
        assert becomes_true(lambda: len(simulator.papers) == 2)
    assert simulator.papers[1].raster == SHEET


def test_printer_without_power_lets_nobody_in(simulator: Simulator) -> None:
    """Who connects is refused, or cut off at once."""
    simulator.cut_power()
    try:
        with connected(simulator) as host:
            assert host.recv(1) == b""
    except ConnectionError:
        pass
    simulator.restore_power()


def test_slow_line_takes_its_time(simulator: Simulator) -> None:
    """Rows come out while the rest of the job is on its way."""
    simulator.faults.bytes_a_second = 400
    with connected(simulator) as host:
        host.sendall(ROW * 20 + b"\x1dV\x00" + ROW * 20 + b"\x1dV\x00")
        assert becomes_true(lambda: len(simulator.papers) == 1)
        assert len(simulator.papers) == 1
        assert becomes_true(lambda: len(simulator.papers) == 2)


def test_status_is_pushed_to_who_wants_it(simulator: Simulator) -> None:
    """At once, and whenever it changes (GS a); never to who does not."""
    with connected(simulator) as host:
        host.sendall(b"\x1da\x0e")
        assert host.recv(4) == b"\x10\x00\x00\x0f"
        simulator.faults.cover_open = True
        assert host.recv(4) == b"\x38\x00\x00\x0f"
        simulator.faults.cover_open = False
        assert host.recv(4) == b"\x10\x00\x00\x0f"
        host.sendall(b"\x1da\x00\x1dr\x01")
        assert host.recv(4) == b"\x00"
        simulator.faults.paper_low = True
        host.sendall(b"\x1dr\x01")
        assert host.recv(4) == b"\x03"


def test_printer_says_its_name(simulator: Simulator) -> None:
    """GS I is answered in turn, like every question that wants more than a byte."""
    with connected(simulator) as host:
        host.sendall(b"\x1dI\x43")
        assert host.recv(64).endswith(b"\x00")

"""A fresh process that prints: the log is nobody's but ours."""

import subprocess
import sys
from pathlib import Path

PROGRAM = """
import logging, sys
from pathlib import Path
from printing.errors import PrinterUnreachable
from printing.simulated.simulator import Simulator
from printing.wire.transport import open_printer
assert "escpos" not in sys.modules
with Simulator(Path(sys.argv[1])) as simulator:
    printer = open_printer(simulator.url)
    printer.status()
    printer.close()
try:
    open_printer("tcp://127.0.0.1:1")
except PrinterUnreachable:
    pass
assert "escpos" in sys.modules
assert logging.root.handlers == []
"""


def test_loading_the_connector_sets_up_no_logging(tmp_path: Path) -> None:
    """python-escpos configures the root logger when it is imported; here it does not get to."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROGRAM, str(tmp_path)],
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.stderr == b""
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")

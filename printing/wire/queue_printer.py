"""A print queue of this machine (CUPS): a job is handed to `lp` and never heard of again."""

import shutil
import subprocess

from printing.errors import NothingSent, PrinterUnreachable, SendBroken
from printing.wire.status import UNKNOWN, PrinterStatus

HAND_OVER_TIMEOUT_S = 15.0


class QueuePrinter:
    """The connector of python-escpos needs a compiler where it is installed; `lp` is there."""

    def __init__(self, queue: str, *, raw: bool) -> None:
        """`raw` for ESC/POS; a PDF is turned into pages by the queue.

        Raises PrinterUnreachable where this machine has no `lp`.
        """
        program = shutil.which("lp")
        if program is None:
            raise PrinterUnreachable("this machine has no print queues")
        self._command = (program, "-s", "-d", queue, *(("-o", "raw") if raw else ()))

    def status(self) -> PrinterStatus:
        return UNKNOWN

    def send(self, data: bytes) -> None:
        """`lp` takes a job whole or not at all; whether it did is not known when it is cut off."""
        try:
            done = subprocess.run(
                self._command,
                input=data,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=HAND_OVER_TIMEOUT_S,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise SendBroken("the print queue did not answer in time") from error
        except OSError as error:
            raise NothingSent("the print queue cannot be reached") from error
        if done.returncode < 0:
            raise SendBroken("the print queue was cut off")
        if done.returncode:
            raise NothingSent("the print queue does not take the job")

    def confirm(self) -> PrinterStatus:
        """A queue that has a job has not printed it yet."""
        return UNKNOWN

    def close(self) -> None:
        """Nothing is kept open."""

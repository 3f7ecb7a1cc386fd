"""The line to a printer on a serial port, read from and written to with time limits.

The connector of python-escpos has none for a write: a printer that holds the line would hold the
desk. So pyserial is used as it is.
"""

import serial

from printing.errors import PrinterUnreachable

_BITS_A_BYTE = 10
"""8N1: start, eight bits, stop."""
_PIECES_A_SECOND = 4
_LEAST_PIECE_BYTES = 64


class SerialLine:
    def __init__(self, port: str, *, baud: int, flow: str, timeout_s: float) -> None:
        """Raises PrinterUnreachable."""
        self.piece_bytes = max(baud // _BITS_A_BYTE // _PIECES_A_SECOND, _LEAST_PIECE_BYTES)
        try:
            self._port = serial.serial_for_url(
                port,
                baudrate=baud,
                timeout=timeout_s,
                write_timeout=timeout_s,
                rtscts=flow == "rtscts",
                dsrdtr=flow == "dsrdtr",
                xonxoff=flow == "xonxoff",
                exclusive=None if "://" in port else True,
            )
        except (OSError, ValueError) as error:
            raise PrinterUnreachable("the printer's serial line cannot be opened") from error

    def write(self, data: bytes) -> None:
        """What a failed write left in this machine is thrown away: it must not print later."""
        try:
            self._port.write(data)
        except (OSError, TypeError) as error:
            # pyserial raises TypeError where the device was closed beneath it.
            self._forget()
            raise OSError("the serial line takes no data") from error

    def read(self, limit_bytes: int, timeout_s: float) -> bytes:
        try:
            self._port.timeout = timeout_s
            return bytes(self._port.read(1 if timeout_s else limit_bytes))
        except (OSError, TypeError) as error:
            raise ConnectionResetError from error

    def waiting_bytes(self) -> int:
        try:
            return int(self._port.out_waiting)
        except (OSError, AttributeError, NotImplementedError):
            return 0

    def close(self) -> None:
        self._port.close()

    def _forget(self) -> None:
        try:
            self._port.reset_output_buffer()
        except (OSError, AttributeError, NotImplementedError):
            return

"""What a printer says by itself, and what it answers, are told apart."""

from itertools import product

import pytest

from printing.simulated.faults import Faults
from printing.wire.hearing import Ear, InTurn, Now, Pushed
from printing.wire.status import PrinterState, is_answer


def heard(data: bytes) -> list[object]:
    return list(Ear().hear(data))


def state_of(data: bytes) -> PrinterState:
    (only,) = heard(data)
    assert isinstance(only, Pushed)
    return only.status.state


@pytest.mark.parametrize(
    ("data", "state"),
    [
        (b"\x10\x00\x00\x0f", PrinterState.READY),
        (b"\x14\x00\x00\x00", PrinterState.READY),
        (b"\x10\x00\x03\x0f", PrinterState.PAPER_LOW),
        (b"\x18\x00\x0c\x0f", PrinterState.PAPER_OUT),
        (b"\x18\x00\x0f\x0f", PrinterState.PAPER_OUT),
        (b"\x38\x00\x0c\x0f", PrinterState.COVER_OPEN),
        (b"\x18\x00\x00\x0f", PrinterState.OFFLINE),
        (b"\x10\x08\x00\x0f", PrinterState.OFFLINE),
    ],
)
def test_pushed_status_is_read(data: bytes, state: PrinterState) -> None:
    """Each documented bit leads to its state, the most urgent first."""
    assert state_of(data) is state


def test_answers_are_told_apart() -> None:
    """DLE EOT ends in 10 with bit 4, GS r has neither, rubbish is nothing."""
    assert heard(b"\x12\x00\xff\x03") == [Now(0x12), InTurn(0), InTurn(3)]


def test_pushed_bytes_are_never_answers() -> None:
    """Nor are they when they come in pieces, between answers, or broken off."""
    pushed = b"\x10\x00\x00\x0f"
    kinds = [type(it) for it in heard(b"\x12" + pushed + b"\x00" + pushed + b"\x16")]
    assert kinds == [Now, Pushed, InTurn, Pushed, Now]
    ear = Ear()
    assert [it for byte in pushed for it in ear.hear(bytes((byte,)))] == heard(pushed)
    assert heard(b"\x10\x00\x12") == [Now(0x12)]
    assert [type(it) for it in heard(b"\x10\x10\x00\x00\x0f")] == [Pushed]


def test_simulated_printer_pushes_what_is_true() -> None:
    """In every state; and no first byte is an answer to DLE EOT."""
    names = ("paper_low", "paper_out", "cover_open", "offline")
    for flags in product((False, True), repeat=len(names)):
        faults = Faults(**dict(zip(names, flags, strict=True)))
        pushed = faults.pushed()
        assert not is_answer(pushed[0])
        state = state_of(pushed)
        assert (state in {PrinterState.READY, PrinterState.PAPER_LOW}) is not faults.stopped

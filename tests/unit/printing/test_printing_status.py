"""Reading DLE EOT answers."""

import pytest

from printing.wire.status import PrinterState, PrinterStatus, Question, decode

PRINTER, CAUSE, PAPER = Question.PRINTER, Question.OFFLINE_CAUSE, Question.PAPER


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ({PRINTER: 0x12, PAPER: 0x12}, PrinterState.READY),
        ({PRINTER: 0x16, PAPER: 0x12}, PrinterState.READY),
        ({PRINTER: 0x12, PAPER: 0x1E}, PrinterState.PAPER_LOW),
        ({PRINTER: 0x1A, PAPER: 0x7E}, PrinterState.PAPER_OUT),
        ({PRINTER: 0x1A, PAPER: 0x12, CAUSE: 0x32}, PrinterState.PAPER_OUT),
        ({PRINTER: 0x1A, PAPER: 0x7E, CAUSE: 0x16}, PrinterState.COVER_OPEN),
        ({PRINTER: 0x1A, PAPER: 0x12, CAUSE: 0x12}, PrinterState.OFFLINE),
        ({PRINTER: 0x1A}, PrinterState.OFFLINE),
        ({PAPER: 0x7E}, PrinterState.PAPER_OUT),
    ],
)
def test_readable_answers_add_up_to_a_state(
    answers: dict[Question, int], state: PrinterState
) -> None:
    """Each documented bit leads to its state, the most urgent first."""
    assert decode(answers).state is state


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {PRINTER: 0x12},
        {PAPER: 0x12},
        {PRINTER: 0x00, PAPER: 0x12},
        {PRINTER: 0xFF, PAPER: 0xFF},
        {PRINTER: 0x12, PAPER: 0x60},
    ],
)
def test_missing_or_unreadable_answer_is_unknown(answers: dict[Question, int]) -> None:
    """Rubbish on the line is never taken for "offline" or "no paper"."""
    status = decode(answers)
    assert status.state is PrinterState.UNKNOWN
    assert not status.good
    assert not status.trouble


def test_answers_are_kept_in_the_order_of_the_questions() -> None:
    """The log shows what the printer really said."""
    assert decode({PAPER: 0x7E, PRINTER: 0x1A}).answers == b"\x1a\x7e"


def test_states_are_good_trouble_or_unknown() -> None:
    """Each state belongs to exactly one of the three kinds."""
    kinds = {state: PrinterStatus(state) for state in PrinterState}
    good = {state for state, status in kinds.items() if status.good}
    trouble = {state for state, status in kinds.items() if status.trouble}
    assert good == {PrinterState.READY, PrinterState.PAPER_LOW}
    assert set(PrinterState) - good - trouble == {PrinterState.UNKNOWN}
    assert not good & trouble

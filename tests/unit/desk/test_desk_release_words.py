"""Words and large letters of the return desk: no value without a word, no place without a shape."""

from counter_app import release_words as words
from counter_app.widgets.large import ROWS, large
from data.domain.concluding import Fault, ResultKind
from data.domain.people import Scope
from data.domain.releasing import Collector, Slip


def test_every_value_of_the_return_desk_has_its_word() -> None:
    """No officer reads a word of the program in the place of one of the counter."""
    assert set(words.COLLECTOR_WORDS) == set(Collector)
    assert set(words.SLIP_WORDS) == set(Slip)
    assert set(words.SCOPE_WORDS) == set(Scope)
    assert set(words.FAULT_WORDS) == set(Fault)
    assert set(words.RESULT_WORDS) == set(ResultKind)


def test_r100_every_letter_of_a_place_can_be_read_from_the_shelf() -> None:
    """Each letter and digit has a shape of its own, three rows high, and so have marks none."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-./"
    shapes = [large(letter).plain for letter in letters]
    assert all(shape.count("\n") == ROWS - 1 for shape in shapes)
    assert len(set(shapes) | {large("O").plain}) >= len(letters) - 1
    assert large("Tủ Đỏ 1").plain == large("TU DO 1").plain
    assert large("???").plain == ""

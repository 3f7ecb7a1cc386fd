"""Places of results: a free one, what lies where, and what a count of a shelf finds (R100)."""

import pytest

from counter_app.bootstrap import Counter
from counter_app.desk.batches import shelving
from counter_app.desk.batches.bringing import Placed
from counter_app.desk.batches.shelving import Verdict, numbered, place_of, place_typed
from data.domain.center import Officer
from data.domain.concluding import shelf
from data.domain.errors import Refused
from data.domain.hands import Hands
from data.domain.labels import Label, label_text
from data.store import journal
from data.store.batches import PlaceCount
from tests.fakes.desk import CASHIER, PIN
from tests.fakes.piles import code, decided, of

GIVEN = Hands("Bùi Thị Giao", "Lê Văn Giả Định")


@pytest.fixture
def cashier(counter: Counter) -> Officer:
    return counter.sign_in.sign_in(CASHIER, PIN)


def waiting(counter: Counter, officer: Officer, cashier: Officer, place: str) -> str:
    made = decided(counter, officer)
    counter.bringing.bring(cashier, [Placed(made, place)], GIVEN)
    return made


def test_a_place_is_what_its_label_says() -> None:
    """Scanned or typed it is the same place; a Center's own name for one stays as it is."""
    label = label_text(Label.SHELF, 12)
    assert place_of(label) == numbered(12) == "0012"
    assert place_typed("12") == place_typed(label.lower()) == place_typed(" 0012 ") == "0012"
    assert place_typed("Tủ A-07") == "Tủ A-07"
    assert place_typed("12345") == "12345"
    assert place_typed("") == ""
    assert place_of(label_text(Label.BADGE, 12)) == ""
    assert place_of("0012") == ""


def test_r100_the_first_free_place_is_proposed(
    counter: Counter, officer: Officer, cashier: Officer
) -> None:
    """Neither one at which something lies nor one that is meant for another result."""
    assert counter.shelving.free() == "0001"
    waiting(counter, officer, cashier, "0001")
    waiting(counter, officer, cashier, "0003")
    waiting(counter, officer, cashier, "Tủ A")
    assert counter.shelving.free() == "0002"
    assert counter.shelving.free(["0002"]) == "0004"
    assert counter.shelving.places() == [
        PlaceCount("0001", 1),
        PlaceCount("0003", 1),
        PlaceCount("Tủ A", 1),
    ]


def test_where_every_place_is_taken_none_is_proposed(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said, and a place can still be typed."""
    monkeypatch.setattr(shelving, "PLACES_LAST", 2)
    with pytest.raises(Refused, match="shelf-full"):
        counter.shelving.free(["0001", "0002"])


def test_a_count_of_a_shelf_names_every_difference(
    counter: Counter, officer: Officer, cashier: Officer
) -> None:
    """What lies here and belongs here, elsewhere, nowhere yet, or on no shelf at all."""
    here = waiting(counter, officer, cashier, "0005")
    there = waiting(counter, officer, cashier, "0006")
    nowhere = waiting(counter, officer, cashier, "")
    not_waiting = decided(counter, officer)
    verdicts = {
        it: counter.shelving.found("0005", code(counter, it)).verdict
        for it in (here, there, nowhere, not_waiting)
    }
    assert verdicts == {
        here: Verdict.HERE,
        there: Verdict.ELSEWHERE,
        nowhere: Verdict.NOWHERE,
        not_waiting: Verdict.NOT_WAITING,
    }
    found = counter.shelving.found("0005", code(counter, there))
    assert (found.lying.place, found.moves) == ("0006", True)
    assert [it.id for it in counter.shelving.lying("0005")] == [here]
    assert [it.id for it in counter.shelving.lying("")] == [nowhere]


def test_what_lies_elsewhere_is_put_on_record_in_one_act(
    counter: Counter, officer: Officer, cashier: Officer
) -> None:
    """All of it or nothing; the refusal names what stood in the way."""
    one = waiting(counter, officer, cashier, "0005")
    two = waiting(counter, officer, cashier, "")
    bad = decided(counter, officer)
    with pytest.raises(Refused, match="action-not-now") as refused:
        counter.shelving.put(cashier, "0009", [one, bad])
    assert refused.value.facts["dossier"] == code(counter, bad)
    assert shelf(of(counter, one)) == "0005"
    assert counter.shelving.put(cashier, "0009", [one, two]) == 2
    assert {shelf(of(counter, it)) for it in (one, two)} == {"0009"}
    assert counter.shelving.places() == [PlaceCount("0009", 2)]
    assert journal.verify(counter.store) == []
    with pytest.raises(Refused, match="role-may-not"):
        counter.shelving.put(officer, "0001", [one])

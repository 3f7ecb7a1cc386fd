"""Codes of ours are of one kind each, and typing through an input method leaves them alone."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data.catalogue import shipped
from data.catalogue.agencies import read_agencies
from data.domain.codes import dossier_code, s10_check_digit, slip_key
from data.domain.labels import DIGITS, Label, label_text
from scanning.kinds import Cause, cause, classify, kinds_of
from scanning.values import Kind
from tests.fakes.typing_methods import telex_changes, vni_changes

AGENCIES = sorted(agency.identifier for agency in read_agencies(shipped.AGENCIES).agencies)
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
codes = st.builds(dossier_code, st.sampled_from(AGENCIES), days, st.integers(1, 9999))
keys = st.builds(slip_key, codes, st.integers(0, 99))
labels = st.sampled_from(list(Label)).flatmap(
    lambda label: st.integers(0, 10 ** DIGITS[label] - 1).map(lambda n: label_text(label, n))
)
items = st.from_regex(r"[A-Z]{2}[0-9]{8}[A-Z]{2}", fullmatch=True).map(
    lambda raw: raw[:10] + s10_check_digit(raw[2:10]) + raw[10:]
)
cards = st.builds(
    lambda number, name, more: "|".join(
        [f"{number:012}", "", name or "Thử", "01011990", "Nam", "Số 0", "01012021", *more]
    ),
    st.integers(0, 10**12 - 1),
    st.text("ABCĐễộ .-0123456789", max_size=30).map(str.strip),
    st.lists(st.text("ABC0123456789.- ", max_size=20), max_size=4),
)
near = st.text("0123456789ABCHKGPTVN.-|", max_size=30)
anything = st.one_of(codes.map(str), keys, labels, items, cards, near, st.text(max_size=40))


@given(anything)
@example("000000000000")
@example("CB0000000")
def test_at_most_one_grammar_accepts_a_text(text: str) -> None:
    """Whatever is scanned, no two kinds claim it."""
    assert len(kinds_of(text)) <= 1


@given(st.one_of(codes.map(str), keys, labels, items), st.data())
def test_a_changed_character_never_makes_another_kind(text: str, data: st.DataObject) -> None:
    """A misread character, a lost one or one too many leaves the kind, or none."""
    place = data.draw(st.integers(0, len(text) - 1))
    char = data.draw(st.sampled_from("0123456789ABCHKGPTVN.-|"))
    cut = data.draw(st.sampled_from([0, 1]))
    assert classify(text[:place] + char + text[place + cut :]) in {classify(text), Kind.UNKNOWN}


@given(st.one_of(codes.map(str), keys, labels))
def test_what_we_print_survives_telex_and_vni(text: str) -> None:
    """In capitals and in small letters, alone and behind another code."""
    for typed in (text, text.lower(), f"{text} {text}"):
        assert not telex_changes(typed)
        assert not vni_changes(typed)


@pytest.mark.parametrize(
    ("text", "telex", "vni"),
    [
        ("EE123456785VN", True, True),
        ("DD000000005VN", True, False),
        ("RA1", False, True),
        ("AS", True, False),
        ("D9", False, True),
        ("W1", True, False),
        ("RR123456785VN", False, False),
        ("A-1", False, False),
    ],
)
def test_the_model_knows_what_the_methods_change(text: str, *, telex: bool, vni: bool) -> None:
    """The proof above rests on a model that does find the texts that are changed."""
    assert (telex_changes(text), vni_changes(text)) == (telex, vni)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("010720800011", Cause.WRONG_CHECK_DIGIT),
        ("EE123456789VN", Cause.WRONG_CHECK_DIGIT),
        ("CB0000421", Cause.WRONG_CHECK_DIGIT),
        ("01072080001", Cause.CUT_OFF),
        ("000.00.19.H47-19092", Cause.CUT_OFF),
        ("000.00.19.H47", Cause.CUT_OFF),
        ("0926-0001", Cause.CUT_OFF),
        ("EE1234567", Cause.CUT_OFF),
        ("049000000000||Nguyễn Văn Th", Cause.CUT_OFF),
        ("Ê123456785VN", Cause.INPUT_METHOD),
        ("đăăă.00.19.H47", Cause.INPUT_METHOD),
        ("àààçàà&ééèàç", Cause.INPUT_METHOD),
        ("HTTPS://VIDU.EXAMPLE/1", Cause.FOREIGN),
        ("8934563138165", Cause.FOREIGN),
        ("96385074", Cause.FOREIGN),
    ],
)
def test_the_likely_cause_is_named(text: str, expected: Cause) -> None:
    """One cause for a text of no kind."""
    assert classify(text) is Kind.UNKNOWN
    assert cause(text) is expected


FRENCH = str.maketrans("1234567890-.", "&é\"'(-è_çà):")
VIETNAMESE = str.maketrans("1234567890", "ăâêô\u0300\u0309\u0303\u0301\u0323đ")
GERMAN = str.maketrans("-", "ß")


@given(codes.map(str))
def test_a_wrong_keyboard_is_recognised(text: str) -> None:
    """Digits typed on the number row of another layout are seen for what they are."""
    for layout in (FRENCH, VIETNAMESE, GERMAN):
        assert cause(text.translate(layout)) is Cause.KEYBOARD_LAYOUT

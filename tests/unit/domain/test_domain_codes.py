"""Dossier code, slip key and citizen card: the grammars that printing writes and scanning reads."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import damm

from data.domain.codes import (
    DossierCode,
    FormNumber,
    Series,
    check_digit,
    dossier_code,
    form_number,
    is_slip_key,
    parse_code,
    read_card,
    read_form_key,
    read_slip_key,
    slip_key,
)

AGENCY = "000.00.19.H47"
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
serials = st.integers(1, 9999)


def test_code_is_written_as_circular_01_2018_article_19_says() -> None:
    """V1V2V3.Z1Z2.Y1Y2.MX1X2-YYMMDD-XXXX, the serial with its leading zeros."""
    assert str(dossier_code(AGENCY, date(2019, 9, 26), 1)) == "000.00.19.H47-190926-0001"


@pytest.mark.parametrize(
    "text", ["H15.50.05.13-261008-0975", "H57.132-260804-0583", "000.00.06.H56-231027-0361234"]
)
def test_codes_of_other_groupings_and_lengths_parse(text: str) -> None:
    """Ministries and other provinces group differently; the parser does not assume ours."""
    code = parse_code(text)
    assert code is not None
    assert str(code) == text


@pytest.mark.parametrize(
    "text",
    ["", "H47", "000.00.19.H47-191326-0001", "000.00.19.H47-190926-", "x" * 500, "①.①-190926-1"],
)
def test_what_is_no_code_is_none(text: str) -> None:
    """Nothing is guessed from a text that does not fit the grammar."""
    assert parse_code(text) is None


@given(days, serials)
def test_code_survives_lower_case_and_space(day: date, number: int) -> None:
    """A scanner or an officer may change case and add space."""
    code = dossier_code(AGENCY, day, number)
    assert parse_code(f" {str(code).lower()} ") == code


@given(st.integers(0, 99), days, serials)
def test_slip_key_is_a_bijection_of_the_code(index: int, day: date, number: int) -> None:
    """Twelve digits decode to the same code with the network down and the store empty."""
    code = dossier_code(AGENCY, day, number)
    key = slip_key(code, index)
    assert len(key) == 12
    assert read_slip_key(key, {index: AGENCY}) == code


@given(st.text("0123456789", min_size=1, max_size=30))
def test_check_digit_agrees_with_an_independent_damm(digits: str) -> None:
    """The table is Damm's, digit for digit."""
    assert check_digit(digits) == damm.calc_check_digit(digits)


@given(st.integers(0, 99), days, serials, st.integers(0, 11), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(
    index: int, day: date, number: int, place: int, by: int
) -> None:
    """A mistyped digit never opens another citizen's dossier."""
    key = slip_key(dossier_code(AGENCY, day, number), index)
    wrong = key[:place] + str((int(key[place]) + by) % 10) + key[place + 1 :]
    assert not is_slip_key(wrong)


def test_slip_key_of_an_unknown_agency_is_not_ours() -> None:
    """A right check digit alone does not make a key of this Center."""
    key = slip_key(dossier_code(AGENCY, date(2026, 11, 23), 7), 19)
    assert read_slip_key(key, {20: AGENCY}) is None


def test_a_code_with_a_longer_serial_has_no_key() -> None:
    """Foreign codes are shown as they are and get no key."""
    with pytest.raises(ValueError, match="four-digit"):
        slip_key(DossierCode(AGENCY, date(2026, 1, 1), "0001234"), 19)


CARD = "049000000123||Nguyễn Văn Thử|01011990|Nam|Thôn Ví Dụ, xã Thử|23112021"


def test_card_has_seven_fields_by_position() -> None:
    """CCCD number, old number, name, birth, sex, address, issue; the old number may be empty."""
    card = read_card(CARD)
    assert card is not None
    assert (card.number, card.old_number, card.name) == ("049000000123", "", "Nguyễn Văn Thử")
    assert (card.born, card.issued) == (date(1990, 1, 1), date(2021, 11, 23))


def test_further_card_fields_are_kept_raw() -> None:
    """The order of the fields added in 2024 is not published, so none of them is interpreted."""
    card = read_card(CARD + "|x|y")
    assert card is not None
    assert card.more == ("x", "y")


@pytest.mark.parametrize(
    "text", ["", CARD.replace("|", ";"), "|" * 6, "123|" + CARD, "a|b|c|d|e|f|g"]
)
def test_other_text_is_no_card(text: str) -> None:
    """A text that merely has bars in it does not fill a person."""
    assert read_card(text) is None


@pytest.mark.parametrize("series", Series)
def test_a_form_number_comes_back_from_its_key_and_from_its_text(series: Series) -> None:
    """A 02 or 03 is found by its own key, which is no dossier's (A2)."""
    number = FormNumber(series, date(2026, 11, 23), 12)
    assert str(number) == "261123-0012"
    assert read_form_key(number.key) == number
    assert form_number(series, str(number)) == number
    assert read_slip_key(number.key, {0: "000.00.01.H47"}) is None


@pytest.mark.parametrize("text", ["", "12", "990975200128", "98", "261123-0000", "x61123-0012"])
def test_what_is_no_form_number_is_none(text: str) -> None:
    """A wrong check digit, a serial of zero or other text names no paper."""
    assert read_form_key(text) is None
    assert form_number(Series.SUPPLEMENT, text) is None


def test_a_day_that_no_month_has_is_no_birthday() -> None:
    """What the card's QR says of a date is taken only where it is one."""
    card = read_card(CARD.replace("01011990", "31021990"))
    assert card is not None
    assert card.born is None

"""VietQR: what the code of a transfer says, and what is never made a code."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.domain.errors import Refused
from data.domain.vietqr import (
    ACCOUNT_LIMIT,
    AMOUNT_LIMIT_VND,
    PURPOSE_LIMIT,
    Account,
    Transfer,
    crc16,
    payload,
    plain,
)

CODE = "000.00.07.H47-190926-0001"

ONE = Account("970416", "257678859", "KHONG AI")

PUBLISHED = [
    (
        ("970416", "257678859", 1_000, "Chuyen tien"),
        (
            "00020101021238530010A0000007270123000697041601092576788590208QRIBFTTA"
            "5303704540410005802VN62150811Chuyen tien6304BBB8"
        ),
    ),
    (
        ("970416", "257678859", 10_000, "Chuyển tiền"),
        (
            "00020101021238530010A0000007270123000697041601092576788590208QRIBFTTA"
            "53037045405100005802VN62150811Chuyen tien630453E6"
        ),
    ),
    (
        ("970416", "257678859", 999_999, "Cảm  ơn nhé"),
        (
            "00020101021238530010A0000007270123000697041601092576788590208QRIBFTTA"
            "530370454069999995802VN62140810Cam on nhe6304E786"
        ),
    ),
    (
        ("970415", "0011001932418", 120_000, "ủng hộ lũ lụt"),
        (
            "00020101021238570010A00000072701270006970415011300110019324180208QRIBFTTA"
            "530370454061200005802VN62170813ung ho lu lut6304C15C"
        ),
    ),
    (
        ("970436", "1016039126", 500_000, "65498"),
        (
            "00020101021238540010A00000072701240006970436011010160391260208QRIBFTTA"
            "530370454065000005802VN620908056549863046206"
        ),
    ),
]


def fields(text: str) -> dict[str, str]:
    """A second reader, which knows only that two digits of number and of length come first."""
    found: dict[str, str] = {}
    while text:
        number, length = text[:2], int(text[2:4])
        assert number not in found
        assert len(text) >= 4 + length
        found[number], text = text[4 : 4 + length], text[4 + length :]
    return found


def crc_by_division(data: bytes) -> int:
    """The remainder of a long division, as the polynomial x^16 + x^12 + x^5 + 1 defines it."""
    bits = int.from_bytes(data, "big") << 16
    bits ^= 0xFFFF << (8 * len(data))
    while (above := bits.bit_length() - 17) >= 0:
        bits ^= 0x11021 << above
    return bits


@pytest.mark.parametrize(("asked", "said"), PUBLISHED)
def test_published_transfers_come_out_letter_by_letter(
    asked: tuple[str, str, int, str], said: str
) -> None:
    """Examples of other makers of VietQR, whose codes banks read."""
    bank, number, amount_vnd, purpose = asked
    assert payload(Account(bank, number, "KHONG AI"), amount_vnd, purpose) == said


def test_the_check_is_that_of_emvco() -> None:
    """CRC-16/CCITT-FALSE gives 29B1 for the nine digits that every catalogue of checks names."""
    assert crc16(b"123456789") == 0x29B1


def test_the_check_covers_the_published_payload_of_napas() -> None:
    """Also a code with a field that this desk never writes has the check that we reckon."""
    napas = (
        "00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800005"
        "802VN62340107NPS68690819thanh toan don hang63042E2E"
    )
    assert f"{crc16(napas[:-4].encode()):04X}" == napas[-4:]


@given(
    bank=st.from_regex(r"[0-9]{6}", fullmatch=True),
    number=st.from_regex(rf"[0-9A-Z]{{1,{ACCOUNT_LIMIT}}}", fullmatch=True),
    amount_vnd=st.integers(1, AMOUNT_LIMIT_VND),
    purpose=st.from_regex(rf"[0-9A-Za-z.\-/]{{1,{PURPOSE_LIMIT}}}", fullmatch=True),
)
def test_what_is_asked_is_what_a_reader_finds(
    bank: str, number: str, amount_vnd: int, purpose: str
) -> None:
    """A reader of its own gets back every part, and the check of a reckoner of its own."""
    text = payload(Account(bank, number, "KHONG AI"), amount_vnd, purpose)
    found = fields(text)
    merchant, more = fields(found["38"]), fields(found["62"])
    assert (found["00"], found["01"], found["53"], found["58"]) == ("01", "12", "704", "VN")
    assert (merchant["00"], merchant["02"]) == ("A000000727", "QRIBFTTA")
    assert fields(merchant["01"]) == {"00": bank, "01": number}
    assert (int(found["54"]), more) == (amount_vnd, {"08": purpose})
    assert int(found["63"], 16) == crc_by_division(text[:-4].encode())
    assert set(found) == {"00", "01", "38", "53", "54", "58", "62", "63"}


@given(st.text())
def test_no_text_becomes_another_field(purpose: str) -> None:
    """Hostile text is refused or stands whole in the one place that is meant for it."""
    try:
        text = payload(ONE, 1_000, purpose)
    except Refused:
        assert not re.fullmatch(r"[0-9A-Za-z .\-/]{1,25}", plain(purpose))
        return
    assert text.isascii()
    assert re.fullmatch(r"[0-9A-Za-z .\-/]{1,25}", fields(fields(text)["62"])["08"])


def test_a_dossier_code_fits_as_the_purpose() -> None:
    """25 characters: the national code has just as many."""
    asked = Transfer(ONE, 50_000, CODE)
    assert fields(fields(asked.payload)["62"]) == {"08": CODE}


@pytest.mark.parametrize(
    ("bank", "number", "code"),
    [
        ("97041", "1", "bank-bin-bad"),
        ("9704160", "1", "bank-bin-bad"),
        ("97041a", "1", "bank-bin-bad"),
        ("٩٧٠٤١٦", "1", "bank-bin-bad"),
        ("970416\n", "1", "bank-bin-bad"),
        ("970416", "", "account-number-bad"),
        ("970416", "1" * (ACCOUNT_LIMIT + 1), "account-number-bad"),
        ("970416", "12 34", "account-number-bad"),
        ("970416", "12à", "account-number-bad"),
    ],
)
def test_no_account_that_a_bank_would_read_otherwise(bank: str, number: str, code: str) -> None:
    """Money that goes elsewhere does not come back by itself."""
    with pytest.raises(Refused) as refused:
        Account(bank, number, "KHONG AI")
    assert refused.value.code == code


@pytest.mark.parametrize("amount_vnd", [0, -1, AMOUNT_LIMIT_VND + 1])
def test_no_amount_is_asked_that_cannot_be_paid(amount_vnd: int) -> None:
    """Nothing, less than nothing, and more than the field has room for."""
    with pytest.raises(Refused, match="transfer-amount-bad"):
        Transfer(Account("970416", "1", "KHONG AI"), amount_vnd, CODE)


@pytest.mark.parametrize("purpose", ["", " ", f"{CODE}0", "phi; DROP", "phí <b>"])
def test_no_purpose_is_shortened_or_cut(purpose: str) -> None:
    """A cut code would be another dossier's."""
    with pytest.raises(Refused, match="transfer-purpose-bad"):
        Transfer(Account("970416", "1", "KHONG AI"), 1_000, purpose)


def test_letters_lose_their_accents_and_keep_their_size() -> None:
    """Both kinds of đ, composed and decomposed letters."""
    assert plain("Nộp  Đúng hạn: đủ lệ phí") == "Nop Dung han: du le phi"
    assert plain("é") == "e"

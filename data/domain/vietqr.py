"""VietQR: the payload of a code by which a citizen transfers a fee (EMVCo QRCPS-MPM, NAPAS 1.5.2).

A payload asks for one amount, to one account, for one purpose; whatever a bank's app could read
otherwise is refused and never shortened.
"""

import re
from dataclasses import dataclass

from data.domain.errors import Refused
from data.domain.text import fold

ACCOUNT_LIMIT = 19
PURPOSE_LIMIT = 25
"""A national dossier code has just as many characters."""
AMOUNT_LIMIT_VND = 10**13 - 1
"""Field 54 has room for thirteen characters."""

_FORMAT, _MADE_FOR_ONE_PAYMENT = "01", "12"
_NAPAS, _TO_AN_ACCOUNT = "A000000727", "QRIBFTTA"
_DONG, _COUNTRY = "704", "VN"
_BANK_BIN = re.compile(r"[0-9]{6}")
_ACCOUNT = re.compile(rf"[0-9A-Z]{{1,{ACCOUNT_LIMIT}}}")
_PURPOSE = re.compile(rf"[0-9A-Za-z .\-/]{{1,{PURPOSE_LIMIT}}}")
_CRC_POLYNOMIAL, _CRC_START, _BYTE_BITS = 0x1021, 0xFFFF, 8
_CRC_HEAD = "6304"
"""Number and length of the check itself, which it covers."""


@dataclass(frozen=True, slots=True)
class Account:
    """Where a fee is transferred to: the bank as NAPAS numbers it, and whose account it is.

    Raises Refused("bank-bin-bad") and Refused("account-number-bad").
    """

    bank_bin: str
    number: str
    name: str

    def __post_init__(self) -> None:
        if not _BANK_BIN.fullmatch(self.bank_bin):
            raise Refused("bank-bin-bad")
        if not _ACCOUNT.fullmatch(self.number):
            raise Refused("account-number-bad")


@dataclass(frozen=True, slots=True)
class Transfer:
    """What a citizen is asked to transfer: the fee of one dossier, whose code is the purpose.

    Raises as `payload`: what cannot be a code is asked of nobody.
    """

    account: Account
    amount_vnd: int
    purpose: str

    def __post_init__(self) -> None:
        payload(self.account, self.amount_vnd, self.purpose)

    @property
    def payload(self) -> str:
        return payload(self.account, self.amount_vnd, self.purpose)


def payload(account: Account, amount_vnd: int, purpose: str) -> str:
    """What the code says. `purpose` loses its accents, for banks take no others.

    Raises Refused("transfer-amount-bad") and Refused("transfer-purpose-bad").
    """
    if not 0 < amount_vnd <= AMOUNT_LIMIT_VND:
        raise Refused("transfer-amount-bad")
    if not _PURPOSE.fullmatch(said := plain(purpose)):
        raise Refused("transfer-purpose-bad", limit=PURPOSE_LIMIT)
    party = _field("00", account.bank_bin) + _field("01", account.number)
    merchant = _field("00", _NAPAS) + _field("01", party) + _field("02", _TO_AN_ACCOUNT)
    covered = (
        _field("00", _FORMAT)
        + _field("01", _MADE_FOR_ONE_PAYMENT)
        + _field("38", merchant)
        + _field("53", _DONG)
        + _field("54", str(amount_vnd))
        + _field("58", _COUNTRY)
        + _field("62", _field("08", said))
        + _CRC_HEAD
    )
    return covered + f"{crc16(covered.encode('ascii')):04X}"


def plain(text: str) -> str:
    """`text` without accents and with single spaces; its capitals stay."""
    return " ".join("".join(_without_accents(char) for char in text).split())


def crc16(data: bytes) -> int:
    """CRC-16/CCITT-FALSE, as EMVCo asks for it."""
    crc = _CRC_START
    for byte in data:
        crc ^= byte << _BYTE_BITS
        for _ in range(_BYTE_BITS):
            crc = (crc << 1) ^ (_CRC_POLYNOMIAL if crc & 0x8000 else 0)
        crc &= 0xFFFF
    return crc


def _field(number: str, value: str) -> str:
    return f"{number}{len(value):02}{value}"


def _without_accents(char: str) -> str:
    folded = fold(char)
    return folded.upper() if char.isupper() else folded

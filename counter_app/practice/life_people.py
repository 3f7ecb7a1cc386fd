"""People who cannot exist: each given name says that it is none, and no province ever gave out the
numbers on their cards.
"""

from collections.abc import Sequence
from random import Random
from typing import Final, TypeVar

from data.domain.codes import s10_check_digit
from data.domain.people import IdentityKind, PartyKind, Person

PROVINCE: Final = "999"
"""First digits of a citizen card: the highest code that a province has is 096."""
OLD_CARD: Final = "999"
PHONE: Final = "0000"
"""No network gives out numbers that begin like this."""
DOMAIN: Final = "example.org"
"""Reserved by RFC 2606."""

_FAMILY: Final = ("Nguyễn",) * 12 + ("Trần",) * 5 + ("Lê",) * 4 + ("Phạm", "Phạm", "Huỳnh", "Huỳnh")
FAMILY: Final = (*_FAMILY, *("Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý"))
MIDDLE: Final = ("Văn", "Thị", "Đức", "Hữu", "Ngọc", "Minh", "Thanh", "Quang", "Kim", "Xuân", "Như")
GIVEN: Final = ("Thử", "Mẫu", "Ví Dụ", "Tập Thử", "Giả Định", "Không Có", "Thí Dụ", "Nháp")
"""No one of these is a given name: whoever bears it was invented."""
VILLAGES: Final = ("Ví Dụ", "Thử", "Mẫu", "Không Có", "Giả Định", "Tập", "Nháp")
TRADES: Final = ("Xây dựng", "Thương mại", "Vận tải", "Du lịch", "Thủy sản", "Cơ khí", "Dược phẩm")

Item = TypeVar("Item")


def pick(random: Random, items: Sequence[Item]) -> Item:
    """One of them. `random.random` gives the same on every Python, `choice` need not."""
    return items[int(random.random() * len(items))]


def digits(random: Random, count: int) -> str:
    return f"{int(random.random() * 10**count):0{count}}"


def an_item(random: Random) -> str:
    """The number of a postal item, its check digit right (UPU S10)."""
    serial = digits(random, 8)
    return f"EP{serial}{s10_check_digit(serial)}VN"


def a_name(random: Random) -> str:
    return f"{pick(random, FAMILY)} {pick(random, MIDDLE)} {pick(random, GIVEN)}"


def an_address(random: Random) -> str:
    number, village = 1 + int(random.random() * 300), pick(random, VILLAGES)
    return f"Số {number}, thôn {village}, xã {pick(random, VILLAGES)}, tỉnh Mẫu"


def a_phone(random: Random) -> str:
    return PHONE + digits(random, 6)


def an_email(random: Random) -> str:
    return f"nguoi.thu.{digits(random, 6)}@{DOMAIN}"


def a_person(random: Random) -> Person:
    """A citizen; one in twelve shows an old card."""
    kind, number, draw = IdentityKind.CITIZEN_CARD, PROVINCE + digits(random, 9), random.random()
    if draw < 0.08:  # noqa: PLR2004 - a share
        kind, number = IdentityKind.OLD_CARD, OLD_CARD + digits(random, 6)
    return Person(
        name=a_name(random),
        identity_kind=kind,
        identity=number,
        address=an_address(random),
        phone=a_phone(random),
    )


def an_organisation(random: Random) -> Person:
    """A company with its representative and a tax code of no province."""
    return Person(
        name=f"Công ty TNHH {pick(random, TRADES)} {pick(random, GIVEN)} {digits(random, 3)}",
        address=an_address(random),
        phone=a_phone(random),
        kind=PartyKind.ORGANISATION,
        tax_code="00" + digits(random, 8),
        representative=a_name(random),
    )

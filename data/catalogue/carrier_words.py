"""How carriers name the columns of their status files, and what becomes of an item.

Words are compared without accents and case. Only a word with one meaning stands here; any other
is decided by an officer, once, and kept with the desk's settings.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from data.domain.text import fold


class Part(StrEnum):
    """What a column of the file says."""

    ITEM = "item"
    STATUS = "status"
    DAY = "day"
    RECEIVER = "receiver"
    NOTE = "note"
    IDENTITY = "identity"
    """What the post looked at on delivery; looked at here, and kept nowhere."""
    RECEIPT = "receipt"
    """Of the fee that the post took on delivery (R32, C20)."""


class PostOutcome(StrEnum):
    """What a status word of the carrier means here."""

    DELIVERED = "delivered"
    NOT_DELIVERED = "not-delivered"
    """Nobody was found, and an invitation was left (TT 17/2017 Đ5.2.h)."""
    RETURNED = "returned"
    LOST = "lost"
    DAMAGED = "damaged"
    IN_TRANSIT = "in-transit"
    """Nothing to record."""


HEADERS: Final[Mapping[Part, tuple[tuple[str, ...], ...]]] = {
    Part.ITEM: (
        (
            *("số hiệu bưu gửi", "mã bưu gửi", "số bưu gửi", "mã vận đơn", "số vận đơn"),
            *("item number", "item id", "tracking number", "tracking no", "barcode"),
        ),
        ("số hiệu", "mã vạch", "item"),
    ),
    Part.STATUS: (
        ("trạng thái phát", "trạng thái bưu gửi", "tình trạng phát", "delivery status"),
        ("trạng thái", "tình trạng", "kết quả phát", "status", "state"),
    ),
    Part.DAY: (
        ("ngày phát", "ngày phát thành công", "thời gian phát", "ngày giờ phát", "delivery date"),
        ("ngày trạng thái", "thời gian trạng thái", "status date", "date"),
    ),
    Part.RECEIVER: (
        ("người ký nhận", "người nhận thực tế", "người thực nhận", "received by", "signed by"),
        ("người nhận", "tên người nhận", "họ tên người nhận", "receiver", "recipient"),
    ),
    Part.NOTE: (
        ("lý do không phát được", "lý do", "reason"),
        ("ghi chú", "note", "notes", "remark", "remarks"),
    ),
    Part.IDENTITY: (("giấy tờ tùy thân", "giấy tờ", "cccd", "số cccd", "identity", "id paper"),),
    Part.RECEIPT: (("số biên lai", "biên lai", "số phiếu thu", "receipt number", "receipt"),),
}
"""Of each part the words for it, those that say it best first."""

STATUS_WORDS: Final[Mapping[PostOutcome, tuple[str, ...]]] = {
    PostOutcome.DELIVERED: (
        *("phát thành công", "đã phát thành công", "đã phát", "giao thành công", "đã giao"),
        *("đã giao hàng", "giao hàng thành công", "delivered"),
    ),
    PostOutcome.NOT_DELIVERED: (
        *("phát không thành công", "giao không thành công", "giao hàng không thành công"),
        *("đã gửi giấy mời", "đã để lại giấy mời", "invitation left"),
    ),
    PostOutcome.RETURNED: (
        *("đã chuyển hoàn", "chuyển hoàn thành công", "đã phát hoàn", "phát hoàn thành công"),
        *("đã hoàn trả", "returned", "returned to sender"),
    ),
    PostOutcome.LOST: ("thất lạc", "mất bưu gửi", "lost"),
    PostOutcome.DAMAGED: ("hư hỏng", "bưu gửi hư hỏng", "damaged"),
    PostOutcome.IN_TRANSIT: (
        *("chấp nhận gửi", "đã chấp nhận", "đang vận chuyển", "đang phát", "đang đi phát"),
        *("đang giao hàng", "đang chuyển hoàn", "accepted", "in transit", "out for delivery"),
    ),
}


def word(text: str) -> str:
    """What is compared of a header or a status: no accents, no case, no outer punctuation."""
    return " ".join(fold(text).strip(" .:;*()[]").split())


_OUTCOMES: Final = {word(it): kind for kind, words in STATUS_WORDS.items() for it in words}
_HEADER_WORDS: Final = {word(it) for ranks in HEADERS.values() for rank in ranks for it in rank}
_WITH_ACCENTS: Final = frozenset(
    it for ranks in HEADERS.values() for rank in ranks for it in rank if not it.isascii()
)


def first_guess(status: str) -> PostOutcome | None:
    """The only thing that this status can mean; None where an officer has to say."""
    return _OUTCOMES.get(word(status))


def is_known_header(text: str) -> bool:
    return word(text) in _HEADER_WORDS


def is_vietnamese_header(text: str) -> bool:
    """With its accents in place: only the right encoding reads it so."""
    return text.strip(" .:;*").lower() in _WITH_ACCENTS

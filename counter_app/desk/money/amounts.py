"""An amount of money as somebody types it: `1.250.000`, `1250000`, `50.000 đ`."""

import re
from typing import Final

from data.domain.errors import Refused

AMOUNT_LIMIT: Final = 18
"""Characters of an amount in a field."""
_AMOUNT: Final = re.compile(r"\d{1,12}|\d{1,3}([. ]\d{3}){1,3}", re.ASCII)
_CURRENCY: Final = re.compile(r"\s*(đ|đồng|vnd)$", re.IGNORECASE)


def vnd_of(text: str) -> int:
    """Whole đồng; nothing typed is 0. Raises Refused("amount-unreadable")."""
    typed = _CURRENCY.sub("", text.strip())
    if not typed:
        return 0
    if _AMOUNT.fullmatch(typed) is None:
        raise Refused("amount-unreadable")
    return int(re.sub(r"\D", "", typed))

"""Time at the counter: aware UTC inside, Asia/Ho_Chi_Minh at the edges, the clock passed in."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")

Clock = Callable[[], datetime]
"""Gives the present moment as an aware datetime."""


def local(moment: datetime) -> datetime:
    """`moment` on the clock of the counter."""
    assert moment.tzinfo is not None
    return moment.astimezone(LOCAL)

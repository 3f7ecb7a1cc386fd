"""The only place that reads the machine's clock; everything else is given it."""

from datetime import UTC, datetime


def now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - this is where the clock comes from

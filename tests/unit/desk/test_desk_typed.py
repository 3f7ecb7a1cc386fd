"""Moments as they are typed from a paper: read as they stand, or not at all."""

import pytest

from counter_app.desk.receiving.typed import moment_of


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("8:30 20/11/2026", "2026-11-20T08:30"),
        ("20/11/2026 8g30", "2026-11-20T08:30"),
        ("8 giờ 20-11-2026", "2026-11-20T08:00"),
        ("lúc 8h 20/11/2026", "2026-11-20T08:00"),
    ],
)
def test_a_moment_is_read_in_either_order(text: str, said: str) -> None:
    """Hour and day as people write them here."""
    moment = moment_of(text)
    assert moment is not None
    assert f"{moment:%Y-%m-%dT%H:%M}" == said


@pytest.mark.parametrize(
    "text",
    [
        "8:3 20/11/2026",
        "8: 20/11/2026",
        "18:305 20/11/2026",
        "123:45 20/11/2026",
        "8:30 112/11/2026",
        "8:30 20/11/20261",
        "8:30 31/11/2026",
        "24:00 20/11/2026",
        "8:30 20/11/1026",
        "5:00 1/1/0001",
        "20/11/2026",
        "8:30",
    ],
)
def test_c7_what_is_half_a_moment_is_none(text: str) -> None:
    """A slip of the hand never becomes another hour, and no year before the codes begin."""
    assert moment_of(text) is None

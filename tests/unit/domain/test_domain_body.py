"""What an entry's body says is read as what it must be, or the field is named."""

from collections.abc import Callable

import pytest

from data.domain.body import BodyError, Reader
from data.domain.roles import Role


@pytest.mark.parametrize(
    "reads",
    [
        lambda body: body.text("x"),
        lambda body: body.flag("x"),
        lambda body: body.time("text"),
        lambda body: body.choice("text", Role),
        lambda body: body.choices("texts", Role),
        lambda body: body.child("text"),
        lambda body: body.children("texts"),
        lambda body: body.texts("text"),
        lambda body: body.texts("numbers"),
        lambda body: body.number("text"),
        lambda body: body.number("yes"),
        lambda body: body.date("text"),
        lambda body: body.dates("texts"),
    ],
)
def test_what_is_something_else_is_malformed(reads: Callable[[Reader], object]) -> None:
    """A fold keeps such an entry as a conflict, and never guesses."""
    body = Reader({"x": 1, "text": "x", "texts": ["x"], "numbers": [1], "yes": True})
    with pytest.raises(BodyError):
        reads(body)


def test_what_is_there_is_read() -> None:
    """Choices as their members, in their order."""
    body = Reader({"roles": ["supervisor", "police-desk"], "yes": True})
    assert body.choices("roles", Role) == (Role.SUPERVISOR, Role.POLICE)
    assert body.flag("yes")
    assert not body.flag("no")

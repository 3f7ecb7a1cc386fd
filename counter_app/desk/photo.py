"""A photograph of a paper that is no page of a dossier: it is kept with the act that it is of."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Photo:
    """`overruled` are codes of what was found of it, where the officer keeps it all the same."""

    jpeg: bytes = field(repr=False)
    overruled: tuple[str, ...] = ()


def overruled_of(photos: Iterable[Photo | None]) -> tuple[str, ...]:
    """Of all photographs of one act."""
    return tuple(code for photo in photos if photo is not None for code in photo.overruled)

"""Pages that are to be bound into one file, and what came of it: values without a library."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Binding:
    """What the file says of itself. `at` is a moment of the record; `number` counts components."""

    code: str
    procedure: str
    component: str
    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page and its number in the component."""

    picture: bytes
    number: int


@dataclass(frozen=True, slots=True)
class Bound:
    """`left_out` are numbers of pages that no PDF can hold; `pdf` is None where none is left."""

    pdf: bytes | None
    left_out: tuple[int, ...]

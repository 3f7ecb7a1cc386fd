"""Which text of a Center-supplied file was used: its name and the SHA-256 of its bytes.

Due dates, fees and component texts are kept with the edition they came from, so that they can be
explained and computed again (design idea 2).
"""

from dataclasses import dataclass

_SHORT_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Edition:
    """`str()` gives the short form for papers and screens: `name@` and twelve hex digits."""

    name: str
    sha256: str

    def __str__(self) -> str:
        return f"{self.name}@{self.sha256[:_SHORT_DIGITS]}"

"""What a printer is believed to do, by its name: what is not known of it is not relied on.

Facts about printers are python-escpos's capabilities data. They are read as the file that they
are, at the first name that is asked for: the library's own reader takes half a second, writes a
cache into the temporary folder and sets up logging.
"""

import importlib.util
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from printing.errors import PrintingError


class Cut(StrEnum):
    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"
    """Torn off by hand: the paper is fed to the bar."""


@dataclass(frozen=True, slots=True)
class Profile:
    """`width_dots` is 0 where nobody knows it.

    No profile knows the unit of a feed: it is a dot on some printers, half a dot on others, and
    blank rows that are drawn cost half a per cent of a slip.
    """

    name: str
    width_dots: int = 0
    margins: bool = True
    """GS L moves pictures: white to the left of the ink is not sent."""
    doubles: bool = False
    """GS v 0 prints rows twice (m = 2): equal neighbours are sent once."""
    qr: bool = False
    code128: bool = False
    cut: Cut = Cut.PARTIAL

    def require_room(self, width_dots: int) -> None:
        """Raises PrintingError for a sheet that would lose its right edge."""
        if self.width_dots and width_dots > self.width_dots:
            raise PrintingError("the paper is wider than the printer")


SAFE = Profile("safe")
"""For a printer that nobody knows: pictures, and where each begins. All manuals of ESC/POS have
both commands, and one who ignored the second would still print every dot."""
PLAIN = Profile("plain", margins=False)
"""For a printer that showed on the test slip that it does not know margins."""
DOUBLES = Profile("doubles", doubles=True)
CODES = Profile("codes", doubles=True, qr=True, code128=True)
"""For one that showed that it can do more; the test slip tells which."""
OWN = (SAFE, PLAIN, DOUBLES, CODES)
_OWN = {"": SAFE, **{own.name: own for own in OWN}}


def profile(name: str) -> Profile:
    """The profile of this name; the safe one for a name that nobody knows.

    Raises PrintingError for a printer that is known to draw no pictures, or not by ESC/POS.
    """
    if name in _OWN:
        return _OWN[name]
    known = _capabilities().get(name)
    return SAFE if known is None else _read(name, known)


def names() -> tuple[str, ...]:
    """All names that `profile` knows."""
    return (*(own.name for own in OWN), *sorted(_capabilities()))


@lru_cache(maxsize=1)
def _capabilities() -> Mapping[str, Mapping[str, object]]:
    """Finding the package does not run it."""
    package = importlib.util.find_spec("escpos")
    assert package is not None
    assert package.origin is not None
    text = (Path(package.origin).parent / "capabilities.json").read_text("utf-8")
    profiles: dict[str, Mapping[str, object]] = json.loads(text)["profiles"]
    return profiles


def _read(name: str, known: Mapping[str, object]) -> Profile:
    features = _mapping(known, "features")
    if features.get("starCommands") or not features.get("bitImageRaster"):
        raise PrintingError("this kind of printer does not draw pictures by ESC/POS")
    pixels = _mapping(_mapping(known, "media"), "width").get("pixels")
    return Profile(
        name,
        width_dots=pixels if isinstance(pixels, int) else 0,
        doubles=True,
        qr=bool(features.get("qrCode")),
        code128=bool(features.get("barcodeB")),
        cut=_cut(features),
    )


def _cut(features: Mapping[str, object]) -> Cut:
    """A partial cut keeps the slip from falling to the ground."""
    if features.get("paperPartCut"):
        return Cut.PARTIAL
    return Cut.FULL if features.get("paperFullCut") else Cut.NONE


def _mapping(known: Mapping[str, object], key: str) -> Mapping[str, object]:
    inner = known.get(key)
    return inner if isinstance(inner, dict) else {}

from collections.abc import Callable
from enum import Enum
from typing import TypeAlias

Layout: TypeAlias = Callable[[int, int, tuple[float, float]], tuple[float, float, float, float]]

class FitMode(Enum):
    into = 1
    fill = 2
    exact = 3
    shrink = 4
    enlarge = 5

class Engine(Enum):
    internal = 1
    pikepdf = 2

class Rotation(Enum):
    ifvalid = 3

class ImageOpenError(Exception): ...
class JpegColorspaceError(Exception): ...
class UnsupportedColorspaceError(Exception): ...
class AlphaChannelError(Exception): ...
class PdfTooLargeError(Exception): ...
class NegativeDimensionError(Exception): ...
class ExifOrientationError(Exception): ...

def mm_to_pt(length: float) -> float: ...
def get_layout_fun(
    pagesize: tuple[float, ...] | None = None,
    imgsize: tuple[float, ...] | None = None,
    border: tuple[float, ...] | None = None,
    fit: FitMode | None = None,
    auto_orient: bool = False,
) -> Layout: ...
def convert(
    *images: bytes,
    layout_fun: Layout | None = None,
    title: str | None = None,
    nodate: bool = False,
    engine: Engine | None = None,
    rotation: Rotation | None = None,
) -> bytes | None: ...

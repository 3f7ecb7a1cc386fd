"""Pages of one component bound into one PDF/A-2b (ISO 19005-2): pictures as they are, no clock.

The same pages and the same facts give the same bytes, wherever and whenever they are bound.
"""

import io
import logging
from collections.abc import Callable, Sequence
from datetime import UTC
from functools import cache
from struct import error as struct_error
from typing import Final, TypeAlias

import img2pdf
import pikepdf
from PIL import ImageCms

from printing.errors import PageUnfit
from printing.pdf.leaves import Binding, Bound, Leaf

CREATOR: Final = "counter"
POINTS_PER_INCH: Final = 72
TRUE_DPI: Final = (100.0, 1200.0)
"""A file of another resolution tells nothing of its paper, which is then laid on A4."""
A4_PT: Final = (img2pdf.mm_to_pt(210), img2pdf.mm_to_pt(297))
INKS: Final = 4

# It warns of clear pictures on standard error, which a screen may stand on.
logging.getLogger(img2pdf.__name__).setLevel(logging.CRITICAL)
_ICC_DATE: Final = slice(24, 36)
_UNFIT: Final = (
    *(OSError, ValueError, TypeError, LookupError, ArithmeticError, SyntaxError),
    *(AssertionError, AttributeError, NotImplementedError, struct_error, MemoryError),
    *(img2pdf.ImageOpenError, img2pdf.JpegColorspaceError, img2pdf.AlphaChannelError),
    *(img2pdf.PdfTooLargeError, img2pdf.NegativeDimensionError, img2pdf.ExifOrientationError),
    pikepdf.PdfError,
)
"""What reading the head of a picture may raise; the pixels are not looked at."""


Mend: TypeAlias = Callable[[bytes], bytes]
"""Makes a plain JPEG of a picture."""


def bind(leaves: Sequence[Leaf], binding: Binding, *, mend: Mend) -> Bound:
    """One page a leaf, labelled "component.page"; a JPEG goes in byte for byte.

    `mend` is asked for pictures that cannot, and may raise PageUnfit too.
    """
    bound: list[Leaf] = []
    with pikepdf.new() as document:
        for leaf in leaves:
            try:
                page = _mended(leaf.picture, mend)
            except PageUnfit:
                continue
            with pikepdf.open(io.BytesIO(page)) as one:
                document.pages.extend(one.pages)
            bound.append(leaf)
        _finish(document, bound, binding)
        file = io.BytesIO()
        document.save(
            file,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            force_version="1.7",
        )
    numbers = {leaf.number for leaf in bound}
    left_out = tuple(leaf.number for leaf in leaves if leaf.number not in numbers)
    return Bound(file.getvalue() if bound else None, left_out)


def _finish(document: pikepdf.Pdf, leaves: Sequence[Leaf], binding: Binding) -> None:
    document.Root.PageLabels = _labels(leaves, binding.number)
    _describe(document, binding)
    _declare_colours(document)


def _mended(picture: bytes, mend: Mend) -> bytes:
    try:
        return _page(picture)
    except PageUnfit:
        return _page(mend(picture))


def _page(picture: bytes) -> bytes:
    """A PDF of one page, with the JPEG's own bytes inside."""
    try:
        made = img2pdf.convert(
            picture,
            layout_fun=_layout,
            rotation=img2pdf.Rotation.ifvalid,
            nodate=True,
            engine=img2pdf.Engine.internal,
        )
        with pikepdf.open(io.BytesIO(made or b"")) as one:
            other = any(_is_no_rgb(it) for it in one.pages[0].Resources.XObject.values())
    except _UNFIT as error:
        raise PageUnfit from error
    if made is None or other:
        raise PageUnfit
    return made


def _is_no_rgb(picture: pikepdf.Object) -> bool:
    """Four inks have no place in a file that says what red, green and blue are, nor has glass."""
    if "/SMask" in picture:
        return True
    space = picture.ColorSpace
    if isinstance(space, pikepdf.Array) and space[0] == pikepdf.Name.ICCBased:
        return int(space[1].N) == INKS
    return bool(space == pikepdf.Name.DeviceCMYK)


def _layout(
    wide_px: int, tall_px: int, dpi: tuple[float, float]
) -> tuple[float, float, float, float]:
    """Page and picture in points: as large as the paper was, or as large as A4 holds."""
    if all(TRUE_DPI[0] <= it <= TRUE_DPI[1] for it in dpi):
        wide, tall = (wide_px * POINTS_PER_INCH / dpi[0], tall_px * POINTS_PER_INCH / dpi[1])
    else:
        room = A4_PT if tall_px >= wide_px else A4_PT[::-1]
        scale = min(room[0] / wide_px, room[1] / tall_px)
        wide, tall = wide_px * scale, tall_px * scale
    return (wide, tall, wide, tall)


def _labels(leaves: Sequence[Leaf], component: int) -> pikepdf.Dictionary:
    """Numbers as the record counts them (ISO 32000 §12.4.2), also where one is missing."""
    numbers = pikepdf.Array()
    for place, leaf in enumerate(leaves):
        if place == 0 or leaf.number != leaves[place - 1].number + 1:
            numbers.append(place)
            numbers.append(pikepdf.Dictionary(S=pikepdf.Name.D, P=f"{component}.", St=leaf.number))
    return pikepdf.Dictionary(Nums=numbers)


def _describe(document: pikepdf.Pdf, binding: Binding) -> None:
    title = f"{binding.code} · {binding.number}. {binding.component}"
    moment = binding.at.astimezone(UTC).replace(microsecond=0)
    document.docinfo["/Title"] = title
    document.docinfo["/Subject"] = binding.procedure
    document.docinfo["/Keywords"] = binding.code
    document.docinfo["/Creator"] = CREATOR
    document.docinfo["/Producer"] = CREATOR
    document.docinfo["/CreationDate"] = f"{moment:D:%Y%m%d%H%M%S}Z"
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:title"] = title
        metadata["dc:description"] = binding.procedure
        metadata["pdf:Keywords"] = binding.code
        metadata["xmp:CreatorTool"] = CREATOR
        metadata["pdf:Producer"] = CREATOR
        metadata["xmp:CreateDate"] = f"{moment:%Y-%m-%dT%H:%M:%S}Z"
        metadata["pdfaid:part"] = "2"
        metadata["pdfaid:conformance"] = "B"


def _declare_colours(document: pikepdf.Pdf) -> None:
    """What red, green and blue are: PDF/A asks for it."""
    profile = document.make_stream(_srgb(), N=3)
    intent = pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name.GTS_PDFA1,
        OutputConditionIdentifier="sRGB",
        Info="sRGB IEC61966-2.1",
        DestOutputProfile=profile,
    )
    document.Root.OutputIntents = pikepdf.Array([document.make_indirect(intent)])


@cache
def _srgb() -> bytes:
    """The profile without the moment at which it was made (ICC.1 §7.2.8)."""
    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    made[_ICC_DATE] = bytes(12)
    return bytes(made)

"""What others do: the slip drawn with Pillow, sent by python-escpos's `image()`; and its text."""

import contextlib
import io
import logging
import textwrap

import segno
from PIL import Image, ImageDraw
from press.slips import Job, words

from printing.fonts import font
from printing.inked import Inked
from printing.raster import unpack
from printing.wrapping import Weight

LINE_CHARACTERS = {576: 48, 384: 32}
GREY_LIMIT = 160

logging.disable(logging.CRITICAL)
from escpos.printer import Dummy  # noqa: E402 - it speaks while it is loaded


def drawn(job: Job, height_dots: int) -> Image.Image:
    """Its text line by line and one code, without a cache: what a plain program does each time."""
    sheet = Image.new("L", (job.size.width_dots, height_dots), 255)
    pen = ImageDraw.Draw(sheet)
    face = font(Weight.REGULAR, job.size.body_dots)
    top = 0
    for line in _lines(job):
        pen.text((0, top), line, fill=0, font=face)
        top += job.size.body_dots * 5 // 4
    code = segno.make_qr("000.00.19.H47-261123-0012", error="m")
    for row, modules in enumerate(code.matrix):
        for column, module in enumerate(modules):
            if module:
                corner = (column * 8, row * 8)
                pen.rectangle((*corner, corner[0] + 7, corner[1] + 7), fill=0)
    return sheet.point(lambda grey: 255 * (grey > GREY_LIMIT)).convert("1")


def image_bytes(picture: Image.Image) -> bytes:
    """`image()` as it comes, without what it prints about the width."""
    printer = Dummy()
    with contextlib.redirect_stdout(io.StringIO()):
        printer.image(picture, center=False)
    printer.cut()
    return bytes(printer.output)


def text_bytes(job: Job) -> bytes:
    """`text()`, which is right on a printer with Vietnamese code pages only."""
    printer = Dummy()
    for line in _lines(job):
        printer.text(f"{line}\n")
    printer.cut()
    return bytes(printer.output)


def picture(sheet: Inked) -> Image.Image:
    """Our own sheet as a picture for `image()`."""
    return Image.fromarray((1 - unpack(sheet.raster)) * 255).convert("1")


def _lines(job: Job) -> list[str]:
    wide = LINE_CHARACTERS[job.size.width_dots]
    return [line for text in words(job.slip.blocks) for line in textwrap.wrap(text, wide)]

"""What stands around the words of every paper: marks, head, signatures, codes and foot.

A paper for practice, from unverified data or printed again says so above everything else (C16).
"""

from collections.abc import Iterator
from dataclasses import replace

from data.domain.codes import SLIP_KEY_LENGTH, is_slip_key
from data.domain.papers import Copy, Imprint, Mark
from printing.blocks import (
    Align,
    Banner,
    Barcode,
    Beside,
    Block,
    Qr,
    Rule,
    Signatures,
    Signer,
    Space,
    Text,
)
from printing.papers.values import harmless
from printing.papers.writer import Writer
from printing.wrapping import Weight

BARCODE_MODULE_DOTS = 3
SIGNATURE_ROOM_DOTS = 96
TOP_DOTS = 6
QUIET_MODULES = 4
BARCODE_DOTS = (11 * (2 + SLIP_KEY_LENGTH // 2) + 13 + 2 * 10) * BARCODE_MODULE_DOTS
"""Start, six pairs, check and stop symbols between two quiet zones of ten modules."""

EVALUATION_DOTS = 220
"""Room for the evaluation's code and the words below it where a transfer stands beside them."""


def qr_side_dots(version: int, module_dots: int) -> int:
    """A code of this version with its quiet zones."""
    return (17 + 4 * version + 2 * QUIET_MODULES) * module_dots


def marks(writer: Writer, imprint: Imprint) -> Iterator[Block]:
    words = [
        *("marks.practice" for mark in imprint.marks if mark is Mark.PRACTICE),
        *("marks.sample_data" for mark in imprint.marks if mark is Mark.SAMPLE_DATA),
        *(("marks.reprint",) if imprint.reprint else ()),
    ]
    yield Space(TOP_DOTS)
    for key in words:
        for text in writer.centered(key, writer.size.body_dots, Weight.BOLD):
            yield Banner(text, 3)
            yield Space(6)
    if imprint.reprint:
        yield from writer.centered("marks.reprint_reason", writer.size.small_dots)
    if words:
        yield Space(10)


def head(writer: Writer) -> Iterator[Block]:
    """The Center on the left, the State on the right (TT 01/2018); on narrow paper below it."""
    small = writer.size.small_dots
    ours: tuple[Block, ...] = (
        *writer.centered("head.authority", small),
        *(
            replace(text, one_line=True)
            for text in writer.centered("head.center", small, Weight.BOLD)
        ),
        Space(4),
        Rule(2, 30),
    )
    state: tuple[Block, ...] = (
        *writer.centered("head.state", small, Weight.BOLD),
        *writer.centered("head.motto", small, Weight.BOLD),
        Space(4),
        Rule(2, 50),
    )
    if writer.size.side_by_side:
        half_dots = writer.size.width_dots // 2
        yield Beside(ours, state, half_dots - 8, gap_dots=16, level=True)
    else:
        yield from (*state, Space(8), *ours)
    yield Space(8)


def place_and_date(writer: Writer) -> Iterator[Text]:
    small = writer.size.small_dots
    dated = writer.line("head.place_date", small, weight=Weight.ITALIC, align=Align.RIGHT)
    return (replace(text, one_line=True) for text in dated)


def title(writer: Writer) -> Iterator[Block]:
    yield Space(10)
    yield from writer.centered("head.title", writer.size.title_dots, Weight.BOLD)


def copy_line(writer: Writer, copy: Copy) -> Iterator[Block]:
    key = "head.kept" if copy is Copy.KEPT else "head.applicant"
    yield from writer.centered(key, writer.size.small_dots)
    yield Space(8)


def people(writer: Writer) -> Iterator[Block]:
    """Whose dossier it is, and who brought it; what is not known takes no line."""
    yield from writer.line("body.applicant", filled=Weight.BOLD)
    for key in ("identity", "tax_code", "representative", "submitter", "address", "phone", "email"):
        yield from writer.line(f"body.{key}")


def signer(writer: Writer, role: str, name: str) -> Signer:
    return Signer(writer.words(f"signatures.{role}"), writer.words("signatures.hint"), name)


def signatures(
    writer: Writer, left: Signer | None, *, officer: str | None = None
) -> Iterator[Block]:
    """The officer signs on the right, the citizen on the left where the form has him sign.

    `officer` is who signs where that is not who had the paper made.
    """
    small = writer.size.small_dots
    name = writer.values["officer"] if officer is None else officer
    yield Space(14)
    yield Signatures(left, signer(writer, "officer", name), small, small - 1, SIGNATURE_ROOM_DOTS)
    yield from foot_rule()


def both_sign(writer: Writer, left: tuple[str, str], right: tuple[str, str]) -> Iterator[Block]:
    """Who gives on the left and who takes on the right, each as role and name."""
    small = writer.size.small_dots
    yield Space(14)
    yield Signatures(
        signer(writer, *left), signer(writer, *right), small, small - 1, SIGNATURE_ROOM_DOTS
    )
    yield from foot_rule()


def each_signs(writer: Writer, left: str, right: str) -> Iterator[Block]:
    """Two roles with hints of their own and no name: they sign what the machine did not ask for."""
    small = writer.size.small_dots

    def place(role: str) -> Signer:
        return Signer(
            writer.words(f"signatures.{role}"), writer.words(f"signatures.{role}_hint"), ""
        )

    yield Space(14)
    yield Signatures(place(left), place(right), small, small - 1, SIGNATURE_ROOM_DOTS)
    yield from foot_rule()


def numbered(writer: Writer, key: str = "head.number") -> Iterator[Block]:
    """The number on the left under whose paper it is, place and date on the right."""
    size = writer.size
    align = Align.CENTER if size.side_by_side else Align.LEFT
    number: tuple[Block, ...] = tuple(writer.line(key, size.small_dots, align=align))
    date: tuple[Block, ...] = tuple(place_and_date(writer))
    if size.side_by_side:
        yield Beside(number, date, size.width_dots * 2 // 5, level=True)
    else:
        yield from (*number, *date)


def opening(writer: Writer, imprint: Imprint) -> Iterator[Block]:
    """Everything above the words of a paper that is made once."""
    yield from marks(writer, imprint)
    yield from head(writer)
    yield from (
        numbered(writer) if "head.number" in writer.template.lines else place_and_date(writer)
    )
    yield from title(writer)


def foot_rule() -> Iterator[Block]:
    yield Space(12)
    yield Rule(1)
    yield Space(8)


def body_rule() -> Iterator[Block]:
    yield Space(8)
    yield Rule(2)
    yield Space(8)


def citizen(writer: Writer) -> Signer:
    return signer(writer, "submitter", writer.values["submitter"] or writer.values["applicant"])


def codes(
    writer: Writer, key: str, evaluation_url: str, transfer: Block | None = None
) -> Iterator[Block]:
    """The key for a laser gun, and the evaluation slip that goes with 01, 02 and 03 (C13).

    `transfer` stands between them, and takes the room that they leave.
    """
    bars, evaluation = tuple(barcode(writer, key)), tuple(_evaluation(writer, evaluation_url))
    if transfer is not None and evaluation:
        rest_dots = writer.size.width_dots - (BARCODE_DOTS if bars else 0)
        evaluation = (Beside((transfer,), evaluation, rest_dots - EVALUATION_DOTS, gap_dots=8),)
    elif transfer is not None:
        evaluation = (transfer,)
    if writer.size.side_by_side and bars and evaluation:
        yield Beside(bars, evaluation, BARCODE_DOTS)
    else:
        yield from (*bars, *evaluation)
    yield Space(6)


def proof(writer: Writer) -> Iterator[Block]:
    return writer.centered("foot.proof", writer.size.small_dots - 1)


def barcode(writer: Writer, key: str) -> Iterator[Block]:
    """A wrong key would send the gun to another dossier, so it is left out."""
    if is_slip_key(key):
        size = writer.size
        yield Barcode(key, BARCODE_MODULE_DOTS, size.barcode_height_dots, size.small_dots)


def _evaluation(writer: Writer, url: str) -> Iterator[Block]:
    if payload := harmless(url):
        yield Qr(payload, writer.size.evaluation_module_dots)
        yield from writer.centered("foot.evaluation", writer.size.small_dots - 1)

"""Layout of the receipt (form 01, R69): from a paper's values to typed blocks in print order.

Blocks hold plain text, and every value is made harmless once more here, so whatever a field
contains can only become letters on paper.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from data.domain.clock import local
from data.domain.codes import SLIP_KEY_LENGTH, is_slip_key
from data.domain.papers import Copy, Mark, PaperComponent, Receipt
from data.domain.text import NOTE_LIMIT, clean
from printing.blocks import (
    Align,
    Banner,
    Barcode,
    Beside,
    Block,
    Column,
    Qr,
    Row,
    Rule,
    Signatures,
    Signer,
    Slip,
    Space,
    Table,
    Text,
)
from printing.template import NO_BREAK, Part, Template
from printing.wrapping import Run, Weight


@dataclass(frozen=True, slots=True)
class Paper:
    """What a width of paper can carry. Sizes are heights of letters in dots of 1/203 inch."""

    width_dots: int
    body_dots: int
    small_dots: int
    title_dots: int
    code_dots: int
    due_dots: int
    side_by_side: bool
    """Wide enough for two columns of the head and for text beside a code."""
    count_column_dots: int
    code_module_dots: int
    evaluation_module_dots: int
    barcode_height_dots: int


PAPER_80 = Paper(
    width_dots=576,
    body_dots=22,
    small_dots=19,
    title_dots=31,
    code_dots=30,
    due_dots=62,
    side_by_side=True,
    count_column_dots=60,
    code_module_dots=8,
    evaluation_module_dots=4,
    barcode_height_dots=160,
)
PAPER_58 = Paper(
    width_dots=384,
    body_dots=22,
    small_dots=19,
    title_dots=28,
    code_dots=26,
    due_dots=58,
    side_by_side=False,
    count_column_dots=58,
    code_module_dots=8,
    evaluation_module_dots=4,
    barcode_height_dots=96,
)
PAPER_A5 = Paper(
    width_dots=1056,
    body_dots=24,
    small_dots=20,
    title_dots=34,
    code_dots=32,
    due_dots=60,
    side_by_side=True,
    count_column_dots=96,
    code_module_dots=8,
    evaluation_module_dots=4,
    barcode_height_dots=120,
)
"""A5 with margins of 8 mm, for the copy that is kept (TT 01/2018 Đ9.2, C12)."""


CODE_QR_VERSION = 2
"""25 modules: the 25 characters of a national dossier code at level M."""
BARCODE_MODULE_DOTS = 3
SIGNATURE_ROOM_DOTS = 96
HANGING_DOTS = 20
NAME_COLUMN_LEAST_DOTS = 190
_CODE_MODULES = 17 + 4 * CODE_QR_VERSION
_QUIET_MODULES = 4
_BARCODE_DOTS = (11 * (2 + SLIP_KEY_LENGTH // 2) + 13 + 2 * 10) * BARCODE_MODULE_DOTS
"""Start, six pairs, check and stop symbols between two quiet zones of ten modules."""


def lay_out(receipt: Receipt, template: Template, paper: Paper) -> Slip:
    return Slip(paper.width_dots, tuple(_Layout(receipt, template, paper).blocks()))


def money(amount_vnd: int) -> str:
    return f"{amount_vnd:,}".replace(",", ".") + f"{NO_BREAK}đ"


def harmless(value: str) -> str:
    """`value` on one line without controls; of a text no domain value can have, the beginning.

    The domain cleans what it stores. A printer must not depend on that.
    """
    text = clean(value, NOTE_LIMIT)
    return text if len(value) <= NOTE_LIMIT else f"{text} …"


_NUMBER_AND_WORD = re.compile(r"(?<=\d) (?=[^\W\d])")


def _qr_side_dots(modules: int, module_dots: int) -> int:
    return (modules + 2 * _QUIET_MODULES) * module_dots


class _Layout:
    def __init__(self, receipt: Receipt, template: Template, paper: Paper) -> None:
        self._receipt = receipt
        self._template = template
        self._paper = paper
        self._values = _values(receipt, template)

    def blocks(self) -> Iterator[Block]:
        yield Space(6)
        yield from self._marks()
        yield from self._head()
        yield from self._appointment()
        yield Rule(2)
        yield Space(8)
        yield from self._fields()
        yield from self._components()
        yield from self._promises()
        yield Space(14)
        yield self._signatures()
        yield Space(12)
        yield Rule(1)
        yield Space(8)
        yield from self._notes()
        yield from self._foot()

    def _marks(self) -> Iterator[Block]:
        words = [
            *("marks.practice" for mark in self._receipt.marks if mark is Mark.PRACTICE),
            *("marks.sample_data" for mark in self._receipt.marks if mark is Mark.SAMPLE_DATA),
            *(("marks.reprint",) if self._receipt.reprint else ()),
        ]
        for key in words:
            for text in self._centered(key, self._paper.body_dots, Weight.BOLD):
                yield Banner(text, 3)
                yield Space(6)
        if self._receipt.reprint:
            yield from self._centered("marks.reprint_reason", self._paper.small_dots)
        if words:
            yield Space(10)

    def _head(self) -> Iterator[Block]:
        small = self._paper.small_dots
        ours: tuple[Block, ...] = (
            *self._centered("head.authority", small),
            *(
                replace(text, one_line=True)
                for text in self._centered("head.center", small, Weight.BOLD)
            ),
            Space(4),
            Rule(2, 30),
        )
        state: tuple[Block, ...] = (
            *self._centered("head.state", small, Weight.BOLD),
            *self._centered("head.motto", small, Weight.BOLD),
            Space(4),
            Rule(2, 50),
        )
        if self._paper.side_by_side:
            half_dots = self._paper.width_dots // 2
            yield Beside(ours, state, half_dots - 8, gap_dots=16, level=True)
        else:
            yield from (*state, Space(8), *ours)
        yield Space(8)
        yield from self._line("head.place_date", small, weight=Weight.ITALIC, align=Align.RIGHT)
        yield Space(10)
        yield from self._centered("head.title", self._paper.title_dots, Weight.BOLD)
        copy = "head.kept" if self._receipt.copy is Copy.KEPT else "head.applicant"
        yield from self._centered(copy, small)
        yield Space(8)

    def _appointment(self) -> Iterator[Block]:
        """The code, and the appointment large enough for an arm's length."""
        qr = Qr(self._values["code"], self._paper.code_module_dots, CODE_QR_VERSION)
        due = tuple(self._due())
        code = self._template.words("appointment.code", self._values)
        yield Text((Run(code, Weight.BOLD),), self._paper.code_dots, Align.CENTER, one_line=True)
        if self._paper.side_by_side:
            yield Beside((qr,), due, _qr_side_dots(_CODE_MODULES, self._paper.code_module_dots))
        else:
            yield from (qr, *due, Space(8))

    def _due(self) -> Iterator[Block]:
        paper = self._paper
        yield from self._centered("appointment.label", paper.body_dots, Weight.SEMIBOLD)
        yield from self._centered("appointment.time", paper.due_dots, Weight.BOLD)
        yield from self._centered("appointment.date", paper.due_dots * 4 // 5, Weight.BOLD)
        yield from self._centered("appointment.weekday", paper.body_dots, Weight.SEMIBOLD)

    def _fields(self) -> Iterator[Block]:
        for key in ("office", "agency", "field"):
            yield from self._line(f"body.{key}", self._paper.body_dots)
        yield from self._line("body.applicant", self._paper.body_dots, filled=Weight.BOLD)
        for key in ("identity", "submitter", "address", "phone", "email"):
            yield from self._line(f"body.{key}", self._paper.body_dots)
        yield from self._line("body.procedure", self._paper.body_dots, filled=Weight.BOLD)

    def _components(self) -> Iterator[Block]:
        if not self._receipt.components:
            return
        yield from self._line("body.components", self._paper.body_dots)
        yield Space(4)
        yield self._table()
        yield Space(6)

    def _table(self) -> Table:
        paper = self._paper
        number = Column(self._template.words("table.number"), paper.body_dots * 3 // 2)
        kinds = _kinds_in_use(self._receipt.components)
        titles = {kind: self._template.words(f"table.{kind}") for kind in kinds}
        free_dots = paper.width_dots - number.width_dots - len(kinds) * paper.count_column_dots
        in_columns = free_dots >= NAME_COLUMN_LEAST_DOTS
        return Table(
            number,
            self._template.words("table.name"),
            tuple(Column(titles[kind], paper.count_column_dots) for kind in kinds if in_columns),
            tuple(
                _row(place, component, titles, in_columns=in_columns)
                for place, component in enumerate(self._receipt.components, start=1)
            ),
            paper.body_dots,
            paper.small_dots - 1,
        )

    def _promises(self) -> Iterator[Block]:
        size = self._paper.body_dots
        for key in ("sets", "limit", "received"):
            yield from self._line(f"body.{key}", size)
        yield from self._line("body.due", size, filled=Weight.BOLD)
        yield from self._reasons()
        yield from self._line("body.return_place", size)
        yield from self._line("body.no_fee" if self._receipt.fee_vnd is None else "body.fee", size)

    def _reasons(self) -> Iterator[Text]:
        small = self._paper.small_dots
        for text in self._line("appointment.reasons", small, weight=Weight.ITALIC):
            yield replace(text, indent_dots=HANGING_DOTS)

    def _signatures(self) -> Signatures:
        person = self._values["submitter"] or self._values["applicant"]
        words = self._template.words
        hint = words("signatures.hint")
        return Signatures(
            Signer(words("signatures.submitter"), hint, person),
            Signer(words("signatures.officer"), hint, self._values["officer"]),
            self._paper.small_dots,
            self._paper.small_dots - 1,
            SIGNATURE_ROOM_DOTS,
        )

    def _notes(self) -> Iterator[Block]:
        size = self._paper.small_dots
        yield from self._line("notes.label", size, weight=Weight.SEMIBOLD)
        yield from self._line("notes.bring", size, weight=Weight.SEMIBOLD)
        for key in ("copies", "post", "hotline", "visit"):
            yield from self._line(f"notes.{key}", size)
        yield Space(10)

    def _foot(self) -> Iterator[Block]:
        barcode, evaluation = tuple(self._barcode()), tuple(self._evaluation())
        if self._paper.side_by_side and barcode and evaluation:
            yield Beside(barcode, evaluation, _BARCODE_DOTS)
        else:
            yield from (*barcode, *evaluation)
        yield Space(6)
        yield from self._centered("foot.proof", self._paper.small_dots - 1)

    def _barcode(self) -> Iterator[Block]:
        key = self._receipt.slip_key
        if is_slip_key(key):
            height_dots = self._paper.barcode_height_dots
            yield Barcode(key, BARCODE_MODULE_DOTS, height_dots, self._paper.small_dots)

    def _evaluation(self) -> Iterator[Block]:
        """The evaluation slip that goes with form 01 (C13), as a code."""
        url = harmless(self._receipt.head.evaluation_url)
        if url:
            yield Qr(url, self._paper.evaluation_module_dots)
            yield from self._centered("foot.evaluation", self._paper.small_dots - 1)

    def _centered(
        self, key: str, size_dots: int, weight: Weight = Weight.REGULAR
    ) -> Iterator[Text]:
        return self._line(key, size_dots, weight=weight, align=Align.CENTER)

    def _line(
        self,
        key: str,
        size_dots: int,
        *,
        weight: Weight = Weight.REGULAR,
        filled: Weight | None = None,
        align: Align = Align.LEFT,
    ) -> Iterator[Text]:
        parts = self._template.fill(key, self._values)
        if parts:
            hanging = HANGING_DOTS if align is Align.LEFT else 0
            runs = _runs(parts, weight, filled or weight)
            yield Text(runs, size_dots, align, hanging_dots=hanging)


def _runs(parts: Sequence[Part], weight: Weight, filled: Weight) -> tuple[Run, ...]:
    return tuple(Run(part.text, filled if part.filled else weight) for part in parts)


_KINDS = ("originals", "certified", "compared", "copies")


def _counts(component: PaperComponent) -> dict[str, int]:
    return {
        "originals": component.originals,
        "certified": component.certified,
        "compared": component.compared,
        "copies": component.copies,
    }


def _kinds_in_use(components: Sequence[PaperComponent]) -> tuple[str, ...]:
    return tuple(kind for kind in _KINDS if any(_counts(each)[kind] for each in components))


def _row(
    place: int, component: PaperComponent, titles: Mapping[str, str], *, in_columns: bool
) -> Row:
    """One component; where the paper is too narrow for columns its counts stand in words."""
    counts = _counts(component)
    remark = harmless(component.remark)
    if in_columns:
        cells = tuple(str(counts[kind] or "") for kind in titles)
        return Row(str(place), harmless(component.name), cells, remark)
    in_words = [
        f"{title}:{NO_BREAK}{counts[kind]}" for kind, title in titles.items() if counts[kind]
    ]
    return Row(
        str(place),
        harmless(component.name),
        (),
        "; ".join([*in_words, *([remark] if remark else [])]),
    )


def _values(receipt: Receipt, template: Template) -> dict[str, str]:
    received, due = local(receipt.received_at), local(receipt.due_at)
    head, applicant, submitter = receipt.head, receipt.applicant, receipt.submitter
    raw = {
        "authority": head.authority,
        "center": head.name,
        "center_address": head.address,
        "place": head.place,
        "hotline": head.hotline,
        "website": head.website,
        "agency": receipt.agency,
        "field": receipt.field,
        "applicant": applicant.name,
        "identity": applicant.identity,
        "address": applicant.address,
        "phone": applicant.phone,
        "email": applicant.email,
        "submitter": submitter.name if submitter else "",
        "submitter_identity": submitter.identity if submitter else "",
        "submitter_phone": submitter.phone if submitter else "",
        "procedure": receipt.procedure,
        "sets": f"{receipt.sets:02}",
        "limit": receipt.limit,
        "return_place": receipt.return_place,
        "fee_state": receipt.fee_state,
        "officer": receipt.officer,
        "desk": receipt.desk,
        "proof": receipt.proof,
        "job": receipt.job,
        "reprint": str(receipt.reprint) if receipt.reprint else "",
        "reprint_reason": receipt.reprint_reason,
        "due_reasons": "; ".join(receipt.due_reasons),
    }
    return {name: _with_units(harmless(value)) for name, value in raw.items()} | {
        "code": harmless(receipt.code),
        "fee": "" if receipt.fee_vnd is None else money(receipt.fee_vnd),
        "received_moment": template.words("words.moment", _moment(received)),
        "received_date": template.words("words.date", _moment(received)),
        "due_moment": template.words("words.moment", _moment(due)),
        "due_time": f"{due:%H:%M}",
        "due_day": f"{due:%d/%m/%Y}",
        "due_weekday": template.weekdays[due.weekday()],
    }


def _with_units(text: str) -> str:
    """A number stays on the line of the word that it counts."""
    return _NUMBER_AND_WORD.sub(NO_BREAK, text)


def _moment(moment: datetime) -> dict[str, str]:
    names = {"hour": "%H", "minute": "%M", "day": "%d", "month": "%m", "year": "%Y"}
    return {name: f"{moment:{directive}}" for name, directive in names.items()}

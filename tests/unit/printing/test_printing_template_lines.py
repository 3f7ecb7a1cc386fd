"""No line of a template is there for nothing: each one is printed on some paper of its form."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import cast

import pytest

from data.domain.papers import (
    Copy,
    Form,
    Mark,
    Paper,
    PaperComponent,
    PaperSection,
    Receipt,
    RefusalPaper,
    SupplementPaper,
    form_of,
)
from printing.blocks import (
    Banner,
    Beside,
    Block,
    Grid,
    Ledger,
    Ruled,
    Signatures,
    Table,
    Text,
    Together,
)
from printing.papers.form_lines import FORM_LINES
from printing.papers.layout import lay_out
from printing.papers.line_groups import FormLines
from printing.papers.samples import (
    FEE_NOTE,
    GUIDANCE,
    PERSON,
    RECEIPT,
    REFUSAL,
    RELEASE,
    SUPPLEMENT,
)
from printing.papers.template import Template, Templates, read_template
from printing.sizes import PAPER_80, PAPER_A5
from tests.fakes.printing_papers import EVERY_PAPER

PARTS = (PaperSection("một", ("một",)), PaperSection("hai", ("một", "hai")))
OTHERS: tuple[Paper, ...] = (
    replace(RECEIPT, components=(PaperComponent("Đơn", certified=1, copies=1, originals=1),)),
    replace(RECEIPT, fee_vnd=None),
    replace(RECEIPT, fee_vnd=None, fee_published=False),
    replace(GUIDANCE, sections=PARTS),
    replace(GUIDANCE, competent=""),
    replace(SUPPLEMENT, submitter=PERSON),
    replace(REFUSAL, submitter=PERSON),
    replace(RELEASE, in_part=True),
    replace(FEE_NOTE, exempt=True),
)
ELSEWHERE = {Form.BLANK: frozenset({"words.date"})}
"""The day on which a blank was made stands in its foot alone, where an editor may leave it out."""
FOOT = "foot.page"
"""Stands on pages, which are not laid out here."""


def told(form: Form) -> Template:
    """Each line of it says its own name first."""
    wanted: FormLines = FORM_LINES[form]
    tables: dict[str, list[str]] = {}
    for key, names in wanted.lines.items():
        table, _, name = key.partition(".")
        slots = "".join(f"{{{slot}}}" for slot in names)
        tables.setdefault(table, []).append(f'{name} = "«{key}»{slots}"')
    if wanted.weekdays:
        tables["words"].append('weekdays = ["1", "2", "3", "4", "5", "6", "7"]')
    body = "\n".join(f"[{table}]\n" + "\n".join(lines) for table, lines in tables.items())
    return read_template(f'form = "{form}"\n{body}', form)


def full(value: object) -> object:
    """The value with words in every field that has none."""
    if isinstance(value, str):
        return value or "có"
    if isinstance(value, tuple):
        return tuple(full(each) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {each.name: full(getattr(value, each.name)) for each in fields(value)}
        return replace(value, **changed)
    return value


def marked(paper: Paper) -> Iterator[Paper]:
    """The paper as every copy of it, under every mark, and with nothing left out."""
    yield cast("Paper", full(paper))
    marks = frozenset({Mark.PRACTICE, Mark.SAMPLE_DATA})
    imprint = replace(paper.imprint, marks=marks, reprint=2, reprint_reason="mất")
    again = replace(paper, imprint=imprint)
    yield from (paper, again)
    if isinstance(again, Receipt | SupplementPaper | RefusalPaper):
        yield from (replace(again, copy=copy) for copy in Copy)


def words(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Text():
                yield from (run.text for run in block.runs)
            case Banner():
                yield from (run.text for run in block.text.runs)
            case Ruled():
                yield from (run.text for gap in block.gaps for run in gap.words)
            case Beside():
                yield from words((*block.left, *block.right))
            case Together():
                yield from words(block.blocks)
            case Table() | Grid():
                yield from (block.number.title, block.name, *(it.title for it in block.columns))
                yield from (row.remark for row in block.rows) if isinstance(block, Table) else ()
            case Ledger():
                yield from (title for it in block.columns for title in (it.title, it.over))
                yield from (
                    run.text for row in block.rows for cell in row for it in cell for run in it
                )
            case Signatures():
                signers = (it for it in (block.left, block.right) if it)
                yield from (said for it in signers for said in (it.title, it.hint, it.name))
            case _:
                pass


@pytest.mark.parametrize("form", list(Form))
def test_every_line_of_every_template_is_printed_by_some_paper(form: Form) -> None:
    """What an editor changes can be seen on paper."""
    templates = Templates({form: told(form)})
    papers = [paper for paper in (*EVERY_PAPER.values(), *OTHERS) if form_of(paper) is form]
    said = " ".join(
        word
        for paper in papers
        for copy in marked(paper)
        for size in (PAPER_80, PAPER_A5)
        for word in words(lay_out(copy, templates, size).blocks)
    )
    silent = {key for key in FORM_LINES[form].lines if f"«{key}»" not in said}
    assert silent - {FOOT} == ELSEWHERE.get(form, frozenset())

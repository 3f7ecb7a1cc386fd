"""What a packer reads of a result: to whom and where it goes, and what lies in the parcel."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from counter_app.widgets.lines import STRONG, styled, warned
from counter_app.wording import money_text, tr, trn

if TYPE_CHECKING:
    from counter_app.desk.post.packing import ToPack


def facts(wanted: "ToPack") -> Iterator[tuple[str, Content]]:
    """Names with their texts, the receiver first: that is compared with the label."""
    yield tr("Receiver"), styled(wanted.receiver, STRONG)
    yield tr("Address"), styled(wanted.address, STRONG)
    yield tr("Phone"), Content(wanted.phone or tr("none is known"))
    yield tr("Dossier"), Content(f"{wanted.code} · {wanted.procedure}")
    if wanted.applicant != wanted.receiver:
        yield tr("Applicant"), Content(wanted.applicant)
    yield tr("Put in"), Content(contents(wanted))
    if wanted.cash_vnd:
        cash = tr("{amount} when it is delivered", amount=money_text(wanted.cash_vnd))
        yield tr("The post collects"), warned(cash)


def contents(wanted: "ToPack") -> str:
    """The papers of the result, and the originals that go back to their owner."""
    papers = [f"{it.count} × {it.name}" for it in wanted.items]
    if wanted.originals:
        papers.append(
            trn("{n} original that was kept", "{n} originals that were kept", wanted.originals)
        )
    return "; ".join(papers)

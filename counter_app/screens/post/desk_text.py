"""What stands beside the lists of the post: the row under the cursor, as its packer reads it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from counter_app.post_words import ZONE_WORDS
from counter_app.screens.batches.piles_rows import why_not
from counter_app.screens.post.pack_text import contents
from counter_app.widgets.lines import QUIET, STRONG, column, styled, warned
from counter_app.wording import moment_text, money_text, tr

if TYPE_CHECKING:
    from counter_app.desk.post.packing import ToPack
    from data.domain.packing import Packed
    from data.domain.parcels import Parcel


def told(wanted: "ToPack", parcel: "Parcel | None") -> Content:
    """A result that goes by post, packed or not."""
    return column(*_lines(wanted, parcel))


def _lines(wanted: "ToPack", parcel: "Parcel | None") -> Iterator[Content | str]:
    yield styled(wanted.receiver, STRONG)
    yield wanted.address
    if wanted.phone:
        yield wanted.phone
    yield ""
    yield styled(wanted.code, QUIET)
    yield wanted.procedure
    yield contents(wanted)
    if wanted.cash_vnd:
        yield warned(tr("The post collects {amount}.", amount=money_text(wanted.cash_vnd)))
    if wanted.packed is not None:
        yield ""
        yield from _packed(wanted.packed, parcel)


def _packed(ready: "Packed", parcel: "Parcel | None") -> Iterator[Content | str]:
    yield row_of(tr("In parcel"), ready.item)
    yield row_of(tr("It goes"), tr(ZONE_WORDS[ready.zone]))
    if ready.service:
        yield row_of(tr("Service"), ready.service)
    if ready.weight_g:
        yield row_of(tr("Weight"), f"{ready.weight_g} g")
    if ready.price_vnd is not None:
        yield row_of(tr("Postage"), money_text(ready.price_vnd))
    if parcel is not None:
        yield row_of(tr("Packed"), moment_text(parcel.since))


def filed(applicant: str, procedure: str, parcel: "Parcel") -> Content:
    """A dossier that the post took and has not handed in."""
    return column(
        styled(applicant, STRONG),
        procedure,
        "",
        row_of(tr("Postal no."), parcel.item),
        row_of(tr("Taken"), moment_text(parcel.since)),
        "",
        styled(tr("It has no code yet: it is submitted when its hand-over is signed."), QUIET),
    )


def stopped(code: str, applicant: str, error: Exception) -> Content:
    """A result that waits and may not be packed as it is now."""
    return column(styled(applicant, STRONG), styled(code, QUIET), "", warned(why_not(error)))


def row_of(name: str, said: str) -> Content:
    return Content.assemble((f"{name}: ", QUIET), said)

"""The lists of the postal desk: results to pack, parcels that wait, items to hand in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual.content import Content

from counter_app.widgets.lines import QUIET, WARNING, left, right, row, styled
from counter_app.widgets.rows import BLANK, Draw, Row, heading
from counter_app.wording import money_text, msg, tr
from data.domain.clock import local
from data.domain.parcels import ParcelState

if TYPE_CHECKING:
    from counter_app.desk.post.counting import Item
    from counter_app.desk.post.post_desk import PostDesk
    from data.domain.parcels import Parcel
    from data.store.parcels import ParcelLine

PACK, READY, FILED = "pack:", "ready:", "filed:"
"""What the key of a row begins with."""
KEYS: Final = {ParcelState.TO_PACK: PACK, ParcelState.PACKED: READY, ParcelState.FILED: FILED}
_CODE, _ITEM, _SINCE, _CASH, _NAME = 27, 15, 7, 13, 18
_ROOMY: Final = 62
"""Cells from which on a row says what else an item is known by."""
_PROCEDURE: Final = 88
"""Cells from which on there is room for the procedure behind a code."""
_SINCE_HEAD: Final = msg("since")
_EMPTY: Final = {
    PACK: msg("No result waits to be packed."),
    READY: msg("No parcel waits for the courier."),
    FILED: msg("Nothing that was filed by post waits to be handed in."),
}


@dataclass(frozen=True, slots=True)
class PostLists:
    """What is to do at the post; each list the longest first."""

    to_pack: "Sequence[ParcelLine]" = ()
    ready: "Sequence[ParcelLine]" = ()
    filed: "Sequence[Item]" = ()

    @property
    def numbers(self) -> frozenset[str]:
        """Of everything here that has one."""
        ready = {it.parcel.item for it in self.ready}
        return frozenset(ready | {it.parcel.item for it in self.filed})

    def parcel(self, key: str) -> "Parcel | None":
        """Of the row of this key, where it holds one."""
        kind, _, dossier = key.partition(":")
        lines = self.ready if f"{kind}:" == READY else ()
        filed = self.filed if f"{kind}:" == FILED else ()
        found = [it.parcel for it in lines if it.dossier == dossier]
        return next(iter((*found, *(it.parcel for it in filed if it.id == dossier))), None)


def read_lists(post: "PostDesk") -> PostLists:
    return PostLists(post.packing.waiting(), post.packing.ready(), post.filing.counting.expected())


def post_rows(lists: PostLists) -> list[Row]:
    """The courier comes at his hour and what was filed has its clock: packing is first."""
    to_pack = [Row(_to_pack(it), f"{PACK}{it.dossier}") for it in lists.to_pack]
    ready = [_item(READY, it.dossier, it.parcel, it.applicant, it.code) for it in lists.ready]
    filed = [_item(FILED, it.id, it.parcel, it.applicant, it.procedure) for it in lists.filed]
    return [
        *_part(tr("Results to pack"), PACK, to_pack),
        BLANK,
        *_part(tr("Packed, waiting for the courier"), READY, ready),
        BLANK,
        *_part(tr("Filed by post, not handed in"), FILED, filed),
    ]


def _part(title: str, kind: str, rows: list[Row]) -> Iterator[Row]:
    """The word over the days stands where they do; an empty list says so in its place."""
    yield heading(f"{title} · {len(rows)}", tr(_SINCE_HEAD) if rows else "")
    if not rows:
        yield Row(lambda _width: styled(f"  {tr(_EMPTY[kind])}", QUIET))
    yield from rows


def _to_pack(one: "ParcelLine") -> Draw:
    def draw(width: int) -> Content:
        wide = width >= _PROCEDURE
        rest = width - _CODE - _SINCE
        name = rest * 2 // 5 if wide else rest
        return row(
            left(one.code, _CODE),
            left(one.applicant, name - 1) + " ",
            styled(left(one.procedure, rest - name - 1) + " ", QUIET) if wide else "",
            _since(one.parcel),
        )

    return draw


def _item(kind: str, dossier: str, parcel: "Parcel", applicant: str, more: str) -> Row:
    """By its own number; `more` is what else it is known by, where there is room."""
    cash = money_text(parcel.cash_vnd) if parcel.cash_vnd else ""
    end = _CASH if cash else 0

    def draw(width: int) -> Content:
        rest = width - _ITEM - _SINCE - end
        more_width = max(0, min(_CODE, rest - _NAME)) if width >= _ROOMY else 0
        return row(
            left(parcel.item, _ITEM),
            left(applicant, rest - more_width - 1) + " ",
            styled(left(more, more_width - 1) + " ", QUIET) if more_width else "",
            styled(right(cash, end), WARNING) if end else "",
            _since(parcel),
        )

    return Row(draw, f"{kind}{dossier}")


def _since(parcel: "Parcel") -> Content:
    return styled(right(f"{local(parcel.since):%d/%m}", _SINCE), QUIET)

"""Papers of the post: the phiếu gửi of an item, and the sheet on which items change hands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from counter_app.desk.numbers import key_of
from counter_app.desk.on_paper.drawing import Drawing, matter_of
from counter_app.desk.on_paper.folder_sheets import BATCH_DIGITS
from counter_app.desk.on_paper.paper_words import ERASED, on_paper
from counter_app.desk.post.reports import kept_until
from data.domain.clock import local
from data.domain.concluding import items_left, the_result
from data.domain.dossier import Dossier, Entered
from data.domain.errors import Refused
from data.domain.listing import KIND_WORDS
from data.domain.packing import Packed, Zone
from data.domain.papers import Manifest, ManifestLine, PaperDocument, PaperPerson, Shipment
from data.domain.post_filing import HandedIn, Posted
from data.domain.posting import GivenToPost
from data.domain.procedures import PaperKind
from data.domain.received import Component, Counts, FeeState

KEPT_PAPERS: Final = "Bản chính giấy tờ đã giữ lại"
ORIGINAL: Final = "bản chính"
_FAR: Final[Mapping[Zone, str]] = {
    Zone.DISTRICT: "phát trong huyện",
    Zone.PROVINCE: "phát trong tỉnh",
    Zone.COUNTRY: "phát ngoài tỉnh",
}
_FILED: Final = "nhận tại Trung tâm, chuyển đến bộ phận tiếp nhận"


# --- phiếu gửi ----------------------------------------------------------------------------------


def shipment(drawing: Drawing, dossier: Dossier) -> Shipment:
    """Of the item that the sheet names: a result that was packed, or what was filed by post.

    Raises Refused("no-paper") where neither is there.
    """
    acts = [it for it in dossier.trail if isinstance(it.what, Packed | Posted)]
    if not acts:
        raise Refused("no-paper")
    named = [it for it in acts if it.entry == drawing.sheet.entry]
    act = (named or acts)[-1]
    if isinstance(act.what, Packed):
        return _of_result(drawing, dossier, act, act.what)
    assert isinstance(act.what, Posted)
    return _of_filing(drawing, dossier, act, act.what)


def _of_result(drawing: Drawing, dossier: Dossier, act: Entered[object], ready: Packed) -> Shipment:
    fee = dossier.taken_in().fee
    far = " · ".join(filter(None, (ready.service, _FAR[ready.zone])))
    return Shipment(
        item=ready.item,
        code=str(dossier.taken_in().code),
        slip_key=key_of(dossier),
        imprint=drawing.imprint_of(dossier, act),
        sender=_center(drawing),
        receiver=_receiver(dossier),
        procedure=matter_of(dossier).procedure,
        documents=tuple(_result_papers(dossier, ready)),
        accepted_at=local(act.at),
        place=drawing.center.head.name,
        method=far,
        courier="",
        price_vnd=ready.price_vnd,
        cash_vnd=fee.amount_vnd if ready.cod else 0,
    )


def _result_papers(dossier: Dossier, ready: Packed) -> Iterator[PaperDocument]:
    number = the_result(dossier).what.number
    for item in items_left(dossier):
        name = item.name or ERASED
        yield PaperDocument(f"{name} số {number}" if number else name, item.count)
    if ready.originals:
        yield PaperDocument(KEPT_PAPERS, ready.originals, ORIGINAL)


def _of_filing(drawing: Drawing, dossier: Dossier, act: Entered[object], filed: Posted) -> Shipment:
    sender, center = on_paper(dossier.submitter or dossier.applicant), _center(drawing)
    took = filed.fee.amount_vnd if filed.fee and filed.fee.state is FeeState.PAID else 0
    return Shipment(
        item=filed.post_item,
        code="",
        slip_key="",
        imprint=drawing.imprint_of(dossier, act),
        sender=sender,
        receiver=replace(center, name=f"{center.name} – {filed.matter.agency}"),
        procedure=filed.matter.procedure,
        documents=tuple(it for one in filed.components for it in _component_papers(one)),
        accepted_at=local(act.at),
        place=drawing.center.head.name,
        method=_FILED,
        courier=drawing.names.get(act.officer, ""),
        price_vnd=filed.price_vnd,
        fee_vnd=took,
    )


def _component_papers(component: Component) -> Iterator[PaperDocument]:
    for kind in PaperKind:
        count = component.counts.of(kind)
        if count:
            yield PaperDocument(component.name, count, KIND_WORDS[kind])


def _center(drawing: Drawing) -> PaperPerson:
    head = drawing.center.head
    return PaperPerson(head.name, address=head.address, phone=head.hotline)


def _receiver(dossier: Dossier) -> PaperPerson:
    """Whom the wish names, else the applicant; where to as the wish says it (R10)."""
    wish, owner = dossier.taken_in().returning, on_paper(dossier.applicant)
    return PaperPerson(
        wish.receiver or owner.name,
        address=wish.address or owner.address,
        phone=wish.phone or owner.phone,
    )


# --- what changes hands -------------------------------------------------------------------------


def manifest(drawing: Drawing, dossiers: Sequence[Dossier]) -> Manifest:
    """Items that went with the courier together, or were handed in together.

    Raises Refused("no-paper") where one of them was neither.
    """
    acts = [_last(it) for it in dossiers]
    first = acts[0].what
    handed_in = isinstance(first, HandedIn)
    at = local(max(it.at for it in acts))
    return Manifest(
        number=_batch(first)[:BATCH_DIGITS].upper(),
        imprint=drawing.imprint_of_all(dossiers, acts),
        giver=first.receiver
        if isinstance(first, HandedIn)
        else drawing.names.get(acts[0].officer, ""),
        post=drawing.post,
        courier=first.giver if isinstance(first, HandedIn) else first.courier,
        at=at,
        lines=tuple(_line(dossier, act) for dossier, act in zip(dossiers, acts, strict=True)),
        handed_in=handed_in,
        kept_until=kept_until(at.date()),
    )


def _last(dossier: Dossier) -> Entered[GivenToPost] | Entered[HandedIn]:
    if (given := dossier.last(GivenToPost)) is not None:
        return given
    if (signed := dossier.last(HandedIn)) is not None:
        return signed
    raise Refused("no-paper")


def _batch(act: GivenToPost | HandedIn) -> str:
    return act.manifest if isinstance(act, GivenToPost) else act.batch


def _line(dossier: Dossier, act: Entered[GivenToPost] | Entered[HandedIn]) -> ManifestLine:
    if isinstance(act.what, HandedIn):
        return _filed_line(dossier, act.what)
    given = act.what
    return ManifestLine(
        item=given.item,
        code=str(dossier.taken_in().code),
        receiver=_receiver(dossier),
        contents=_counted(len(given.items), given.originals),
        cash_vnd=given.cod_vnd,
    )


def _counted(papers: int, originals: int) -> str:
    kept = f", {originals:02} {ORIGINAL} trả lại" if originals else ""
    return f"{papers:02} loại giấy tờ kết quả{kept}"


def _filed_line(dossier: Dossier, said: HandedIn) -> ManifestLine:
    filed = dossier.last(Posted)
    parts = filed.what.components if filed else ()
    paid = filed.what.fee if filed and filed.what.fee else None
    return ManifestLine(
        item=said.item,
        code=matter_of(dossier).procedure,
        receiver=on_paper(dossier.applicant),
        contents=_kinds([it.counts for it in parts]),
        cash_vnd=paid.amount_vnd if paid and paid.state is FeeState.PAID else 0,
    )


def _kinds(counts: Sequence[Counts]) -> str:
    """So many originals and copies, which both confirm (QĐ 45/2016 Đ7.3)."""
    sums = ((kind, sum(it.of(kind) for it in counts)) for kind in PaperKind)
    return ", ".join(f"{count:02} {KIND_WORDS[kind]}" for kind, count in sums if count)

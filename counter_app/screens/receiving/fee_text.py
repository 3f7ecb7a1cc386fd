"""What the fee dialogue says of each fee: where it comes from, what is off, what is owed."""

from textual.content import Content

from counter_app.widgets.lines import ACCENT, QUIET, STRONG, WARNING, row, styled
from counter_app.wording import day_text, money_text, msg, tr
from data.domain.fees import WHOLE_PERCENT, Charge, Exemption, Fee, FeeDue

DUE_WORDS = {
    FeeDue.FILING: msg("paid when handing in"),
    FeeDue.RETURN: msg("paid when the result is fetched"),
    FeeDue.TREASURY: msg("paid at the treasury or the tax office"),
}


def source(fee: Fee) -> Content:
    """When it falls due, and the document that set it (R112)."""
    day = day_text(fee.document_day) if fee.document_day else ""
    document = " ".join(part for part in (fee.document_number, day) if part)
    said = " · ".join(part for part in (tr(DUE_WORDS[fee.due]), document) if part)
    return styled(said, QUIET)


def unit(fee: Fee) -> str:
    return tr("Number ({unit})", unit=fee.unit)


def one_unit(fee: Fee) -> str:
    """What stands in an empty field: one unit is reckoned."""
    if fee.tiers:
        return "1"
    return tr("1 ({amount} each)", amount=money_text(fee.amount_vnd))


def exemptions(fee: Fee, nothing: str) -> list[tuple[str, str]]:
    return [(nothing, tr("none")), *((one.id, _cut(one)) for one in fee.exemptions)]


def _cut(one: Exemption) -> str:
    if one.percent == WHOLE_PERCENT:
        return tr("exempt")
    return tr("{percent} % off", percent=one.percent)


def amount(charge: Charge | None) -> Content:
    if charge is None:
        return styled("–", WARNING)
    return styled(money_text(charge.amount_vnd), STRONG)


def basis(charge: Charge | None) -> Content:
    """Who is exempted or pays less, and by what law; what would be owed without it."""
    if charge is None or not charge.exemption:
        return Content("")
    return styled(
        tr(
            "{name}. Basis: {basis}. Full fee {full}.",
            name=charge.exemption.rstrip("."),
            basis=charge.basis.rstrip(".") or "–",
            full=money_text(charge.full_vnd),
        ),
        QUIET,
    )


def total(amount_vnd: int | None, *, paid: bool) -> Content:
    if amount_vnd is None:
        return styled("–", WARNING)
    if not amount_vnd:
        return styled(money_text(0), STRONG)
    state = styled("✓ " + tr("paid"), ACCENT) if paid else styled(tr("not paid yet"), QUIET)
    return row(state, "  ", styled(money_text(amount_vnd), STRONG))

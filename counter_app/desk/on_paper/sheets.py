"""What stands on each sheet of paper: its values, from committed entries and nothing else.

A sheet that is printed again says what it said, whatever the catalogue says by then.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import Connection

from counter_app.desk.numbers import desk_label
from counter_app.desk.on_paper.agency_sheets import agency_supplement, apology
from counter_app.desk.on_paper.drawing import Drawing
from counter_app.desk.on_paper.fee_sheets import fee_note
from counter_app.desk.on_paper.folder_sheets import (
    control_sheet_paper,
    hand_over_sheet,
    result_sheet,
    sent_back_sheet,
    transfer_slip,
)
from counter_app.desk.on_paper.intake_sheets import receipt, refusal, supplement
from counter_app.desk.on_paper.money_sheets import rows_of, settlement_paper, till_paper
from counter_app.desk.on_paper.post_sheets import manifest, shipment
from counter_app.desk.on_paper.register_sheets import Period, register_book
from counter_app.desk.on_paper.return_sheets import release_note
from counter_app.desk.transfers import Accounts
from data.domain.catalogue import Catalogue
from data.domain.center import Center
from data.domain.clock import local
from data.domain.dossier import Dossier
from data.domain.entries import Recorded
from data.domain.errors import Refused
from data.domain.folding import as_told
from data.domain.guidance import Guidance
from data.domain.listing import listing
from data.domain.papers import (
    Copy,
    Form,
    GuidanceSlip,
    Imprint,
    Paper,
    PaperSection,
    Posting,
    RegisterBook,
)
from data.domain.printjob import Sheet
from data.domain.procedures import Content
from data.domain.reception import InForce
from data.domain.workdays import ONE_DAY
from data.store import batches, money, queries
from data.store.engine import Store
from data.store.listing import received


@dataclass(frozen=True, slots=True)
class Sheets:
    store: Store
    center: Center
    catalogue: Catalogue
    rules: InForce
    accounts: Accounts = field(default_factory=dict)
    post: str = ""
    """The name of the post of this province."""

    def paper(self, sheet: Sheet) -> Paper:
        """Raises Refused("no-paper") for a subject that has no such paper."""
        with self.store.read() as connection:
            if sheet.form in _OF_SEVERAL:
                return self._of_batch(connection, sheet)
            if sheet.form in MONEY_FORMS:
                return self._of_money(connection, sheet)
            if sheet.form not in DOSSIER_FORMS:
                given = queries.guidance(connection, sheet.subject)
                return self._of_guidance(given, self._drawing(connection, sheet, ()))
            entries = queries.history(connection, sheet.subject)
            drawing = self._drawing(connection, sheet, entries)
        return _OF_DOSSIER[sheet.form](drawing, as_told(sheet.subject, entries, sheet.entry))

    def view(self, subject: str, form: Form) -> Paper:
        """The paper of a dossier as it would be now, on no sheet: it bears no number of a job.

        Raises Refused("no-paper") for a form that is none of `VIEWS`, and as `paper`.
        """
        if form not in VIEWS:
            raise Refused("no-paper")
        return self.paper(Sheet(subject, form, Copy.APPLICANT, number=""))

    def _of_batch(self, connection: Connection, sheet: Sheet) -> Paper:
        """Of the dossiers that went together, each as it was then: what both signed stays so.

        What never stood, because another desk had acted before, is on no sheet.
        """
        stood: list[Dossier] = []
        for line in batches.lines(connection, sheet.subject):
            entries = queries.history(connection, line.dossier)
            dossier = as_told(line.dossier, entries, line.entry)
            if dossier.trail and dossier.trail[-1].entry == line.entry:
                stood.append(dossier)
        if not stood:
            raise Refused("no-paper")
        known = [it for dossier in stood for it in dossier.history]
        return _OF_SEVERAL[sheet.form](self._drawing(connection, sheet, known), stood)

    def _of_money(self, connection: Connection, sheet: Sheet) -> Paper:
        """Of a till or a settlement, which are subjects of their own."""
        drawing = self._drawing(connection, sheet, ())
        if sheet.form is Form.TILL:
            till = money.till(connection, sheet.subject)
            if till is not None:
                return till_paper(drawing, till)
        elif (found := money.settlement(connection, sheet.subject)) is not None:
            lines = money.of_settlement(connection, found.id)
            return settlement_paper(drawing, found, rows_of(connection, lines))
        raise Refused("no-paper")

    def register(self, first: date, last: date, *, closed: bool = False) -> RegisterBook:
        """The register of these days, both included. Raises Refused("no-paper") without a line."""
        days = [first + timedelta(days=it) for it in range((last - first).days + 1)]
        with self.store.read() as connection:
            lines = [line for day in days for line in _received_on(connection, day)]
            dossiers = [queries.dossier(connection, line) for line in lines]
            number = 1 + _received_before(connection, first)
            drawing = self._drawing_of(connection, Form.REGISTER, dossiers, "")
        return register_book(drawing, dossiers, Period(first, last, number, closed))

    def _of_guidance(self, given: Guidance | None, drawing: Drawing) -> Paper:
        if given is None:
            raise Refused("no-paper")
        imprint = drawing.imprint(
            officer=drawing.names.get(given.officer, ""),
            desk=given.desk,
            at=given.at,
            proof=given.entry,
            verified=given.verified,
            forms=self.rules.profile.rules.forms,
        )
        if drawing.sheet.form is Form.POSTING:
            return self._posting(given, imprint)
        return _guidance(given, imprint)

    def _posting(self, given: Guidance, imprint: Imprint) -> Posting:
        """Drawn from the catalogue, so only while that is the edition that was read out."""
        procedure = self.catalogue.by_code(given.procedure)
        if procedure is None or given.edition != str(self.catalogue.edition):
            raise Refused("posting-outdated")
        published = procedure.publication
        return Posting(
            procedure=procedure.name,
            code=procedure.code,
            imprint=imprint,
            sections=tuple(
                PaperSection(_title(section.content), section.lines)
                for section in listing(procedure, local(given.at).date())
            ),
            publication=published.number if published else "",
            edition=given.edition,
        )

    def _drawing_of(
        self, connection: Connection, form: Form, dossiers: Iterable[Dossier], number: str
    ) -> Drawing:
        """A sheet of several dossiers is of none of them alone."""
        sheet = Sheet("", form, Copy.APPLICANT, number)
        return self._drawing(connection, sheet, [it for one in dossiers for it in one.history])

    def _drawing(
        self, connection: Connection, sheet: Sheet, entries: Iterable[Recorded]
    ) -> Drawing:
        keys = {recorded.entry.desk_key for recorded in entries}
        desks = {key: queries.desk_by_key(connection, key) for key in sorted(keys)}
        return Drawing(
            sheet=sheet,
            center=self.center,
            catalogue=self.catalogue,
            rules=self.rules,
            names={officer.id: officer.name for officer in queries.officers(connection)},
            desks={key: desk_label(desk) for key, desk in desks.items() if desk},
            accounts=self.accounts,
            post=self.post,
        )


DAY_LIMIT = 10_000
"""Dossiers that a Center receives on one day, at the very most."""

VIEWS: Mapping[Form, Callable[[Drawing, Dossier], Paper]] = {
    Form.AGENCY_SUPPLEMENT: agency_supplement,
    Form.APOLOGY: apology,
    Form.CONTROL_SHEET: control_sheet_paper,
    Form.TRANSFER: transfer_slip,
    Form.RELEASE: release_note,
    Form.SENT_BACK: sent_back_sheet,
    Form.FEE_NOTE: fee_note,
}
"""Papers that can be drawn of a dossier at any time, whether or not a sheet was printed."""

_OF_DOSSIER: Mapping[Form, Callable[[Drawing, Dossier], Paper]] = {
    Form.RECEIPT: receipt,
    Form.SUPPLEMENT: supplement,
    Form.REFUSAL: refusal,
    Form.SHIPMENT: shipment,
    **VIEWS,
}
MONEY_FORMS = frozenset({Form.TILL, Form.SETTLEMENT})
"""Forms whose subject is a till or a settlement."""

DOSSIER_FORMS = frozenset(_OF_DOSSIER)
"""Forms whose subject is a dossier."""

_OF_SEVERAL: Mapping[Form, Callable[[Drawing, Sequence[Dossier]], Paper]] = {
    Form.HAND_OVER: hand_over_sheet,
    Form.RESULT_HAND_OVER: result_sheet,
    Form.MANIFEST: manifest,
}


def _received_on(connection: Connection, day: date) -> list[str]:
    return [line.id for line in queries.received_on(connection, day, DAY_LIMIT)]


def _received_before(connection: Connection, day: date) -> int:
    """How many were received in the year before this day: numbers start anew with each year."""
    first, before = day.replace(month=1, day=1), 0
    while first < day:
        before += queries.count(connection, received(first), DAY_LIMIT).number
        first += ONE_DAY
    return before


def _guidance(given: Guidance, imprint: Imprint) -> GuidanceSlip:
    return GuidanceSlip(
        topic=given.topic,
        imprint=imprint,
        competent=given.instead,
        competent_address=given.address,
        components=given.components,
        limit=given.limit,
        fee=given.fee,
        note=given.told,
        name=given.name,
    )


def _title(content: Content) -> str:
    return content.value[:1].upper() + content.value[1:]

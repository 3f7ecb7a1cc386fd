"""The one place that names concrete classes: opens the store and puts a desk together.

Slow to import (SQLAlchemy, OpenCV, Pillow), so the app calls it on its start-up thread.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Final

from counter_app.config import PRACTICE_CAMERA, Config
from counter_app.desk import setup
from counter_app.desk.batches.bringing import Bringing
from counter_app.desk.batches.handing import Handing
from counter_app.desk.batches.shelving import Shelving
from counter_app.desk.bell import Bell
from counter_app.desk.desks import Desks
from counter_app.desk.lists.chasing import Chasing
from counter_app.desk.lists.day_end import Days
from counter_app.desk.lists.tracking import Tracking
from counter_app.desk.money.ledger import Ledger
from counter_app.desk.money.money_desk import MoneyDesk
from counter_app.desk.money.reversing import Reversing
from counter_app.desk.money.settling import Settling
from counter_app.desk.money.tills import Tills
from counter_app.desk.officers import Officers
from counter_app.desk.on_paper.component_pdfs import ComponentPdfs
from counter_app.desk.on_paper.papers import Papers, Tray
from counter_app.desk.on_paper.paperwork import Paperwork
from counter_app.desk.on_paper.press import Press
from counter_app.desk.on_paper.printers import PrinterPlace, Printers, Roll
from counter_app.desk.on_paper.sheets import Sheets
from counter_app.desk.others import Others
from counter_app.desk.post.at_unit import AtUnit
from counter_app.desk.post.carrier import SETTINGS_FILE, Carrier
from counter_app.desk.post.counting import post_name
from counter_app.desk.post.filing import Filing
from counter_app.desk.post.packing import Packing
from counter_app.desk.post.pickup import Pickup
from counter_app.desk.post.post_desk import PostDesk
from counter_app.desk.post.reporting import PostReporting
from counter_app.desk.post.reports import PostReports
from counter_app.desk.post.tracing import Tracing
from counter_app.desk.receiving.blanks import Blanks
from counter_app.desk.receiving.drafting import Drafting
from counter_app.desk.receiving.guiding import Guiding
from counter_app.desk.receiving.intake import Intake
from counter_app.desk.receiving.online import Online
from counter_app.desk.receiving.people import People
from counter_app.desk.receiving.places import Places
from counter_app.desk.receiving.turning_away import TurningAway
from counter_app.desk.return_desk.releasing import Releasing
from counter_app.desk.search import Search
from counter_app.desk.setup import Answers
from counter_app.desk.shelf import Shelf, catalogue_on
from counter_app.desk.signin import PinHashing, SignIn
from counter_app.desk.steps.acting import Acting
from counter_app.desk.steps.amending import Amending
from counter_app.desk.steps.contacting import Contacting
from counter_app.desk.steps.following import Following, following
from counter_app.desk.transfers import Transfers
from counter_app.practice.devices import practice_camera
from data.catalogue import shipped
from data.catalogue.agencies import read_agencies
from data.catalogue.calendars import read_calendar
from data.catalogue.errors import CatalogueError
from data.catalogue.procedures import read_procedures
from data.catalogue.profiles import read_profile
from data.domain.agencies import AgencyRegister
from data.domain.catalogue import Catalogue
from data.domain.center import Center, Desk
from data.domain.clock import Clock, local
from data.domain.errors import Refused
from data.domain.printjob import PrintJob
from data.domain.profile import ReceiptMedium
from data.domain.reception import InForce
from data.store import journal, queries
from data.store.blobs import Blobs
from data.store.drafts import Drafts, Pages, Pins
from data.store.engine import Store, create_store, open_store
from data.store.errors import StoreError, StoreMissing
from data.store.files import StoreFiles
from data.store.journal import Journal
from data.store.keys import DeskKeys, new_keys, read_keys, write_keys
from data.store.lock import WriterLock
from data.sync.access import read_access
from data.sync.claims import Claims
from data.sync.errors import SyncError
from data.sync.hub import Hub
from data.sync.link import HubLink
from data.sync.replicator import Replicator
from printing.errors import PrintingError, TemplateError
from printing.papers.template import load_sets, require_set
from printing.sizes import PAPER_80, PAPER_A5, PaperSize, roll
from printing.wire.profile import profile
from printing.wire.spooler import Spooler
from printing.wire.transport import open_printer
from scanning.camera import Camera, Originals, open_camera
from scanning.errors import ScanningError
from scanning.opencv import leave_a_core
from scanning.serial_reader import SerialReader
from scanning.session import CaptureSession

OwnCatalogue = Callable[[AgencyRegister], Catalogue | None]
"""Reads the edition that a decision put in force here; None where none was."""


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The Center-supplied files, read and checked."""

    in_force: InForce
    catalogue: Catalogue
    agencies: AgencyRegister


PREVIEW_CELLS: Final = (46, 13)
"""Columns and rows of the camera's picture beside the checklist on a terminal of 120 columns."""
TROUBLES: Final = (Refused, StoreError, ScanningError, PrintingError, SyncError)
"""Everything foreseen that a call of the desk may raise: each has a `code` with a sentence."""


@dataclass(slots=True)
class Counter:
    """A desk, ready to work. `close` gives everything back."""

    config: Config
    store: Store
    center: Center
    desk: Desk
    rulebook: Rulebook
    bell: Bell
    sign_in: SignIn
    officers: Officers
    desks: Desks
    drafting: Drafting
    intake: Intake
    turning_away: TurningAway
    guiding: Guiding
    online: Online
    contacting: Contacting
    amending: Amending
    releasing: Releasing
    following: Following
    handing: Handing
    bringing: Bringing
    shelving: Shelving
    post: PostDesk
    money: MoneyDesk
    tracking: Tracking
    chasing: Chasing
    people: People
    places: Places
    search: Search
    transfers: Transfers
    papers: Papers
    blanks: Blanks
    shelf: Shelf
    days: Days
    printers: Printers | None
    paperwork: Paperwork
    capture: CaptureSession | None
    reader: SerialReader | None
    hub: HubLink | None
    _close: Callable[[], None] = field(repr=False)

    @property
    def troubles(self) -> tuple[type[Exception], ...]:
        return TROUBLES

    def close(self) -> None:
        self._close()


def store_files(config: Config) -> StoreFiles:
    return StoreFiles(config.home, config.keys)


def read_rulebook(own: OwnCatalogue | None = None) -> Rulebook:
    """The files that come with the program; in place of the sample the desk's `own` catalogue.

    Raises Refused("file-broken") naming file and line, and which part of the rules it is.
    """
    with _reading("agencies"):
        agencies = read_agencies(shipped.AGENCIES)
    with _reading("catalogue"):
        published = own(agencies) if own else None
        catalogue = published or read_procedures(shipped.SAMPLE_CATALOGUE, agencies)
    with _reading("profile"):
        profile = read_profile(shipped.PROFILE)
    with _reading("calendar"):
        calendar = read_calendar(shipped.CALENDAR)
    return Rulebook(InForce(profile, calendar, catalogue.edition), catalogue, agencies)


def rulebook_of(config: Config, store: Store, keys: DeskKeys, clock: Clock) -> Rulebook:
    """The rules of this desk today: its own catalogue where one was published (R8)."""
    blobs, today = Blobs(store_files(config).blobs, keys.pages), local(clock()).date()
    return read_rulebook(lambda agencies: catalogue_on(store, blobs, agencies, today))


def rules_in_force(config: Config, clock: Clock) -> Rulebook:
    """The rules of this desk, only read; where none is set up, those of the program.

    Raises as `read_rulebook`, and Refused with a store error's code.
    """
    if not is_founded(config):
        return read_rulebook()
    with read_only(config) as (store, keys):
        return rulebook_of(config, store, keys, clock)


@contextmanager
def _reading(part: str) -> Iterator[None]:
    try:
        yield
    except CatalogueError as error:
        raise Refused(
            "file-broken", part=part, file=error.file, line=error.line, reason=error.sentence
        ) from error


def start(config: Config, clock: Clock) -> Counter:
    """Opens this desk. Raises Refused with a store error's code, "store-missing" on a first run."""
    with refusing():
        lock = WriterLock(store_files(config).lock)
        lock.acquire()
        try:
            return _start(config, clock, lock)
        except BaseException:
            lock.release()
            raise


def found(config: Config, answers: Answers, clock: Clock) -> None:
    """The first run: makes keys, store and first entries. Safe to repeat after a power cut."""
    files = store_files(config)
    for objection in setup.objections(answers):
        raise objection
    with refusing(), WriterLock(files.lock):
        if not files.keys.exists():
            write_keys(files.keys, new_keys())
        keys = read_keys(files.keys)
        store = open_store(files, keys) if files.database.exists() else create_store(files, keys)
        try:
            if _center(store) is None:
                setup.found(answers, store=store, keys=keys, clock=clock)
        finally:
            store.close()


def is_founded(config: Config) -> bool:
    return store_files(config).database.exists()


def press(usual: str, slip: PaperSize = PAPER_80) -> Press:
    """Slips as wide as this desk's roll, kept copies on A5 (C12).

    `usual` are the forms of the profile. Raises Refused("file-broken") where a set is not whole.
    """
    try:
        forms = load_sets()
        require_set(forms, usual)
    except TemplateError as error:
        raise Refused(
            "file-broken", part="forms", file=error.file, line=error.line, reason=error.reason
        ) from error
    return Press(forms, usual, slip, PAPER_A5)


@contextmanager
def read_only(config: Config) -> Iterator[tuple[Store, DeskKeys]]:
    """The store beside a running desk, for commands that only read."""
    with refusing():
        files = store_files(config)
        keys = read_keys(files.keys)
        store = open_store(files, keys, read_only=True)
        try:
            yield store, keys
        finally:
            store.close()


@contextmanager
def alone(config: Config) -> Iterator[Store]:
    """The store while no desk runs, whatever its lists say: they may be what is to be mended."""
    files = store_files(config)
    with refusing(), WriterLock(files.lock):
        store = open_store(files, read_keys(files.keys))
        try:
            yield store
        finally:
            store.close()


def papers_of(
    config: Config, store: Store, keys: DeskKeys, clock: Clock, rulebook: Rulebook
) -> Papers:
    """Papers of a store that is only read: they can be drawn and not be queued."""
    center, desk = identity(store, keys)
    pages = Pages(store, Blobs(store_files(config).blobs, keys.pages))
    sheets = Sheets(
        store,
        center,
        rulebook.catalogue,
        rulebook.in_force,
        rulebook.agencies.accounts,
        post_name(rulebook.agencies),
    )
    record = Journal(store, keys, center.id, clock)
    forms = rulebook.in_force.profile.rules.forms
    drawn = press(forms, roll(config.devices.printer_dots))
    on_pages = bool(config.devices.page_printer)
    return Papers(store, record, pages, center, desk, drawn, sheets, lists_on_pages=on_pages)


@contextmanager
def refusing() -> Iterator[None]:
    """An error of store or hub becomes a refusal with the same code, which can be worded."""
    try:
        yield
    except (StoreError, SyncError) as error:
        raise Refused(error.code) from error


def _start(config: Config, clock: Clock, lock: WriterLock) -> Counter:
    files = store_files(config)
    if not (files.database.exists() or files.fingerprint.exists()):
        raise StoreMissing
    keys = read_keys(files.keys)
    store = open_store(files, keys)
    try:
        return _counter(config, clock, lock, store=store, keys=keys)
    except BaseException:
        store.close()
        raise


def _counter(
    config: Config, clock: Clock, lock: WriterLock, *, store: Store, keys: DeskKeys
) -> Counter:
    _check_journal(store)
    rulebook = rulebook_of(config, store, keys, clock)
    papers = papers_of(config, store, keys, clock, rulebook)
    center, desk, record, pages = papers.center, papers.desk, papers.journal, papers.pages
    rules, bell = rulebook.in_force, papers.bell
    search = Search(store, rulebook.agencies, clock)
    tracking = Tracking(store, rulebook.agencies, rulebook.catalogue, rules, clock)
    hashing = PinHashing(keys.pepper)
    sign_in = SignIn(store, record, Pins(store), hashing, clock)
    drafting = Drafting(store, Drafts(store), pages, rulebook.catalogue, clock)
    drafting.sweep()
    papers.recover()
    reports = PostReports(store, rulebook.agencies, clock)
    acting = Acting(store, record, pages, drafting, rulebook.agencies, rules, desk, clock, bell)
    capture, reader, printers = _capture(config), _reader(config), _printers(config)
    hub = hub_link(config, store, center, keys)
    others = Others(store, keys.id, hub)

    def close() -> None:
        for device in (capture, reader, hub):
            if device is not None:
                device.close()
        store.close()
        lock.release()

    return Counter(
        config=config,
        store=store,
        center=center,
        desk=desk,
        rulebook=rulebook,
        bell=bell,
        sign_in=sign_in,
        officers=Officers(store, record, hashing),
        desks=Desks(store, record, desk),
        drafting=drafting,
        intake=Intake(store, record, drafting, rules, desk, clock, bell),
        turning_away=TurningAway(store, record, drafting, sign_in, rules, desk, clock, bell),
        guiding=Guiding(store, record, rules, desk, clock, bell),
        online=Online(store, record, pages, rulebook.catalogue, rules, desk, bell),
        contacting=Contacting(store, record, clock),
        amending=Amending(store, record, pages, drafting, rules),
        releasing=Releasing(store, record, pages, rules, desk, clock, others, bell),
        following=following(acting),
        handing=Handing(store, record, search, rulebook.catalogue, rules, desk, clock, bell),
        bringing=Bringing(store, record, search, desk, clock, bell),
        shelving=Shelving(store, record, search),
        post=PostDesk(
            filing=Filing(store, record, search, desk, clock, bell, drafting=drafting, rules=rules),
            packing=Packing(store, record, search, rules, desk, bell),
            pickup=Pickup(store, record, search, desk, clock, bell, rules=rules, others=others),
            tracing=Tracing(acting, search),
            at_unit=AtUnit(acting),
            carrier=Carrier(acting, config.file.with_name(SETTINGS_FILE), Path.home()),
            reports=reports,
            reporting=PostReporting(reports, papers),
        ),
        tracking=tracking,
        chasing=Chasing(tracking, papers),
        people=People(store),
        places=Places(shipped.PLACES, center, clock),
        search=search,
        money=MoneyDesk(
            tills=Tills(store, record, desk, bell),
            reversing=Reversing(store, record),
            settling=Settling(store, record, rulebook.agencies, papers.sheets, desk, clock, bell),
            ledger=Ledger(store, rulebook.agencies, clock),
        ),
        transfers=Transfers(rulebook.agencies.accounts),
        papers=papers,
        blanks=Blanks(store, record, center, desk),
        shelf=Shelf(store, record, pages, rulebook.agencies, clock),
        days=Days(store, drafting, papers, clock),
        printers=printers,
        paperwork=_paperwork(config, papers, printers),
        capture=capture,
        reader=reader,
        hub=hub,
        _close=close,
    )


def hub_link(config: Config, store: Store, center: Center, keys: DeskKeys) -> HubLink | None:
    """None at a desk that was never connected. What is wrong with the file is told by the loop:
    the desk opens whatever the hub does."""
    if not config.hub.exists():
        return None

    def opened() -> Hub:
        from data.sync.postgres import open_hub

        return open_hub(read_access(config.hub))

    replicator = Replicator(store, center.id, keys.id, opened, monotonic)
    return HubLink(replicator, Claims(opened))


def _check_journal(store: Store) -> None:
    """The newest entries are verified at every start; a full check is a command of its own."""
    if journal.verify(store, tail=journal.TAIL_ENTRIES):
        raise Refused("journal-broken")


def identity(store: Store, keys: DeskKeys) -> tuple[Center, Desk]:
    """Which Center this is, and which of its desks. Raises Refused("store-missing")."""
    center = _center(store)
    with store.read() as connection:
        desk = queries.desk_by_key(connection, keys.id)
    if center is None or desk is None:
        raise Refused("store-missing")
    return center, desk


def _center(store: Store) -> Center | None:
    with store.read() as connection:
        return queries.center(connection)


def _printers(config: Config) -> Printers | None:
    """Raises Refused("printer-unusable") for a printer that cannot draw what we print."""
    told = config.devices
    own = _place(told.printer, told.printer_profile, told.printer_dots)
    return Printers(own, _place(told.spare, told.spare_profile, told.spare_dots)) if own else None


def _place(url: str, name: str, dots: int) -> PrinterPlace | None:
    if not url:
        return None
    try:
        known = profile(name)
        known.require_room(dots)
    except PrintingError as error:
        raise Refused("printer-unusable") from error
    return PrinterPlace(url, Roll(roll(dots), known))


def _paperwork(config: Config, papers: Papers, printers: Printers | None) -> Paperwork:
    pdfs = ComponentPdfs(papers.store, papers.pages)
    slips = _slips(papers, printers) if printers is not None else None
    url = config.devices.page_printer
    return Paperwork(papers, slips, pdfs, _sheets(papers, url) if url else None)


def _slips(papers: Papers, printers: Printers) -> Spooler:
    def draw(job: PrintJob) -> bytes:
        return printers.drawn(partial(papers.press.escpos, job.paper))

    return Spooler(Tray(papers, ReceiptMedium.THERMAL), printers.open, draw)


def _sheets(papers: Papers, url: str) -> Spooler:
    """Pages go out as PDF: a printer for pages, or its queue, knows what to do with them."""

    def draw(job: PrintJob) -> bytes:
        return papers.press.pdf(job.paper)

    return Spooler(Tray(papers, ReceiptMedium.A5_PAPER), lambda: open_printer(url), draw)


def _reader(config: Config) -> SerialReader | None:
    url = config.devices.reader
    return SerialReader(url) if url else None


def _capture(config: Config) -> CaptureSession | None:
    source = config.devices.camera
    if not source:
        return None
    leave_a_core()
    originals = Originals(config.capture.originals)
    return CaptureSession(
        lambda: _camera(source, originals),
        preview_cells=PREVIEW_CELLS,
        hands_free=config.capture.hands_free,
    )


def _camera(source: str, originals: Originals) -> Camera:
    if source == PRACTICE_CAMERA:
        return practice_camera()
    return open_camera(source, originals=originals)

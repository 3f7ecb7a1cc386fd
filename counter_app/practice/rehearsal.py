"""A rehearsal (`counter practice`): the real desk on a throw-away store with simulated devices.

Headless, it plays one intake from sign-in to the slip read back, and tells each step. Nothing in it
is a stand-in for the desk: only camera, printer and citizen are simulated.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import PIL.Image

from counter_app import bootstrap
from counter_app.bootstrap import Counter
from counter_app.config import PRACTICE_CAMERA, Config, Devices, places, save
from counter_app.desk.officers import NewOfficer
from counter_app.desk.receiving.draft import Draft
from counter_app.desk.receiving.intake import Issued
from counter_app.desk.setup import Answers
from counter_app.practice.camera import PracticeCamera
from counter_app.practice.center import live_in, weeks_of
from counter_app.practice.devices import APPLICANT, practice_camera
from counter_app.practice.pages import practice_dossier
from counter_app.wording import moment_text, tr
from data.domain.center import Officer
from data.domain.clock import Clock, local
from data.domain.codes import DossierCode
from data.domain.errors import Refused
from data.domain.papers import CenterHead, Copy
from data.domain.printjob import JobState
from data.domain.roles import Role
from data.domain.text import NAME_LIMIT, clean
from data.store.journal import count, verify
from printing.simulated.simulator import Simulator
from scanning.barcode import read_barcodes, read_file
from scanning.session import CaptureSession
from scanning.values import Barcode, Kind

OFFICER_NUMBER = "01"
OFFICER_PIN = "240680"
POSTAL_NUMBER = "02"
"""The employee of the post, with the same PIN."""
PROCEDURE = "MAU-KHDT-01"

_STEPS_LIMIT = 20
"""Steps that one paper may take on its way, and frames that one page may need."""

HEAD = CenterHead(
    authority="ỦY BAN NHÂN DÂN TỈNH QUẢNG NAM",
    name="TRUNG TÂM HÀNH CHÍNH CÔNG VÀ XÚC TIẾN ĐẦU TƯ",
    place="Tam Kỳ",
    address="Địa chỉ tập, thành phố Tam Kỳ, tỉnh Quảng Nam",
    hotline="19001021",
    website="dichvucong.example",
    evaluation_url="https://danhgia.example/p",
)
"""The Center of the regulation; address, website and evaluation page are invented."""

ANSWERS = Answers(
    head=HEAD,
    desk_number=3,
    desks=20,
    officers=(
        NewOfficer(
            number=OFFICER_NUMBER,
            name="Trần Thị Ví Dụ",
            pin=OFFICER_PIN,
            roles=frozenset(
                {
                    *(Role.RECEIVING, Role.CENTER, Role.RETURN_DESK),
                    *(Role.ADMINISTRATOR, Role.SUPERVISOR),
                }
            ),
        ),
        NewOfficer(
            number=POSTAL_NUMBER,
            name="Võ Thị Không",
            pin=OFFICER_PIN,
            roles=frozenset({Role.POSTAL}),
        ),
    ),
    profile="QN-3089-2019",
    practice=True,
)

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What came out: the paths are files that lie in the rehearsal's folder."""

    code: DossierCode
    due: str
    store: Path
    png: Path
    pdf: Path
    escpos: Path


def as_json(made: Rehearsed) -> dict[str, object]:
    slip = {"png": str(made.png), "pdf": str(made.pdf), "escpos": str(made.escpos)}
    return {"code": str(made.code), "due": made.due, "store": str(made.store), "slip": slip}


@contextmanager
def rehearsal(folder: Path, clock: Clock, *, lives: int = 0) -> Iterator[tuple[Config, Simulator]]:
    """A founded practice desk in `folder` and its printer, which draws into `folder/papers`.

    A desk that is founded here begins with about so many dossiers of the last weeks.
    """
    with Simulator(folder / "papers") as printer:
        devices = Devices(camera=PRACTICE_CAMERA, printer=printer.url)
        config = replace(places(folder), devices=devices)
        if not bootstrap.is_founded(config):
            _found(config, clock, lives)
        save(config)
        yield config, printer


def _found(config: Config, clock: Clock, lives: int) -> None:
    """What is told of the last weeks was entered after the founding."""
    if not lives:
        bootstrap.found(config, ANSWERS, clock)
        return
    weeks = weeks_of(lives, clock())
    bootstrap.found(config, ANSWERS, weeks.opens)
    live_in(config, clock, weeks)


def play(folder: Path, clock: Clock, *, applicant: str, tell: Tell) -> Rehearsed:
    """One whole intake. Raises Refused("rehearsal-failed") naming the step that went wrong."""
    name = clean(applicant, NAME_LIMIT) or APPLICANT
    with rehearsal(folder, clock) as (config, printer):
        counter = bootstrap.start(config, clock)
        try:
            return _Play(counter, printer, folder, name, tell).run()
        finally:
            counter.close()


@dataclass(frozen=True, slots=True)
class _Play:
    counter: Counter
    printer: Simulator
    folder: Path
    applicant: str
    tell: Tell

    def run(self) -> Rehearsed:
        officer = self.counter.sign_in.sign_in(OFFICER_NUMBER, OFFICER_PIN)
        self.tell(tr("Signed in: {name}", name=officer.name))
        issued = self._receive(officer)
        reception = issued.dossier.reception
        assert reception is not None
        due = reception.appointment.at
        self.tell(
            tr(
                "Dossier {code} received, result due {due}",
                code=str(reception.code),
                due=moment_text(due),
            )
        )
        papers = self._print(issued)
        self._read_back(papers.png, reception.code)
        self._check_journal()
        return replace(papers, code=reception.code, due=local(due).isoformat())

    def _receive(self, officer: Officer) -> Issued:
        intake, drafting = self.counter.intake, self.counter.drafting
        draft = self._capture(officer, drafting.begin(officer, PROCEDURE))
        card = f"049000000000||{self.applicant}|01011990|Nam|Thôn Ví Dụ, xã Thử, tỉnh Quảng Nam|"
        filled = drafting.fill_from_card(draft, card)
        if filled is None:
            raise _failed("card")
        review = intake.review(officer, filled)
        if review.blocks:
            raise review.blocks[0]
        return intake.issue(officer, filled)

    def _capture(self, officer: Officer, draft: Draft) -> Draft:
        """Every practice page is laid under the camera and taken into its component."""
        camera = practice_camera(self.applicant)
        session = CaptureSession(lambda: camera)
        pages = practice_dossier(self.applicant)
        names = list(dict.fromkeys(page.component for page in pages))
        for number, page in enumerate(pages):
            camera.lay(number)
            component = draft.components[names.index(page.component)].id
            jpeg = _page(session)
            draft = self.counter.drafting.attach_page(officer, draft, component, jpeg)
        session.close()
        self.tell(tr("{n} pages captured into {m} components", n=len(pages), m=len(names)))
        return draft

    def _print(self, issued: Issued) -> Rehearsed:
        papers = self.counter.papers
        for _ in range(_STEPS_LIMIT):
            self.counter.paperwork.step()
            states = {job.state for job in papers.jobs(issued.dossier.id)}
            if states == {JobState.ARCHIVED, JobState.CONFIRMED}:
                break
        else:
            raise _failed("print")
        made = self._write(issued)
        self.tell(tr("Slip printed and confirmed by the printer: {path}", path=str(made.png)))
        self.tell(tr("Kept copy archived: {path}", path=str(made.pdf)))
        return made

    def _write(self, issued: Issued) -> Rehearsed:
        """The slip as the printer drew it, its bytes, and the kept copy out of the archive."""
        papers, printers = self.counter.papers, self.counter.printers
        assert printers is not None
        kept = next(job for job in papers.jobs(issued.dossier.id) if job.pdf)
        pdf, escpos = self.folder / "receipt.pdf", self.folder / "receipt.escpos"
        pdf.write_bytes(papers.pages.blobs.get(kept.pdf))
        slip = papers.paper(issued.dossier.id, Copy.APPLICANT)
        escpos.write_bytes(papers.press.escpos(slip, printers.now.roll))
        reception = issued.dossier.reception
        assert reception is not None
        return Rehearsed(
            code=reception.code,
            due="",
            store=self.counter.config.home,
            png=self.printer.papers[-1].path,
            pdf=pdf,
            escpos=escpos,
        )

    def _read_back(self, png: Path, code: DossierCode) -> None:
        """From the picture of the slip, and from the slip laid under the camera."""
        camera = PracticeCamera([PIL.Image.open(png).convert("RGB")], clock_s=_tick())
        camera.lay(0)
        frame = camera.read()
        seen = read_barcodes(frame.image) if frame else ()
        for barcodes in (read_file(png), seen):
            self._require_found(barcodes, code)
        self.tell(tr("The slip was read back, and its dossier found by code and by slip key"))

    def _require_found(self, barcodes: tuple[Barcode, ...], code: DossierCode) -> None:
        kinds = {it.kind: it.value for it in barcodes if it.kind is not Kind.UNKNOWN}
        if Kind.DOSSIER_CODE not in kinds:
            raise _failed("read-back")
        for value in kinds.values():
            found = self.counter.search.open(value).dossier.reception
            if found is None or found.code != code:
                raise _failed("find")

    def _check_journal(self) -> None:
        if verify(self.counter.store):
            raise _failed("journal")
        self.tell(tr("Journal verified: {n} entries", n=count(self.counter.store)))


def _page(session: CaptureSession) -> bytes:
    """The page that lies under the camera now."""
    for _ in range(_STEPS_LIMIT):
        if session.step().fresh:
            return session.take().jpeg
    raise _failed("camera")


def _tick() -> Callable[[], float]:
    """A clock on which every look is a second later."""
    seconds = iter(range(_STEPS_LIMIT * 1_000))
    return lambda: float(next(seconds))


def _failed(step: str) -> Refused:
    return Refused("rehearsal-failed", step=step)

"""Whole stories of the counter, by keys and scans alone: a rush, no card, twenty papers, late."""

import io
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pypdfium2
import pytest

from counter_app.commands import blanks, publish
from counter_app.config import Config
from counter_app.desk.receiving.draft import Draft
from counter_app.screens.receiving.intake import IntakeScreen
from counter_app.sentences import sentence_of
from counter_app.widgets.field import Field
from counter_app.wording import tr, trn
from data.catalogue import shipped
from data.domain.clock import local
from data.domain.codes import Series, form_number
from data.domain.dossier import Dossier
from data.domain.editions import Edition
from data.domain.lifecycle import State
from data.domain.papers import Copy, Form, Paper, Receipt
from data.domain.people import IdentityKind, PartyKind
from data.domain.procedures import Publication
from data.domain.received import Channel, Counts, Reception
from data.domain.supplement import Defect
from data.store import journal
from printing.blocks import Table
from printing.papers.layout import lay_out
from printing.papers.template import load_templates
from printing.raster import disarmed
from printing.simulated.simulator import PrintedPaper, Simulator
from printing.sizes import PAPER_80
from scanning.barcode import read_file
from scanning.values import Kind
from tests.fakes.desk import PIN, RECEIVER, StillClock
from tests.fakes.front import BETWEEN_LETTERS_S, CARD, Front, front
from tests.fakes.printing_words import lines as words_of
from tests.fakes.printing_words import of_kind

ELSEWHERE = "khai sinh"
"""Finds a procedure that is not received here."""
RECORD, PASSPORT = "phieu ly lich tu phap so 1", "ho chieu"
"""Find two procedures of one citizen: 200.000 đ each."""
COMPANY, CHANGE = "tnhh", "thay doi noi dung giay chung nhan dang ky doanh nghiep"
"""Find two procedures of a company: 150.000 đ, and a fee that nobody published."""
FIRM, TAX_CODE = "Công ty TNHH Không Có Thật", "0100109106"
MANDATE = "Giấy ủy quyền số 12/GUQ"
MANY = 20


# --- what an officer does -----------------------------------------------------------------------


def draft_of(desk: Front) -> Draft:
    (intake,) = [one for one in desk.app.screen_stack if isinstance(one, IntakeScreen)]
    return intake.keeper.draft


async def pick(desk: Front, typed: str) -> None:
    await desk.until_at("ProcedureScreen")
    await desk.type(typed)
    await desk.press("enter")
    await desk.until_at("IntakeScreen")


async def in_hand(desk: Front, places: str) -> None:
    for place in places:
        await desk.press(place, "enter")


async def page(desk: Front) -> None:
    """The next sheet is laid under the camera and becomes a page of the component in turn."""
    (intake,) = [one for one in desk.app.screen_stack if isinstance(one, IntakeScreen)]
    component = intake.table.component
    await desk.lay_page()
    await desk.press("space")
    await desk.until(lambda: bool(draft_of(desk).component(component).pages), "no page was taken")


async def issue(desk: Front) -> Dossier:
    """F9, the last look, Enter; the dossier as it was committed."""
    made = draft_of(desk).id
    await desk.press("f9")
    await desk.until_at("CheckScreen")
    await desk.press("enter")
    await desk.until_at("IssuedScreen")
    return dossier(desk, made)


async def home(desk: Front) -> None:
    await desk.press("escape")
    await desk.until_at("HomeScreen")


async def go_to(desk: Front, field: str) -> None:
    """Down, as often as it takes to come to a field or a choice."""
    for _ in range(20):
        if desk.app.focused is not None and desk.app.focused.id == field:
            return
        await desk.press("down")
    raise AssertionError(f"{field} is not reached by ↓")


# --- what the record says -----------------------------------------------------------------------


def dossier(desk: Front, subject: str) -> Dossier:
    return desk.app.station.counter.search.open_id(subject).dossier


def reception(desk: Front, subject: str) -> Reception:
    found = dossier(desk, subject).reception
    assert found is not None
    return found


def recorded(desk: Front, subject: str, form: Form) -> Paper:
    return desk.app.station.counter.papers.paper(subject, Copy.APPLICANT, form)


def codes_on(sheet: PrintedPaper) -> set[str]:
    """What a reader finds on a printed sheet, but for the address of the evaluation."""
    return {code.value for code in read_file(sheet.path) if code.kind is not Kind.UNKNOWN}


def codes_of(desk: Front, subject: str, form: Form) -> set[str]:
    """What a reader should find, from the dossier itself."""
    file = desk.app.station.counter.search.open_id(subject)
    match form:
        case Form.RECEIPT:
            return {str(reception(desk, subject).code), file.slip_key}
        case Form.SUPPLEMENT:
            number = form_number(Series.SUPPLEMENT, file.dossier.supplements[-1].number)
            assert number is not None
            return {number.key}
        case _:
            return set()


async def printed_is_recorded(
    desk: Front, printer: Simulator, given: Sequence[tuple[str, Form]]
) -> None:
    """Each sheet in the tray is, dot by dot, what its entries say; its codes find its dossier."""
    await desk.until(lambda: len(printer.papers) == len(given), "sheets are missing")
    counter = desk.app.station.counter
    for sheet, (subject, form) in zip(printer.papers, given, strict=True):
        paper = recorded(desk, subject, form)
        assert sheet.finished
        assert sheet.raster.rows.startswith(disarmed(counter.papers.press.raster(paper)).rows)
        assert codes_on(sheet) == codes_of(desk, subject, form)
        for code in codes_on(sheet):
            assert counter.search.open(code).dossier.id == subject
    await desk.until(lambda: counter.papers.unsettled() == [], "a sheet is not settled")


async def day_end(desk: Front, **wanted: int) -> None:
    """The lists of the end of day, as they stand on the screen; those not named are empty."""
    await desk.press("e")
    await desk.until_at("DayEndScreen")
    titles = {
        "sheets": tr("Sheets not settled"),
        "parked": tr("Parked drafts"),
        "unscanned": tr("Not scanned"),
        "handover": tr("Not handed over"),
        "unpaid": tr("Fee not paid"),
        "supplements": tr("Waiting for a supplement"),
        "posted": tr("At the post, not signed"),
        "late": tr("Entered late"),
    }
    assert wanted.keys() <= titles.keys()

    def shown() -> set[str]:
        """The left half of the screen: each title with its count."""
        halves = (line.partition("│")[0].strip(" ▸▲◐✓│") for line in desk.lines())
        return {" ".join(half.split()) for half in halves}

    expected = {f"{title} {wanted.get(name, 0)}" for name, title in titles.items()}
    await desk.until(lambda: expected <= shown(), f"never {sorted(expected)}")


# --- the rush -----------------------------------------------------------------------------------


async def somebody_is_sent_elsewhere(desk: Front) -> str:
    """The first visitor leaves with a guidance slip and no name; F2 calls the next one."""
    await desk.press("f2")
    await desk.until_at("ProcedureScreen")
    await desk.type(ELSEWHERE)
    await desk.press("enter")
    await desk.until_at("GuidanceScreen")
    await desk.press("f9")
    await desk.until_at("GivenScreen")
    await desk.press("f2")
    (given,) = desk.app.station.counter.guiding.today()
    return given.id


async def citizen_with_three(desk: Front) -> tuple[str, str, str]:
    """Paid and scanned; by post to the address on the card; and one that lacks a paper."""
    await pick(desk, RECORD)
    await desk.burst(CARD)
    await page(desk)
    await desk.press("down")
    await page(desk)
    await desk.press("f6")
    await desk.until_at("FeeScreen")
    await go_to(desk, "receipt")
    await desk.type("AA/01 0000001")
    await desk.press("f6")
    await desk.until_at("IntakeScreen")
    paid = await issue(desk)

    await desk.press("f5")
    await pick(desk, PASSPORT)
    await desk.until_text("Nguyễn Văn Thử")
    await desk.until_text("400.000 đ")
    await in_hand(desk, "123")
    await desk.press("f7")
    await desk.until_at("WayScreen")
    await go_to(desk, "place")
    await desk.press("right", "f7")
    await desk.until_at("IntakeScreen")
    posted = await issue(desk)
    await desk.until_text(trn("{n} dossier", "{n} dossiers", 2))
    await desk.until_text("400.000 đ")

    await desk.press("f5")
    await pick(desk, COMPANY)
    lacking = draft_of(desk).id
    await in_hand(desk, "13")
    await desk.press("f8")
    await desk.until_at("NotAcceptedScreen")
    await desk.press("1")
    await desk.until_at("SupplementScreen")
    await desk.press("f9")
    await desk.until_at("LastLook")
    await desk.press("enter")
    await desk.until_at("GivenScreen")
    await desk.press("f2")
    return paid.id, posted.id, lacking


async def firm_with_two(desk: Front) -> tuple[str, str]:
    """A representative's mandate to somebody with a card; both dossiers have it from one typing."""
    await pick(desk, COMPANY)
    await in_hand(desk, "1235")
    await desk.press("f3")
    await desk.until_at("PersonScreen")
    await desk.press("up", "right", "down", "down")
    for field, said in (("name", FIRM), ("tax_code", TAX_CODE), ("representative", "Lê Thị Mẫu")):
        await go_to(desk, f"applicant-{field}")
        await desk.type(said)
    await desk.press("f5")
    await desk.burst(CARD)
    for field, said in (("paper", MANDATE), ("expires", "31/12/2026")):
        await go_to(desk, f"right-{field}")
        await desk.type(said)
    await desk.press("f3")
    await desk.until_at("IntakeScreen")
    first = await issue(desk)
    await desk.press("f5")
    await pick(desk, CHANGE)
    await in_hand(desk, "12")
    second = await issue(desk)
    await desk.until_text(trn("{n} dossier", "{n} dossiers", 2))
    await home(desk)
    return first.id, second.id


async def supplement_is_brought(desk: Front, sheet: PrintedPaper, lacking: str) -> None:
    """The paper form 02 is scanned at home: only what it asked for is looked at (C9)."""
    assert dossier(desk, lacking).state is State.SUPPLEMENT
    (key,) = codes_on(sheet)
    assert len(key) == 12
    assert key.isdigit()
    await desk.burst(key)
    await desk.until_at("DossierScreen")
    await desk.press("n")
    await desk.until_at("IntakeScreen")
    asked = draft_of(desk).components[1].id
    assert (draft_of(desk).id, draft_of(desk).asked_again) == (lacking, (asked,))
    await desk.press("enter")
    assert (await issue(desk)).id == lacking
    await home(desk)


async def test_the_rush(
    config: Config, clock: StillClock, frames: list[bytes], printer: Simulator
) -> None:
    """Five dossiers, three visitors, seven sheets: record, paper and end of day agree."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        guided = await somebody_is_sent_elsewhere(desk)
        paid, posted, lacking = await citizen_with_three(desk)
        first, second = await firm_with_two(desk)
        await desk.until(lambda: len(printer.papers) == 6, "sheets are missing")
        clock.forward(timedelta(hours=2))
        await supplement_is_brought(desk, printer.papers[3], lacking)

        of_card, of_post, of_firm, of_change, of_form = (
            reception(desk, it) for it in (paid, posted, first, second, lacking)
        )
        assert of_card.fee.receipt == "AA/01 0000001"
        assert of_card.unscanned == ()
        assert of_post.returning.by_post
        assert of_post.returning.address.startswith("Thôn Ví Dụ")
        assert of_post.visit == of_card.visit
        assert of_change.visit == of_firm.visit != of_card.visit
        assert of_form.received_at - of_card.received_at == timedelta(hours=2)
        for subject in (first, second):
            handed = dossier(desk, subject)
            assert handed.applicant is not None
            assert handed.submitter is not None
            assert (handed.applicant.kind, handed.applicant.name, handed.applicant.tax_code) == (
                PartyKind.ORGANISATION,
                FIRM,
                TAX_CODE,
            )
            assert handed.applicant.representative == "Lê Thị Mẫu"
            assert handed.submitter.name == "Nguyễn Văn Thử"
            right = reception(desk, subject).authorization
            assert right is not None
            assert (right.paper, right.expires) == (MANDATE, date(2026, 12, 31))
            assert reception(desk, subject).channel is Channel.AUTHORISED
            slip = recorded(desk, subject, Form.RECEIPT)
            assert isinstance(slip, Receipt)
            assert slip.authorised_by == "theo giấy ủy quyền số 12/GUQ, đến 31/12/2026"
        (asked,) = dossier(desk, lacking).supplements
        assert [it.defect for it in asked.demands] == [Defect.MISSING]

        order = [(guided, Form.GUIDANCE), (paid, Form.RECEIPT), (posted, Form.RECEIPT)]
        order += [(lacking, Form.SUPPLEMENT), (first, Form.RECEIPT), (second, Form.RECEIPT)]
        await printed_is_recorded(desk, printer, [*order, (lacking, Form.RECEIPT)])
        await day_end(desk, unscanned=4, handover=5, unpaid=3)
        await desk.until_text(trn("{n} dossier received today", "{n} dossiers received today", 5))
        await desk.until_text(tr("Taken today: {sum}", sum="200.000 đ"))
        assert journal.verify(desk.app.station.counter.store) == []


# --- without any card ---------------------------------------------------------------------------


async def by_hand(desk: Front, *strokes: str) -> None:
    """Telex with an input method: what a stroke changes comes as one burst of backspaces and
    letters, as `\\b`; the strokes themselves come as fast as a person types."""
    for stroke in strokes:
        for char in stroke:
            desk.send({"\b": "backspace", " ": "space"}.get(char, char))
        await desk.pilot.pause(BETWEEN_LETTERS_S)


NAME = ("T", "r", "a", "\bâ", "n", "\b\bần", " ", "T", "h", "i", "\bị", " ", "T", "h", "u")
NAME_ENDS = ("\bư", "\bử", " ", "D", "\bĐ", "u", "o", "\b\bươ", "n", "g", "\b\b\bờng")
ADDRESS = ("T", "h", "o", "\bô", "n", " ", "V", "i", "\bí", " ", "D", "u", "\bụ")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_a_visitor_without_any_card(
    config: Config,
    clock: StillClock,
    frames: list[bytes],
    printer: Simulator,
    size: tuple[int, int],
) -> None:
    """Typed by hand with an input method, identity "none": received, printed and found again."""
    async with front(config, clock, frames, size=size) as desk:
        await desk.sign_in()
        await desk.begin(COMPANY)
        await in_hand(desk, "123")
        await desk.press("f3")
        await desk.until_at("PersonScreen")
        await by_hand(desk, *NAME, *NAME_ENDS)
        await desk.press("up", "down")
        assert desk.app.focused is not None
        assert desk.app.focused.id == "applicant-identity_kind"
        await desk.press("left")
        await go_to(desk, "applicant-address")
        await by_hand(desk, *ADDRESS)
        address = desk.app.screen.query_one("#applicant-address", Field)
        await desk.until(lambda: address.value == "Thôn Ví Dụ", "letters were lost")
        await desk.press("f3")
        await desk.until_at("IntakeScreen")
        await desk.until_text("Trần Thị Thử Đường")
        made = await issue(desk)

        assert made.applicant is not None
        assert (made.applicant.name, made.applicant.address) == ("Trần Thị Thử Đường", "Thôn Ví Dụ")
        assert made.applicant.identity_kind is IdentityKind.NONE
        assert made.applicant.identity == ""
        await printed_is_recorded(desk, printer, [(made.id, Form.RECEIPT)])
        await home(desk)
        await desk.press("slash")
        await desk.type("tran thi thu duong")
        await desk.press("enter")
        await desk.until_at("DossierScreen")
        await desk.press("escape")
        await desk.until_at("HomeScreen")
        assert journal.verify(desk.app.station.counter.store) == []


# --- twenty components --------------------------------------------------------------------------


def component(number: int) -> str:
    return (
        "[[procedure.component]]\n"
        f'id = "giay-{number}"\n'
        f'name = "Giấy tờ thứ {number} kèm theo hồ sơ đề nghị đăng ký, có chữ ký và đóng dấu"\n'
        'kinds = ["original", "certified"]\n'
        "count = 1\n"
        "required = true\n\n"
    )


def of_twenty(folder: Path) -> Path:
    """The sample procedure of a company, with twenty components that nobody published."""
    text = (shipped.SAMPLE_CATALOGUE / "ke-hoach-va-dau-tu.toml").read_text("utf-8")
    head, _, rest = text.partition("[[procedure.component]]")
    _, fee, rest = rest.partition("[[procedure.fee]]")
    fees, _, _ = rest.partition("[[procedure]]\n")
    many = "".join(component(number) for number in range(1, MANY + 1))
    file = folder / "hai-muoi.toml"
    file.write_text(head + many + fee + fees, "utf-8")
    return file


@pytest.fixture
def config_of_twenty(config: Config, clock: StillClock, tmp_path: Path) -> Config:
    """A desk whose catalogue in force has a procedure of twenty components."""
    decision = Publication("Số 0000/QĐ-UBND", date(2026, 11, 20), date(2026, 11, 23), None)
    kept = publish.publish(
        config, of_twenty(tmp_path), decision, officer=RECEIVER, pin=PIN, clock=clock
    )
    assert isinstance(kept, Edition), kept
    return config


def handed_in(number: int) -> tuple[tuple[str, ...], Counts]:
    """Keys for the papers of a component, and what they count: three kinds of visitor's habits."""
    match number % 3:
        case 0:
            return ("right", "plus", "plus"), Counts(certified=2)
        case 1:
            return ("plus", "plus", "plus", "minus"), Counts(originals=2)
        case _:
            return ("enter",), Counts(originals=1)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_twenty_components_are_counted_by_keys_and_stand_on_the_slip(
    config_of_twenty: Config,
    clock: StillClock,
    frames: list[bytes],
    printer: Simulator,
    size: tuple[int, int],
) -> None:
    """From the last to the first by number; screen, record and slip have each with its count."""
    async with front(config_of_twenty, clock, frames, size=size) as desk:
        await desk.sign_in()
        await desk.begin(COMPANY)
        for number in range(MANY, 0, -1):
            keys, _ = handed_in(number)
            await desk.press(*str(number))
            await desk.until_text(f"▸{number:>2}")
            await desk.press(*keys)
        await desk.until_text(f"{tr('Components')} {MANY}/{MANY}")
        await desk.burst(CARD)
        made = await issue(desk)

        wanted = [handed_in(number)[1] for number in range(1, MANY + 1)]
        assert [it.counts for it in reception(desk, made.id).components] == wanted
        await printed_is_recorded(desk, printer, [(made.id, Form.RECEIPT)])
        paper = recorded(desk, made.id, Form.RECEIPT)
        templates = load_templates()
        (table,) = of_kind(lay_out(paper, templates, PAPER_80), Table)
        assert table.size_dots == PAPER_80.body_dots, "no letter smaller than the rest"
        assert [row.number for row in table.rows] == [str(n) for n in range(1, MANY + 1)]
        for number, row in enumerate(table.rows, start=1):
            assert row.name.startswith(f"Giấy tờ thứ {number} kèm theo")
            assert row.name.endswith("đóng dấu")
            count = handed_in(number)[1]
            assert row.counts == tuple(str(it or "") for it in (count.originals, count.certified))
        assert journal.verify(desk.app.station.counter.store) == []


# --- late entry ---------------------------------------------------------------------------------


def keys_on_blanks(file: Path, folder: Path) -> list[str]:
    """The key that a reader finds on each page of a PDF of blanks."""
    keys = []
    document = pypdfium2.PdfDocument(io.BytesIO(file.read_bytes()))
    for number in range(len(document)):
        picture = folder / f"blank-{number}.png"
        document[number].render(scale=150 / 72).to_pil().save(picture)
        (key,) = [code.value for code in read_file(picture) if code.kind is Kind.SLIP_KEY]
        keys.append(key)
    return keys


async def enter_late(desk: Front, key: str) -> None:
    """A citizen's papers, the blank under the reader, and in the check what stands on it."""
    await desk.begin(COMPANY)
    await in_hand(desk, "123")
    await desk.burst(CARD)
    await desk.burst(key)
    await desk.press("f9")
    await desk.until_at("CheckScreen")
    await desk.press("b")
    await desk.until_at("LateScreen")
    await desk.press("enter")
    await desk.type("15:30 23/11/2026")
    await desk.press("enter")
    await desk.type("mất điện")
    await desk.press("enter")
    await desk.until_at("CheckScreen")


async def test_a_late_entry_from_a_numbered_blank(
    config: Config, clock: StillClock, frames: list[bytes], printer: Simulator, tmp_path: Path
) -> None:
    """Blanks of Monday, entered on Wednesday: the day of the paper counts, and each blank once."""
    file = tmp_path / "blanks.pdf"
    numbers = blanks.write(config, file, 2, officer=RECEIVER, pin=PIN, clock=clock)
    used, unused = keys_on_blanks(file, tmp_path)
    assert [used, unused] == [number.key for number in numbers]
    clock.forward(timedelta(days=2))
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.burst(used)
        said = sentence_of("blank-not-entered", {"blank": str(numbers[0])})
        await desk.until_text(" ".join(said.split()))
        await enter_late(desk, used)
        made = draft_of(desk).id
        await desk.press("enter")
        await desk.until_at("IssuedScreen")

        entered = reception(desk, made)
        assert entered.late is not None
        assert (entered.late.blank, entered.late.reason) == (str(numbers[0]), "mất điện")
        assert f"{local(entered.received_at):%H:%M %d/%m/%Y}" == "15:30 23/11/2026"
        assert entered.code.day == date(2026, 11, 23)
        assert f"{local(entered.appointment.at):%d/%m/%Y}" == "27/11/2026", "24/11 is a holiday"
        paper = recorded(desk, made, Form.RECEIPT)
        slip = lay_out(paper, load_templates(), PAPER_80)
        assert any("mất điện" in line for line in words_of(slip))
        await printed_is_recorded(desk, printer, [(made, Form.RECEIPT)])
        await home(desk)
        await desk.burst(used)
        await desk.until_at("DossierScreen")
        await home(desk)

        await enter_late(desk, used)
        await desk.press("enter")
        await desk.until_text(sentence_of("late-blank-used", {"blank": str(numbers[0])}))
        assert desk.at == "CheckScreen"
        await desk.burst(unused)
        again = draft_of(desk).id
        await desk.press("enter")
        await desk.until_at("IssuedScreen")
        late = reception(desk, again).late
        assert late is not None
        assert late.blank == str(numbers[1])
        await home(desk)
        await desk.until(lambda: len(printer.papers) == 2, "the second slip is missing")
        counter = desk.app.station.counter
        await desk.until(lambda: counter.papers.unsettled() == [], "a sheet is not settled")
        await day_end(desk, unscanned=2, handover=2, unpaid=2, late=2)
        assert journal.verify(counter.store) == []

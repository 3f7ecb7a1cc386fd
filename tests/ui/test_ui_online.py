"""Online dossiers at the desk, by keys alone: checked, decided, told; calls written down."""

import csv
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from counter_app import contact_words
from counter_app.cli import app
from counter_app.config import Config
from counter_app.screens.receiving.intake import IntakeScreen
from counter_app.wording import tr, trn
from data.domain.contacting import (
    Contact,
    ContactChannel,
    ContactState,
    MessageState,
    Purpose,
    messages,
)
from data.domain.dossier import Dossier
from data.domain.lifecycle import State
from data.domain.online import Directed
from data.domain.received import Channel
from printing.simulated.simulator import Simulator
from tests.fakes.desk import PIN, RECEIVER, StillClock
from tests.fakes.front import Front, front
from tests.fakes.portal import picture, portal, sent, with_file, write

AGENCY = "Ủy ban nhân dân cấp xã"


def command(config: Config, *words: str) -> Result:
    said = ["--home", str(config.home.parent), *words]
    done = CliRunner().invoke(app, said, input=f"{PIN}\n")
    assert done.exit_code == 0, done.output
    return done


def import_three(config: Config, folder: Path) -> None:
    file = folder / "ho-so.jsonl"
    first = with_file(file, sent(1), "trang.jpg", picture())
    write(file, [first, sent(2), sent(3)])
    command(config, "online", "import", str(file), "--officer", RECEIVER)


def dossier(desk: Front, number: int) -> Dossier:
    return desk.app.station.counter.search.open(portal(number)).dossier


async def begin(desk: Front, number: int) -> None:
    """The cursor of home stands on what came first."""
    await desk.until_at("HomeScreen")
    await desk.until_text(portal(number))
    await desk.press("enter")
    await desk.until_at("IntakeScreen")
    assert isinstance(desk.app.screen, IntakeScreen)
    assert desk.app.screen.keeper.draft.way.channel is Channel.ONLINE
    await desk.until_text(portal(number))


async def home(desk: Front) -> None:
    await desk.press("escape")
    await desk.until_at("HomeScreen")


async def receive_first(desk: Front) -> None:
    await begin(desk, 1)
    await desk.press("f9")
    await desk.until_at("CheckScreen")
    await desk.press("enter")
    await desk.until_at("IssuedScreen")
    await desk.until_text(tr(contact_words.CHANNEL_WORDS[ContactChannel.EMAIL]))
    await home(desk)


async def ask_second(desk: Front) -> None:
    await begin(desk, 2)
    await desk.press("f8")
    await desk.until_at("NotAcceptedScreen")
    await desk.press("1")
    await desk.until_at("SupplementScreen")
    await desk.press("1", "f9")
    await desk.until_at("LastLook")
    await desk.press("enter")
    await desk.until_at("GivenScreen")
    await home(desk)


async def direct_third(desk: Front) -> None:
    await begin(desk, 3)
    await desk.press("f8", "3")
    await desk.until_at("DirectScreen")
    await desk.press("f9")
    await desk.until_text("Cơ quan nào có thẩm quyền?")
    await desk.type("cap xa")
    await desk.press("down", "enter")
    await desk.press("enter")
    for words in ("Thuoc cap xa", "Nop to khai"):
        await desk.type(words)
        await desk.press("enter")
    await desk.until_at("HomeScreen")
    await desk.until_text(tr(contact_words.CHANNEL_WORDS[ContactChannel.SMS]))


def sent_back(out: Path) -> Path:
    """The portal could send nothing of the first dossier, and all of the others."""
    with out.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    lines = [f"{it['id']},{'failed' if portal(1) in it['text'] else 'sent'}" for it in rows]
    back = out.with_name("ve.csv")
    back.write_text("id,outcome\n" + "\n".join(lines), "utf-8")
    return back


async def test_r72_r73_r74_three_online_dossiers_are_checked_decided_and_told(
    config: Config,
    clock: StillClock,
    frames: list[bytes],
    printer: Simulator,
    tmp_path: Path,
) -> None:
    """One is received, one gets form 02, one is directed; six messages go out and are answered."""
    import_three(config, tmp_path)
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        heading = trn("Online · {n} dossier to check", "Online · {n} dossiers to check", 3)
        await desk.until_text(heading)
        await receive_first(desk)
        await ask_second(desk)
        await direct_third(desk)
        states = [dossier(desk, number).state for number in (1, 2, 3)]
        assert states == [State.RECEIVED, State.SUPPLEMENT, State.DIRECTED]
        directed = dossier(desk, 3).facts(Directed)[0].what
        assert (directed.agency, directed.guidance) == (AGENCY, "Nop to khai")
        await desk.press("e")
        await desk.until_at("DayEndScreen")
        await desk.until_text(f"{tr('Messages not sent')} 6")
        await desk.until_text(f"{tr('Online, not checked')} 0")
    out = tmp_path / "di.csv"
    command(config, "messages", "export", str(out))
    assert out.read_text("utf-8").count(portal(2)) == 4
    back = sent_back(out)
    done = command(config, "messages", "confirm", str(back), "--officer", RECEIVER)
    assert "6" in done.output
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        assert {it.state for it in messages(dossier(desk, 1))} == {MessageState.FAILED}
        assert {it.state for it in messages(dossier(desk, 2))} == {MessageState.SENT}
        await call_about_first(desk)
        assert {it.state for it in messages(dossier(desk, 1))} == {MessageState.MADE_GOOD}
        assert desk.app.station.counter.contacting.open_messages() == []


async def call_about_first(desk: Front) -> None:
    """The dossier says what could not be sent; C, and the call is written down."""
    await desk.press("slash")
    await desk.type("Thu 1")
    await desk.press("enter")
    await desk.until_at("DossierScreen")
    await desk.until_text(trn("{n} message not sent: call", "{n} messages not sent: call", 2))
    await desk.press("c")
    await desk.until_at("ContactScreen")
    await desk.press("f9")
    await desk.until_at("DossierScreen")
    await desk.until_text(tr("It is written down."))
    (called,) = [
        it.what for it in dossier(desk, 1).facts(Contact) if it.what.state is ContactState.DONE
    ]
    assert (called.channel, called.purpose) == (ContactChannel.PHONE, Purpose.RECEIVED)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_what_came_online_can_be_looked_at_before_it_is_checked(
    config: Config,
    clock: StillClock,
    frames: list[bytes],
    printer: Simulator,
    tmp_path: Path,
    size: tuple[int, int],
) -> None:
    """A search finds it by its portal number; N begins the check, and Esc parks it."""
    import_three(config, tmp_path)
    async with front(config, clock, frames, size=size) as desk:
        await desk.sign_in()
        await desk.press("slash")
        await desk.type(portal(1))
        await desk.press("enter")
        await desk.until_at("DossierScreen")
        await desk.until_text("thu1@vi-du.example")
        await desk.until_text(trn("{n} page came with it", "{n} pages came with it", 1))
        await desk.press("n")
        await desk.until_at("IntakeScreen")
        await desk.press("escape")
        await desk.until_at("HomeScreen")
        (parked,) = desk.app.station.counter.drafting.parked()
        assert (parked.waits, parked.pages) == (State.APPLIED, 1)


async def test_a_contact_that_is_refused_can_be_corrected_in_its_place(
    config: Config, clock: StillClock, frames: list[bytes], printer: Simulator, tmp_path: Path
) -> None:
    """What was typed stands there until it is right; Esc writes nothing down."""
    import_three(config, tmp_path)
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.press("slash")
        await desk.type(portal(2))
        await desk.press("enter")
        await desk.until_at("DossierScreen")
        await desk.press("c", "f9")
        await desk.until_text("Liên hệ về việc gì?")
        await desk.press("down", "down", "down", "down")
        await desk.type("hoi gio")
        await desk.press("enter")
        await desk.until_at("DossierScreen")
        await desk.until_text("hoi gio")
        await desk.press("c")
        await desk.until_at("ContactScreen")
        await desk.press("escape")
        await desk.until_at("DossierScreen")
        assert [it.what.note for it in dossier(desk, 2).facts(Contact)] == ["hoi gio"]


async def test_the_first_escape_throws_no_guidance_away(
    config: Config, clock: StillClock, frames: list[bytes], printer: Simulator, tmp_path: Path
) -> None:
    """What was typed for another agency is left only at the second Esc."""
    import_three(config, tmp_path)
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await begin(desk, 1)
        await desk.press("f8", "3")
        await desk.until_at("DirectScreen")
        await desk.type("xa")
        await desk.press("escape")
        assert desk.at == "DirectScreen"
        await desk.until_text("Chưa gửi gì.")
        await desk.press("escape")
        await desk.until_at("NotAcceptedScreen")
        assert dossier(desk, 1).state is State.APPLIED

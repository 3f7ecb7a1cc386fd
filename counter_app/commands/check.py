"""`counter check`: each part of this desk, its state, and the cure when it is not well."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta

from counter_app import bootstrap
from counter_app.config import PRACTICE_CAMERA, Config
from counter_app.desk.shelf import editions_on
from counter_app.sentences import sentence, sentence_of
from counter_app.wording import day_text, tr
from data.domain.clock import Clock, local
from data.domain.deadlines import Limit, Unit, due
from data.domain.errors import Refused
from data.store.blobs import Blobs
from data.store.journal import TAIL_ENTRIES, verify
from data.sync.access import read_access
from data.sync.errors import SyncError
from data.sync.postgres import open_hub
from printing.errors import PrintingError
from printing.wire.transport import open_printer
from scanning.camera import open_camera
from scanning.errors import ScanningError
from scanning.serial_reader import SerialReader

LOOK_AHEAD = timedelta(days=60)
"""A calendar that ends sooner than this is worth a word."""


CLOCKS_APART = timedelta(minutes=5)
"""More than this between desk and hub is no rounding and no slow network."""


@dataclass(frozen=True, slots=True)
class Part:
    """`cure` is empty where there is nothing to do."""

    part: str
    ok: bool
    state: str
    message: str
    cure: str = ""


def parts(config: Config, clock: Clock) -> list[Part]:
    store = _store(config)
    return [
        store,
        _rules(config, clock, own=store.ok),
        _camera(config),
        _reader(config),
        _printer(config),
        _hub(config, clock),
        _clock(clock),
    ]


def as_json(found: list[Part]) -> str:
    return json.dumps(
        {
            "ok": all(part.ok for part in found),
            "parts": [
                {"part": it.part, "state": it.state, "message": it.message, "cure": it.cure}
                for it in found
            ],
        },
        ensure_ascii=False,
    )


def as_text(found: list[Part]) -> str:
    return "\n".join(_lines(found))


def _lines(found: list[Part]) -> Iterator[str]:
    for part in found:
        yield f"{'✓' if part.ok else '✗'} {part.part:<10} {part.message}"
        if part.cure:
            yield f"  {'':<10} → {part.cure}"


def _store(config: Config) -> Part:
    try:
        with bootstrap.read_only(config) as (store, _keys):
            sound = not verify(store, tail=TAIL_ENTRIES)
    except Refused as refused:
        return Part("store", ok=False, state=refused.code, message=sentence(refused))
    if not sound:
        return Part(
            "store", ok=False, state="journal-broken", message=sentence_of("journal-broken")
        )
    return Part(
        "store", ok=True, state="ready", message=tr("Store opens, newest entries verified.")
    )


def _rules(config: Config, clock: Clock, *, own: bool) -> Part:
    """What the rules come from; whichever of it is broken is the part that is named.

    Without `own`, since the store cannot be read, it is what comes with the program.
    """
    ahead = Limit(Unit.CALENDAR_DAYS, LOOK_AHEAD.days, "")
    part = "catalogue"
    try:
        rules = bootstrap.rules_in_force(config, clock) if own else bootstrap.read_rulebook()
        if own and (awaited := _awaited(config, clock)) is not None:
            return awaited
        in_force, part = rules.in_force, "calendar"
        promised = due(clock(), ahead, calendar=in_force.calendar, hours=in_force.profile.hours)
    except Refused as refused:
        part = str(refused.facts.get("part", part))
        return Part(part, ok=False, state=refused.code, message=sentence(refused))
    reach = tr("Calendar reaches {day}.", day=day_text(promised.moment.date()))
    return Part("calendar", ok=True, state="ready", message=f"{reach} {promised.calendar}")


def _awaited(config: Config, clock: Clock) -> Part | None:
    """The catalogue in force where only another desk has its file: this one uses an older one."""
    with bootstrap.read_only(config) as (store, keys):
        blobs = Blobs(bootstrap.store_files(config).blobs, keys.pages)
        awaited = editions_on(store, blobs, local(clock()).date()).awaited
    if awaited is None:
        return None
    said = sentence_of("catalogue-elsewhere", {"name": awaited.name})
    return Part("catalogue", ok=False, state="catalogue-elsewhere", message=said)


def _camera(config: Config) -> Part:
    source = config.devices.camera
    if not source:
        return Part("camera", ok=True, state="none", message=tr("No camera is configured."))
    if source == PRACTICE_CAMERA:
        return Part("camera", ok=True, state="practice", message=tr("Practice camera."))
    try:
        open_camera(source).close()
    except ScanningError as error:
        return Part(
            "camera",
            ok=False,
            state=error.code,
            message=str(error),
            cure=tr("Plug the camera in, or choose another one."),
        )
    return Part("camera", ok=True, state="ready", message=tr("Camera opens."))


def _reader(config: Config) -> Part:
    url = config.devices.reader
    if not url:
        message = tr("No scanner with an address is configured; one that types needs none.")
        return Part("reader", ok=True, state="none", message=message)
    try:
        reader = SerialReader(url)
        reader.open()
    except ScanningError as error:
        return Part(
            "reader",
            ok=False,
            state=error.code,
            message=sentence_of(error.code),
            cure=tr("Plug the scanner in, and compare its address and speed with its manual."),
        )
    reader.close()
    return Part("reader", ok=True, state="ready", message=tr("Scanner opens."))


def _printer(config: Config) -> Part:
    url = config.devices.printer
    if not url:
        return Part("printer", ok=True, state="none", message=tr("No printer is configured."))
    try:
        printer = open_printer(url)
    except PrintingError as error:
        return Part(
            "printer",
            ok=False,
            state="unreachable",
            message=str(error),
            cure=tr("Switch the printer on and check its cable and address."),
        )
    status = printer.status()
    printer.close()
    cure = tr("Look at the printer.") if status.trouble else ""
    message = tr("Printer says: {state}.", state=status.state.value)
    return Part(
        "printer", ok=not status.trouble, state=status.state.value, message=message, cure=cure
    )


def _hub(config: Config, clock: Clock) -> Part:
    """Whether it answers this desk, and whether both clocks agree: deadlines are told by them."""
    if not config.hub.exists():
        return Part("hub", ok=True, state="none", message=tr("This desk stands alone."))
    try:
        with closing(open_hub(read_access(config.hub))) as hub:
            apart = abs(hub.about().now - clock())
    except SyncError as error:
        return Part("hub", ok=False, state=error.code, message=sentence_of(error.code))
    if apart > CLOCKS_APART:
        minutes = str(round(apart / timedelta(minutes=1)))
        said = tr("The hub answers; its clock and this one are {n} minutes apart.", n=minutes)
        cure = tr("Have both machines take their time from one server.")
        return Part("hub", ok=False, state="clock-apart", message=said, cure=cure)
    return Part("hub", ok=True, state="ready", message=tr("The hub answers."))


def _clock(clock: Clock) -> Part:
    moment = local(clock())
    return Part("clock", ok=True, state="local", message=f"{moment:%H:%M:%S %d/%m/%Y} (+07:00)")

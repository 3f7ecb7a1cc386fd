"""`counter printer`: a printer that draws, and the same interpreter over a recorded stream.

`counter check --print`: a test slip on the desk's own printer.
"""

import json
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from counter_app.config import Config, save
from counter_app.wording import tr
from data.domain.errors import Refused
from printing.errors import NothingSent, PrintingError, SendBroken
from printing.raster import to_png
from printing.simulated.interpreter import Interpretation, interpret
from printing.simulated.simulator import Simulator
from printing.trial import WAYS, TrialWords, letter_of, trial_bytes
from printing.wire.profile import CODES, Profile, profile
from printing.wire.status import PrinterState
from printing.wire.transport import open_printer

STREAM_LIMIT_BYTES = 64 * 1024 * 1024


def simulate(folder: Path, port: int, width_dots: int, tell: Callable[[str], None]) -> None:
    """Runs until it is told to stop by a signal. Raises Refused("printer-port-taken")."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: stop.set())
    try:
        with Simulator(folder, port=port, width_dots=width_dots) as printer:
            tell(
                tr(
                    "Simulated printer at {url}, papers in {folder}",
                    url=printer.url,
                    folder=str(folder),
                )
            )
            stop.wait()
    except PrintingError as error:
        raise Refused("printer-port-taken", port=port) from error


def print_trial(config: Config, name: str, width_dots: int, tell: Callable[[str], None]) -> None:
    """A test slip on this desk's printer, and what to look for on it.

    `width_dots` 0 takes the width that is set.

    Raises Refused("printer-unusable") where there is no printer or nothing of the slip left.
    """
    believed = _believed(name)
    words = _trial_words(config.devices.printer, believed)
    width = believed.width_dots or width_dots or config.devices.printer_dots
    data = trial_bytes(width, words, believed.cut)
    try:
        printer = open_printer(config.devices.printer)
    except PrintingError as error:
        raise Refused("printer-unusable") from error
    try:
        printer.send(data)
        state = printer.confirm().state
    except NothingSent as error:
        raise Refused("printer-unusable") from error
    except SendBroken:
        state = PrinterState.UNKNOWN
    finally:
        printer.close()
    tell(tr("Test slip sent. Printer says: {state}.", state=state.value))
    tell(tr("The last strip that looks exactly like strip A names this printer's profile:"))
    for way in WAYS:
        tell(f"  {letter_of(way)} = {way.name}")


def keep_trial(config: Config, letter: str, name: str, width_dots: int) -> Profile:
    """The desk prints in the way of that strip from its next start on; returns what it trusts.

    `name` is the printer's own profile where it was told, which is kept where it does no more than
    was seen. Raises Refused("strip-unknown") for another letter, and "file-unwritable".
    """
    seen = next((way for way in WAYS if letter_of(way) == letter.strip().upper()), None)
    if seen is None:
        raise Refused("strip-unknown", letters=", ".join(letter_of(way) for way in WAYS))
    believed = _believed(name)
    kept = believed if name and seen.name == CODES.name else seen
    dots = believed.width_dots or width_dots or config.devices.printer_dots
    devices = replace(config.devices, printer_profile=kept.name, printer_dots=dots)
    try:
        save(replace(config, devices=devices))
    except OSError as error:
        raise Refused("file-unwritable", file=config.file.name) from error
    return kept


def _believed(name: str) -> Profile:
    try:
        return profile(name)
    except PrintingError as error:
        raise Refused("printer-unusable") from error


def _trial_words(url: str, believed: Profile) -> TrialWords:
    width = str(believed.width_dots) if believed.width_dots else tr("unknown")
    abilities = {
        "GS L": believed.margins,
        "GS v 0 m=2": believed.doubles,
        "QR": believed.qr,
        "Code 128": believed.code128,
    }
    known = ", ".join(name for name, there in abilities.items() if there)
    return TrialWords(
        title=tr("Test slip"),
        believed=(
            tr("Address: {url}", url=url),
            tr("Profile: {name}; width in dots: {width}", name=believed.name, width=width),
            tr("Believed to know: {known}; cut: {cut}", known=known, cut=believed.cut.value),
        ),
        ruler=tr("Ruler: millimetres, and dots below them. 30 mm must be 30 mm."),
        letters=tr("All 134 accented letters"),
        greys=tr("Greys, from white to black"),
        codes=tr("Scan each code: it says how many dots wide its modules are."),
        dots=tr("dots a module"),
        strips=tr("The strips below must look alike. The last one that does names the profile."),
        strip=tr("Strip"),
    )


@dataclass(frozen=True, slots=True)
class Decoded:
    file: Path
    papers: tuple[Path, ...]
    interpretation: Interpretation


def decode(file: Path, folder: Path) -> Decoded:
    """Draws each paper of a stream into `folder`. Raises Refused("file-unreadable")."""
    try:
        with file.open("rb") as stream:
            data = stream.read(STREAM_LIMIT_BYTES)
    except OSError as error:
        raise Refused("file-unreadable", file=file.name) from error
    found = interpret(data)
    paths = [folder / f"{file.stem}-{n}.png" for n in range(1, len(found.papers) + 1)]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, paper in zip(paths, found.papers, strict=True):
            path.write_bytes(to_png(paper))
    except OSError as error:
        raise Refused("file-unwritable", file=folder.name) from error
    return Decoded(file, tuple(paths), found)


def as_json(decoded: Decoded) -> str:
    found = decoded.interpretation
    return json.dumps(
        {
            "file": str(decoded.file),
            "papers": [
                {"png": str(path), "width": paper.width_dots, "height": paper.height_dots}
                for path, paper in zip(decoded.papers, found.papers, strict=True)
            ],
            "bytes": found.byte_count,
            "unparsed": found.unparsed,
            "commands": found.commands,
        },
        ensure_ascii=False,
    )


def as_text(decoded: Decoded) -> str:
    found = decoded.interpretation
    counts = ", ".join(f"{name} × {count}" for name, count in sorted(found.commands.items()))
    head = tr(
        "{bytes} bytes, {unparsed} not understood", bytes=found.byte_count, unparsed=found.unparsed
    )
    return "\n".join([head, counts, *(str(path) for path in decoded.papers)])

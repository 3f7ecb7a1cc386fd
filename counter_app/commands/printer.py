"""`counter printer`: a printer that draws, and the same interpreter over a recorded stream."""

import json
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from counter_app.wording import tr
from data.domain.errors import Refused
from printing.errors import PrintingError
from printing.interpreter import Interpretation, interpret
from printing.raster import to_png
from printing.simulator import Simulator

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

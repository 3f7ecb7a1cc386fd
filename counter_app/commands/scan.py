"""`counter scan`: files through the page finder and the barcode reader, as a desk would see them.

Files are looked at two at a time and told of in their order. Of a file that was told of nothing
stays in memory.
"""

import hashlib
import json
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event, Lock
from typing import Any, Final

from counter_app.commands.scan_files import Found
from counter_app.sentences import FINDINGS, sentence_of
from counter_app.wording import tr, trn
from data.domain.errors import Refused
from data.store.files import write_same
from scanning.barcode import DESK, EVERY, read_barcodes
from scanning.bilevel import encode_bilevel
from scanning.decoding import SENTENCES
from scanning.direction import quarter_turns, turned
from scanning.errors import UnreadableImage
from scanning.film import looks
from scanning.flattening import encode_page, page_dpi, rectify
from scanning.opencv import Image, leave_a_core
from scanning.page import find_page
from scanning.picture import Picture, open_pictures
from scanning.quality import check_page
from scanning.scans import is_drawn, looks_scanned
from scanning.values import Barcode, Finding, Outline, Quad

WORKERS: Final = 2
AHEAD: Final = 4
"""Files that are begun before the first of them is told of."""
FILM_BARCODES_EVERY: Final = 4
"""Looks at a film between two looks for barcodes, as at a desk."""

OF_PHOTOGRAPHS: Final = frozenset({Finding.NO_PAGE, Finding.CUT_CORNER, Finding.CHECK_CORNERS})
"""A scanner's picture ends where its page ends."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """`output` is the folder for flat pages, named by their SHA-256 or, `by_name`, by the file."""

    output: Path | None = None
    bilevel: bool = False
    by_name: bool = False
    every_symbology: bool = True


@dataclass(frozen=True, slots=True)
class SeenPage:
    """`corners` in pixels of the picture as it stands upright, clockwise from the top left."""

    corners: Quad
    width: int
    height: int
    dpi: int
    findings: tuple[Finding, ...]
    turned_deg: int = 0
    """How far the flat page was turned clockwise, to stand upright."""
    output: str | None = None
    at_s: float | None = None
    """When in a film."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What one picture or one film shows; `error` is a code when it could not be read."""

    file: Found
    error: str | None = None
    number: int = 1
    count: int = 1
    pages: tuple[SeenPage, ...] = ()
    findings: tuple[Finding, ...] = ()
    """Of a picture without a page."""
    barcodes: tuple[Barcode, ...] = ()


@dataclass(slots=True)
class Scanner:
    """Looks at files; used by several threads. Once `stopping` is set no picture is begun."""

    wanted: Wanted
    stopping: Event
    _writing: Lock = field(default_factory=Lock)

    def look(self, file: Found) -> list[Seen]:
        """Each picture in a file, a bad one with its error; a film is one.

        What was stopped lacks its last pictures, a film all of itself.
        """
        if self.stopping.is_set():
            return []
        try:
            return list(self._film(file) if file.is_film else self._pictures(file))
        except UnreadableImage as error:
            return [Seen(file, error.code)]

    def _pictures(self, file: Found) -> Iterator[Seen]:
        with open_pictures(file.path) as opened:
            number = count = 1
            while number <= count and not (number > 1 and self.stopping.is_set()):
                try:
                    picture = opened.picture(number)
                    count = picture.count
                    yield self._picture(file, picture)
                except UnreadableImage as error:
                    yield Seen(file, error.code, number, count)
                number += 1

    def _picture(self, file: Found, picture: Picture) -> Seen:
        image, outline = picture.image, find_page(picture.image)
        doubt: tuple[Finding, ...] = ()
        if picture.scanned or _is_scanned(image, outline):
            # Of what a scanner gave nothing is cut away: a frame on a form is no edge of paper.
            doubt = () if picture.scanned else (Finding.CHECK_CORNERS,)
            picture, outline = replace(picture, scanned=True), Outline(_whole(image), 1.0)
        return Seen(
            file,
            number=picture.number,
            count=picture.count,
            pages=(self._page(file, outline, picture, doubt),) if outline else (),
            findings=() if outline else check_page(image, outline),
            barcodes=read_barcodes(image, symbologies=self._symbologies),
        )

    def _page(
        self,
        file: Found,
        outline: Outline,
        picture: Picture,
        doubt: tuple[Finding, ...] = (),
    ) -> SeenPage:
        flat = picture.image if picture.scanned else rectify(picture.image, outline)
        quarters = quarter_turns(flat) or 0
        flat = turned(flat, quarters)
        dpi = round(picture.dpi) if picture.scanned and picture.dpi else page_dpi(flat)
        found = check_page(picture.image, outline)
        if picture.scanned:
            found = (*doubt, *(it for it in found if it not in OF_PHOTOGRAPHS))
        height, width = flat.shape[:2]
        output = self._output(file, flat, dpi, picture.number)
        return SeenPage(outline.corners, width, height, dpi, found, 90 * quarters, output)

    def _film(self, file: Found) -> Iterator[Seen]:
        pages: list[SeenPage] = []
        barcodes: dict[tuple[str, str], Barcode] = {}
        for place, look in enumerate(looks(file.path)):
            if self.stopping.is_set():
                return
            image = look.frame.image
            if look.take or place % FILM_BARCODES_EVERY == 0:
                found = read_barcodes(image, symbologies=self._symbologies, quick=not look.take)
                for it in found:
                    barcodes.setdefault((it.symbology, it.value), it)
            if look.take and look.outline:
                page = self._page(file, look.outline, Picture(image, len(pages) + 1))
                pages.append(replace(page, at_s=round(look.frame.at_s, 2)))
        yield Seen(file, pages=tuple(pages), barcodes=tuple(barcodes.values()))

    @property
    def _symbologies(self) -> frozenset[Any]:
        return EVERY if self.wanted.every_symbology else DESK

    def _output(self, file: Found, flat: Image, dpi: int, number: int) -> str | None:
        """Where the flat page was written: in full or not at all."""
        folder = self.wanted.output
        if folder is None:
            return None
        content = encode_bilevel(flat, dpi) if self.wanted.bilevel else encode_page(flat, dpi)
        suffix = ".png" if self.wanted.bilevel else ".jpg"
        path = folder / f"{hashlib.sha256(content).hexdigest()}{suffix}"
        if self.wanted.by_name:
            path = folder / file.within.with_name(f"{file.within.name}-page-{number}{suffix}")
        try:
            with self._writing:
                path.parent.mkdir(parents=True, exist_ok=True)
                write_same(path, content, mode=0o644)
        except OSError as error:
            raise Refused("file-unwritable", file=path.name) from error
        return os.fsencode(path).decode("utf-8", "backslashreplace")


def scan(
    found: Iterable[Found], wanted: Wanted, *, stopping: Event | None = None
) -> Iterator[Seen]:
    """Whatever is in the files, in their order, each as soon as it and those before it are done.

    Once `stopping` is set nothing more is begun, what is at work is told of, and it ends. Raises
    Refused("file-unwritable").
    """
    workers = min(WORKERS, os.cpu_count() or 1)
    if workers > 1:
        leave_a_core()
    scanner = Scanner(wanted, stopping or Event())
    waiting: deque[Future[list[Seen]]] = deque()
    with ThreadPoolExecutor(workers, "scan") as pool:
        try:
            for file in found:
                waiting.append(pool.submit(scanner.look, file))
                while waiting and (len(waiting) > AHEAD or waiting[0].done()):
                    yield from (seen := waiting.popleft().result())
                    if _is_cut(seen):
                        return
                if scanner.stopping.is_set():
                    break
            while waiting:
                yield from (seen := waiting.popleft().result())
                if _is_cut(seen):
                    return
        except BaseException:
            # Nobody hears of the rest, so it is not begun either.
            scanner.stopping.set()
            raise


def _is_scanned(image: Image, outline: Outline | None) -> bool:
    """White all around, and what was found is a frame on the form."""
    if is_drawn(image):
        return True
    doubtful = outline is None or Finding.CHECK_CORNERS in check_page(image, outline)
    return doubtful and looks_scanned(image)


def _is_cut(seen: list[Seen]) -> bool:
    """Stopped within: nothing is told of what comes after, so that lines leave no hole."""
    return not seen or seen[-1].number < seen[-1].count


def _whole(image: Image) -> Quad:
    height, width = (float(side) for side in image.shape[:2])
    return ((0.0, 0.0), (width, 0.0), (width, height), (0.0, height))


# --- told ---------------------------------------------------------------------------------------


def as_json(seen: Seen) -> str:
    return json.dumps(
        {
            "file": seen.file.shown,
            "error": SENTENCES.get(seen.error, seen.error) if seen.error else None,
            "code": seen.error,
            "number": seen.number,
            "count": seen.count,
            "pages": [_page_json(page) for page in seen.pages],
            "findings": [finding.value for finding in seen.findings],
            "barcodes": [
                {
                    "kind": it.kind.value,
                    "value": it.value,
                    "symbology": it.symbology.value,
                    "engine": it.engine.value,
                    "position": [list(point) for point in it.position],
                }
                for it in seen.barcodes
            ],
        },
        ensure_ascii=False,
    )


def _page_json(page: SeenPage) -> dict[str, Any]:
    at = {} if page.at_s is None else {"at_s": page.at_s}
    return {
        "corners": [list(point) for point in page.corners],
        "width": page.width,
        "height": page.height,
        "dpi": page.dpi,
        "findings": [finding.value for finding in page.findings],
        "turned": page.turned_deg,
        "output": page.output,
        **at,
    }


def as_text(seen: Seen) -> str:
    which = f" {seen.number}/{seen.count}" if seen.count > 1 else ""
    head = f"{seen.file.line}{which}"
    if seen.error is not None:
        return f"{head}: {sentence_of(seen.error)}"
    lines = [f"{head}: {_page_text(page)}" for page in seen.pages]
    if not lines:
        nothing = tr("no page found")
        lines = [f"{head}: {nothing}"]
    lines += [f"  {it.kind}: {it.value} ({it.symbology}, {it.engine})" for it in seen.barcodes]
    return "\n".join(lines)


def _page_text(page: SeenPage) -> str:
    at = [] if page.at_s is None else [tr("at {seconds} s", seconds=f"{page.at_s:.1f}")]
    size = f"{page.width}×{page.height}, {page.dpi} dpi"
    findings = [tr(FINDINGS[finding.value]) for finding in page.findings if finding in FINDINGS]
    output = [page.output] if page.output else []
    return ", ".join([tr("page found"), *at, size, *findings, *output])


def told_at_end(pictures: int, failed: int) -> str:
    """The last line, on standard error."""
    done = trn("{n} picture looked at", "{n} pictures looked at", pictures)
    bad = trn("{n} could not be read", "{n} could not be read", failed)
    return f"{done}, {bad}." if failed else f"{done}."

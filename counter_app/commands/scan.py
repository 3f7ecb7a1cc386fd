"""`counter scan`: pictures through the page finder and the barcode reader."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from counter_app.wording import tr
from scanning.barcode import EVERY, read_barcodes
from scanning.errors import UnreadableImage
from scanning.page import find_page
from scanning.picture import SUFFIXES, load_picture
from scanning.quality import check_page
from scanning.values import Barcode, Finding, Outline


@dataclass(frozen=True, slots=True)
class Look:
    """What one picture shows; `error` is a sentence when it could not be read."""

    file: Path
    error: str | None
    outline: Outline | None = None
    findings: tuple[Finding, ...] = ()
    barcodes: tuple[Barcode, ...] = ()


def pictures(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and the pictures in the folders named, in name order."""
    for path in paths:
        if path.is_dir():
            yield from (it for it in sorted(path.iterdir()) if it.suffix.lower() in SUFFIXES)
        else:
            yield path


def look(path: Path) -> Look:
    try:
        image = load_picture(path)
    except UnreadableImage as error:
        return Look(path, str(error))
    outline = find_page(image)
    return Look(
        file=path,
        error=None,
        outline=outline,
        findings=check_page(image, outline),
        barcodes=read_barcodes(image, symbologies=EVERY),
    )


def as_json(seen: Look) -> str:
    pages = []
    if seen.outline is not None:
        pages.append(
            {
                "corners": [list(point) for point in seen.outline.corners],
                "findings": [finding.value for finding in seen.findings],
                "output": None,
            }
        )
    return json.dumps(
        {
            "file": str(seen.file),
            "error": seen.error,
            "pages": pages,
            "barcodes": [
                {
                    "kind": it.kind.value,
                    "value": it.value,
                    "symbology": it.symbology.value,
                    "engine": it.engine.value,
                }
                for it in seen.barcodes
            ],
        },
        ensure_ascii=False,
    )


def as_text(seen: Look) -> str:
    if seen.error is not None:
        return f"{seen.file}: {seen.error}"
    page = tr("page found") if seen.outline else tr("no page found")
    marks = ", ".join([page, *(finding.value for finding in seen.findings)])
    codes = [f"  {it.kind}: {it.value} ({it.symbology}, {it.engine})" for it in seen.barcodes]
    return "\n".join([f"{seen.file}: {marks}", *codes])

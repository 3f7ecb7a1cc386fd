"""Files that lie beside a file of online dossiers: which of them are pages, and which are left.

A file is taken as the citizen sent it, byte for byte, and only if its SHA-256 is the one that the
portal says and it is a whole picture. Everything else stays at the portal and is listed.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Final

from data.catalogue.online import AttachedFile, ReadLine
from data.domain.errors import Refused
from data.domain.online import Application, AppliedComponent, FileName
from data.store.drafts import Pages

FILE_LIMIT_BYTES: Final = 10 * 2**20
"""Of one page; a photograph of a telephone has 3 to 8 MB."""
_PICTURES: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
"""How JPEG and PNG begin: what pages are kept and shown as."""


class Left(StrEnum):
    """Why a file stays at the portal."""

    TOO_LARGE = "too-large"
    NO_PICTURE = "no-picture"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class LeftFile:
    """`number` counts the files of its dossier from 1; a name may name somebody and is not told."""

    number: int
    component: str
    why: Left


@dataclass(frozen=True, slots=True)
class WithPages:
    application: Application
    left: tuple[LeftFile, ...]


def folder_of(path: Path, portal: str) -> Path:
    """Where the files of one dossier lie: beside the file, in a folder of its own name."""
    return path.with_suffix("") / portal


def with_pages(read: ReadLine, folder: Path, pages: Pages) -> WithPages:
    """The application with its pages put into the store.

    Whoever calls holds the store's turn until an entry names the pages. Raises
    Refused("attached-missing") and Refused("attached-differs") for a file that is not what the
    portal says: a dossier without its pages would be taken for a poorer one than was sent.
    """
    parts = {item.id: item for item in read.application.components}
    names: dict[str, FileName] = {}
    left: list[LeftFile] = []
    for number, file in enumerate(read.files, start=1):
        content = _content(folder, file, number)
        why = _unfit(content)
        part = parts[file.component]
        if why is None:
            parts[part.id] = replace(part, pages=(*part.pages, pages.put(content)))
        else:
            left.append(LeftFile(number, part.id, why))
            parts[part.id] = _without(part, file)
        names.setdefault(file.sha256, FileName(file.sha256, file.name))
    application = replace(
        read.application, components=tuple(parts.values()), file_names=tuple(names.values())
    )
    return WithPages(application, tuple(left))


def _without(part: AppliedComponent, file: AttachedFile) -> AppliedComponent:
    return replace(part, left=(*part.left, file.sha256))


def _content(folder: Path, file: AttachedFile, number: int) -> bytes:
    """The bytes of a file in this very folder: no link leads out of it."""
    try:
        path = (folder / file.name).resolve()
        if path.parent != folder.parent.resolve() / folder.name or not path.is_file():
            raise Refused("attached-missing", number=number)
        digest, content = _read(path)
    except (OSError, RuntimeError) as error:
        # A circle of links is a RuntimeError before Python 3.13.
        raise Refused("attached-missing", number=number) from error
    if digest != file.sha256:
        raise Refused("attached-differs", number=number)
    return content


def _read(path: Path) -> tuple[str, bytes]:
    """The hash of the whole file and no more of it than a page may have, and a byte."""
    told, head = sha256(), b""
    with path.open("rb") as stream:
        while chunk := stream.read(2**20):
            told.update(chunk)
            head = (head + chunk)[: FILE_LIMIT_BYTES + 1]
    return told.hexdigest(), head


def _unfit(content: bytes) -> Left | None:
    if len(content) > FILE_LIMIT_BYTES:
        return Left.TOO_LARGE
    if not content.startswith(_PICTURES):
        return Left.NO_PICTURE
    # The readers of pictures cost start-up time that most files do not need.
    from scanning.errors import UnreadableImage
    from scanning.picture import decode_picture

    try:
        decode_picture(content)
    except UnreadableImage:
        return Left.DAMAGED
    return None

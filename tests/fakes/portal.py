"""The portal's side: files of online dossiers and what is attached to them, of nobody real."""

import io
import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from PIL import Image

from counter_app.practice.rehearsal import PROCEDURE

PORTAL = "000.00.05.H47-261122-{:04}"


def portal(number: int) -> str:
    return PORTAL.format(number)


def picture(shade: int = 200, kind: str = "JPEG") -> bytes:
    """A small page; each shade gives other bytes."""
    stream = io.BytesIO()
    Image.new("RGB", (60, 80), (shade, shade, shade)).save(stream, kind)
    return stream.getvalue()


def sent(number: int, **changes: object) -> dict[str, object]:
    """One line of the file: everything that the practice procedure asks for, without files."""
    return {
        "portal": portal(number),
        "procedure": PROCEDURE,
        "applied_at": f"2026-11-22T20:{number:02}:00",
        "applicant": {
            "name": f"Nguyễn Văn Thử {number}",
            "identity": f"0490000000{number:02}",
            "address": "Thôn Không Có, xã Ví Dụ",
        },
        "email": f"thu{number}@vi-du.example",
        "phone": "0905 000 123",
        "components": [
            {"id": "giay-de-nghi", "originals": 1},
            {"id": "dieu-le", "originals": 1},
            {"id": "giay-to-ca-nhan", "certified": 1},
        ],
        **changes,
    }


def attach(path: Path, row: Mapping[str, object], name: str, content: bytes) -> dict[str, str]:
    """Lays a file beside the file at `path`; returns what the line says of it."""
    folder = path.with_suffix("") / str(row["portal"])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)
    return {"name": name, "sha256": sha256(content).hexdigest()}


def with_file(
    path: Path, row: Mapping[str, object], name: str, content: bytes
) -> dict[str, object]:
    """The line with a file attached to its first component."""
    components = row["components"]
    assert isinstance(components, list)
    first, *others = components
    files = [*first.get("files", []), attach(path, row, name, content)]
    return {**row, "components": [{**first, "files": files}, *others]}


def write(path: Path, rows: Sequence[Mapping[str, object]]) -> Path:
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    return path

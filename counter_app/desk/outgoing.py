"""Files that leave the store, for whoever uses them: there in full or not at all."""

from pathlib import Path

from data.domain.errors import Refused
from data.store.files import write_same


def give_out(path: Path, content: bytes) -> Path:
    """Writes a file that only its owner may read, and the folders to it; its path again.

    Raises Refused("file-unwritable").
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_same(path, content)
    except OSError as error:
        raise Refused("file-unwritable", file=path.name) from error
    return path

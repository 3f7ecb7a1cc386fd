"""The desk's log: one line of key=value pairs an event, in a file of bounded size.

Personal data never gets here: values are codes, counts and our own names, and of an error only its
type and the places in the code, never its text.
"""

import logging
import traceback
from pathlib import Path
from typing import Final

FILE_BYTES: Final = 1_000_000
FILES_KEPT: Final = 3

_LOG: Final = logging.getLogger("counter")


def open_logbook(folder: Path) -> None:
    """Writes into `folder` from now on; where that is impossible, nowhere."""
    import logging.handlers as rotating  # slow to load, and the first paint needs none of it

    _LOG.propagate = False
    _LOG.setLevel(logging.INFO)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler: logging.Handler = rotating.RotatingFileHandler(
            folder / "counter.log", maxBytes=FILE_BYTES, backupCount=FILES_KEPT, encoding="utf-8"
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s level=%(levelname)s %(message)s"))
    close()
    _LOG.handlers = [handler]


def close() -> None:
    for handler in _LOG.handlers:
        handler.close()
    _LOG.handlers = []


def note(event: str, **facts: str | int) -> None:
    _LOG.info(_line(event, facts))


def failed(event: str, error: BaseException, **facts: str | int) -> None:
    """An error nobody foresaw: its type, and where in the code it came from."""
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(f"{Path(it.filename).name}:{it.lineno}" for it in reversed(frames))
    _LOG.error(_line(event, {**facts, "error": type(error).__name__, "places": places}))


def _line(event: str, facts: dict[str, str | int]) -> str:
    pairs = (f"{key}={_value(value)}" for key, value in facts.items())
    return " ".join([f"event={event}", *pairs])


def _value(value: str | int) -> str:
    text = str(value)
    return f'"{text}"' if " " in text else text

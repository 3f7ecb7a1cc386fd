"""Starts the full-screen desk: the app first, everything slow behind its `start`."""

import gc
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from counter_app import logbook, wallclock
from counter_app.app import CounterApp
from counter_app.config import Config, Devices, load, save
from counter_app.terminal import kept_for_textual
from data.domain.errors import Refused
from data.store.errors import StoreError
from data.store.files import StoreFiles
from data.store.lock import WriterLock

if TYPE_CHECKING:
    from counter_app.bootstrap import Counter
    from counter_app.desk.setup import Answers

SWITCH_INTERVAL_S = 0.0005
"""How long a loop's thread may keep the interpreter from the screen's; Python's own is 5 ms."""


def run_desk(config: Config) -> int:
    """Runs until the officer leaves. 1 when the desk could not be opened, with a sentence.

    Raises Refused as `require_free`.
    """
    require_free(config)
    app = CounterApp(
        lambda: _start(config),
        clock=wallclock.now,
        found=_Founding(config),
        lang=config.lang,
    )
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    with kept_for_textual(config.home):
        app.run()
    logbook.note("program-ended", code=app.return_code or 0)
    logbook.close()
    if app.failure is None:
        return app.return_code or 0
    from counter_app.sentences import told_on_stderr

    return told_on_stderr(app.failure)


def require_free(config: Config) -> None:
    """Raises Refused for what is known before the first paint: another desk, or no terminal."""
    try:
        with WriterLock(StoreFiles(config.home, config.keys).lock):
            pass
    except StoreError as error:
        raise Refused(error.code) from error
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise Refused("terminal-missing")


def _start(config: Config) -> "Counter":
    from counter_app import bootstrap

    logbook.open_logbook(config.home)
    logbook.note("program-started", lang=config.lang)
    counter = bootstrap.start(load(config), wallclock.now)
    # What is here now stays until the end. To look through all of it for garbage takes longer than
    # a key may wait (127 ms measured); what comes later is soon looked through.
    gc.freeze()
    return counter


class _Founding:
    """What the set-up screen calls: configuration first, for a desk is asked for devices once."""

    def __init__(self, config: Config) -> None:
        self._config = config

    def __call__(self, answers: "Answers", devices: Devices, *, pedal: str) -> None:
        from counter_app import bootstrap

        capture = replace(self._config.capture, pedal=pedal)
        try:
            save(replace(self._config, devices=devices, capture=capture))
        except OSError as error:
            raise Refused("store-read-only") from error
        bootstrap.found(self._config, answers, wallclock.now)

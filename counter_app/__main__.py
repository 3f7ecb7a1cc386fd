"""`counter`: the desk itself when nothing else is asked, a command otherwise.

The desk must paint at once, so typer and everything behind a command is loaded only for commands.
"""

import sys
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from counter_app import config as configuration
from counter_app import wording
from counter_app.config import Config
from data.domain.errors import Refused

_DESK_OPTIONS = {"--home", "--lang"}


def main() -> NoReturn:
    """Entry point of the `counter` command."""
    desk = desk_options(sys.argv[1:])
    if desk is None:
        from counter_app.cli import app

        app()
        sys.exit(0)
    sys.exit(run_desk(desk))


def desk_options(arguments: list[str]) -> dict[str, str] | None:
    """The options of a bare `counter`, or None where a command is meant."""
    pairs = list(zip(arguments[::2], arguments[1::2], strict=False))
    if len(arguments) % 2 or any(name not in _DESK_OPTIONS for name, _ in pairs):
        return None
    return dict(pairs)


def run_desk(options: dict[str, str]) -> int:
    """Runs the full-screen desk; returns the exit code."""
    try:
        config = read_config(options.get("--home"), options.get("--lang"))
        from counter_app import launch

        return launch.run_desk(config)
    except Refused as refused:
        from counter_app.sentences import told_on_stderr

        return told_on_stderr(refused)


def read_config(home: str | None, lang: str | None) -> Config:
    """Configuration of this desk. Also sets the language of every sentence that follows."""
    wording.use(lang if lang in wording.LANGUAGES else wording.DEFAULT_LANGUAGE)
    config = configuration.load(configuration.places(Path(home) if home else None))
    chosen = replace(config, lang=lang or config.lang)
    if chosen.lang not in wording.LANGUAGES:
        raise Refused("language-unknown", lang=chosen.lang)
    wording.use(chosen.lang)
    return chosen


if __name__ == "__main__":
    main()

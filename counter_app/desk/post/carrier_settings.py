"""What officers decided of the carrier's files, kept in one small TOML file beside the desk's own.

Which column says what is kept by the set of headers, and what a status means by its word. Nothing
of what stands in the rows is kept.
"""

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from data.catalogue.carrier_columns import ColumnMapping, key_of, propose
from data.catalogue.carrier_words import Part, PostOutcome, first_guess, word
from data.domain.errors import Refused
from data.domain.text import LINE_LIMIT, clean
from data.store.files import write_same

MAPPINGS_LIMIT: Final = 50
"""The oldest is left out when there is one more."""
WORDS_LIMIT: Final = 1_000
FILE_LIMIT_BYTES: Final = 1024 * 1024

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CarrierSettings:
    """`mappings` by the set of their headers, `words` by the word without accents."""

    mappings: Mapping[Key, ColumnMapping] = field(default_factory=dict)
    words: Mapping[str, PostOutcome] = field(default_factory=dict)

    def mapping(self, headers: Iterable[str]) -> ColumnMapping:
        """As an officer chose for these headers, or else what they say plainly."""
        known = tuple(headers)
        chosen = self.mappings.get(key_of(known))
        return propose(known) if chosen is None else _as_spelled(chosen, known)

    def outcome(self, status: str) -> PostOutcome | None:
        """What it means; None where an officer has to say."""
        return self.words.get(word(status)) or first_guess(status)

    def with_mapping(self, headers: Iterable[str], chosen: ColumnMapping) -> "CarrierSettings":
        key = key_of(headers)
        kept = {it: old for it, old in self.mappings.items() if it != key}
        newest = {**kept, key: chosen}
        return replace(self, mappings=dict([*newest.items()][-MAPPINGS_LIMIT:]))

    def with_word(self, status: str, outcome: PostOutcome) -> "CarrierSettings":
        """Raises Refused("carrier-words-many")."""
        words = {**self.words, word(status): outcome}
        if len(words) > WORDS_LIMIT:
            raise Refused("carrier-words-many", limit=WORDS_LIMIT)
        return replace(self, words=words)


def load_settings(path: Path) -> CarrierSettings:
    """What was kept; nothing where there is no file yet. Raises Refused("config-invalid")."""
    if not path.exists():
        return CarrierSettings()
    try:
        with path.open("rb") as file:
            raw = tomllib.loads(file.read(FILE_LIMIT_BYTES).decode())
        return CarrierSettings(
            mappings=dict(map(_mapping, raw.get("columns", []))),
            words={word(str(it)): PostOutcome(said) for it, said in raw.get("words", {}).items()},
        )
    except (OSError, ValueError, TypeError, LookupError, AttributeError) as error:
        reason = clean(str(error), LINE_LIMIT)
        raise Refused("config-invalid", file=path.name, reason=reason) from error


def save_settings(path: Path, settings: CarrierSettings) -> None:
    """Writes the file anew, whole or not at all. Raises Refused("file-unwritable")."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_same(path, _text(settings).encode())
    except OSError as error:
        raise Refused("file-unwritable", file=path.name) from error


def _as_spelled(chosen: ColumnMapping, headers: Iterable[str]) -> ColumnMapping:
    """The same columns by their names in this file, which may differ in accents and case."""
    spelled = {word(it): it for it in headers}
    exact = set(spelled.values())
    return ColumnMapping(
        {
            part: it if it in exact else spelled.get(word(it), it)
            for part, it in chosen.columns.items()
            if it
        }
    )


def _mapping(raw: Mapping[str, object]) -> tuple[Key, ColumnMapping]:
    headers = raw["headers"]
    if not isinstance(headers, list):
        raise TypeError("headers: a list expected")
    chosen = {part: clean(str(raw[part.value])) for part in Part if part.value in raw}
    return key_of(map(str, headers)), ColumnMapping(chosen)


def _text(settings: CarrierSettings) -> str:
    lines: list[str] = []
    for key, chosen in settings.mappings.items():
        lines += ["[[columns]]", f"headers = {_written(list(key))}"]
        lines += [f"{part.value} = {_written(it)}" for part, it in chosen.columns.items() if it]
    lines.append("[words]")
    lines += [f"{_written(it)} = {_written(said.value)}" for it, said in settings.words.items()]
    return "\n".join(lines) + "\n"


def _written(value: str | list[str]) -> str:
    """Clean text as JSON writes it is TOML too."""
    return json.dumps(value, ensure_ascii=False)

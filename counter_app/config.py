"""Where this desk keeps its things and which devices it has: one small TOML file.

Read before the first paint, so nothing here is slow to import.
"""

from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from data.domain.errors import Refused
from data.domain.text import clean

NO_DEVICE = ""
"""A desk without this device."""
PRACTICE_CAMERA = "practice:"
"""The camera that shows pages nobody has to bring."""


@dataclass(frozen=True, slots=True)
class Devices:
    """Addresses as `scanning.camera` and `printing.transport` understand them."""

    camera: str = NO_DEVICE
    printer: str = NO_DEVICE


@dataclass(frozen=True, slots=True)
class Config:
    """`home` holds the store, `keys` the key file and `file` what is configured."""

    home: Path
    keys: Path
    file: Path
    devices: Devices = Devices()
    lang: str = "vi"


def places(home: Path | None) -> Config:
    """The folders of this user's desk, or one folder for everything when `home` is given."""
    if home is not None:
        return Config(home / "store", home / "desk.key", home / "counter.toml")
    from platformdirs import user_config_path, user_state_path

    config = user_config_path("counter")
    return Config(user_state_path("counter"), config / "desk.key", config / "counter.toml")


def load(config: Config) -> Config:
    """What the file says, on top of the defaults. A missing file is a desk without devices.

    Raises Refused("config-invalid") naming the line or the key.
    """
    if not config.file.exists():
        return config
    import tomllib

    try:
        raw = tomllib.loads(config.file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise Refused("config-invalid", file=config.file.name, reason=clean(str(error))) from error
    lang = _text(raw, "lang", config.lang, config)
    devices = {item.name: _text(raw, item.name, "", config) for item in fields(Devices)}
    return replace(config, devices=Devices(**devices), lang=lang)


def save(config: Config) -> None:
    """Writes the file anew. Raises OSError."""
    values = {"lang": config.lang, **asdict(config.devices)}
    text = "".join(f"{key} = {_quoted(value)}\n" for key, value in values.items())
    config.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    config.file.write_text(text, "utf-8")


def _text(raw: dict[str, object], key: str, default: str, config: Config) -> str:
    value = raw.get(key, default)
    if not isinstance(value, str):
        raise Refused("config-invalid", file=config.file.name, reason=f"{key}: text expected")
    return value


def _quoted(value: str) -> str:
    escaped = clean(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'

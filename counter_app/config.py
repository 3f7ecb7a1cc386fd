"""Where this desk keeps its things and which devices it has: one small TOML file.

Read before the first paint, so nothing here is slow to import.
"""

from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from data.domain.errors import Refused
from data.domain.text import clean

NO_DEVICE = ""
"""A desk without this device."""
USUAL_DOTS = 576
DOTS = (300, 1_200)
"""Widths that a receipt printer can have."""
ORIGINALS = ("move", "leave")
PRACTICE_CAMERA = "practice:"
"""The camera that shows pages nobody has to bring."""


@dataclass(frozen=True, slots=True)
class Devices:
    """Addresses as `scanning` and `printing.wire.transport` know them."""

    camera: str = NO_DEVICE
    printer: str = NO_DEVICE
    printer_profile: str = ""
    """What it can be trusted with, as `counter check --print` found out; empty: what any can."""
    printer_dots: int = USUAL_DOTS
    """How wide it prints: 576 on 80 mm, 384 on 58 mm."""
    page_printer: str = NO_DEVICE
    """For sheets of A5, where the profile wants such: pages://queue."""
    spare: str = NO_DEVICE
    """Another printer of the Center, for when this desk's own cannot print."""
    spare_profile: str = ""
    spare_dots: int = USUAL_DOTS
    reader: str = NO_DEVICE
    """A scanner that types needs no address; this is one on a serial line or a TCP port."""


@dataclass(frozen=True, slots=True)
class Capture:
    """How pages are taken at this desk."""

    hands_free: bool = True
    """A sheet that lies still is taken without a key."""
    bell: bool = True
    """The terminal's bell tells that it was."""
    pedal: str = NO_DEVICE
    """A key that takes a page like Space, as a foot pedal sends it: f13."""
    originals: str = "move"
    """What becomes of the files in a scanner's folder: move, into its folder done, or leave."""


@dataclass(frozen=True, slots=True)
class Config:
    """`home` holds the store, `keys` the key file and `file` what is configured."""

    home: Path
    keys: Path
    file: Path
    devices: Devices = Devices()
    lang: str = "vi"
    capture: Capture = Capture()

    @property
    def hub(self) -> Path:
        """How this desk gets to the Center's hub; there is no such file at a desk alone."""
        return self.keys.with_name("hub.json")

    @property
    def out(self) -> Path:
        """Where papers are put that leave as files: for this user alone."""
        return self.home / "out"


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
    return replace(config, devices=_devices(raw, config), lang=lang, capture=_capture(raw, config))


def save(config: Config) -> None:
    """Writes the file anew. Raises OSError."""
    values = {"lang": config.lang, **asdict(config.devices), **asdict(config.capture)}
    text = "".join(f"{key} = {_written(value)}\n" for key, value in values.items())
    config.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    config.file.write_text(text, "utf-8")


def _devices(raw: dict[str, object], config: Config) -> Devices:
    names = [item.name for item in fields(Devices) if isinstance(item.default, str)]
    return Devices(
        **{name: _text(raw, name, "", config) for name in names},
        printer_dots=_dots(raw, "printer_dots", config),
        spare_dots=_dots(raw, "spare_dots", config),
    )


def _dots(raw: dict[str, object], key: str, config: Config) -> int:
    value = raw.get(key, USUAL_DOTS)
    if not isinstance(value, int) or not DOTS[0] <= value <= DOTS[1]:
        raise _invalid(config, f"{key}: {DOTS[0]}–{DOTS[1]}")
    return value


def _capture(raw: dict[str, object], config: Config) -> Capture:
    usual = config.capture
    originals = _text(raw, "originals", usual.originals, config)
    if originals not in ORIGINALS:
        raise _invalid(config, f"originals: {' / '.join(ORIGINALS)}")
    return Capture(
        hands_free=_flag(raw, "hands_free", config, usual=usual.hands_free),
        bell=_flag(raw, "bell", config, usual=usual.bell),
        pedal=_text(raw, "pedal", usual.pedal, config),
        originals=originals,
    )


def _flag(raw: dict[str, object], key: str, config: Config, *, usual: bool) -> bool:
    value = raw.get(key, usual)
    if not isinstance(value, bool):
        raise _invalid(config, f"{key}: true or false expected")
    return value


def _text(raw: dict[str, object], key: str, default: str, config: Config) -> str:
    value = raw.get(key, default)
    if not isinstance(value, str):
        raise _invalid(config, f"{key}: text expected")
    return value


def _invalid(config: Config, reason: str) -> Refused:
    return Refused("config-invalid", file=config.file.name, reason=reason)


def _written(value: str | int) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    escaped = clean(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'

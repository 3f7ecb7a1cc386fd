"""The questions of the first run, step by step, with defaults that fit the regulation's Center."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from counter_app.wording import msg
from data.domain.papers import CenterHead
from data.domain.roles import Role
from data.domain.text import NAME_LIMIT

if TYPE_CHECKING:
    from counter_app.config import Devices
    from counter_app.desk.setup import Answers

PROFILE = "QN-3089-2019"
_SHORT = 60
_RECEIVES = frozenset({Role.RECEIVING, Role.CENTER})
_WORK: Mapping[str, frozenset[Role]] = {
    "1": _RECEIVES | {Role.RETURN_DESK},
    "2": _RECEIVES,
    "3": frozenset({Role.RETURN_DESK}),
    "4": frozenset({Role.POSTAL}),
}
"""A small Center has one officer for both desks; results are returned by nobody else (R98)."""
_WORK_HINT = msg("1 receiving and return, 2 receiving, 3 return, 4 post")


@dataclass(frozen=True, slots=True)
class Ask:
    """One question. The answer is kept under `key` whatever happens to the step."""

    key: str
    label: str
    default: str = ""
    limit: int = NAME_LIMIT
    secret: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """`codes` are the refusals that an answer of this step can cause."""

    title: str
    why: str
    asks: tuple[Ask, ...]
    codes: frozenset[str]


CENTER = Step(
    msg("The Center"),
    msg("These words stand at the head of every paper."),
    (
        Ask("authority", msg("Authority"), "Ủy ban nhân dân tỉnh Quảng Nam"),
        Ask(
            "center",
            msg("Name of the Center"),
            "Trung tâm Hành chính công và Xúc tiến đầu tư tỉnh Quảng Nam",
        ),
        Ask("place", msg("Place before the date"), "Tam Kỳ", _SHORT),
        Ask("address", msg("Address")),
        Ask("hotline", msg("Hotline"), "19001021", _SHORT),
        Ask("website", msg("Website")),
        Ask("evaluation", msg("Evaluation link")),
    ),
    frozenset({"center-name-missing"}),
)
DESK = Step(
    msg("This desk"),
    msg("The desks share the dossier numbers of a day, so that two of them never give the same."),
    (
        Ask("desk", msg("Number of this desk"), "1", 2),
        Ask("desks", msg("Desks in all"), "10", 2),
    ),
    frozenset({"desk-number-outside-center", "slice-outside-range"}),
)
DEVICES = Step(
    msg("Devices"),
    msg(
        "Leave empty what is not there yet; it can be set later in the settings file. "
        "A barcode scanner that types needs no address."
    ),
    (
        Ask("printer", msg("Printer"), hint="tcp://192.168.1.50:9100"),
        Ask(
            "camera",
            msg("Camera"),
            "0",
            hint=msg("0 is the first camera; or a scanner's folder"),
        ),
        Ask("reader", msg("Barcode scanner"), hint="serial:///dev/ttyACM0"),
        Ask("pedal", msg("Foot pedal"), limit=_SHORT, hint=msg("the key that it sends, as in f13")),
    ),
    frozenset(),
)


def officer_step(number: int) -> Step:
    first = number == 1
    return Step(
        msg("First officer (administrator)") if first else msg("Another officer"),
        msg("Number and PIN are what this officer types to sign in. The PIN has six digits."),
        (
            Ask(f"number-{number}", msg("Officer number"), limit=20),
            Ask(f"name-{number}", msg("Full name")),
            Ask(f"work-{number}", msg("Work at the desk"), "1", 1, hint=_WORK_HINT),
            Ask(f"pin-{number}", msg("PIN"), limit=6, secret=True),
            Ask(f"again-{number}", msg("PIN once more"), limit=6, secret=True),
        ),
        frozenset(
            {
                *("officer-incomplete", "officer-number-taken", "officer-without-work"),
                *("pin-unfit", "administrator-missing"),
            }
        ),
    )


def first_steps() -> list[Step]:
    return [CENTER, DESK, officer_step(1), DEVICES]


def devices(given: Mapping[str, str]) -> "Devices":
    from counter_app.config import Devices

    camera, printer, reader = (given[it].strip() for it in ("camera", "printer", "reader"))
    return Devices(camera=camera, printer=printer, reader=reader)


def answers(given: Mapping[str, str], officers: Sequence[int]) -> "Answers":
    """What was typed, as the desk's set-up takes it."""
    from counter_app.desk.officers import NewOfficer
    from counter_app.desk.setup import Answers

    return Answers(
        head=CenterHead(
            authority=given["authority"],
            name=given["center"],
            place=given["place"],
            address=given["address"],
            hotline=given["hotline"],
            website=given["website"],
            evaluation_url=given["evaluation"],
        ),
        desk_number=_number(given["desk"]),
        desks=_number(given["desks"]),
        officers=tuple(
            NewOfficer(
                number=given[f"number-{n}"],
                name=given[f"name-{n}"],
                pin=given[f"pin-{n}"],
                roles=_roles(n, given[f"work-{n}"]),
            )
            for n in officers
        ),
        profile=PROFILE,
    )


def _roles(number: int, work: str) -> frozenset[Role]:
    """None for a digit that stands for no work: the desk's own check then says what is wrong."""
    at_work = _WORK.get(work.strip(), frozenset())
    return at_work | {Role.ADMINISTRATOR, Role.SUPERVISOR} if number == 1 and at_work else at_work


def _number(text: str) -> int:
    """0 for what is no number: the desk's own check then says what is wrong."""
    return int(text) if text.strip().isdecimal() else 0

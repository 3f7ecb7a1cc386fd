"""Results that wait for the post at a real desk, and items that were filed with it."""

from dataclasses import replace

from counter_app.bootstrap import Counter
from counter_app.desk.batches.bringing import Placed
from counter_app.desk.post.packing import PackForm
from counter_app.desk.receiving.draft import FeeForm, WayForm
from data.domain.center import Officer
from data.domain.codes import s10_check_digit
from data.domain.hands import Hands
from data.domain.packing import Zone
from data.domain.received import Channel
from data.domain.roles import Role
from tests.fakes.desk import filled_draft
from tests.fakes.piles import at_agency, decide

BROUGHT = Hands("Bùi Thị Giao", "Lê Văn Giả Định")
COURIER = Hands("Lê Văn Giả Định", "Võ Thị Không")
ADDRESS = "Tổ 0, phường Không Có, thành phố Tam Kỳ"


def postal(officer: Officer) -> Officer:
    """The same person as an employee of the post and nothing else."""
    return replace(officer, roles=frozenset({Role.POSTAL}))


def s10(number: int) -> str:
    """The number of a postal item, its check digit right (UPU S10)."""
    serial = f"{number:08}"
    return f"EB{serial}{s10_check_digit(serial)}VN"


def to_pack(
    counter: Counter,
    officer: Officer,
    cashier: Officer,
    *,
    name: str = "Hồ Thị Thử",
    paid: bool = True,
) -> str:
    """A result at the return desk of which the applicant wants the post."""
    made = at_agency(counter, officer, name=name)
    way = WayForm(return_by_post=True, post_address=ADDRESS)
    counter.amending.change_return(officer, made, way)
    if paid:
        counter.amending.record_fee(officer, made, FeeForm(paid=True, receipt="AA/26E 0001"))
    decide(counter, officer, made)
    counter.bringing.bring(cashier, [Placed(made, "0001")], BROUGHT)
    return made


def packed(
    counter: Counter,
    officer: Officer,
    cashier: Officer,
    *,
    number: int = 12345678,
    name: str = "Hồ Thị Thử",
) -> str:
    """A result in its parcel, waiting for the courier."""
    made = to_pack(counter, officer, cashier, name=name)
    counter.post.packing.pack(cashier, made, PackForm(s10(number), Zone.DISTRICT, slip=False))
    return made


def carried(counter: Counter, officer: Officer, cashier: Officer, *, number: int = 12345678) -> str:
    """A result that the post has."""
    made = packed(counter, officer, cashier, number=number)
    counter.post.pickup.give(cashier, [made], COURIER)
    return made


def filed(
    counter: Counter, post: Officer, *, number: int = 87654321, name: str = "Đỗ Thị Bưu Điện"
) -> str:
    """A dossier that the post took at the Center, packed and sealed before its sender."""
    draft = filled_draft(counter, post, name=name)
    way = WayForm(channel=Channel.POST, post_item=s10(number))
    draft = replace(draft, way=way)
    counter.drafting.save(post, draft)
    return counter.post.filing.take(post, draft).id

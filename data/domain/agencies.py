"""The agencies with procedures at the Center (R4), each with its place in the register.

Index and identifier both name one agency for ever: slip keys hold the index, dossier codes the
identifier (`data.domain.codes`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from data.domain.editions import Edition
from data.domain.vietqr import Account

INDEX_LIMIT = 96
"""97, 98 and 99 are the number series of blanks and of forms 03 and 02 in slip keys (A2, C7)."""


class AgencyKind(StrEnum):
    """The parties of R4, and those with duties of their own."""

    CENTER = "center"
    PROVINCE = "province"
    """Ủy ban nhân dân tỉnh."""
    PROVINCE_OFFICE = "province-office"
    """Văn phòng UBND tỉnh: passes on what UBND tỉnh decides (R99)."""
    DEPARTMENT = "department"
    """Sở, Ban, ngành."""
    ICT = "ict"
    """Sở Thông tin và Truyền thông: software, messages, fee updates (R105–R107, R112)."""
    CENTRAL = "central"
    """Cơ quan Trung ương có trụ sở tại địa phương."""
    POLICE = "police"
    """Công an tỉnh: returns its results itself (R33)."""
    POST = "post"
    """Bưu điện tỉnh (R10, R30, R114)."""
    DISTRICT = "district"
    """Ủy ban nhân dân cấp huyện."""
    MINISTRY = "ministry"
    """Bộ, cơ quan ngang bộ: no party of R4, but the higher level of a liên thông (R94)."""
    COMMUNE = "commune"
    """Ủy ban nhân dân cấp xã: no party of R4, but where citizens are sent on to (R29, R121)."""


@dataclass(frozen=True, slots=True)
class Agency:
    """`own_return_place` is empty where results go to the central return desk (R97).

    `address` and `phone` are for who is sent there (R29); empty where nothing is published.

    `post_may_collect`: the agency's authorisation of the post to collect its fees is registered
    (R114). `verified`: somebody has compared name and identifier with their source. `account` is
    None where fees cannot be transferred to it.
    """

    index: int
    identifier: str
    name: str
    kind: AgencyKind
    own_return_place: str
    post_may_collect: bool
    verified: bool
    address: str = ""
    phone: str = ""
    account: Account | None = None

    def __post_init__(self) -> None:
        assert 0 <= self.index <= INDEX_LIMIT

    @property
    def return_at_own_unit(self) -> bool:
        return bool(self.own_return_place)


@dataclass(frozen=True, slots=True)
class AgencyRegister:
    edition: Edition
    agencies: tuple[Agency, ...]
    _by_index: Mapping[int, Agency] = field(init=False, repr=False, compare=False)
    _by_identifier: Mapping[str, Agency] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_index = {agency.index: agency for agency in self.agencies}
        by_identifier = {agency.identifier: agency for agency in self.agencies}
        assert len(by_index) == len(by_identifier) == len(self.agencies)
        object.__setattr__(self, "_by_index", MappingProxyType(by_index))
        object.__setattr__(self, "_by_identifier", MappingProxyType(by_identifier))

    def by_index(self, index: int) -> Agency | None:
        return self._by_index.get(index)

    def name_of(self, index: int) -> str:
        """Empty for an agency that the register has no more."""
        agency = self.by_index(index)
        return agency.name if agency else ""

    def by_identifier(self, identifier: str) -> Agency | None:
        return self._by_identifier.get(identifier)

    @property
    def accounts(self) -> Mapping[int, Account]:
        """By agency index: where its fees are transferred to, the post's where that collects."""
        post = next((it.account for it in self.agencies if it.kind is AgencyKind.POST), None)
        led = ((it.index, post if it.post_may_collect else it.account) for it in self.agencies)
        return MappingProxyType({index: account for index, account in led if account is not None})

    @property
    def identifiers(self) -> Mapping[int, str]:
        """Identifier by index, as `read_slip_key` wants it."""
        return {agency.index: agency.identifier for agency in self.agencies}

"""The entry of form 02: version 1 stays readable, version 2 says how the dossier was handed in."""

from dataclasses import replace
from datetime import date
from typing import Final

from data.domain.body import Reader
from data.domain.entries import Body, Json, canonical
from data.domain.people import Authorization, Scope
from data.domain.received import Channel, Inbound
from data.domain.supplement import (
    SUPPLEMENT_VERSION,
    Defect,
    Demand,
    Handing,
    SupplementRequest,
    read_supplement,
    supplement_body,
    supplement_personal,
)
from data.domain.vocabulary import DOSSIER_SUPPLEMENT_REQUESTED, VOCABULARY
from tests.fakes.forge import START, ForgedDesk, a_matter

NAMED: Final = "Bà Trần Thị Không Có"
FIRST_VERSION: Final = (
    '{"agency":{"index":5,"name":"Sở Kế hoạch và Đầu tư"},"at":"2026-11-23T02:00:00.000000Z",'
    '"basis":{"calendar":"calendar@1","catalogue":"catalogue@1","profile":"profile@1"},'
    '"checked":[],"confirmation":{},"demands":[{"citation":"","component":"c1",'
    '"defect":"missing","kind":"","name":"Điều lệ"}],"desk":"03",'
    '"field":"Đăng ký doanh nghiệp","number":"261123-0012","procedure":'
    '{"code":"1.000001","name":"Đăng ký thành lập công ty"},"verified":false}'
)
"""The bytes that the first program signed."""
SECOND_ADDS: Final = (
    '{"authorization":{"capacity":"authorised","expires":"2026-12-31","scope":"submit"},'
    '"channel":"inbound","inbound":{"code":"XVD-77","one_stop":"Một cửa xã Ví Dụ"},'
    '"post_item":"","return_by_post":true,"sets":2,"visit":"abababababababababababababababab"}'
)
"""What the second version says besides."""
LATER: Final = frozenset(
    {"authorization", "channel", "inbound", "post_item", "return_by_post", "sets", "visit"}
)
REQUEST: Final = SupplementRequest(
    number="261123-0012",
    matter=a_matter(),
    demands=(Demand("c1", "Điều lệ", Defect.MISSING),),
    reason="",
    desk="03",
    at=START,
)
HANDING: Final = Handing(
    channel=Channel.INBOUND,
    authorization=Authorization(
        paper=f"Giấy ủy quyền của {NAMED}", scope=Scope.SUBMIT, expires=date(2026, 12, 31)
    ),
    inbound=Inbound("Một cửa xã Ví Dụ", "XVD-77"),
    post_item="",
    return_by_post=True,
    post_address=f"Nhà {NAMED}, thôn Ví Dụ",
    sets=2,
    visit="ab" * 16,
)


def read_back(body: Body, personal: dict[str, Json], version: int) -> SupplementRequest:
    """As a program of today reads an entry of that version."""
    entry = ForgedDesk("a").append(DOSSIER_SUPPLEMENT_REQUESTED, body, version=version).entry
    lifted = VOCABULARY.read(entry)
    assert lifted is not None
    return read_supplement(Reader(lifted), personal, entry="", officer="")


def test_c9_the_first_version_of_a_form_02_is_read_as_it_was_signed() -> None:
    """What it never said is empty, and everything that it said is the same."""
    body = supplement_body(REQUEST)
    first = {key: value for key, value in body.items() if key not in LATER}
    assert canonical(first).decode() == FIRST_VERSION
    assert read_back(first, {"reason": ""}, version=1) == REQUEST
    assert REQUEST.handing == Handing()


def test_c9_a_form_02_says_how_the_dossier_was_handed_in() -> None:
    """Right, way, sets and visit come back as they were told."""
    request = replace(REQUEST, handing=HANDING)
    body, personal = supplement_body(request), supplement_personal(request)
    added = {key: value for key, value in body.items() if key in LATER}
    assert canonical(added).decode() == SECOND_ADDS
    assert read_back(body, personal, SUPPLEMENT_VERSION) == request


def test_a_paper_of_authority_and_an_address_on_a_form_02_can_be_erased() -> None:
    """They lie with the personal fields; without these the rest is still read."""
    request = replace(REQUEST, handing=HANDING)
    body = supplement_body(request)
    assert NAMED not in canonical(body).decode()
    assert HANDING.authorization is not None
    erased = replace(
        HANDING, authorization=replace(HANDING.authorization, paper=""), post_address=""
    )
    assert read_back(body, {}, SUPPLEMENT_VERSION).handing == erased

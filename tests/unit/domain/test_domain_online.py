"""Dossiers that come online are facts first and decided like all others (R72, R73, R75)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from data.catalogue import shipped
from data.catalogue.agencies import read_agencies
from data.catalogue.calendars import read_calendar
from data.catalogue.procedures import read_procedures
from data.catalogue.profiles import read_profile
from data.domain import not_accepted, online, reception
from data.domain.codes import FormNumber, Series
from data.domain.dossier import Dossier
from data.domain.entries import canonical
from data.domain.errors import Refused
from data.domain.folding import fold
from data.domain.lifecycle import State
from data.domain.not_accepted import RequestSupplement, asked_again
from data.domain.online import (
    Application,
    Applied,
    AppliedComponent,
    Directed,
    FileName,
    applied,
    apply_online,
    direct,
    direct_objections,
    is_portal_number,
    portal_number,
)
from data.domain.people import Authorization, person
from data.domain.procedures import Procedure
from data.domain.received import Channel, Component, Counts
from data.domain.reception import InForce, Receive, Way
from data.domain.records import personal_body, public_body
from data.domain.roles import Role
from data.domain.supplement import Demand
from tests.fakes.forge import START, ForgedDesk, a_matter
from tests.fakes.lives import DOSSIER_ID, Life

AGENCIES = read_agencies(shipped.AGENCIES)
SAMPLE = read_procedures(shipped.SAMPLE_CATALOGUE, AGENCIES)
RULES = InForce(read_profile(shipped.PROFILE), read_calendar(shipped.CALENDAR), SAMPLE.edition)
OFFICER = {Role.RECEIVING}
PORTAL = "000.00.05.H47-261122-0007"
NOW = START + timedelta(days=1)


def _procedure() -> Procedure:
    found = SAMPLE.by_code("MAU-KHDT-01")
    assert found is not None
    return found


PROCEDURE = _procedure()
APPLICATION = Application(
    portal=PORTAL,
    procedure=PROCEDURE,
    applied_at=START,
    applicant=person("Nguyễn Văn Thử", identity="049000000123"),
    components=tuple(
        AppliedComponent(it.id, it.name, Counts().with_count(it.kinds[0], it.count))
        for it in PROCEDURE.components
    ),
    email="thu@vi-du.example",
    phone="+84 905 000 123",
)
DIRECTED = Directed(
    agency="Ủy ban nhân dân xã Không Có Thật",
    desk="03",
    at=NOW,
    reason="Không thuộc thẩm quyền của cơ quan cấp tỉnh",
    guidance="Nộp tại Bộ phận Một cửa của xã",
)


def comes(life: Life, act: Application = APPLICATION) -> None:
    fact = apply_online(life.dossier, act, desk="03", now=NOW, roles=OFFICER, rules=RULES)
    life.does(fact)


def code_of(act: Application) -> str:
    with pytest.raises(Refused) as caught:
        apply_online(Dossier(DOSSIER_ID), act, desk="03", now=NOW, roles=OFFICER, rules=RULES)
    return caught.value.code


def asks_for(life: Life, component: str) -> None:
    act = RequestSupplement(
        procedure=PROCEDURE,
        demands=(Demand(component, "Điều lệ"),),
        reason="thiếu",
        desk="03",
        at=NOW,
        checked=tuple(
            Component(it.id, it.name, Counts(originals=1))
            for it in PROCEDURE.components
            if it.id != component
        ),
    )
    number = FormNumber(Series.SUPPLEMENT, date(2026, 11, 24), 1)
    life.does(
        not_accepted.decide_supplement(life.dossier, act, number=number, roles=OFFICER, rules=RULES)
    )


def test_golden_bodies_of_what_comes_online() -> None:
    """Names of fields are signed for ever; persons, addresses and file names can be erased."""
    full = Applied(
        portal=PORTAL,
        matter=a_matter(),
        applied_at=START,
        desk="03",
        components=(
            AppliedComponent("c1", "Điều lệ", Counts(copies=1), ("ab" * 32,), ("cd" * 32,)),
        ),
        return_by_post=True,
        supplements="261123-0001",
        applicant=person("Nguyễn Văn Thử"),
        submitter=person("Lê Thị Ví Dụ"),
        authorization=Authorization(paper="số 1"),
        email="thu@vi-du.example",
        phone="0905000123",
        post_address="Thôn Không Có",
        file_names=(FileName("cd" * 32, "điều lệ.pdf"),),
        note="gấp",
    )
    assert canonical(public_body(full)).decode() == (
        '{"applied_at":"2026-11-23T02:00:00.000000Z","components":[{"counts":{"certified":0,'
        '"compared":0,"copies":1,"originals":0},"id":"c1","left":["' + "cd" * 32 + '"],"name":'
        '"Điều lệ","pages":["' + "ab" * 32 + '"]}],"desk":"03","matter":{"agency":"Sở Kế hoạch'
        ' và Đầu tư","agency_index":5,"basis":{"calendar":"calendar@1","catalogue":"catalogue@1"'
        ',"profile":"profile@1"},"field":"Đăng ký doanh nghiệp","procedure":"Đăng ký thành lập '
        'công ty","procedure_code":"1.000001","verified":false},"portal":"'
        + PORTAL
        + '","return_by_post":true,"sets":1,"supplements":"261123-0001"}'
    )
    assert canonical(personal_body(full)).decode() == (
        '{"applicant":{"name":"Nguyễn Văn Thử"},"authorization":{"capacity":"authorised","paper":'
        '"số 1","scope":"both"},"email":"thu@vi-du.example","file_names":[{"name":"điều lệ.pdf",'
        '"sha256":"' + "cd" * 32 + '"}],"note":"gấp","phone":"0905000123","post_address":'
        '"Thôn Không Có","submitter":{"name":"Lê Thị Ví Dụ"}}'
    )
    assert canonical(public_body(DIRECTED)).decode() == (
        '{"agency":"Ủy ban nhân dân xã Không Có Thật","at":"2026-11-24T02:00:00.000000Z",'
        '"desk":"03"}'
    )
    assert canonical(personal_body(DIRECTED)).decode() == (
        '{"guidance":"Nộp tại Bộ phận Một cửa của xã",'
        '"reason":"Không thuộc thẩm quyền của cơ quan cấp tỉnh"}'
    )


def test_r72_what_came_online_waits_for_the_same_check() -> None:
    """It is a dossier with its matter and persons, and nobody has received it."""
    life = Life()
    comes(life)
    dossier = life.dossier
    assert dossier.state is State.APPLIED
    assert dossier.applicant == APPLICATION.applicant
    assert dossier.matter is not None
    assert dossier.matter.procedure_code == PROCEDURE.code
    assert portal_number(dossier) == PORTAL
    told = applied(dossier)
    assert told is not None
    assert (told.email, told.phone) == ("thu@vi-du.example", "0905000123")
    assert dossier.reception is None


def test_a_dossier_of_the_desk_has_no_portal_number() -> None:
    """Nothing is guessed of what never came online."""
    assert portal_number(Dossier(DOSSIER_ID)) == ""
    assert applied(Dossier(DOSSIER_ID)) is None


def test_r75_a_complete_one_is_received_like_any_other() -> None:
    """The same entry as at the desk, with the channel of R72."""
    life = Life()
    comes(life)
    act = Receive(
        procedure=PROCEDURE,
        components=tuple(Component(it.id, it.name, it.counts) for it in APPLICATION.components),
        applicant=APPLICATION.applicant,
        submitter=None,
        sets=1,
        desk="03",
        received_at=NOW,
        way=Way(channel=Channel.ONLINE),
    )
    life.does(reception.decide(life.dossier, act, number=1, now=NOW, roles=OFFICER, rules=RULES))
    assert life.dossier.state is State.RECEIVED
    assert life.dossier.taken_in().channel is Channel.ONLINE


def test_r73_another_agencys_matter_is_directed_once_and_in_full() -> None:
    """Which agency, why, and what to bring there are facts; only of what came online."""
    life = Life()
    comes(life)
    life.does(direct(life.dossier, DIRECTED, roles=OFFICER))
    assert life.dossier.state is State.DIRECTED
    assert life.dossier.facts(Directed)[0].what == DIRECTED
    assert not life.dossier.state.is_open
    with pytest.raises(Refused, match="action-not-now"):
        direct(Dossier(DOSSIER_ID), DIRECTED, roles=OFFICER)


def test_r73_nothing_of_the_guidance_may_be_missing() -> None:
    """Agency, reason and guidance are all asked for at once."""
    bare = replace(DIRECTED, agency=" ", reason="", guidance="\n")
    assert [it.code for it in direct_objections(bare)] == [
        "directed-agency-missing",
        "directed-reason-missing",
        "directed-guidance-missing",
    ]
    life = Life()
    comes(life)
    with pytest.raises(Refused, match="directed-agency-missing"):
        direct(life.dossier, bare, roles=OFFICER)


def test_c9_what_form_02_asked_for_may_come_online() -> None:
    """The second check looks at the items of form 02 and at nothing else."""
    life = Life()
    comes(life)
    first = PROCEDURE.components[0].id
    asks_for(life, first)
    assert asked_again(life.dossier) == frozenset({first})
    again = replace(APPLICATION, applied_at=START + timedelta(hours=5), supplements="261124-0001")
    comes(life, again)
    assert life.dossier.state is State.APPLIED
    assert asked_again(life.dossier) == frozenset({first})
    assert [it.what.supplements for it in life.dossier.facts(Applied)] == ["", "261124-0001"]


def test_the_same_sending_counts_once_and_for_one_procedure() -> None:
    """A file that is read twice changes nothing, and no other procedure slips in."""
    life = Life()
    comes(life)
    asks_for(life, PROCEDURE.components[0].id)
    other = SAMPLE.by_code("MAU-KHDT-02")
    assert other is not None
    for act, code in (
        (APPLICATION, "applied-before"),
        (replace(APPLICATION, procedure=other, components=()), "applied-other-procedure"),
    ):
        with pytest.raises(Refused, match=code):
            apply_online(life.dossier, act, desk="03", now=NOW, roles=OFFICER, rules=RULES)


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (replace(APPLICATION, portal="../../etc"), "portal-number-unreadable"),
        (replace(APPLICATION, applied_at=NOW + timedelta(seconds=1)), "applied-in-the-future"),
        (replace(APPLICATION, applicant=person(" ")), "applicant-name-missing"),
        (replace(APPLICATION, submitter=person("")), "submitter-name-missing"),
        (replace(APPLICATION, email="không", phone="12"), "applied-unreachable"),
        (replace(APPLICATION, return_by_post=True), "post-address-missing"),
        (replace(APPLICATION, sets=0), "sets-out-of-range"),
        (
            replace(APPLICATION, components=(AppliedComponent("lạ", "lạ", Counts()),)),
            "component-unknown",
        ),
        (
            replace(APPLICATION, components=APPLICATION.components[:1] * 2),
            "component-unknown",
        ),
        (
            replace(
                APPLICATION,
                components=(replace(APPLICATION.components[0], pages=("ab" * 32,) * 401),),
            ),
            "too-many-pages",
        ),
        (
            replace(
                APPLICATION,
                components=(replace(APPLICATION.components[0], left=("ab" * 32,) * 401),),
            ),
            "too-many-files",
        ),
    ],
)
def test_what_cannot_be_taken_in_is_refused(act: Application, code: str) -> None:
    """Each reason has its code, and nothing is guessed."""
    assert code_of(act) == code


def test_a_right_to_act_is_kept_with_its_submitter_only() -> None:
    """An authorisation without anybody who acts is nothing; an address needs the wish."""
    life = Life()
    right = Authorization(paper="số 1")
    comes(life, replace(APPLICATION, authorization=right, post_address="Thôn Không Có"))
    told = applied(life.dossier)
    assert told is not None
    assert (told.authorization, told.post_address) == (None, "")
    other, who = Life(), person("Lê Thị Ví Dụ")
    act = replace(
        APPLICATION,
        submitter=who,
        authorization=right,
        return_by_post=True,
        post_address="Thôn Không Có",
    )
    comes(other, act)
    assert other.dossier.submitter == who
    kept = applied(other.dossier)
    assert kept is not None
    assert (kept.authorization, kept.post_address) == (right, "Thôn Không Có")


def test_two_desks_that_read_one_file_make_a_visible_conflict() -> None:
    """The same dossier from two desks is no merge that nobody sees."""
    life = Life()
    comes(life)
    other = ForgedDesk("b")
    (entry,) = life.desk.known
    twin = other.append(entry.entry.kind, entry.entry.body, personal=entry.personal)
    folded = fold(DOSSIER_ID, [entry, twin])
    assert [mark.code for mark in folded.conflicts] == ["apply-online-not-possible"]


@pytest.mark.parametrize(
    ("text", "good"),
    [
        (PORTAL, True),
        ("G01_2", True),
        ("", False),
        (".a", False),
        ("a/b", False),
        ("a" * 41, False),
    ],
)
def test_a_portal_number_can_name_a_folder(text: str, good: bool) -> None:  # noqa: FBT001 - a table of cases
    """Nothing in it leads out of the folder of attached files."""
    assert is_portal_number(text) is good
    assert online.KINDS == (online.APPLY, online.DIRECT)

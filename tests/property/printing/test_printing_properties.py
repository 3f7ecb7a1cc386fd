"""What holds for every sheet, every text and every stream."""

import re
from dataclasses import replace

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from data.domain.papers import Paper, PaperComponent, PaperDemand, PaperSection, Receipt
from printing.escpos import encode
from printing.papers.layout import lay_out
from printing.papers.template import load_templates
from printing.raster import Raster, disarmed, pack
from printing.render import render
from printing.simulated.interpreter import Interpreter, interpret
from printing.sizes import PAPER_58, PAPER_80, PAPER_A5, PaperSize
from printing.wire.profile import OWN, Profile
from printing.wrapping import Run, Weight, wrap
from tests.fakes.printing_papers import GUIDANCE, POSTING, RECEIPT, REFUSAL, SUPPLEMENT

TEMPLATES = load_templates()

rasters = st.tuples(st.integers(1, 90), st.integers(0, 40)).flatmap(
    lambda size: st.binary(
        min_size=(size[0] + 7) // 8 * size[1], max_size=(size[0] + 7) // 8 * size[1]
    ).map(lambda rows: without_padding(size[0], size[1], rows))
)
sparse_rasters = arrays(np.uint8, (30, 64), elements=st.integers(0, 1), fill=st.just(0)).map(pack)
doubled_rasters = st.tuples(
    st.binary(min_size=30, max_size=30), st.lists(st.integers(1, 9), min_size=10, max_size=10)
).map(
    lambda made: pack(
        np.unpackbits(np.frombuffer(made[0], np.uint8).reshape(10, 3), axis=1).repeat(
            made[1], axis=0
        )
    )
)
receipts = st.builds(
    lambda name, remark, names: replace(
        RECEIPT,
        applicant=replace(RECEIPT.applicant, name=name),
        fee_state=remark,
        components=tuple(PaperComponent(each, 1, remark=remark) for each in names),
    ),
    st.text(max_size=80),
    st.text(max_size=30),
    st.lists(st.text(max_size=60), max_size=4),
)
texts = st.text(max_size=60)
papers = st.one_of(
    st.builds(
        lambda name, reason, rows: replace(
            SUPPLEMENT,
            applicant=replace(RECEIPT.applicant, name=name),
            reason=reason,
            items=tuple(PaperDemand(*row) for row in rows),
        ),
        texts,
        texts,
        st.lists(st.tuples(texts, texts, texts, texts), max_size=3),
    ),
    st.builds(
        lambda reason, basis, key: replace(REFUSAL, reason=reason, legal_basis=basis, key=key),
        texts,
        texts,
        texts,
    ),
    st.builds(
        lambda topic, competent, names: replace(
            GUIDANCE, topic=topic, competent=competent, components=tuple(names)
        ),
        texts,
        texts,
        st.lists(texts, max_size=4),
    ),
    st.builds(
        lambda title, lines: replace(POSTING, sections=(PaperSection(title, tuple(lines)),)),
        texts,
        st.lists(texts, max_size=4),
    ),
)
small = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.data_too_large])


def without_padding(width_dots: int, height_dots: int, rows: bytes) -> Raster:
    """A raster whose bits right of the last dot are white, as `pack` leaves them."""
    stride = (width_dots + 7) // 8
    last = 0xFF << (stride * 8 - width_dots) & 0xFF
    edge = range(stride - 1, len(rows), stride)
    masked = bytes(byte & last if at in edge else byte for at, byte in enumerate(rows))
    return Raster(width_dots, height_dots, masked)


@given(st.one_of(rasters, sparse_rasters, doubled_rasters), st.sampled_from(OWN))
def test_what_is_encoded_is_printed_dot_for_dot(raster: Raster, profile: Profile) -> None:
    """The interpreter gives back the sheet that was sent, disarmed as it was sent."""
    expected = (disarmed(raster),) if raster.height_dots else ()
    data = encode(raster, profile)
    assert interpret(data, width_dots=raster.width_dots).papers == expected
    assert not re.search(rb"\x10[\x04\x05\x14]", data)


@given(st.one_of(rasters, sparse_rasters))
def test_disarming_only_adds_dots(raster: Raster) -> None:
    """No dot of a sheet is ever lost on the way to the printer."""
    pairs = zip(raster.rows, disarmed(raster).rows, strict=True)
    assert all(before & after == before for before, after in pairs)


@small
@given(receipts, st.sampled_from([PAPER_80, PAPER_58]))
def test_receipts_are_printed_as_they_are_shown(receipt: Receipt, paper: PaperSize) -> None:
    """Whatever the fields hold, the shown sheet comes out, by four kinds of command only."""
    raster = render(lay_out(receipt, TEMPLATES, paper))
    found = interpret(encode(raster), width_dots=paper.width_dots)
    assert found.papers == (raster,)
    assert set(found.commands) <= {"ESC @", "GS L", "GS v 0", "GS V"}
    assert found.unparsed == 0


@small
@given(papers, st.sampled_from([PAPER_80, PAPER_58, PAPER_A5]))
def test_every_paper_is_printed_as_it_is_shown(paper: Paper, size: PaperSize) -> None:
    """What holds for receipts holds for each form, on paper of each width."""
    raster = render(lay_out(paper, TEMPLATES, size))
    found = interpret(encode(raster), width_dots=size.width_dots)
    assert found.papers == (raster,)
    assert set(found.commands) <= {"ESC @", "GS L", "GS v 0", "GS V"}
    assert found.unparsed == 0


@given(st.binary(max_size=400))
def test_rubbish_never_stops_the_interpreter(data: bytes) -> None:
    """Any bytes are read to the end; each is understood or counted."""
    found = interpret(data, width_dots=64)
    assert found.byte_count == len(data)
    assert 0 <= found.unparsed <= len(data)


COMMANDS = [
    *(b"\x1b*", b"\x1dk", b"\x1dv0\x00", b"\x1d(L", b"\x1d(k", b"\x1c", b"\x1b&", b"\x10\x14"),
    *(
        b"\x1bL",
        b"\x1bW",
        b"\x1bT",
        b"\x0c",
        b"\x1b\x0c",
        b"\x18",
        b"\x1d$",
        b"\x1bD\x05",
        b"\x1bZ",
    ),
    *(
        b"\x1d:",
        b"\x1d^\x02",
        b"\x1cq\x01\x01\x00\x01\x00",
        b"\x1dD0C011",
        b"BM",
        b"\x1dC;",
        b"\x1b4",
    ),
    *(
        b"\x1b\x1b",
        b"\x1dv1",
        b"\x12",
        b"\x1c&",
        b"\x1b=\x02",
        b"\x1dQ0\x00\x01\x00\x02\x00",
        b"\x1b%\x01",
    ),
]


@given(st.lists(st.one_of(st.sampled_from(COMMANDS), st.binary(max_size=20)), max_size=12))
def test_pieces_of_a_stream_mean_what_the_whole_means(parts: list[bytes]) -> None:
    """How a network cuts the stream changes nothing."""
    data = b"".join(parts)
    bytewise = Interpreter(64)
    for at in range(len(data)):
        bytewise.feed(data[at : at + 1])
    last = bytewise.finish()
    whole = interpret(data, width_dots=64)
    assert bytewise.unparsed == whole.unparsed
    assert (last is None) or last == whole.papers[-1]
    without_text = {name: count for name, count in bytewise.commands.items() if name != "text"}
    assert without_text == {name: n for name, n in whole.commands.items() if name != "text"}


runs = st.lists(
    st.builds(Run, st.text(alphabet="aă \u0301\u0323x", max_size=30), st.sampled_from(Weight)),
    max_size=4,
)


@given(runs, st.integers(1, 200), st.integers(1, 200))
def test_wrapping_loses_nothing_and_keeps_to_the_width(
    pieces: list[Run], first_dots: int, later_dots: int
) -> None:
    """All letters stay in their order and weight; only a single letter may be too wide."""

    def measure(run: Run) -> int:
        return 7 * len(run.text)

    lines = wrap(pieces, measure, first_dots=first_dots, later_dots=later_dots)
    letters = [(char, run.weight) for run in pieces for char in run.text if char != " "]
    kept = [
        (char, run.weight) for line in lines for word in line for run in word for char in run.text
    ]
    assert kept == letters
    for place, line in enumerate(lines):
        width = 7 * (len(line) - 1) + sum(measure(run) for word in line for run in word)
        one_letter = len(line) == 1 and bare_length(line[0]) <= 1
        assert one_letter or width <= (later_dots if place else first_dots)


def bare_length(word: tuple[Run, ...]) -> int:
    return sum(char not in "\u0301\u0323" for run in word for char in run.text)

"""The decoding child: whatever a file does to it, the desk gets a picture or a sentence."""

import contextlib
import io
import os
import signal
import textwrap
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import img2pdf
import numpy as np
import pikepdf
import PIL.Image
import pytest

from scanning import decoding
from scanning.decoding import Decoder, Limits, in_memory, opened
from scanning.errors import UnreadableImage
from scanning.picture import decode_picture, load_picture, load_pictures, open_pictures

Make = Callable[..., Decoder]


@pytest.fixture
def make() -> Iterator[Make]:
    """Decoders of this test; their children are gone when it ends."""
    made: list[Decoder] = []

    def decoder(**settings: object) -> Decoder:
        made.append(Decoder(**settings))  # type: ignore[arg-type]  # as the test says
        return made[-1]

    yield decoder
    for one in made:
        one.close()


BEFORE = """
import json, os, signal, socket, sys
sys.path.insert(0, {scanning!r})
import decoder
sys.path.pop(0)
FOLDER = {folder!r}

def first():
    try:
        os.close(os.open(FOLDER + "/asked", os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return False
    return True

def said(**other):
    whole = {{"width": 9, "height": 9, "channels": 3, "at": 0, "count": 1}}
    return {{**whole, "dpi": 0, "paged": False, **other}}

def block():
    made = os.memfd_create("block", os.MFD_ALLOW_SEALING)
    os.write(made, bytes(243))
    return made

def answer(asked, files, limits):
"""
AFTER = """
    return decoder.answered(asked, files, limits)

limits = decoder.Limits(**json.loads(sys.argv[1]))
decoder.bound(limits)
decoder.serve(socket.socket(fileno=os.dup(0)), limits, answer)
"""


def hooked(folder: Path, body: str) -> Path:
    """The child's own program, in which `body` comes before each answer."""
    before = BEFORE.format(scanning=str(decoding.PROGRAM.parent), folder=str(folder))
    path = folder / "hooked.py"
    path.write_text(before + textwrap.indent(textwrap.dedent(body), "    ") + AFTER)
    return path


def jpeg(size: tuple[int, int] = (64, 48)) -> bytes:
    stream = io.BytesIO()
    PIL.Image.linear_gradient("L").resize(size).convert("RGB").save(stream, "JPEG")
    return stream.getvalue()


def asked(decoder: Decoder, content: bytes) -> tuple[int, ...]:
    with in_memory(content) as file:
        return decoder.picture(file).image.shape


def refused(decoder: Decoder, content: bytes) -> str:
    with pytest.raises(UnreadableImage) as error:
        asked(decoder, content)
    return error.value.code


def children_of(decoder: Decoder) -> list[int]:
    return list(decoder.idle)


def files_open() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


# --- a child that ends, hangs, swells or lies ---------------------------------------------------


def test_a_child_that_was_killed_midway_costs_nothing(tmp_path: Path, make: Make) -> None:
    """SIGKILL from outside, as of a system short of memory: a fresh child decodes the same file."""
    os.mkfifo(tmp_path / "pid")
    body = """
        if first():
            with open(FOLDER + "/pid", "w") as told:
                told.write(str(os.getpid()))
            signal.pause()
    """
    decoder = make(program=hooked(tmp_path, body))

    def kill() -> None:
        os.kill(int((tmp_path / "pid").read_text()), signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    assert asked(decoder, jpeg()) == (48, 64, 3)
    killer.join()


def test_a_file_that_always_ends_the_child_is_refused(tmp_path: Path, make: Make) -> None:
    """It gets two children and no more; the next file gets a sound one."""
    body = 'open(FOLDER + "/count", "a").write("x"); os.kill(os.getpid(), signal.SIGSEGV)'
    decoder = make(program=hooked(tmp_path, body))
    assert refused(decoder, jpeg()) == "image-ends-decoder"
    assert (tmp_path / "count").read_text() == "xx"
    decoder.program = decoding.PROGRAM
    assert asked(decoder, jpeg()) == (48, 64, 3)


def test_a_file_that_takes_for_ever_is_given_up(tmp_path: Path, make: Make) -> None:
    """At the deadline the child is killed, and not left behind."""
    body = 'open(FOLDER + "/pid", "w").write(str(os.getpid())); signal.pause()'
    decoder = make(program=hooked(tmp_path, body), deadline_s=1.0)
    assert refused(decoder, jpeg()) == "image-too-slow"
    assert gone(int((tmp_path / "pid").read_text()))


def test_a_child_that_spins_is_ended_by_the_kernel(tmp_path: Path, make: Make) -> None:
    """Its processor time is bounded for each picture, also where nobody watches the clock."""
    decoder = make(
        program=hooked(tmp_path, "while True: pass"), limits=Limits(cpu_s=0), deadline_s=60
    )
    assert refused(decoder, jpeg()) == "image-ends-decoder"


def test_processor_time_is_for_each_picture_anew(make: Make) -> None:
    """A child that is kept for a day does not die of what it did in the morning."""
    decoder = make(limits=Limits(cpu_s=0), deadline_s=60)
    pids = set()
    content = jpeg((2_000, 1_500))
    for _ in range(60):
        asked(decoder, content)
        pids.update(children_of(decoder))
    assert len(pids) == 1


def test_a_picture_that_needs_too_much_memory_is_refused(make: Make) -> None:
    """The child's memory is bounded, and it lives on."""
    content = io.BytesIO()
    PIL.Image.new("RGBA", (7_000, 7_000)).save(content, "PNG", compress_level=1)
    decoder = make(limits=Limits(memory_bytes=400 * 2**20))
    assert refused(decoder, content.getvalue()) == "image-too-large"
    assert asked(decoder, jpeg()) == (48, 64, 3)


@pytest.mark.parametrize(
    "lie",
    [
        "return said(width=9000, height=7000), block()",
        "return said(width=90000, height=90000), block()",
        "return said(height=-9), block()",
        "return said(), -1",
        "return said(channels=4), block()",
        "return said(at=-9), block()",
        "return said(at=1), block()",
        'return said(count="?"), block()',
        'return said(width=float("inf")), block()',
        'return {"width": 9}, -1',
        'return {"refused": "a code that nobody knows"}, -1',
        'return ["no object"], -1',
    ],
)
def test_a_child_that_lies_is_not_believed(tmp_path: Path, make: Make, lie: str) -> None:
    """A decoder taken over by a file can make its desk neither crash nor read past its pixels."""
    decoder = make(program=hooked(tmp_path, lie))
    assert refused(decoder, jpeg()) == "image-ends-decoder"


def test_a_child_that_tells_the_truth_is_believed(tmp_path: Path, make: Make) -> None:
    """The same answers without the lie: what refuses the others is the lie alone."""
    decoder = make(program=hooked(tmp_path, "return said(), block()"))
    assert asked(decoder, jpeg()) == (9, 9, 3)


def test_pixels_cannot_be_taken_away_while_they_are_read(tmp_path: Path, make: Make) -> None:
    """A block without the seal against shrinking is refused: reading it could end the desk."""
    plain = 'it = os.open(FOLDER + "/block", os.O_RDWR | os.O_CREAT); os.write(it, bytes(243))'
    lie = "return said(), it"
    decoder = make(program=hooked(tmp_path, f"{plain}\n{lie}"))
    assert refused(decoder, jpeg()) == "image-ends-decoder"


def test_without_a_child_there_is_a_sentence(tmp_path: Path, make: Make) -> None:
    """A program that ends at once, as where a library is missing, is no hang and no traceback."""
    program = tmp_path / "none.py"
    program.write_text("raise SystemExit(1)")
    assert refused(make(program=program), jpeg()) == "image-ends-decoder"


# --- kept warm ----------------------------------------------------------------------------------


def test_one_child_serves_many_files(make: Make) -> None:
    """It is started once, whatever it refuses; nothing is left open over a hundred files."""
    decoder = make()
    asked(decoder, jpeg())
    before, child = files_open(), children_of(decoder)
    for number in range(100):
        content = jpeg() if number % 3 else jpeg()[:200]
        with contextlib.suppress(UnreadableImage):
            asked(decoder, content)
    assert (files_open(), children_of(decoder)) == (before, child)


def test_a_child_is_replaced_when_it_is_used_up(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a decoder leaks over thousands of files ends with its child."""
    monkeypatch.setattr(decoding, "USED_UP", 2)
    decoder = make()
    asked(decoder, jpeg())
    (first,) = children_of(decoder)
    asked(decoder, jpeg())
    assert (children_of(decoder), gone(first)) == ([], True)
    assert asked(decoder, jpeg()) == (48, 64, 3)


def test_a_child_that_died_in_its_sleep_is_not_asked(make: Make) -> None:
    """The system may take it at night; in the morning there is another."""
    decoder = make()
    asked(decoder, jpeg())
    (child,) = decoder._idle
    child._process.kill()
    child._process.wait()
    assert asked(decoder, jpeg()) == (48, 64, 3)
    assert children_of(decoder) != [child._process.pid]


def test_two_threads_have_two_children(make: Make) -> None:
    """Nobody waits for another's picture, and no answer goes astray."""
    decoder = make()
    sizes = [(40 + 8 * number, 32) for number in range(16)]
    shapes: dict[int, tuple[int, ...]] = {}

    def work(numbers: range) -> None:
        for number in numbers:
            shapes[number] = asked(decoder, jpeg(sizes[number]))

    threads = [threading.Thread(target=work, args=(range(first, 16, 4),)) for first in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert shapes == {number: (32, width, 3) for number, (width, _) in enumerate(sizes)}
    assert len(children_of(decoder)) == 2


def test_a_key_on_the_terminal_is_not_for_the_child(make: Make) -> None:
    """Ctrl+C goes to the terminal's own session, and the child has another."""
    decoder = make()
    asked(decoder, jpeg())
    (child,) = children_of(decoder)
    assert os.getsid(child) == child != os.getsid(0)


def test_a_closed_decoder_leaves_no_child(make: Make) -> None:
    """What the program started ends with it."""
    decoder = make()
    asked(decoder, jpeg())
    (child,) = children_of(decoder)
    decoder.close()
    assert gone(child)


# --- files from outside -------------------------------------------------------------------------


def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    """Nobody writes into it, and nobody waits for that; nor does a device have an end."""
    os.mkfifo(tmp_path / "pipe.jpg")
    for path in (tmp_path / "pipe.jpg", Path("/dev/zero")):
        with pytest.raises(UnreadableImage, match="cannot be opened"), opened(path, 10):
            pass


def test_bytes_decode_as_files_do(tmp_path: Path) -> None:
    """What a portal attached is decoded like what a scanner dropped."""
    (tmp_path / "page.jpg").write_bytes(jpeg())
    assert np.array_equal(decode_picture(jpeg()), load_picture(tmp_path / "page.jpg"))


def tiff(path: Path, modes: list[str], **options: object) -> Path:
    """Pages that grow by ten pixels."""
    pages = [PIL.Image.new(mode, (60 + 10 * n, 80)) for n, mode in enumerate(modes)]
    pages[0].save(path, "TIFF", save_all=True, append_images=pages[1:], **options)
    return path


@pytest.mark.parametrize("compression", ["raw", "tiff_lzw", "tiff_deflate", "packbits"])
def test_a_scanner_file_has_several_pages(tmp_path: Path, compression: str) -> None:
    """Each page of a TIFF is a picture, in its order, with the scanner's resolution."""
    path = tiff(tmp_path / "a.tif", ["RGB", "L", "RGB"], compression=compression, dpi=(300, 300))
    pages = list(load_pictures(path))
    assert [page.image.shape for page in pages] == [(80, 60, 3), (80, 70, 3), (80, 80, 3)]
    assert [(page.number, page.count, page.dpi) for page in pages] == [
        (1, 3, 300),
        (2, 3, 300),
        (3, 3, 300),
    ]


def test_a_fax_page_is_a_picture(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """CCITT group 4, the form of most black-and-white scans; libtiff's words go nowhere."""
    path = tiff(tmp_path / "fax.tif", ["1", "1"], compression="group4")
    content = path.read_bytes()
    assert [page.image.shape for page in load_pictures(path)] == [(80, 60, 3), (80, 70, 3)]
    path.write_bytes(content[:-30])
    with contextlib.suppress(UnreadableImage):
        list(load_pictures(path))
    assert capfd.readouterr() == ("", "")


def test_sixteen_bits_of_grey_keep_their_shades(tmp_path: Path) -> None:
    """A scanner's deep grey is scaled down, not cut off to white."""
    ramp = np.linspace(0, 65_535, 256, dtype=np.uint16).reshape(1, 256).repeat(8, 0)
    for name in ("deep.png", "deep.tif"):
        PIL.Image.fromarray(ramp).save(tmp_path / name)
        image = load_picture(tmp_path / name)
        assert image[0, :, 0].tolist() == pytest.approx(range(256), abs=1)


def test_a_bad_page_does_not_hide_the_good_ones(tmp_path: Path) -> None:
    """One page of a scanner's file is refused by itself."""
    path = tiff(tmp_path / "a.tif", ["RGB", "RGB", "RGB"], compression="tiff_deflate")
    with PIL.Image.open(path) as opened_tiff:
        opened_tiff.seek(1)
        place = opened_tiff.tag_v2[273][0]  # type: ignore[attr-defined]  # a TIFF's own
    content = bytearray(path.read_bytes())
    content[place : place + 12] = b"\xff" * 12
    path.write_bytes(bytes(content))
    with open_pictures(path) as file:
        assert file.picture(1).count == 3
        with pytest.raises(UnreadableImage, match="damaged"):
            file.picture(2)
        assert file.picture(3).image.shape == (80, 80, 3)


def test_what_moves_is_looked_at_once(tmp_path: Path) -> None:
    """Of an animation its first picture is taken."""
    frames = [PIL.Image.new("RGB", (20, 10), colour) for colour in ("red", "blue", "green")]
    for name in ("moves.gif", "moves.webp"):
        path = tmp_path / name
        frames[0].save(path, save_all=True, append_images=frames[1:], lossless=True)
        (picture,) = load_pictures(path)
        assert picture.image.shape == (10, 20, 3)
        assert picture.image[5, 5, 2] > 240


def test_a_damaged_exif_block_loses_no_picture(tmp_path: Path) -> None:
    """How it should be turned is not known then; the pixels are whole."""
    path = tmp_path / "exif.jpg"
    PIL.Image.new("RGB", (30, 20)).save(path, exif=b"Exif\0\0II*\0\xff\xff\xff\x7f" + bytes(20))
    assert load_picture(path).shape == (20, 30, 3)


def pdf(path: Path, sizes: list[tuple[int, int]], dpi: int = 200) -> Path:
    """As a scanner writes it: every page is one JPEG."""
    pages = []
    for size in sizes:
        stream = io.BytesIO()
        PIL.Image.linear_gradient("L").resize(size).save(stream, "JPEG", dpi=(dpi, dpi))
        pages.append(stream.getvalue())
    made = img2pdf.convert(*pages)
    assert made is not None
    path.write_bytes(made)
    return path


def test_pages_of_a_scanner_pdf_keep_their_dots(tmp_path: Path) -> None:
    """A page that is one picture is drawn with that picture's own resolution."""
    path = pdf(tmp_path / "scan.pdf", [(413, 584), (584, 413)], dpi=250)
    pages = list(load_pictures(path))
    assert [page.image.shape for page in pages] == [(584, 413, 3), (413, 584, 3)]
    assert [page.dpi for page in pages] == pytest.approx([250, 250], abs=0.5)
    assert float(pages[0].image[-1].mean()) > 230
    assert float(pages[0].image[0].mean()) < 20


def test_a_turned_page_of_pdf_stands_upright(tmp_path: Path) -> None:
    """/Rotate is obeyed."""
    path = pdf(tmp_path / "scan.pdf", [(413, 584)], dpi=250)
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        document.pages[0].rotate(90, relative=False)
        document.save(path)
    (page,) = load_pictures(path)
    assert page.image.shape == (413, 584, 3)


def test_a_locked_document_says_so(tmp_path: Path) -> None:
    """What needs a password is not called damaged."""
    path = pdf(tmp_path / "scan.pdf", [(100, 100)])
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        document.save(path, encryption=pikepdf.Encryption(user="x", owner="y"))
    with pytest.raises(UnreadableImage) as error:
        load_picture(path)
    assert error.value.code == "document-locked"


@pytest.mark.parametrize("suffix", ["tif", "pdf"])
def test_a_document_of_too_many_pages_is_refused_whole(
    tmp_path: Path, make: Make, suffix: str
) -> None:
    """None of its pages is dropped in silence."""
    path = tmp_path / f"long.{suffix}"
    _ = tiff(path, ["L"] * 4) if suffix == "tif" else pdf(path, [(90, 90)] * 4)
    assert refused(make(limits=Limits(pages=3)), path.read_bytes()) == "document-too-long"


def test_a_page_of_pdf_as_large_as_a_house_is_bounded(tmp_path: Path) -> None:
    """The size that a page claims decides no memory: it is drawn coarser."""
    document = pikepdf.new()
    document.add_blank_page(page_size=(14_400, 14_400))
    document.save(tmp_path / "house.pdf")
    assert load_picture(tmp_path / "house.pdf").size <= 3 * decoding.MAX_PIXELS


def test_a_pdf_without_pages_is_no_picture(tmp_path: Path) -> None:
    """Nor is one that ends in its head."""
    for content in (b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(5_000)):
        (tmp_path / "bad.pdf").write_bytes(content)
        with pytest.raises(UnreadableImage, match="damaged"):
            load_picture(tmp_path / "bad.pdf")

"""`counter scan`: every picture its line, in order, whatever else lies in the folders."""

import hashlib
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import PIL.Image
import pytest
import segno

from counter_app import wording
from counter_app.commands.scan import Seen, Wanted, as_json, as_text, scan, told_at_end
from counter_app.commands.scan_files import Found, files
from counter_app.practice.camera import PracticeCamera
from counter_app.practice.pages import practice_dossier
from data.domain.errors import Refused
from scanning.opencv import Image, cv2
from scanning.picture import open_pictures
from scanning.values import Finding

ROOT = Path(__file__).parents[3]
CODE = "000.00.19.H47-190926-0001"
EAN = "4006381333931"


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    wording.use("en")
    yield
    wording.use(wording.DEFAULT_LANGUAGE)


@pytest.fixture(scope="module")
def photographs() -> list[Image]:
    """Two sheets under a document camera."""
    now_s = [0.0]
    pages = [page.image for page in practice_dossier("Lê Thị Mẫu")[:2]]
    camera = PracticeCamera(pages, clock_s=lambda: now_s[0], size=(960, 540))
    taken: list[Image] = []
    for now_s[0] in (3.0, 9.7):
        frame = camera.read()
        assert frame is not None
        taken.append(frame.image)
    return taken


@pytest.fixture(scope="module")
def scans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A scanner's PDF of three pages."""
    path = tmp_path_factory.mktemp("scans") / "three.pdf"
    pages = [page.image.convert("L").resize((620, 877)) for page in practice_dossier("Lê Thị Mẫu")]
    pages[0].save(path, save_all=True, append_images=pages[1:3], resolution=150)
    return path


def seen(paths: list[Path], wanted: Wanted | None = None) -> list[Seen]:
    return list(scan(files(paths), wanted or Wanted()))


def test_folders_are_walked_in_name_order(tmp_path: Path) -> None:
    """Deeper folders too; hidden files, other files, links to folders and the results are not."""
    for name in ("b.png", "a/z.jpg", "a/y.txt", "a/.hidden.png", "out/old.jpg", "C.TIF", "a.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "a" / "back").symlink_to(tmp_path)
    found = list(files([tmp_path, tmp_path / "a" / "y.txt"], without=tmp_path / "out"))
    names = [str(it.path.relative_to(tmp_path)) for it in found]
    assert names == ["C.TIF", "a/z.jpg", "a.pdf", "b.png", "a/y.txt"]
    assert [str(it.within) for it in found][1] == "a/z.jpg"


def test_a_photograph_gives_its_page_and_codes(tmp_path: Path, photographs: list[Image]) -> None:
    """Corners clockwise from the top left in pixels of the picture, codes with their place."""
    image = photographs[0].copy()
    qr = tmp_path / "qr.png"
    segno.make(CODE, error="m").save(str(qr), scale=4, border=4)
    code = cv2.imread(str(qr))
    assert code is not None
    image[10 : 10 + code.shape[0], 10 : 10 + code.shape[1]] = code
    path = tmp_path / "page.png"
    cv2.imwrite(str(path), image)
    (one,) = seen([path])
    told = json.loads(as_json(one))
    assert (told["file"], told["error"], told["code"]) == (str(path), None, None)
    (page,) = told["pages"]
    (left, top), (right, _), (_, low), _ = page["corners"]
    assert 0 <= left < right <= 960
    assert 0 <= top < low <= 540
    assert page["height"] > page["width"] > 0
    assert page["dpi"] > 0
    assert page["output"] is None
    (barcode,) = told["barcodes"]
    assert (barcode["kind"], barcode["value"]) == ("dossier-code", CODE)
    assert (barcode["symbology"], len(barcode["position"])) == ("qr", 4)


def test_pages_are_written_under_their_hash(tmp_path: Path, photographs: list[Image]) -> None:
    """A flat page is there in full under the SHA-256 of its bytes; twice the same is one file."""
    for name in ("one.png", "two.png"):
        cv2.imwrite(str(tmp_path / name), photographs[0])
    outputs = {one.pages[0].output for one in seen([tmp_path], Wanted(tmp_path / "out"))}
    (written,) = (tmp_path / "out").iterdir()
    assert outputs == {str(written)}
    assert written.stem == hashlib.sha256(written.read_bytes()).hexdigest()
    with PIL.Image.open(written) as page:
        assert (page.format, page.height > page.width) == ("JPEG", True)


def test_pages_may_bear_the_name_of_their_file(tmp_path: Path, scans: Path) -> None:
    """In folders like those they came from, black and white with their resolution."""
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "deep" / "a.pdf").write_bytes(scans.read_bytes())
    wanted = Wanted(tmp_path / "out", bilevel=True, by_name=True)
    seen([tmp_path / "in"], wanted)
    written = sorted((tmp_path / "out" / "deep").iterdir())
    assert [path.name for path in written] == [f"a.pdf-page-{n}.png" for n in (1, 2, 3)]
    with PIL.Image.open(written[0]) as page:
        assert (page.mode, page.size) == ("1", (620, 877))
        assert page.info["dpi"] == pytest.approx((150, 150), abs=1)
        ink = page.convert("L").histogram()[0] / (620 * 877)
        assert 0.01 < ink < 0.2


def test_each_page_of_a_document_has_its_line(scans: Path) -> None:
    """Numbered, whole as the scanner gave it, with the resolution it was scanned in."""
    lines = [json.loads(as_json(one)) for one in seen([scans])]
    assert [(line["number"], line["count"]) for line in lines] == [(1, 3), (2, 3), (3, 3)]
    (page,) = lines[0]["pages"]
    width, height = page["width"], page["height"]
    assert page["corners"] == [[0, 0], [width, 0], [width, height], [0, height]]


def test_a_film_gives_each_sheet_once(tmp_path: Path, photographs: list[Image]) -> None:
    """Two sheets that lie still one after the other, with the second in which they were seen."""
    path = tmp_path / "desk.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 12, (960, 540))
    for number in range(60):
        writer.write(photographs[number // 30])
    writer.release()
    (film,) = [json.loads(as_json(one)) for one in seen([path])]
    first, second = (page["at_s"] for page in film["pages"])
    assert 0 < first < 2.5 < second < 5


def test_bad_files_are_told_and_passed_over(tmp_path: Path, photographs: list[Image]) -> None:
    """The order stays, and every line says what is the matter."""
    cv2.imwrite(str(tmp_path / "b.png"), photographs[0])
    (tmp_path / "a.jpg").write_bytes(b"\xff\xd8\xff cut")
    (tmp_path / "c.mp4").write_bytes(b"no film")
    (tmp_path / "d.pdf").write_bytes(b"%PDF-1.7 cut")
    errors = [one.error for one in seen([tmp_path, tmp_path / "none.jpg"])]
    assert errors == ["not-an-image", None, "not-a-film", "image-damaged", "no-such-file"]


def test_a_folder_that_cannot_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its pictures are not passed over in silence."""
    (tmp_path / "a").mkdir()

    def refuse(_folder: object) -> list[str]:
        raise PermissionError

    monkeypatch.setattr(os, "listdir", refuse)
    assert [one.error for one in seen([tmp_path])] == ["no-such-file"]


def test_a_picture_without_a_page_says_so(tmp_path: Path) -> None:
    """No page, no invented corners; the finding stands beside."""
    path = tmp_path / "grey.png"
    PIL.Image.new("RGB", (400, 300), (90, 90, 90)).save(path)
    (one,) = seen([path])
    assert (one.pages, one.findings) == ((), (Finding.NO_PAGE,))
    assert as_text(one) == f"{path}: no page found"


def test_a_scan_saved_as_a_picture_is_kept_whole(tmp_path: Path, scans: Path) -> None:
    """White up to its rim: no frame on the form is cut out, and a doubt is told."""
    (page,) = seen([scans])[0].pages
    with open_pictures(scans) as file:
        cv2.imwrite(str(tmp_path / "flat.png"), file.picture(1).image)
    (flat,) = seen([tmp_path / "flat.png"])[0].pages
    assert flat.corners == page.corners
    assert Finding.CHECK_CORNERS in flat.findings
    assert Finding.CHECK_CORNERS not in page.findings


def test_the_desk_reads_what_a_counter_uses(tmp_path: Path) -> None:
    """`--desk` leaves the codes of shops alone; otherwise everything is read."""
    import zxingcpp

    path = tmp_path / "shop.png"
    code = zxingcpp.create_barcode(EAN, zxingcpp.BarcodeFormat.EAN13)
    PIL.Image.fromarray(zxingcpp.write_barcode_to_image(code, scale=4)).save(path)
    assert [it.value for it in seen([path])[0].barcodes] == [EAN]
    assert seen([path], Wanted(every_symbology=False))[0].barcodes == ()


def test_a_name_of_any_bytes_is_one_clean_line(tmp_path: Path) -> None:
    """Neither a terminal nor JSON can be disturbed by what a file is called."""
    name = os.fsdecode(b"bad\x1b[2J\xff\nname.png")
    found = Found(tmp_path / name, Path(name))
    (one,) = scan([found], Wanted())
    assert json.loads(as_json(one))["file"].endswith("bad\x1b[2J\\xff\nname.png")
    assert as_text(one).splitlines() == [as_text(one)]
    assert "\x1b" not in as_text(one)


def test_a_folder_that_cannot_be_written_is_a_refusal(
    tmp_path: Path, photographs: list[Image]
) -> None:
    """Not a bad picture: nothing more is looked at."""
    cv2.imwrite(str(tmp_path / "a.png"), photographs[0])
    (tmp_path / "out").write_text("a file stands where the folder should be")
    with pytest.raises(Refused, match="file-unwritable"):
        seen([tmp_path / "a.png"], Wanted(tmp_path / "out"))


def test_the_text_says_all_in_one_line(tmp_path: Path, photographs: list[Image]) -> None:
    """Size, resolution and what the gate found; the end counts."""
    cv2.imwrite(str(tmp_path / "a.png"), photographs[0])
    (one,) = seen([tmp_path / "a.png"])
    doubtful = replace(one.pages[0], findings=(Finding.OUT_OF_FOCUS,), at_s=2.0, output="x.jpg")
    said = as_text(replace(one, pages=(doubtful,), number=2, count=3))
    assert said.startswith(f"{tmp_path / 'a.png'} 2/3: page found, at 2.0 s, ")
    assert said.endswith(" dpi, The picture is not sharp., x.jpg")
    assert told_at_end(2, 1) == "2 pictures looked at, 1 could not be read."
    assert told_at_end(1, 0) == "1 picture looked at."


def test_ctrl_c_ends_with_what_was_done(tmp_path: Path, photographs: list[Image]) -> None:
    """Whole lines so far, a word on standard error, the exit code of a stop, nobody left behind."""
    cv2.imwrite(str(tmp_path / "a000.png"), photographs[0])
    for number in range(1, 300):
        os.link(tmp_path / "a000.png", tmp_path / f"a{number:03}.png")
    command = [sys.executable, "-m", "counter_app", "--lang", "en", "scan", "--json", str(tmp_path)]
    run = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert run.stdout is not None
    assert run.stderr is not None
    first = run.stdout.readline()
    tasks = Path(f"/proc/{run.pid}/task").iterdir()
    children = [child for task in tasks for child in (task / "children").read_text().split()]
    assert children
    run.send_signal(signal.SIGINT)
    out, err = run.stdout.read(), run.stderr.read()
    assert run.wait(60) == 130
    run.stdout.close()
    run.stderr.close()
    lines = [json.loads(line) for line in [first, *out.splitlines()]]
    assert 1 <= len(lines) < 300
    assert [Path(line["file"]).name for line in lines] == [
        f"a{n:03}.png" for n in range(len(lines))
    ]
    assert err == told_at_end(len(lines), 0) + "\n"
    assert not any(Path(f"/proc/{child}").exists() for child in children)


def test_a_line_comes_as_soon_as_its_picture_is_done(
    tmp_path: Path, photographs: list[Image]
) -> None:
    """The first is told of while later files are not even asked for."""
    stream = io.BytesIO()
    PIL.Image.fromarray(photographs[0]).save(stream, "PNG")
    asked = 0

    def endless() -> Iterator[Found]:
        nonlocal asked
        while True:
            path = tmp_path / f"{asked}.png"
            path.write_bytes(stream.getvalue())
            asked += 1
            yield Found(path, Path(path.name))

    lines = scan(endless(), Wanted())
    assert next(lines).file.path.name == "0.png"
    assert asked < 10
    lines.close()  # type: ignore[attr-defined]  # a generator

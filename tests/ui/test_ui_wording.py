"""Every word on the screen is in the catalogue, and every code has its sentence."""

import ast
import importlib.util
import re
from collections.abc import Iterator
from importlib.machinery import SourceFileLoader
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from counter_app import wording
from counter_app.sentences import FINDINGS, SENTENCES, sentence_of
from data.domain.deadlines import CautionCode
from data.domain.procedures import BarCode
from scanning.values import Finding

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT / "counter_app" / "locale" / "vi" / "LC_MESSAGES" / "counter.po"
PACKAGES = ("counter_app", "data", "printing", "scanning")
MARKERS = {"tr", "msg", "trn"}
RAISED = {"Refused", "CameraUnavailable", "UnreadableImage"}
_CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def trees(*packages: str) -> Iterator[ast.AST]:
    for package in packages:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield ast.parse(path.read_text("utf-8"))


def calls(names: set[str], *packages: str) -> Iterator[ast.Call]:
    for tree in trees(*packages):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in names:
                yield node


def literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def marked() -> set[str]:
    """Every message id in the code, also inside f-strings."""
    found: set[str] = set()
    for call in calls(MARKERS, "counter_app"):
        texts = call.args[:2] if getattr(call.func, "id", "") == "trn" else call.args[:1]
        found |= {text for text in map(literal, texts) if text}
    return found


@pytest.fixture(scope="module")
def vietnamese() -> Catalog:
    with CATALOGUE.open("rb") as stream:
        return read_po(stream, locale="vi")


def ids(catalog: Catalog) -> set[str]:
    found: set[str] = set()
    for message in catalog:
        found |= {message.id} if isinstance(message.id, str) else set(message.id)
    return found - {""}


def test_no_text_is_missing_from_the_catalogue_and_none_is_left_over(vietnamese: Catalog) -> None:
    """Run script/messages after a text was changed."""
    assert marked() - ids(vietnamese) == set()
    assert ids(vietnamese) - marked() == set()


def test_every_text_is_translated(vietnamese: Catalog) -> None:
    """A Vietnamese officer reads no English sentence."""
    empty = [message.id for message in vietnamese if message.id and not _text(message.string)]
    assert empty == []


def test_a_translation_has_the_places_of_its_message(vietnamese: Catalog) -> None:
    """`{n}` in one and not in the other would fail at the counter."""
    for message in vietnamese:
        if message.id:
            assert places(_text(message.string)) == places(_text(message.id)), message.id


def test_the_compiled_catalogue_says_what_the_source_says(vietnamese: Catalog) -> None:
    """Run script/messages after the catalogue was edited."""
    with CATALOGUE.with_suffix(".mo").open("rb") as stream:
        compiled = read_mo(stream)
    for message in vietnamese:
        if message.id:
            text = compiled.get(_first(message.id))
            assert text is not None
            assert _text(text.string) == _text(message.string)


def test_script_messages_finds_what_the_code_marks() -> None:
    """The extractor and this test agree on what a message is."""
    loader = SourceFileLoader("messages_script", str(ROOT / "script" / "messages"))
    spec = importlib.util.spec_from_loader("messages_script", loader)
    assert spec is not None
    script = importlib.util.module_from_spec(spec)
    loader.exec_module(script)
    assert ids(script.template()) == marked()


def codes() -> set[str]:
    """Every code that an officer may meet, read from the code itself."""
    found = {literal(call.args[0]) for call in calls(RAISED, *PACKAGES) if call.args}
    found |= set(BarCode) | set(CautionCode) | set(_clash_codes())
    for tree in trees("data"):
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and any(
                "Error" in ast.unparse(b) for b in node.bases
            ):
                found |= set(_class_codes(node))
    return {code for code in found if code and _CODE.fullmatch(code)}


def _clash_codes() -> Iterator[str]:
    """What a clash answers stands behind `return`, and is seen as the mark of a conflict too."""
    for tree in trees("data/domain"):
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef) and _answers_a_code(function.name):
                said = (it for it in ast.walk(function) if isinstance(it, ast.Return))
                for part in (leaf for it in said for leaf in ast.walk(it)):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        yield part.value


def _answers_a_code(name: str) -> bool:
    return name.endswith(("clash", "_unlike", "objection")) or name in {"other_result", "whole"}


def _class_codes(node: ast.ClassDef) -> Iterator[str]:
    for line in node.body:
        target = line.targets[0] if isinstance(line, ast.Assign) else None
        if isinstance(target, ast.Name) and target.id == "code" and isinstance(line, ast.Assign):
            yield literal(line.value) or ""


def test_every_code_has_its_sentence() -> None:
    """Nobody reads "unknown error"."""
    assert codes() - set(SENTENCES) == set()


def test_every_finding_has_its_words() -> None:
    """Whatever is wrong with a picture can be said."""
    assert set(FINDINGS) == {finding.value for finding in Finding}


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_a_sentence_never_fails_for_want_of_a_fact(language: str) -> None:
    """A missing fact is a dash; markup and braces in a fact stay as they are."""
    wording.use(language)
    for code in [*SENTENCES, "nobody-foresaw-this"]:
        assert sentence_of(code)
    assert "{x} [b]" in sentence_of("procedure-replaced", {"instead": "{x} [b]"})
    assert "26/09/2019" in sentence_of("procedure-expired", {"day": "2019-09-26"})
    wording.use(wording.DEFAULT_LANGUAGE)


@pytest.mark.parametrize(
    ("amount_vnd", "shown"), [(0, "0 đ"), (50_000, "50.000 đ"), (1_250_000, "1.250.000 đ")]
)
def test_money_is_written_as_at_the_counter(amount_vnd: int, shown: str) -> None:
    """Thousands are parted by points."""
    assert wording.money_text(amount_vnd) == shown


def test_r17_numbers_of_persons_are_masked_on_the_screen() -> None:
    """Head and tail are enough to compare; a queue behind the officer reads no more."""
    assert wording.masked("049300000123") == "049•••••0123"
    assert wording.masked("0905123") == "0905123"


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def _first(text: str | tuple[str, ...] | list[str]) -> str:
    return text if isinstance(text, str) else text[0]


def _text(string: str | tuple[str, ...] | list[str] | None) -> str:
    return string or "" if isinstance(string, str | None) else string[-1]
